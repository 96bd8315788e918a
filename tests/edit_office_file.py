#!/usr/bin/python3
"""Edits a Word file or a workbook as a person replaces words in it; it must have each of them.

usage: edit_office_file.py FILE OUT BEFORE AFTER [BEFORE AFTER...]

A Word file is opened and saved by python-docx. In a workbook only the texts are changed, and the rest stays byte for byte.
"""

import sys
import zipfile
from xml.sax.saxutils import escape

import docx


def paragraphs_of(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def replace(document, before, after):
    """As a person replaces words in the whole document; how often they stood there."""
    count = 0
    for paragraph in paragraphs_of(document):
        for run in paragraph.runs:
            if before in run.text:
                run.text = run.text.replace(before, after)
                count += 1
    return count


def edit_word(path, out, pairs):
    document = docx.Document(path)
    missing = [before for before, after in pairs if replace(document, before, after) == 0]
    document.save(out)
    return missing


def edit_workbook(path, out, pairs):
    missing = {before for before, _ in pairs}
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet"):
                text = content.decode("utf-8")
                for before, after in pairs:
                    if escape(before) in text:
                        missing.discard(before)
                        text = text.replace(escape(before), escape(after))
                content = text.encode("utf-8")
            new.writestr(name, content)
    return sorted(missing)


def main():
    path, out, *words = sys.argv[1:]
    pairs = list(zip(words[::2], words[1::2], strict=True))
    missing = (edit_workbook if path.endswith(".xlsx") else edit_word)(path, out, pairs)
    if missing:
        sys.exit(f"{path} has no {missing}")


if __name__ == "__main__":
    main()
