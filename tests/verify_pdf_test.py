#!/usr/bin/python3
"""`phaen verify FILE.pdf` from outside: the book of the example, and what people may do to it.

usage: verify_pdf_test.py PHAEN [unittest options]
"""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "examples" / "office" / "plan.toml"
PROGRAM = ""


def phaen(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments), "--lang", "en"], capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class VerifyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.made.cleanup)
        cls.folder = Path(cls.made.name)
        cls.pdf = cls.folder / "plan.pdf"
        assert phaen("render", PLAN, "-o", cls.pdf)[0] == 0

    def unpacked(self):
        """The file as text that can be edited."""
        text = self.folder / "text.pdf"
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--normalize-content=n", self.pdf, text], check=True, timeout=60)
        return text.read_bytes()

    def packed(self, text, name):
        path = self.folder / name
        mended = subprocess.run(["fix-qdf"], input=text, stdout=subprocess.PIPE, check=True, timeout=60).stdout
        path.write_bytes(mended)
        return path

    def test_what_was_printed_is_the_same(self):
        status, out, _ = phaen("verify", self.pdf)
        self.assertEqual(status, 0)
        self.assertRegex(out, r"plan\.pdf: same, \d+ pages, version [0-9a-f]{64}\n$")
        self.assertEqual(phaen("verify", self.pdf, "--plan", PLAN)[:2], (0, out))

    def test_what_another_program_saved_again_is_the_same(self):
        path = self.packed(self.unpacked(), "saved.pdf")
        self.assertNotEqual(path.read_bytes(), self.pdf.read_bytes())
        self.assertEqual(phaen("verify", path)[0], 0)

    def test_another_plan_differs_at_its_block(self):
        plan = PLAN.read_text("utf-8")
        name = re.search(r'\[\[projects\]\].*?\nname = "([^"]+)"', plan, re.S).group(1)
        other = self.folder / "other.toml"
        other.write_text(plan.replace(f'name = "{name}"', f'name = "{name} (ใหม่)"', 1), "utf-8")
        status, out, _ = phaen("verify", self.pdf, "--plan", other)
        self.assertEqual(status, 1)
        lines = out.splitlines()
        self.assertRegex(lines[1], "^the file has version [0-9a-f]{64} of the plan, the plan is [0-9a-f]{64}$")
        self.assertRegex(lines[2], r"^first page that differs: page \d+ of the file$")
        self.assertRegex(lines[3], r"^  section \d+, block \d+")

    def test_a_page_that_was_painted_over_is_named(self):
        text = self.unpacked()
        # The content of the third page begins with a white rectangle over everything.
        begins = [found.end() for found in re.finditer(rb"%% Contents for page 3\n.*?stream\n", text, re.S)]
        self.assertEqual(len(begins), 1)
        path = self.packed(text[:begins[0]] + b"0 0 9 9 re f\n" + text[begins[0]:], "painted.pdf")
        status, out, _ = phaen("verify", path, "--plan", PLAN)
        self.assertEqual(status, 1)
        self.assertIn("first page that differs: page 3 of the file\n", out)
        self.assertNotIn("attachment", out)

    def test_a_plan_that_was_changed_inside_is_found(self):
        before, changed = b'\n  "fiscal_year": 2565', b'\n  "fiscal_year": 2566'
        text = self.unpacked()
        self.assertEqual(text.count(before), 1)
        path = self.packed(text.replace(before, changed), "attachment.pdf")
        status, out, _ = phaen("verify", path)
        self.assertEqual(status, 1)
        self.assertIn("the file has version", out)
        status, out, _ = phaen("verify", path, "--plan", PLAN)
        self.assertEqual((status, out.splitlines()[1:]), (1, ["an attachment differs: plan.json"]))

    def test_another_program_or_font_version_is_told(self):
        record = re.search(rb'\{"producer":"phaen [^"]*","fonts":"[0-9a-f]{64}"', self.unpacked()).group()
        known = json.loads(record + b"}")
        other = record.replace(known["producer"].encode(), b"phaen 0.0.9").replace(known["fonts"].encode(), b"0" * 64)
        path = self.packed(self.unpacked().replace(record, other), "printer.pdf")
        status, out, _ = phaen("verify", path)
        self.assertEqual(status, 0, out)
        self.assertIn(f"printed by another program: phaen 0.0.9 (this is {known['producer']})\n", out)
        self.assertIn("printed with other fonts or another word list\n", out)

    def test_a_report_is_printed_again_from_its_facts(self):
        facts = PLAN.parent / "facts.jsonl"
        report = self.folder / "report.pdf"
        status, _, complaint = phaen("render", PLAN, "--book", "progress", "--facts", facts, "--as-of", "2022-03-31", "-o", report)
        self.assertEqual(status, 0, complaint)
        status, out, complaint = phaen("verify", report)
        self.assertEqual((status, out), (2, ""))
        self.assertIn("a report, progress as of 2022-03-31, printed from facts that it does not carry", complaint)
        status, out, complaint = phaen("verify", report, "--facts", facts)
        self.assertEqual(status, 0, complaint)
        self.assertIn("report.pdf: same", out)
        # Without the last line of March something else was reached by then.
        lines = facts.read_text("utf-8").splitlines(keepends=True)
        march = max(i for i, line in enumerate(lines) if '"progress"' in line and '"on":"2022-03' in line.replace(" ", ""))
        other = self.folder / "other.jsonl"
        other.write_text("".join(lines[:march]), "utf-8")
        status, out, complaint = phaen("verify", report, "--facts", other)
        self.assertEqual(status, 1, complaint)
        self.assertIn("first page that differs: page ", out)

    def test_what_is_not_ours_is_refused_in_one_line(self):
        cut = self.folder / "cut.pdf"
        cut.write_bytes(self.pdf.read_bytes()[:-2000])
        bare = self.folder / "bare.pdf"
        subprocess.run(["qpdf", self.pdf, "--remove-attachment=layout.json", bare], check=True, timeout=60)
        locked = self.folder / "locked.pdf"
        subprocess.run(["qpdf", "--encrypt", "a", "b", "256", "--", self.pdf, locked], check=True, timeout=60)
        for path, words in ((cut, "the file is cut"), (bare, "not a PDF that this program printed"),
                            (locked, "protected by a password"), (PLAN, "not a PDF"), (self.folder / "none.pdf", "no such file")):
            status, out, complaint = phaen("verify", path)
            self.assertEqual((status, out), (2, ""), path)
            self.assertIn(words, complaint)
            self.assertEqual(complaint.count("\n"), 1)

    def test_options_of_files_and_databases_do_not_mix(self):
        self.assertEqual(phaen("verify", self.pdf, "--db", "sqlite:x")[0], 2)
        self.assertEqual(phaen("verify", "--plan", PLAN)[0], 2)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
