#!/usr/bin/env python3
"""Checks documents in which nothing is wrong: no error, no warning; hints are listed.

The example's plan and its document without slips, and three invented agencies, as text, as Word, and as Word saved again by
LibreOffice (the example only where LibreOffice is installed).

usage: clean_documents_test.py PHAEN
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from check_support import AGENCIES, CLEAN_AGENCIES, ROOT, check, told


def saved_again(document, folder):
    """The Word file as LibreOffice writes it, or None where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return None
    out = folder / "saved"
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(document)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    written = out / document.name
    if not written.exists():
        raise SystemExit(f"LibreOffice wrote nothing: {done.stderr.strip()}")
    return written


def documents(folder):
    yield ROOT / "examples" / "office" / "plan.toml"
    subprocess.run([sys.executable, str(ROOT / "tools" / "make-example"), "--clean", str(folder)], check=True)
    yield folder / "document.txt"
    yield folder / "document.docx"
    again = saved_again(folder / "document.docx", folder)
    if again is None:
        print("no LibreOffice here: the example saved by it is left out")
    else:
        yield again
    for name in CLEAN_AGENCIES:
        for ending in (".txt", ".docx", ".lo.docx"):
            yield AGENCIES / (name + ending)


def main():
    phaen = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        files = list(documents(pathlib.Path(name)))
        bad = 0
        for file, findings in zip(files, check(phaen, files)):
            wrong = [f for f in findings if f["severity"] != "info"]
            print(f"{file.parent.name}/{file.name}: {len(wrong)} errors and warnings, {len(findings) - len(wrong)} hints")
            for finding in sorted(findings, key=lambda f: f["severity"] == "info"):
                print("   ", told(finding))
            bad += len(wrong)
    print(f"{bad} errors and warnings in {len(files)} clean documents")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
