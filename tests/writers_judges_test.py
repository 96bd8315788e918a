#!/usr/bin/python3
"""What the writers write, judged by others: the schemas of ECMA-376 and LibreOffice.

usage: writers_judges_test.py WRITERS_SAMPLE [unittest options]
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

PROGRAM = ""
LIBREOFFICE = unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed: nothing was opened")


def written(folder):
    subprocess.run([PROGRAM, folder], check=True, timeout=60)
    return folder


def shown(path):
    """Version, number of hints, and the document as our reader sees it."""
    text = subprocess.run([PROGRAM, "--show", path], check=True, timeout=60, capture_output=True).stdout.decode()
    version, hints, rest = text.split("\n", 2)
    return version.removeprefix("version "), int(hints.removeprefix("hints ")), rest


def converted(path, ending):
    folder = path.parent / "converted"
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{path.parent}/profile", "--convert-to", ending,
                    "--outdir", folder, path], check=True, capture_output=True, timeout=280)
    return folder / f"{path.stem}.{ending}"


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = written(Path(folder.name))


class WordTest(Folder):
    @unittest.skipUnless(WML.exists(), f"{WML} is absent: no Word file was validated")
    def test_the_parts_are_valid(self):
        schema = etree.XMLSchema(etree.parse(str(WML)))
        with zipfile.ZipFile(self.folder / "sample.docx") as archive:
            self.assertIsNone(archive.testzip())
            parts = [name for name in archive.namelist() if re.fullmatch(r"word/\w+\.xml", name)]
            self.assertIn("word/document.xml", parts)
            for part in parts:
                schema.validate(without_extensions(etree.fromstring(archive.read(part))))
                self.assertEqual([str(error)[-300:] for error in schema.error_log][:3], [], part)

    def test_every_relation_leads_to_a_part_with_a_type(self):
        with zipfile.ZipFile(self.folder / "sample.docx") as archive:
            names = set(archive.namelist())
            types = etree.fromstring(archive.read("[Content_Types].xml"))
            overrides = {node.get("PartName") for node in types if node.get("PartName")}
            defaults = {node.get("Extension") for node in types if node.get("Extension")}
            self.assertTrue({name.lstrip("/") for name in overrides} <= names)
            for name in names - {"[Content_Types].xml"}:
                self.assertTrue("/" + name in overrides or name.rsplit(".", 1)[1] in defaults, name)
            used = set(re.findall(rb'r:(?:id|embed)="(\w+)"', archive.read("word/document.xml")))
            relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
            known = {node.get("Id").encode() for node in relations}
            self.assertTrue(used <= known)
            for node in relations:
                if node.get("TargetMode") != "External":
                    target = "word/" + node.get("Target")
                    self.assertIn(re.sub(r"word/\.\./", "", target), names)

    def test_the_same_bytes_each_time(self):
        first = (self.folder / "sample.docx").read_bytes()
        self.assertEqual((written(self.folder) / "sample.docx").read_bytes(), first)

    @LIBREOFFICE
    def test_libreoffice_shows_every_page(self):
        pdf = converted(self.folder / "scaled.docx", "pdf")
        text = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True).stdout.decode()
        pages = [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]
        self.assertEqual(pages[0][:12], "แผนปฏิบัติรา")
        self.assertIn("สารบัญ", pages[1])
        budget = [page for page in pages if "๑,๕๐๐,๐๐๐.-" in page or "โครงการ" in page]
        self.assertGreater(len(budget), 4)
        for page in budget:
            self.assertIn("งบประมาณ(บาท)", page, "the header row is on every page of its table")
        self.assertIn("น้ำปี่ญี่ปุ่น", "".join(pages), "the drawing's text is there")

    @LIBREOFFICE
    def test_nothing_is_lost_when_libreoffice_saves_it_again(self):
        before = shown(self.folder / "sample.docx")
        after = shown(converted(self.folder / "sample.docx", "docx"))
        self.assertEqual(after[2], before[2])
        self.assertEqual(after[0], before[0], "the version is a property, which LibreOffice keeps")

    def test_nothing_but_the_hints_is_lost_when_they_are_stripped(self):
        source = self.folder / "sample.docx"
        stripped = self.folder / "stripped.docx"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(stripped, "w") as new:
            for name in old.namelist():
                if name.startswith(("customXml/", "docProps/")):
                    continue
                content = old.read(name)
                if name == "word/document.xml":
                    content = re.sub(rb"<w:bookmark(Start|End)[^>]*>", b"", content)
                if name.endswith(".rels"):
                    content = re.sub(rb"<Relationship [^>]*(customXml|docProps)/[^>]*>", b"", content)
                new.writestr(name, content)
        version, hints, content = shown(source)
        self.assertEqual(version, "sha256:0123")
        self.assertEqual(hints, 5 + 58)  # headings with an element, and rows with one
        self.assertEqual(shown(stripped), ("", 0, content))


NODE_MODULES = Path(__file__).resolve().parent / "e2e" / "node_modules"
HTML_VALIDATE = NODE_MODULES / ".bin" / "html-validate"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")


class HtmlTest(Folder):
    @unittest.skipUnless(HTML_VALIDATE.exists(), f"{HTML_VALIDATE} is absent: no page was validated")
    def test_the_page_is_valid(self):
        # Its first line asks for the Node.js of the same packages.
        path = f"{NODE_MODULES / 'node' / 'bin'}:{os.environ['PATH']}"
        result = subprocess.run([HTML_VALIDATE, "sample.html"], cwd=self.folder, env={**os.environ, "PATH": path},
                                capture_output=True, timeout=120, check=False)
        self.assertEqual((result.returncode, result.stdout.decode()), (0, ""))

    @unittest.skipUnless(AXE.exists() and CHROMIUM, f"{AXE} or Chromium is absent: no page was judged")
    def test_axe_finds_nothing(self):
        script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
        run = ("axe.run().then(r => document.body.textContent = 'axe found ' + r.violations.length + ': '"
               " + r.violations.map(v => v.id))")
        page = (self.folder / "sample.html").read_text(encoding="utf-8")
        self.assertNotIn("<script", page)
        judged = self.folder / "judged.html"
        judged.write_text(page.replace("</body>", f"<script>{script}</script><script>{run}</script></body>"), encoding="utf-8")
        dom = subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--virtual-time-budget=20000", "--dump-dom", judged.as_uri()],
                             check=True, capture_output=True, timeout=120).stdout.decode()
        self.assertIn("axe found 0: ", dom)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
