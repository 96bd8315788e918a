#!/usr/bin/python3
"""The round trip with the office's own files, from outside: exported, edited, imported again.

usage: import_edited_test.py PHAEN [unittest options]
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import docx

from edit_office_file import replace

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "examples" / "office" / "plan.toml"
PROGRAM = ""
LIBREOFFICE = unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed: nothing was saved again")


def phaen(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments), "--lang", "en"], capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def saved_again(path, folder):
    """As LibreOffice saves it."""
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", path.suffix[1:],
                    "--outdir", folder / "again", path], check=True, capture_output=True, timeout=280)
    return folder / "again" / path.name


class EditedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        made = tempfile.TemporaryDirectory()
        cls.addClassCleanup(made.cleanup)
        cls.folder = Path(made.name)
        for ending in ("docx", "xlsx"):
            status, _, complaint = phaen("render", PLAN, "-o", cls.folder / f"plan.{ending}")
            assert status == 0, complaint
        text = PLAN.read_text("utf-8")
        names = re.findall(r'\n\[\[projects\]\]\n(?:.+\n)*?name = "([^"]+)"', text)
        # Activities may have a project's name.
        cls.names = [name for name in names if text.count(f'name = "{name}"') == 1]

    def changed_plan(self, name, *changes):
        text = PLAN.read_text("utf-8")
        for before, after in changes:
            self.assertEqual(text.count(before), 1, before)
            text = text.replace(before, after)
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def edited_word(self, name):
        document = docx.Document(self.folder / "plan.docx")
        self.assertGreater(replace(document, self.names[1], "โครงการที่เปลี่ยนชื่อใน Word"), 0)
        path = self.folder / name
        document.save(path)
        return path

    def expected_name(self):
        return self.changed_plan("expected.toml", (f'name = "{self.names[1]}"', 'name = "โครงการที่เปลี่ยนชื่อใน Word"'))

    def test_without_an_edit_nothing_changes(self):
        for ending in ("docx", "xlsx"):
            self.assertEqual(phaen("import", self.folder / f"plan.{ending}", "--against", PLAN), (0, "nothing changes\n", ""))

    def test_a_word_file_is_brought_back(self):
        path = self.edited_word("edited.docx")
        merged = self.folder / "merged.toml"
        status, out, _ = phaen("import", path, "--against", PLAN, "-o", merged)
        self.assertEqual(status, 0)
        self.assertIn("โครงการที่เปลี่ยนชื่อใน Word", out)
        self.assertEqual(out.count("changed "), 1)
        self.assertEqual(phaen("diff", self.expected_name(), merged)[0], 0)

    @LIBREOFFICE
    def test_hints_and_properties_may_be_gone(self):
        path = self.edited_word("stripped.docx")
        bare = self.folder / "bare.docx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
            for name in old.namelist():
                if name.startswith(("customXml/", "docProps/")):
                    continue
                content = old.read(name)
                if name == "word/document.xml":
                    content = re.sub(rb"<w:bookmark(Start|End)[^>]*>", b"", content)
                if name.endswith(".rels"):
                    content = re.sub(rb"<Relationship [^>]*(customXml|docProps)/[^>]*>", b"", content)
                new.writestr(name, content)
        merged = self.folder / "stripped.toml"
        # Without a version it cannot be known that the file is one of ours: the base is told.
        self.assertEqual(phaen("import", saved_again(bare, self.folder), "--base", PLAN, "-o", merged)[0], 0)
        self.assertEqual(phaen("diff", self.expected_name(), merged), (0, "no differences\n", ""))

    def test_what_was_changed_on_both_sides_is_a_conflict(self):
        path = self.edited_word("conflict.docx")
        ours = self.changed_plan("ours.toml", (f'name = "{self.names[1]}"', 'name = "ชื่อที่แก้ในแผน"'),
                                 (f'name = "{self.names[2]}"', 'name = "อีกชื่อหนึ่ง"'))
        merged, report = self.folder / "conflict.toml", self.folder / "report.json"
        status, out, _ = phaen("import", path, "--base", PLAN, "--against", ours, "-o", merged, "--report", report)
        self.assertEqual(status, 1)
        self.assertIn("changed on both sides", out)
        self.assertEqual(phaen("diff", ours, merged)[0], 0)
        told = json.loads(report.read_text("utf-8"))
        self.assertEqual([(c["field"], c["ours"], c["theirs"]) for c in told["conflicts"]],
                         [("name", "ชื่อที่แก้ในแผน", "โครงการที่เปลี่ยนชื่อใน Word")])
        self.assertEqual(told["changes"], [])

    @LIBREOFFICE
    def test_a_workbook_is_brought_back(self):
        # The first project's budget, in the last column of the second sheet.
        path = self.folder / "edited.xlsx"
        with zipfile.ZipFile(self.folder / "plan.xlsx") as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                content = old.read(name).decode()
                if name == "xl/worksheets/sheet2.xml":
                    content, count = re.subn(r'(<c r="G2"[^>]*><v>)[^<]+', r"\g<1>1234567.5", content)
                    self.assertEqual(count, 1)
                new.writestr(name, content)
        budget = re.search(r'\n\[\[projects\]\]\n(?:.+\n)*?(name = "[^"]+"\n(?:.+\n)*?budget = "[^"]+")', PLAN.read_text("utf-8")).group(1)
        expected = self.changed_plan("budget.toml", (budget, re.sub(r'budget = "[^"]+"', 'budget = "1234567.50"', budget)))
        for number, file in enumerate((path, saved_again(path, self.folder))):
            merged = self.folder / f"budget-{number}.toml"
            status, out, _ = phaen("import", file, "--against", PLAN, "-o", merged)
            self.assertEqual((status, phaen("diff", expected, merged)), (0, (0, "no differences\n", "")), out)

    @LIBREOFFICE
    def test_rows_of_a_workbook_come_and_go(self):
        # The second step of the first table gives way to another, which has no id; the sheet's third line is the first step.
        path = self.folder / "rows.xlsx"
        steps = re.search(r'\n\[\[schedules\]\]\n.*?((?:\[\[schedules\.steps\]\]\n(?:.+\n)+\n?)+)', PLAN.read_text("utf-8"), re.S).group(1)
        second = re.findall(r"\[\[schedules\.steps\]\]\n(?:.+\n)+", steps)[1]
        with zipfile.ZipFile(self.folder / "plan.xlsx") as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                content = old.read(name).decode()
                if name == "xl/worksheets/sheet4.xml":
                    row = ('<row r="4"><c r="B4" t="inlineStr"><is><t>๒</t></is></c><c r="C4" t="inlineStr"><is><t>ขั้นตอนที่แทน</t></is></c>'
                           '<c r="D4"><v>20</v></c></row>')
                    content, count = re.subn(r'<row r="4"[^>]*>.*?</row>', row, content, flags=re.S)
                    self.assertEqual(count, 1)
                new.writestr(name, content)
        expected = self.changed_plan("rows.toml", (second, '[[schedules.steps]]\nid = "schedule-1.step-6"\nnumber = "๒"\n'
                                                          'text = "ขั้นตอนที่แทน"\nweight = "20"\n'))
        for number, file in enumerate((path, saved_again(path, self.folder))):
            merged = self.folder / f"rows-{number}.toml"
            status, out, _ = phaen("import", file, "--against", PLAN, "-o", merged)
            self.assertEqual((status, phaen("diff", expected, merged)), (0, (0, "no differences\n", "")), out)
            self.assertIn("added step schedule-1.step-6", out)
            self.assertIn("removed step schedule-1.step-2", out)

    def test_a_file_of_another_version_is_refused(self):
        other = self.changed_plan("other.toml", (f'name = "{self.names[2]}"', 'name = "อื่น"'))
        for name in ("plan.docx", "plan.xlsx"):
            status, _, complaint = phaen("import", self.folder / name, "--base", other)
            self.assertEqual(status, 2)
            self.assertIn("was made from version", complaint)
        self.assertEqual(phaen("import", self.folder / "plan.xlsx")[0], 2)
        damaged = self.folder / "damaged.xlsx"
        damaged.write_bytes((self.folder / "plan.xlsx").read_bytes()[:3000])
        self.assertIn("cannot be read as an Excel workbook", phaen("import", damaged, "--base", PLAN)[2])


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
