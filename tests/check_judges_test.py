#!/usr/bin/python3
"""What phaen check writes, judged by others: the SARIF schema, the Word schemas of ECMA-376, LibreOffice.

usage: check_judges_test.py PROGRAM [unittest options]
"""

import copy
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import jsonschema
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
JUDGES = ROOT.parent / "shared" / "judges"
SARIF = JUDGES / "sarif" / "sarif-schema-2.1.0.json"
WML = JUDGES / "ooxml" / "wml-driver.xsd"
EXAMPLE = ROOT / "examples" / "office"
FIXTURES = ROOT / "tests" / "fixtures" / "agencies"
WORD_FILES = [EXAMPLE / "document.docx", *sorted(FIXTURES.glob("*.docx"))]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PROGRAM = ""


def phaen(*arguments):
    result = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=120, check=False,
                            env={"PATH": os.environ["PATH"], "LANG": "th_TH.UTF-8"})
    if result.returncode not in (0, 1):
        raise AssertionError(result.stderr.decode())
    return result.stdout


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


@unittest.skipUnless(SARIF.exists(), f"{SARIF} is absent: no SARIF was validated")
class SarifTest(Folder):
    def validate(self, *arguments):
        log = json.loads(phaen("check", "--format", "sarif", *arguments))
        schema = json.loads(SARIF.read_text(encoding="utf-8"))
        validator = jsonschema.validators.validator_for(schema)(schema)
        self.assertEqual([e.message[:300] for e in validator.iter_errors(log)][:3], [])
        return log["runs"][0]

    def test_text_word_and_plan(self):
        for name in ["document.txt", "document.docx", "plan.toml"]:
            with self.subTest(name):
                run = self.validate(EXAMPLE / name)
                rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
                self.assertTrue({result["ruleId"] for result in run["results"]} <= rules)
                prints = [result["partialFingerprints"]["phaenFinding/v1"] for result in run["results"]]
                self.assertEqual(len(prints), len(set(prints)))

    def test_several_files_make_one_run(self):
        run = self.validate(*WORD_FILES[:3], EXAMPLE / "document.txt")
        self.assertTrue(run["invocations"][0]["executionSuccessful"])

    def test_a_finding_keeps_its_fingerprint_when_it_moves(self):
        moved = self.folder / "document.txt"
        moved.write_text("\n\n" + (EXAMPLE / "document.txt").read_text(encoding="utf-8"), encoding="utf-8")
        prints = lambda run: sorted(result["partialFingerprints"]["phaenFinding/v1"] for result in run["results"])
        self.assertEqual(prints(self.validate(EXAMPLE / "document.txt")), prints(self.validate(moved)))


def without_extensions(root):
    """Markup compatibility as the judges' note says: each Fallback is taken, what is ignorable goes."""
    root = copy.deepcopy(root)
    ignorable = {root.nsmap.get(prefix) for prefix in root.get(f"{{{MC}}}Ignorable", "").split()}
    for alternate in list(root.iter(f"{{{MC}}}AlternateContent")):
        parent, fallback = alternate.getparent(), alternate.find(f"{{{MC}}}Fallback")
        at = parent.index(alternate)
        parent.remove(alternate)
        for child in reversed(list(fallback) if fallback is not None else []):
            parent.insert(at, child)
    for element in list(root.iter(etree.Element)):
        for name in list(element.attrib):
            space = etree.QName(name).namespace
            if space == MC or space in ignorable:
                del element.attrib[name]
        if etree.QName(element).namespace in ignorable and element.getparent() is not None:
            element.getparent().remove(element)
    return root


@unittest.skipUnless(WML.exists(), f"{WML} is absent: no Word file was validated")
class WordSchemaTest(Folder):
    def problems(self, schema, path, part):
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read(part))
        schema.validate(without_extensions(root))
        return [re.sub(r"^.*?:\d+:\d+:", "", str(error)) for error in schema.error_log]

    def test_the_copies_with_comments(self):
        schema = etree.XMLSchema(etree.parse(str(WML)))
        for path in WORD_FILES:
            with self.subTest(path.name):
                copy_path = self.folder / path.name
                phaen("check", path, "-o", copy_path)
                with zipfile.ZipFile(copy_path) as archive:
                    self.assertIsNone(archive.testzip())
                    if "word/comments.xml" not in archive.namelist():
                        continue
                self.assertEqual(self.problems(schema, copy_path, "word/comments.xml")[:3], [])
                # What the original does wrong is not ours.
                before = set(self.problems(schema, path, "word/document.xml"))
                self.assertEqual(set(self.problems(schema, copy_path, "word/document.xml")) - before, set())


def comment_places(path):
    """For each comment its text and the text of the paragraph where it begins."""
    with zipfile.ZipFile(path) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        comments = etree.fromstring(archive.read("word/comments.xml"))
    text = lambda node: "".join(t.text or "" for t in node.iter(f"{{{W}}}t"))
    said = {comment.get(f"{{{W}}}id"): text(comment) for comment in comments.iter(f"{{{W}}}comment")}
    places = []
    for start in document.iter(f"{{{W}}}commentRangeStart"):
        paragraph = start.getparent()
        while paragraph.tag != f"{{{W}}}p":
            paragraph = paragraph.getparent()
        places.append((said[start.get(f"{{{W}}}id")], text(paragraph)))
    return sorted(places)


class CommentsTest(Folder):
    def test_every_shown_finding_is_a_comment_at_each_of_its_places(self):
        copy_path = self.folder / "checked.docx"
        findings = json.loads(phaen("check", EXAMPLE / "document.docx", "--format", "json", "-o", copy_path))["findings"]
        self.assertTrue(findings)
        said = [text for text, _ in comment_places(copy_path)]
        for finding in findings:
            self.assertIn(finding["message"]["th"], " ".join(said))
        places = sum(len({json.dumps(block) for block in finding["blocks"]}) or 1 for finding in findings)
        self.assertLessEqual(len(said), places)
        self.assertGreaterEqual(len(said), len(findings))

    @unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed: nothing was saved again")
    def test_libreoffice_keeps_every_comment_at_its_place(self):
        copy_path = self.folder / "checked.docx"
        phaen("check", EXAMPLE / "document.docx", "-o", copy_path)
        saved = self.folder / "saved"
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/profile", "--convert-to", "docx",
                        "--outdir", str(saved), str(copy_path)], check=True, capture_output=True, timeout=280)
        self.assertEqual(comment_places(saved / "checked.docx"), comment_places(copy_path))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
