#!/usr/bin/python3
"""The example's book in every format, judged by others: schemas, LibreOffice, qpdf, html-validate.

usage: book_judges_test.py PHAEN PRINTED_PLAN [unittest options]
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent))
from check_judges_test import WML, without_extensions  # noqa: E402
from writers_judges_test import HTML_VALIDATE, LIBREOFFICE, NODE_MODULES, converted  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "examples" / "office" / "plan.toml"
SOURCE = ROOT.parent / "shared" / "source" / "annual-plan-2565.txt"
PHAEN = ""
PRINTED_PLAN = ""
BOOKS = ["annual-plan", "agreement", "indicators", "projects"]


def printed(path):
    """What of a plan file or a document the book prints."""
    return subprocess.run([PRINTED_PLAN, path], check=True, timeout=60, capture_output=True).stdout.decode()


def stripped(source, target):
    """A Word file without everything that is ours and not the text: parts, properties, comments, bookmarks, hidden text."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name.startswith(("customXml/", "docProps/")) or "comments" in name:
                continue
            content = old.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:bookmark(Start|End)[^>]*>", b"", content)
                content = re.sub(rb"<w:r>(?:(?!</w:r>).)*<w:vanish/>(?:(?!</w:r>).)*</w:r>", b"", content, flags=re.S)
            if name.endswith(".rels"):
                content = re.sub(rb"<Relationship [^>]*(customXml|docProps|comments)[^>]*>", b"", content)
            new.writestr(name, content)
    return target


class BookTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def render(self, name, *options, plan=PLAN):
        path = self.folder / name
        subprocess.run([PHAEN, "render", plan, "-o", path, *options], check=True, timeout=120)
        return path

    def plans(self):
        """The example, the imported source where it is, and random plans."""
        yield "example", PLAN
        if SOURCE.exists():
            path = self.folder / "source.toml"
            subprocess.run([PHAEN, "import", SOURCE, "-o", path], check=True, timeout=120, capture_output=True)
            yield "source", path
        for seed in (201, 202, 203):
            path = self.folder / f"random-{seed}.toml"
            path.write_bytes(subprocess.run([PRINTED_PLAN, "--random", str(seed)], check=True, timeout=60, capture_output=True).stdout)
            yield f"random {seed}", path

    def test_text_and_word_come_back(self):
        for name, plan in self.plans():
            with self.subTest(plan=name):
                expected = printed(plan)
                self.assertGreater(len(expected.splitlines()), 100)
                self.assertEqual(printed(self.render("plan.txt", plan=plan)), expected)
                word = self.render("plan.docx", plan=plan)
                self.assertEqual(printed(word), expected)
                self.assertEqual(printed(stripped(word, self.folder / "stripped.docx")), expected)

    @LIBREOFFICE
    def test_word_comes_back_when_libreoffice_has_saved_it(self):
        for name, plan in self.plans():
            with self.subTest(plan=name):
                expected = printed(plan)
                word = self.render("plan.docx", plan=plan)
                self.assertEqual(printed(converted(word, "docx")), expected)
                bare = stripped(word, self.folder / "bare.docx")
                self.assertEqual(printed(converted(bare, "docx")), expected)

    @unittest.skipUnless(WML.exists(), f"{WML} is absent: no Word file was validated")
    def test_word_files_are_valid(self):
        schema = etree.XMLSchema(etree.parse(str(WML)))
        for book in BOOKS:
            with zipfile.ZipFile(self.render(f"{book}.docx", "--book", book)) as archive:
                parts = [name for name in archive.namelist() if re.fullmatch(r"word/\w+\.xml", name)]
                self.assertIn("word/document.xml", parts)
                for part in parts:
                    schema.validate(without_extensions(etree.fromstring(archive.read(part))))
                    self.assertEqual([str(error)[-300:] for error in schema.error_log][:3], [], f"{book}: {part}")

    @unittest.skipUnless(HTML_VALIDATE.exists(), f"{HTML_VALIDATE} is absent: no page was validated")
    def test_pages_are_valid(self):
        path = f"{NODE_MODULES / 'node' / 'bin'}:{os.environ['PATH']}"
        for book in BOOKS:
            page = self.render(f"{book}.html", "--book", book)
            result = subprocess.run([HTML_VALIDATE, page.name], cwd=self.folder, env={**os.environ, "PATH": path},
                                    capture_output=True, timeout=120, check=False)
            self.assertEqual((result.returncode, result.stdout.decode()), (0, ""), book)

    @unittest.skipUnless(shutil.which("qpdf"), "qpdf is not installed: no PDF was checked")
    def test_pdf_files_are_sound(self):
        for book in BOOKS:
            pdf = self.render(f"{book}.pdf", "--book", book)
            checked = subprocess.run(["qpdf", "--check", pdf], capture_output=True, check=False)
            self.assertEqual(checked.returncode, 0, checked.stdout)

    def test_contents_name_the_pages_where_the_headings_are(self):
        pdf = self.render("plan.pdf")
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode()
        # Marks above and below are in another order for others; consonants and digits tell enough.
        def bare(text):
            return re.sub(r"[^ก-ฮ๐-๙A-Za-z0-9]", "", text)
        pages = [bare(page) for page in text.split("\f")]
        digits = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
        lines = re.findall(r"^(.+?)\.{5}([๐-๙]+)$", self.render("plan.txt").read_text(encoding="utf-8"), re.M)
        self.assertGreater(len(lines), 20)
        for title, page in lines:
            # The cover is before page 1.
            self.assertIn(bare(title), pages[int(page.translate(digits))], title)


if __name__ == "__main__":
    PHAEN = sys.argv.pop(1)
    PRINTED_PLAN = sys.argv.pop(1)
    unittest.main()
