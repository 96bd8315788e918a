#!/usr/bin/python3
"""Workbooks judged by others: the schema of ECMA-376, and LibreOffice, which computes every formula again.

usage: workbook_judges_test.py WORKBOOK_SAMPLE [unittest options]
"""

import csv
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
SML = ROOT.parent / "shared" / "judges" / "ooxml" / "sml-driver.xsd"
PLAN = ROOT / "examples" / "office" / "plan.toml"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PROGRAM = ""


def has_calc():
    if not shutil.which("soffice"):
        return False
    office = Path(shutil.which("soffice")).resolve().parent
    return (office / "libsclo.so").exists()


CALC = unittest.skipUnless(has_calc(), "LibreOffice Calc is not installed: nothing was computed again")


class Workbook:
    """The sheets of a file: for each cell its formula and its value."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.sheets = []
        for number in range(1, 99):
            part = self.parts.get(f"xl/worksheets/sheet{number}.xml")
            if part is None:
                break
            cells = {}
            for cell in etree.fromstring(part).iter(f"{S}c"):
                formula, value = cell.find(f"{S}f"), cell.find(f"{S}v")
                text = "".join(cell.itertext()) if cell.get("t") == "inlineStr" else None
                cells[cell.get("r")] = (None if formula is None else formula.text, text if value is None else value.text)
            self.sheets.append(cells)

    def changed(self, path, change):
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in self.parts.items():
                archive.writestr(name, change(name, content))
        return path


def without_values(name, content):
    """What formulas gave is taken away: LibreOffice would believe it instead of computing."""
    return re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content) if name.startswith("xl/worksheets/") else content


class WorkbookTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file = self.folder / "plan.xlsx"
        subprocess.run([PROGRAM, PLAN, self.file], check=True, timeout=60)

    def computed(self, path):
        """The values that LibreOffice gives every sheet, as rows of text in full precision."""
        # The last number of the filter writes all sheets, the one before it values as they are.
        options = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'
        out = self.folder / path.stem
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/profile", "--convert-to", options,
                        "--outdir", out, path], check=True, capture_output=True, timeout=280)
        book = etree.fromstring(Workbook(path).parts["xl/workbook.xml"])
        sheets = []
        for sheet in book.iter(f"{S}sheet"):
            found = [file for file in out.iterdir() if file.name.startswith(f"{path.stem}-{sheet.get('name')[:5]}")]
            sheets.append(list(csv.reader(found[0].read_text(encoding="utf-8").splitlines())) if found else None)
        return sheets

    @staticmethod
    def at(sheet, place):
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        return sheet[int(row) - 1][column - 1]

    @unittest.skipUnless(SML.exists(), f"{SML} is absent: no workbook was validated")
    def test_the_parts_are_valid(self):
        schema = etree.XMLSchema(etree.parse(str(SML)))
        parts = Workbook(self.file).parts
        for name in parts:
            if re.fullmatch(r"xl/(worksheets/)?\w+\.xml", name):
                schema.validate(etree.fromstring(parts[name]))
                self.assertEqual([str(error)[-300:] for error in schema.error_log][:3], [], name)

    def test_a_text_is_never_a_formula(self):
        sheets = Workbook(self.file).sheets
        self.assertEqual(sheets[-1]["A1"], (None, "=1+1"))
        self.assertEqual(sheets[-1]["B1"], (None, "@SUM(A1)"))
        for sheet in sheets:
            for formula, _ in sheet.values():
                self.assertRegex(formula or "1", r"^(SUM\()?[A-Z0-9:,!'+ก-๛ .]+\)?$")

    @CALC
    def test_libreoffice_computes_the_values_that_we_wrote(self):
        written = Workbook(self.file)
        stripped = written.changed(self.folder / "stripped.xlsx", without_values)
        self.assertNotEqual(stripped.read_bytes(), self.file.read_bytes())
        computed = self.computed(stripped)
        formulas = 0
        for sheet, values in zip(written.sheets, computed):
            for place, (formula, value) in sheet.items():
                if formula is not None:
                    formulas += 1
                    self.assertAlmostEqual(float(self.at(values, place)), float(value), 6, f"{place}: {formula}")
        self.assertGreater(formulas, 40)

    @CALC
    def test_one_input_changes_every_total_that_depends_on_it(self):
        written = Workbook(self.file)
        place, before = next((place, value) for place, (formula, value) in written.sheets[1].items()
                             if place.startswith("G") and formula is None and value and re.fullmatch(r"[\d.]+", value))
        after = str(float(before) + 1000)
        old = re.compile(rb'(<c r="%b"[^>]*><v>)[^<]*' % place.encode())
        changed = written.changed(self.folder / "changed.xlsx", lambda name, content: without_values(name, old.sub(
            rb"\g<1>" + after.encode(), content) if name.endswith("sheet2.xml") else content))
        computed = self.computed(changed)
        moved = 0
        for sheet, values in list(zip(written.sheets, computed))[1:3]:
            for cell, (formula, value) in sheet.items():
                if formula is not None:
                    difference = float(self.at(values, cell)) - float(value)
                    self.assertIn(round(difference, 6), (0, 1000), f"{cell}: {formula}")
                    moved += round(difference) == 1000
        # Its row in the budget, and there the total; the total of the projects and that of its kind.
        self.assertGreaterEqual(moved, 4)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
