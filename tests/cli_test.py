#!/usr/bin/python3
"""The phaen command from outside: usage is contracts only, no knowledge of the code.

usage: cli_test.py PROGRAM [unittest options]
"""

import csv
import datetime
import http.client
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import tomllib
import unittest
import zipfile
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "agencies"
TEXT = FIXTURES / "khet-bang-nam-sai.txt"
WORD = FIXTURES / "khet-bang-nam-sai.docx"
OTHER = FIXTURES / "mueang-thung-khao.txt"
PROGRAM = ""


def phaen(*arguments, stdin=b"", lang="en", environment=None, **more):
    environment = {"PATH": os.environ["PATH"], **(environment or {})}
    if lang:
        environment["LANG"] = {"en": "en_US.UTF-8", "th": "th_TH.UTF-8"}[lang]
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, env=environment, timeout=120,
                          check=False, **more)


class CliTest(unittest.TestCase):
    def setUp(self):
        self.maxDiff = None
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def done(self, *arguments, status=0, **more):
        result = phaen(*arguments, **more)
        self.assertEqual(result.returncode, status, result.stderr.decode())
        self.assertEqual(result.stderr, b"")
        return result.stdout.decode()

    def refused(self, *arguments, says="", status=2, **more):
        result = phaen(*arguments, **more)
        self.assertEqual(result.returncode, status, result.stdout.decode()[:200] + result.stderr.decode())
        self.assertEqual(result.stdout, b"")
        line = result.stderr.decode()
        self.assertRegex(line, r"\Aphaen: [^\n]+\n\Z")
        self.assertIn(says, line)
        return line

    def put(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path


class HelpTest(CliTest):
    def test_version(self):
        self.assertRegex(self.done("--version"), r"\Aphaen \d+\.\d+\.\d+\n\Z")

    def test_help_in_both_languages(self):
        english, thai = self.done("--help"), self.done("--help", lang="th")
        for command in ["import", "check", "diff", "render", "completion"]:
            self.assertIn(command, english)
            self.assertIn(command, thai)
        self.assertIn("Examples", english)
        self.assertIn("ตัวอย่าง", thai)
        self.assertNotRegex(english, "[ก-๛]")

    def test_help_of_each_command_shows_an_example_and_every_option(self):
        for command in ["import", "check", "diff", "render"]:
            text = self.done(command, "--help")
            self.assertIn(f"phaen {command} ", text)
            self.assertIn("Examples", text)
            self.assertEqual(text, self.done("help", command))
        self.assertIn("64 MiB", self.done("import", "--help"))
        self.assertIn("๖๔ MiB", self.done("import", "--help", lang="th"))

    def test_language(self):
        for environment, expected in [({"LANG": "C.UTF-8"}, "ตัวเลือก"), ({"LANG": "en_GB"}, "Options"),
                                      ({}, "ตัวเลือก"), ({"LC_ALL": "th_TH", "LANG": "en_US"}, "ตัวเลือก")]:
            self.assertIn(expected, self.done("--help", lang=None, environment=environment))
        self.assertIn("Options", self.done("--help", "--lang", "en", lang="th"))
        self.assertIn("ตัวเลือก", self.done("--lang=th", "--help"))

    def test_dictionaries_of_datasets(self):
        shipped = self.done("dataset", "list").splitlines()
        self.assertEqual(len(shipped), 10)
        text = self.done("dataset", "show", "documents")
        own = self.put("own.toml", text.encode() + b'\n[[fields]]\nname = "shelf"\ntype = "text"\n')
        self.assertIn("Nothing is wrong", self.done("dataset", "check", own))
        wrong = self.put("wrong.toml", b'schema = "phaen.dataset/1"\nid = "visits"\nversion = 1\n[[fields]]\nname = "a"\ntype = "number"\n')
        found = self.done("dataset", "check", wrong, status=1)
        self.assertIn("wrong.toml: ", found)
        self.assertIn("line 6, column 8", found)
        self.assertIn('"number"', found)
        place = ["--db", f"sqlite:{self.folder / 'd.db'}", "--agency", "library"]
        self.done("agency", "add", "library", *place[:2])
        self.assertEqual(self.done("dataset", "set", own, *place), "documents\t1001\n")
        self.assertEqual(self.done("dataset", "set", own, *place), "documents\t1001\n")
        self.assertIn('name = "shelf"', self.done("dataset", "show", "documents", *place))
        self.assertIn("documents\t1001\t", self.done("dataset", "list", *place))
        self.done("dataset", "set", wrong, *place, status=1)
        self.refused("dataset", "set", own, says="--agency")
        self.refused("dataset", "show", "nothing", says="documents")
        self.refused("dataset", "set", says="FILE")

    def test_usage_errors(self):
        self.refused(says="COMMAND")
        self.refused("imprt", says="“imprt”")
        self.refused("dataset", TEXT, says="check, list, show, set")
        self.refused("import", says="DOCUMENT")
        self.refused("import", TEXT, "--loud", says="--loud")
        self.refused("import", TEXT, "-o", says="--output")
        self.refused("import", TEXT, "--format", "yaml", says="toml, json")
        self.refused("diff", TEXT, says="PLAN|DOCUMENT")
        self.refused("completion", "tcsh", says="bash, zsh, fish")
        self.assertRegex(self.refused("imprt", lang="th"), "ไม่มีคำสั่ง")

    def test_manual_page_is_in_step(self):
        written = self.done("manual")
        self.assertEqual(written, (ROOT / "docs" / "man" / "phaen.1").read_text(),
                         "run: build/dev/phaen manual > docs/man/phaen.1")
        if shutil.which("mandoc"):
            checked = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=written.encode(), capture_output=True, check=False)
            self.assertEqual(checked.stdout.decode(), "")

    def test_bash_completion_completes(self):
        script = self.put("phaen.bash", self.done("completion", "bash").encode())

        def complete(line):
            words = line.split(" ")
            quoted = " ".join(f"'{word}'" for word in words)
            code = (f"source '{script}'; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; "
                    "_phaen; printf '%s\\n' \"${COMPREPLY[@]}\"")
            return subprocess.run(["bash", "--norc", "-c", code], capture_output=True, text=True, check=True, cwd=FIXTURES).stdout.split()

        self.assertEqual(complete("phaen im"), ["import"])
        self.assertEqual(complete("phaen import --rep"), ["--report"])
        self.assertEqual(complete("phaen import --format "), ["toml", "json"])
        self.assertEqual(complete("phaen diff --format "), ["text", "json"])
        self.assertEqual(complete("phaen check --sev"), ["--severity"])
        self.assertEqual(complete("phaen check --severity "), ["info", "warning", "error"])
        self.assertEqual(complete("phaen --lang "), ["th", "en"])
        self.assertEqual(complete("phaen completion f"), ["fish"])
        self.assertEqual(complete("phaen import khet-bang-nam-sai.tx"), ["khet-bang-nam-sai.txt"])

    def test_other_completions_are_well_formed(self):
        for shell in ["zsh", "fish"]:
            for lang in ["en", "th"]:
                script = self.done("completion", shell, lang=lang)
                self.assertIn("report", script)
                if shutil.which(shell):
                    path = self.put(f"phaen.{shell}", script.encode())
                    subprocess.run([shell, "-n", str(path)], check=True)


class PeopleTest(CliTest):
    """What is kept about somebody, handed out and erased."""

    def user(self, *arguments, **more):
        return self.done("user", *arguments, "--db", f"sqlite:{self.folder}/phaen.db", "--data", self.folder, **more)

    def not_user(self, *arguments, **more):
        return self.refused("user", *arguments, "--db", f"sqlite:{self.folder}/phaen.db", "--data", self.folder, **more)

    def setUp(self):
        super().setUp()
        self.done("agency", "add", "office", "--db", f"sqlite:{self.folder}/phaen.db", "--data", self.folder)
        self.user("add", "malee", "--name", "Malee Marker", "--agency", "office", "--role", "reader", stdin=b"a sentence as a password\n")

    def test_an_account_is_handed_out(self):
        data = json.loads(self.user("export", "malee"))
        self.assertEqual(data["account"]["login"], "malee")
        self.assertEqual(data["account"]["name"], "Malee Marker")
        self.assertEqual([role["role"] for role in data["roles"]], ["reader"])
        self.assertNotIn("argon2", json.dumps(data))
        self.not_user("export", "nobody", says="there is no account")

    def test_an_account_is_erased_by_who_means_it(self):
        self.not_user("erase", "malee", stdin=b"yes\n", says="type “malee”")
        self.not_user("erase", "malee", says="nothing was erased")
        self.assertIn("malee", self.user("list"))
        self.assertEqual(self.user("erase", "malee", stdin=b"malee\n"), "erased: malee\n")
        self.assertNotIn("malee", self.user("list"))
        self.not_user("erase", "malee", "--yes", says="there is no account")
        self.user("add", "manee", stdin=b"a sentence as a password\n")
        self.assertEqual(self.user("erase", "manee", "--yes", lang="th"), "ลบแล้ว: manee\n")
        for path in self.folder.glob("phaen.db*"):
            self.assertNotIn(b"Malee Marker", path.read_bytes())

    def test_people_of_records_are_named_with_their_agency(self):
        self.assertEqual(json.loads(self.user("export", "--person", "Somebody", "--agency", "office")), {"items": []})
        self.not_user("export", "--person", "Somebody", says="--agency")
        self.not_user("erase", "--person", "no-such-id", "--agency", "office", stdin=b"no\n", says="no-such-id")
        self.not_user("erase", "--person", "no-such-id", "--agency", "office", "--yes", says="not done")
        self.not_user("list", "--person", "Somebody", says="--person needs")


class ImportTest(CliTest):
    def test_summary(self):
        text = self.done("import", TEXT)
        self.assertIn(TEXT.name, text)
        self.assertRegex(text, r"projects +\d+  \d+ with a budget, together [\d,]+\.\d\d baht")
        self.assertRegex(text, r"Account of \d+ pieces: \d+ placed, \d+ prose, \d+ furniture, \d+ not understood")

    def test_summary_in_thai_has_thai_digits(self):
        text = self.done("import", TEXT, lang="th")
        self.assertRegex(text, r"บัญชี [๐-๙,]+ ส่วน")
        counts = text[text.index("เข้าใจ"):text.index("บัญชี")]
        self.assertNotRegex(counts.replace("SWOT", ""), "[0-9]")

    def test_plan_as_toml_and_json_is_the_same_plan(self):
        toml, as_json = self.folder / "plan.toml", self.folder / "plan.json"
        self.assertEqual(self.done("import", TEXT, "-o", toml), "")
        self.assertEqual(self.done("import", TEXT, "-o", as_json), "")
        self.assertEqual(json.loads(as_json.read_text())["schema"], "phaen.plan/1")
        self.done("diff", toml, as_json)
        self.done("diff", toml, TEXT)
        self.assertEqual(self.done("import", TEXT, "-o", "-", "--format", "json"), as_json.read_text())
        self.assertEqual(self.done("import", TEXT, "-o", "-"), toml.read_text())

    def test_plan_satisfies_its_schema(self):
        schema = ROOT / "docs" / "reference" / "plan.schema.json"
        for document in [TEXT, WORD, OTHER]:
            plan = json.loads(self.done("import", document, "-o", "-", "--format", "json"))
            jsonschema.Draft202012Validator(json.loads(schema.read_text())).validate(plan)
            self.assertEqual(plan["source"]["file"], document.name)

    def test_standard_input(self):
        from_file = json.loads(self.done("import", TEXT, "-o", "-", "--format", "json"))
        from_pipe = json.loads(self.done("import", "-", "-o", "-", "--format", "json", stdin=TEXT.read_bytes()))
        self.assertEqual(from_pipe["source"].pop("file"), "-")
        from_file["source"].pop("file")
        self.assertEqual(from_file, from_pipe)

    def test_report_accounts_for_every_line_once(self):
        schema = json.loads((ROOT / "docs" / "reference" / "import-report.schema.json").read_text())
        report_file = self.folder / "report.json"
        for document in [TEXT, WORD, OTHER]:
            self.done("import", document, "-o", self.folder / "plan.json", "--report", report_file)
            report = json.loads(report_file.read_text())
            jsonschema.Draft202012Validator(schema).validate(report)
            roles = [entry["role"] for entry in report["account"]]
            for role, count in report["counts"].items():
                self.assertEqual(roles.count(role), count)
            if document.suffix == ".txt":
                lines = [n for n, line in enumerate(document.read_text().split("\n"), 1) if line.strip()]
                self.assertEqual([entry["place"]["line"] for entry in report["account"]], lines)
            ids = set(re.findall(r'"id": "([^"]+)"', (self.folder / "plan.json").read_text())) | {""}
            for entry in report["account"]:
                for destination in entry["destinations"]:
                    self.assertIn(destination["element"], ids, entry)

    def test_report_to_standard_output(self):
        self.assertEqual(json.loads(self.done("import", TEXT, "-o", self.folder / "p.toml", "--report", "-"))["schema"],
                         "phaen.import-report/1")

    def test_scheme_that_the_document_suggests(self):
        # What samnak-setthakit-sangsan prints: weights 60 and 40 under component 1 in table ก, none in ง, levels 100 to 60.
        document = FIXTURES / "samnak-setthakit-sangsan.txt"
        plan_file, scheme_file = self.folder / "plan.toml", self.folder / "scheme.toml"
        self.done("import", document, "-o", plan_file, "--scheme-out", scheme_file)
        schema = json.loads((ROOT / "docs" / "reference" / "scheme.schema.json").read_text())
        scheme = tomllib.loads(scheme_file.read_text())
        jsonschema.Draft202012Validator(schema).validate(scheme)
        plan = tomllib.loads(plan_file.read_text())
        self.assertEqual(plan["scheme"], scheme["id"])
        self.assertEqual(plan["fiscal_year"], scheme["fiscal_year"])
        groups = {group["letter"]: group for group in scheme["indicator_groups"]}
        self.assertEqual(list(groups), ["ก", "ข", "ค", "ง"])
        self.assertEqual(groups["ก"]["components"], ["1"])
        self.assertEqual(groups["ง"]["components"], ["4", "5"])
        components = {component["number"]: component for component in scheme["components"]}
        self.assertEqual(list(components), ["1", "2", "4", "5"])
        self.assertEqual(components["1"]["weight"], 100)
        self.assertNotIn("assumed", components["1"])
        self.assertTrue(components["2"]["assumed"])  # only last year's results name it
        self.assertEqual([(entry["level"], entry["percent_of_weight"]) for entry in scheme["levels"]],
                         [(5, 100), (4, 90), (3, 80), (2, 70), (1, 60)])
        self.assertEqual({kind["id"] for kind in scheme["project_kinds"]}, {"strategic", "mission", "routine"})

        as_json = self.folder / "scheme.json"
        self.done("import", document, "-o", plan_file, "--scheme-out", as_json)
        self.assertEqual(json.loads(as_json.read_text()), scheme)

    def test_schemes_of_many_documents(self):
        folder = self.folder / "schemes"
        self.done("import", TEXT, OTHER, "--scheme-out", f"{folder}/")
        self.assertEqual({path.name for path in folder.iterdir()},
                         {f"{document.stem}.scheme.toml" for document in [TEXT, OTHER]})
        self.refused("import", TEXT, OTHER, "--scheme-out", self.folder / "one.toml")
        self.refused("import", TEXT, "-o", self.folder / "a.toml", "--scheme-out", self.folder / "a.toml", says="twice")

    def test_same_bytes_each_time(self):
        self.assertEqual(self.done("import", WORD, "-o", "-"), self.done("import", WORD, "-o", "-"))

    def test_against_the_plan_itself(self):
        plan = self.folder / "plan.toml"
        self.done("import", TEXT, "-o", plan)
        self.assertIn("The same as", self.done("import", TEXT, "--against", plan))
        self.assertIn("Against", self.done("import", OTHER, "--against", plan))

    def test_hints(self):
        good = self.put("h.toml", '[[heading]]\nprinted = "งานของเรา"\nmeans = "missions"\n'.encode())
        self.done("import", TEXT, "--hints", good, "-o", self.folder / "p.toml")
        bad = self.put("bad.toml", b"[[heading]]\nprinted = 3\n")
        self.refused("import", TEXT, "--hints", bad, says="line 2")
        self.refused("import", TEXT, "--hints", self.folder / "none.toml", says="no such file")

    def test_hostile_and_unreadable_input(self):
        cases = [
            ("none.txt", None, "no such file"),
            ("broken.docx", WORD.read_bytes()[:2000], ""),
            ("not-utf8.txt", b"\xa1\xa2\xa3 plan\n", "UTF-8"),
            ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), ""),
            ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), ""),
        ]
        for name, content, says in cases:
            path = self.folder / name if content is None else self.put(name, content)
            for lang in ["en", "th"]:
                line = self.refused("import", path, "-o", self.folder / "out.toml", lang=lang, says=says if lang == "en" else "")
                self.assertIn(name, line)
        self.refused("import", self.folder, says="folder")
        self.assertFalse((self.folder / "out.toml").exists())

    def test_an_input_is_never_overwritten(self):
        copy = self.put("plan.txt", TEXT.read_bytes())
        os.link(copy, self.folder / "same.txt")
        for output in ["plan.txt", "same.txt", "./plan.txt"]:
            self.refused("import", copy, "-o", self.folder / output, says="never overwritten")
        self.refused("import", copy, "-o", self.folder / "a.toml", "--report", self.folder / "a.toml", says="twice")
        self.assertEqual(copy.read_bytes(), TEXT.read_bytes())

    def test_output_is_whole_or_untouched(self):
        old = self.put("plan.toml", b"old")
        self.refused("import", self.put("bad.txt", b"\xff\xfe\xff"), "-o", old)
        self.assertEqual(old.read_bytes(), b"old")
        self.refused("import", TEXT, "-o", self.folder / "none" / "plan.toml", says="folder does not exist")
        self.done("import", TEXT, "-o", old)
        self.assertGreater(old.stat().st_size, 1000)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["bad.txt", "plan.toml"])

    def test_new_files_get_the_usual_permissions(self):
        self.done("import", TEXT, "-o", self.folder / "plan.toml", preexec_fn=lambda: os.umask(0o027))
        self.assertEqual(stat.S_IMODE((self.folder / "plan.toml").stat().st_mode), 0o640)

    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            result = subprocess.run([PROGRAM, "import", str(TEXT), "--lang", "en"], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr.decode(), r"\Aphaen: -: cannot be written [^\n]+\n\Z")

    def test_reader_who_goes_away(self):
        for arguments in [["import", str(TEXT)], ["import", str(TEXT), "-o", "-"], ["--help"]]:
            with subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                process.stdout.close()
                self.assertEqual(process.stderr.read(), b"")
                self.assertEqual(process.wait(), 0)


class BatchTest(CliTest):
    def test_many_documents_into_a_folder(self):
        plans, reports = self.folder / "plans", self.folder / "reports"
        self.assertEqual(self.done("import", TEXT, OTHER, "-o", f"{plans}/", "--report", f"{reports}/"), "")
        self.assertEqual(sorted(p.name for p in plans.iterdir()), [f"{TEXT.stem}.toml", f"{OTHER.stem}.toml"])
        self.assertEqual(len(list(reports.iterdir())), 2)
        self.assertEqual((plans / f"{TEXT.stem}.toml").read_text(), self.done("import", TEXT, "-o", "-"))

    def test_summaries_come_in_order(self):
        documents = [self.put(f"{n:02}.txt", (TEXT if n % 2 else OTHER).read_bytes()) for n in range(30)]
        text = self.done("import", *documents)
        self.assertEqual(re.findall(r"^(\d\d\.txt)$", text, re.M), [d.name for d in documents])

    def test_one_bad_document_does_not_stop_the_others(self):
        bad = self.put("bad.txt", b"\xff\xff")
        result = phaen("import", TEXT, bad, OTHER, "-o", f"{self.folder}/plans/", "--format", "json")
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr.decode(), r"\Aphaen: [^\n]*bad\.txt: [^\n]+\n\Z")
        self.assertEqual(sorted(p.name for p in (self.folder / "plans").iterdir()), [f"{TEXT.stem}.json", f"{OTHER.stem}.json"])

    def test_refused_before_anything_is_written(self):
        self.refused("import", TEXT, OTHER, "-o", self.folder / "one.toml", says="folder")
        self.refused("import", TEXT, WORD, "-o", f"{self.folder}/plans/", says="twice")
        self.refused("import", "-", "-", says="once only")
        self.assertEqual(list(self.folder.iterdir()), [])


class DiffTest(CliTest):
    def test_same_and_different(self):
        self.assertIn("no differences", self.done("diff", TEXT, TEXT))
        self.assertNotEqual(self.done("diff", TEXT, OTHER, status=1), "")

    def test_one_changed_word(self):
        plan = json.loads(self.done("import", TEXT, "-o", "-", "--format", "json"))
        before = self.put("before.json", json.dumps(plan).encode())
        plan["projects"][0]["name"] += " ใหม่"
        after = self.put("after.json", json.dumps(plan).encode())
        text = self.done("diff", before, after, status=1)
        self.assertIn(plan["projects"][0]["id"], text)
        difference = json.loads(self.done("diff", before, after, "--format", "json", status=1))
        schema = json.loads((ROOT / "docs" / "reference" / "diff.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(difference)
        self.assertEqual(difference["counts"], {"added": 0, "removed": 0, "moved": 0, "changed": 1})

    def test_plan_that_is_none(self):
        bad = self.put("bad.toml", b"schema = \n")
        self.assertIn("line 1", self.refused("diff", bad, TEXT, says="bad.toml"))
        self.refused("diff", self.put("bad.json", b'{"schema": "other/1"}'), TEXT, says="bad.json")
        self.refused("diff", "-", "-", says="once only")


class RenderTest(CliTest):
    def test_outline(self):
        outline = self.folder / "outline.txt"
        self.done("render", TEXT, "-o", outline, "--book", "outline")
        text = outline.read_text()
        plan = json.loads(self.done("import", TEXT, "-o", "-", "--format", "json"))
        for kind, member in [("projects", "name"), ("indicators", "name"), ("missions", "title")]:
            for element in plan[kind]:
                self.assertIn(element[member], text)
        self.assertEqual(self.done("render", TEXT, "-o", "-", "--book", "outline"), text)
        self.assertIn("โครงการ", self.done("render", TEXT, "-o", "-", "--book", "outline", lang="th"))

    def test_every_kind_of_file(self):
        begins = {"txt": "", "docx": "PK", "pdf": "%PDF-1.7", "html": "<!DOCTYPE html>", "xlsx": "PK"}
        for ending, begin in begins.items():
            output = self.folder / f"plan.{ending}"
            self.done("render", OFFICE_PLAN, "-o", output)
            first = output.read_bytes()
            self.assertTrue(first.startswith(begin.encode()), ending)
            self.done("render", OFFICE_PLAN, "-o", output, "--lang", "th")
            self.assertEqual(output.read_bytes(), first, ending)

    def test_every_book(self):
        says = {
            "annual-plan": "สารบัญ",
            "agreement": "คำรับรองการปฏิบัติราชการ",
            "indicators": "เกณฑ์การให้คะแนน",
            "projects": "โครงการที่ ๑",
        }
        for book, words in says.items():
            self.assertIn(words, self.done("render", OFFICE_PLAN, "-o", "-", "--book", book))
            self.done("render", OFFICE_PLAN, "-o", self.folder / "x.pdf", "--book", book)

    def test_own_template(self):
        template = self.folder / "ours.toml"
        template.write_text(
            'schema = "phaen.template/1"\nid = "ours"\nbook = "annual-plan"\ndigits = "arabic"\n'
            '[words]\nvision_heading = "What {agency} wants to be"\n'
            '[[blocks]]\npart = "vision"\n[[blocks]]\ntext = "Year {fiscal_year}"\n'
        )
        text = self.done("render", OFFICE_PLAN, "-o", "-", "--template", template)
        lines = [line for line in text.splitlines() if line]
        self.assertEqual(lines[0], "What สำนักงานการต่างประเทศ wants to be")
        self.assertEqual(lines[-1], "Year 2565")
        self.assertEqual(len(lines), 3)

    def test_bad_template(self):
        template = self.folder / "ours.toml"
        head = 'schema = "phaen.template/1"\nid = "ours"\nbook = "annual-plan"\n'
        for rest, says in [
            ('[words]\nvison_heading = "x"\n', "line 5"),
            ('[words]\nmission = "{nummer}"\n', "{nummer}"),
            ('[[blocks]]\npart = "visions"\n', "line 5"),
            ('[[blocks]]\npart = "vision"\ntext = "x"\n', "line 4"),
            ("[[blocks]]\npart = \n", "line 5"),
        ]:
            template.write_text(head + rest)
            if not rest.startswith("[["):
                template.write_text(head + rest + '[[blocks]]\npart = "vision"\n')
            self.refused("render", OFFICE_PLAN, "-o", "-", "--template", template, says=says)

    def test_corrected_plan(self):
        approved = OFFICE_PLAN.read_text(encoding="utf-8")
        corrected = self.folder / "corrected.toml"
        self.assertEqual(approved.count('budget = "1053200.00"'), 1)
        corrected.write_text(approved.replace('budget = "1053200.00"', 'budget = "1100000.00"'), encoding="utf-8")
        text = self.done("render", corrected, "-o", "-", "--corrects", OFFICE_PLAN, "--why", "มติที่ประชุม")
        self.assertRegex(text, "๑\t[^\t]*งบประมาณ[^\t]*\t๑,๐๕๓,๒๐๐.- บาท\t๑,๑๐๐,๐๐๐.- บาท\tมติที่ประชุม")
        self.assertNotIn("มติที่ประชุม", self.done("render", corrected, "-o", "-"))
        pdf = self.folder / "corrected.pdf"
        self.done("render", corrected, "-o", pdf, "--corrects", OFFICE_PLAN)
        self.assertIn("same", self.done("verify", pdf))
        self.refused("render", corrected, "-o", "-", "--why", "x", says="--corrects")

    def test_other_endings(self):
        self.refused("render", TEXT, "-o", self.folder / "x.odt", says=".txt")
        self.refused("render", TEXT, "-o", self.folder / "x.pdf", "--book", "outline", says=".txt")
        self.refused("render", TEXT, "-o", self.folder / "x.pdf", "--book", "novel", says="annual-plan")
        self.refused("render", TEXT, says="-o FILE")
        self.assertEqual(list(self.folder.iterdir()), [])


OFFICE_PLAN = ROOT / "examples" / "office" / "plan.toml"
SLIPS = ROOT / "examples" / "office" / "document.txt"
SLIPS_WORD = SLIPS.with_suffix(".docx")


class CheckTest(CliTest):
    """Two slips of the example are sure to stay: a step table that counts wrongly, and a word twice."""

    def findings(self, *arguments, status=1, **more):
        answer = json.loads(self.done("check", *arguments, "--format", "json", status=status, **more))
        schema = json.loads((ROOT / "docs" / "reference" / "findings.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(answer)
        return answer

    def slip_plan(self, name="plan.toml"):
        plan = self.folder / name
        self.done("import", SLIPS, "-o", plan)
        return plan

    def test_json_of_a_text(self):
        answer = self.findings(SLIPS)
        self.assertEqual(list(answer), ["document", "plan", "findings", "accepted"])
        self.assertEqual(answer["document"], str(SLIPS))
        counted = [f for f in answer["findings"] if f["rule"] == "schedule.step_count"]
        self.assertEqual(len(counted), 1)
        self.assertEqual((counted[0]["severity"], counted[0]["category"]), ("error", "count"))
        lines = SLIPS.read_text(encoding="utf-8").splitlines()
        self.assertEqual(counted[0]["found"], "๗")
        self.assertIn("๗", lines[counted[0]["lines"][0] - 1])
        for finding in answer["findings"]:
            self.assertEqual(finding["lines"], sorted(set(finding["lines"])))
            self.assertTrue(finding["message"]["th"] and finding["message"]["en"])

    def test_json_of_word_has_blocks_and_no_lines(self):
        for finding in self.findings(SLIPS_WORD)["findings"]:
            self.assertEqual(finding["lines"], [])
            self.assertTrue(finding["blocks"])

    def test_text_for_people(self):
        english = self.done("check", SLIPS, status=1)
        self.assertRegex(english, rf"(?m)^{re.escape(str(SLIPS))}:\d+: error: .* \[schedule\.step_count\]$")
        self.assertRegex(english, r"(?m)^.*: \d+ error\(s\), \d+ warning\(s\), \d+ info$")
        thai = self.done("check", SLIPS, status=1, lang="th")
        self.assertRegex(thai, r"(?m): ผิด: .* \[schedule\.step_count\]$")
        self.assertRegex(thai, "ผิด [๐-๙]+ · ควรแก้ [๐-๙]+ · ข้อสังเกต [๐-๙]+")
        # Errors come first, whatever their place.
        levels = re.findall(r"(?m)^\S+:\d+: (error|warning|info): ", english)
        self.assertEqual(levels, sorted(levels, key=["error", "warning", "info"].index))
        self.assertIn(": block ", self.done("check", SLIPS_WORD, status=1))

    def test_severity_changes_what_is_shown_and_not_the_status(self):
        everything = self.findings(SLIPS)["findings"]
        errors = self.findings(SLIPS, "--severity", "error")["findings"]
        self.assertEqual(errors, [f for f in everything if f["severity"] == "error"])
        self.assertIn("not shown", self.done("check", SLIPS, "--severity", "error", status=1))
        self.refused("check", SLIPS, "--severity", "fatal", says="info, warning, error")
        clean = self.put("plan.toml", (SLIPS.parent / "plan.toml").read_bytes())
        self.done("check", clean, "--severity", "error")

    def test_standard_input(self):
        answer = self.findings("-", stdin=SLIPS.read_bytes())
        self.assertEqual(answer["document"], "-")
        self.refused("check", "-", "-", says="standard input")

    def test_many_files_in_their_order_with_the_worst_status(self):
        files = [TEXT, SLIPS, WORD, SLIPS_WORD, OTHER]
        lines = self.done("check", *files, "--format", "json", status=1).splitlines()
        self.assertEqual([json.loads(line)["document"] for line in lines], [str(path) for path in files])
        self.assertEqual(json.loads(lines[1]), self.findings(SLIPS))
        result = phaen("check", SLIPS, self.folder / "none.txt", TEXT, "--format", "json")
        self.assertEqual((result.returncode, len(result.stdout.splitlines())), (2, 2))
        self.assertIn(b"none.txt", result.stderr)

    def test_explain(self):
        everything = self.done("check", "--explain")
        ids = re.findall(r"(?m)^([a-z_]+\.[a-z_0-9]+) ", everything)
        self.assertIn("schedule.step_count", ids)
        for lang, unwanted in [("en", None), ("th", "Severity:")]:
            for rule in ids:
                text = self.done("check", "--explain", rule, lang=lang)
                self.assertTrue(text.startswith(rule + "\n"))
                if unwanted:
                    self.assertNotIn(unwanted, text)
        self.refused("check", "--explain", "schedule.step_cuont", says="the nearest is schedule.step_count")

    def test_usage(self):
        self.refused("check", says="PLAN|DOCUMENT...")
        self.refused("check", TEXT, "-o", self.folder / "a.docx", says="none")
        self.refused("check", WORD, "-o", self.folder / "a.txt", says=".docx")
        self.refused("check", WORD, SLIPS_WORD, "-o", self.folder / "a.docx", says="end it with /")
        self.refused("check", TEXT, "--fix", says="import it first")
        self.refused("check", TEXT, "--accept", "schedule.step_count", "--reason", "x", says="import it first")
        self.refused("check", TEXT, "--accept", "schedule.step_count", says="--reason")
        self.refused("check", TEXT, "--reason", "x", says="--accept")
        self.refused("check", TEXT, "--accept", "a.b", "--reason", "x", says="the nearest is")
        self.refused("check", TEXT, "--fix", "--accept", "schedule.step_count", "--reason", "x", says="do not go together")
        self.refused("check", self.put("bad.toml", b"schema = 'phaen.plan/1'"), says="bad.toml")

    def test_helpers_that_are_none(self):
        bad = self.put("bad.toml", b"schema = 'phaen.words/9'\n")
        self.refused("check", TEXT, "--words", bad, says="not a file of words")
        self.refused("check", TEXT, "--scheme", bad, says="not a scheme")
        self.refused("check", TEXT, "--against", bad, says="not a plan")
        self.refused("check", TEXT, "--hints", bad, says="not a file of hints")
        for name in ["words", "scheme", "against", "hints"]:
            self.refused("check", TEXT, f"--{name}", self.folder / "none.toml", says="no such file")

    def test_helpers_that_are_good(self):
        words = self.put("words.toml", 'schema = "phaen.words/1"\n[lists]\nunits = ["เรื่องใหม่"]\n'.encode())
        self.findings(SLIPS, "--words", words, "--scheme", ROOT / "schemes" / "bma-2565.toml", "--against",
                      SLIPS.parent / "plan.toml")

    def test_fix_mends_in_place_and_only_once(self):
        plan = self.slip_plan()
        before = self.findings(plan)["findings"]
        fixable = [f for f in before if "fix" in f]
        self.assertTrue(fixable)
        text = self.done("check", plan, "--fix", status=1)
        self.assertEqual(len(re.findall("(?m)^mended ", text)), len(fixable))
        after = self.findings(plan)["findings"]
        self.assertEqual([f for f in after if "fix" in f], [])
        self.assertLessEqual(len(after), len(before) - len(fixable))
        mended = plan.read_bytes()
        self.assertIn("nothing that could be mended", self.done("check", plan, "--fix", status=1))
        self.assertEqual(plan.read_bytes(), mended)

    def test_fix_elsewhere(self):
        plan = self.slip_plan("plan.json")
        before = plan.read_bytes()
        self.done("check", plan, "--fix", "-o", self.folder / "mended.toml", status=1)
        self.assertEqual(plan.read_bytes(), before)
        tomllib.loads((self.folder / "mended.toml").read_text())
        written = self.done("check", "-", "--fix", "-o", "-", status=1, stdin=before)
        self.assertEqual(json.loads(written)["schema"], "phaen.plan/1")
        self.refused("check", "-", "--fix", says="-o FILE", stdin=before)

    def test_accept_with_a_reason(self):
        plan = self.slip_plan()
        element = next(f["element"] for f in self.findings(plan)["findings"] if f["rule"] == "schedule.step_count")
        self.refused("check", plan, "--accept", "schedule.step_count:project-1", "--reason", "x", says="nothing was found")
        text = self.done("check", plan, "--accept", f"schedule.step_count:{element}", "--reason", "มติที่ประชุม", "--by", "ผอ.")
        self.assertIn("accepted schedule.step_count", text)
        answer = json.loads(phaen("check", plan, "--format", "json").stdout)
        self.assertNotIn("schedule.step_count", [f["rule"] for f in answer["findings"]])
        self.assertEqual([(f["rule"], f["reason"], f["by"]) for f in answer["accepted"]],
                         [("schedule.step_count", "มติที่ประชุม", "ผอ.")])
        # Once more replaces the reason.
        self.done("check", plan, "--accept", "schedule.step_count", "--reason", "อีกครั้ง")
        self.assertEqual([a["reason"] for a in tomllib.loads(plan.read_text())["accepted"]], ["อีกครั้ง"])
        run = json.loads(phaen("check", plan, "--format", "sarif").stdout)["runs"][0]
        suppressed = [r for r in run["results"] if "suppressions" in r]
        self.assertEqual([r["suppressions"][0]["justification"] for r in suppressed], ["อีกครั้ง"])

    def test_word_copy_with_comments(self):
        copy = self.folder / "checked.docx"
        self.done("check", SLIPS_WORD, "-o", copy, status=1)
        self.assertEqual(self.done("import", copy, "-o", "-").split("sha256")[0].replace("checked.docx", "document.docx"),
                         self.done("import", SLIPS_WORD, "-o", "-").split("sha256")[0])
        self.done("check", SLIPS_WORD, WORD, "-o", f"{self.folder}/many/", status=1)
        self.assertEqual((self.folder / "many" / "document-checked.docx").read_bytes(), copy.read_bytes())
        result = phaen("check", SLIPS_WORD, "-o", "-")
        self.assertEqual(result.stdout, copy.read_bytes())
        own = self.put("own.docx", SLIPS_WORD.read_bytes())
        self.refused("check", own, "-o", own, says="never overwritten")

    # --- the rest of the year -------------------------------------------------------------------

    def test_forecast_and_advice(self):
        office = ROOT / "examples" / "office"
        march = ["score", office / "plan.toml", "--facts", office / "facts.jsonl", "--as-of", "2022-03-31",
                 "--known-at", "2022-03-31T17:00:00Z"]
        forecast = json.loads(self.done(*march, "--forecast", "--format", "json", "--runs", "50"))
        self.assertEqual((forecast["runs"], forecast["whole_months"], forecast["year_end"]), (50, 6, "2022-09-30"))
        ranges = [forecast["progress"], forecast["disbursed"], forecast["total"], *forecast["indicators"]]
        for one in ranges:
            self.assertLessEqual(float(one["low"]), float(one["middle"]))
            self.assertLessEqual(float(one["middle"]), float(one["high"]))
        again = json.loads(self.done(*march, "--forecast", "--format", "json", "--runs", "50"))
        self.assertEqual(again, forecast)
        advice = json.loads(self.done(*march, "--advice", "--format", "json", "--days", "10"))
        chosen = [s for s in advice["suggestions"] if s["chosen"]]
        self.assertTrue(chosen)
        self.assertLessEqual(sum(s["days"] for s in chosen), 10)
        self.assertEqual(len({s["indicator"] for s in chosen}), len(chosen))
        for suggestion in advice["suggestions"]:
            self.assertEqual(suggestion["days"], sum(a["days"] for a in suggestion["actions"]))
        self.assertIn("What to do next", self.done(*march, "--advice"))
        self.assertIn("คาดการณ์สิ้นปีงบประมาณ (๓๐ กันยายน", self.done(*march, "--forecast", lang="th"))
        self.refused(*march, "--forecast", "--runs", "0", says="from 1 to 100000")
        self.refused(*march[:4], "--as-of", "2022-09-30", "--advice", says="has ended")

    def next_plan(self):
        """The office's plan of the year after, with criteria of its own; src/app/year_criteria_test.cpp works its scores out by hand."""
        plan = tomllib.loads((ROOT / "examples" / "office" / "plan.toml").read_text(encoding="utf-8"))
        plan.update(id="iao-2566", fiscal_year=2566)
        works, fresh, cities = plan["indicators"][:3]
        works.update(name="ผลงานที่เผยแพร่ในต่างประเทศ", weight=30, continues={"fiscal_year": 2565, "id": "indicator-1"})
        next(level for level in works["scoring_criteria"] if level["level"] == 5)["thresholds"][0]["at_least"] = 100
        fresh.update(name="จำนวนผลงานใหม่", weight=10, evidence=[], queries={"works": works["queries"]["works"]},
                     scoring_criteria=[{"level": 1, "percent_of_weight": 60, "condition": "๓ เรื่อง", "thresholds": [{"of": "works", "at_least": 3}]}])
        cities["evidence"].append({"id": "indicator-3.evidence-9", "text": "หนังสือรับรองของเมือง"})
        level = next(level for level in cities["scoring_criteria"] if level["level"] == 3)
        level["requires"] = [*level.get("requires", []), "indicator-3.evidence-9"]
        return self.put("plan-2566.json", json.dumps(plan).encode())

    def test_score_under_the_criteria_of_another_year(self):
        office = ROOT / "examples" / "office"
        end = ["score", office / "plan.toml", "--facts", office / "facts.jsonl", "--as-of", "2022-09-30", "--known-at", "2022-12-01T00:00:00Z"]
        other = self.next_plan()
        # 97.4 of 100, and 27 + 17.5 + 9.4 + 10 + 10 + 6 = 79.9 of 95; see year_criteria_test.cpp.
        found = json.loads(self.done(*end, "--criteria", other, "--format", "json"))
        self.assertEqual((found["own"], found["under"], found["difference"]),
                         ({"score": "97.4", "weight": "100"}, {"score": "79.9", "weight": "95"}, "-17.5"))
        self.assertEqual((found["plan"], found["criteria"]["plan"], found["criteria"]["fiscal_year"]), ("iao-2565", "iao-2566", 2566))
        self.assertEqual((found["scheme"], found["criteria"]["scheme"]), ({"id": "bma-2565", "known": True},) * 2)
        rows = {(row["indicator"], row["other"]): (row["found_by"], row["difference"], [note["code"] for note in row["notes"]])
                for row in found["indicators"]}
        self.assertEqual(rows["indicator-1", "indicator-1"], ("continues", "2", []))
        self.assertEqual(rows["indicator-2", None], (None, "-18", ["only_own"]))
        self.assertEqual(rows["indicator-3", "indicator-3"], ("name", "-7.5", ["no_evidence_item"]))
        self.assertEqual(rows[None, "indicator-2"], (None, "6", ["only_other"]))
        english = self.done(*end, "--criteria", other)
        self.assertIn("Total: this year 97.4 of 100 · by 2566 79.9 of 95 · difference -17.5\n", english)
        self.assertIn("this year 25 of 25 · by 2566 27 of 30 · difference 2\n", english)
        self.assertIn("this year 18 of 20 · by 2566 none · difference -18\n", english)
        thai = self.done(*end, "--criteria", other, lang="th")
        self.assertIn("รวม: ปีนี้ ๙๗.๔ จาก ๑๐๐ · เกณฑ์ปี ๒๕๖๖ ๗๙.๙ จาก ๙๕ · ต่างกัน -๑๗.๕\n", thai)
        self.assertIn("แผนของปีนี้ไม่มีตัวชี้วัดนี้", thai)
        for option in ("--forecast", "--advice"):
            self.refused(*end, "--criteria", other, option, says="--criteria")
        self.refused(*end, "--criteria", self.folder / "none.toml", says="none.toml")
        self.refused(*end[:3], "-", "--criteria", "-", says="standard input")

    def test_what_a_query_cannot_do_is_said_in_the_language_asked_for(self):
        office = ROOT / "examples" / "office"
        plan = tomllib.loads((office / "plan.toml").read_text(encoding="utf-8"))
        plan["indicators"][0]["queries"]["works"]["of"] = "nowhere"
        wrong = self.put("wrong.json", json.dumps(plan).encode())
        score = ["score", wrong, "--facts", office / "facts.jsonl", "--as-of", "2022-09-30"]
        self.assertIn("cannot work out works: nowhere: there is no such source\n", self.done(*score))
        self.assertIn("คำนวณ works ไม่ได้: nowhere: ไม่รู้จักแหล่งข้อมูลนี้\n", self.done(*score, lang="th"))
        derivation = json.loads(self.done(*score, "--format", "json"))
        query = next(one for one in derivation["indicators"][0]["queries"] if one["name"] == "works")
        self.assertEqual(query["problems"], ["nowhere: there is no such source"])
        self.assertEqual(query["problem_texts"], [{"th": "nowhere: ไม่รู้จักแหล่งข้อมูลนี้", "en": "nowhere: there is no such source"}])
        schema = json.loads((ROOT / "docs" / "reference" / "derivation.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(derivation, schema)

    def test_reports(self):
        office = ROOT / "examples" / "office"
        facts = ["--facts", office / "facts.jsonl", "--as-of", "2022-09-30", "--known-at", "2022-10-31T00:00:00Z"]
        for book in ("progress", "budget", "self-assessment", "evaluation"):
            for ending in ("txt", "docx", "html", "pdf"):
                path = self.folder / f"{book}.{ending}"
                self.done("render", office / "plan.toml", "--book", book, *facts, "-o", path)
                self.assertGreater(path.stat().st_size, 500)
            self.refused("render", office / "plan.toml", "--book", book, "-o", self.folder / "x.pdf", says="--facts")
        # 68 of the 70 points of component 1: worked out by hand in office_score_test.
        self.assertRegex((self.folder / "evaluation.txt").read_text(), r"รวมองค์ประกอบที่ ๑\t๗๐\t+๖๘")
        words = self.put("words.toml", 'schema = "phaen.report-words/1"\n[words]\nbudget_title = "เงินปี {year}"\n'.encode())
        self.done("render", office / "plan.toml", "--book", "budget", *facts, "--template", words, "-o", self.folder / "own.txt")
        self.assertIn("เงินปี ๒๕๖๕", (self.folder / "own.txt").read_text())
        self.refused("render", office / "plan.toml", "--book", "budget", *facts, "--template", office / "plan.toml", "-o",
                     self.folder / "own.html", says="plan.toml")

    def test_timeline(self):
        office = ROOT / "examples" / "office"
        facts = ["--facts", office / "facts.jsonl", "--as-of", "2022-03-31", "--known-at", "2022-10-31T00:00:00Z"]
        book = ["render", office / "plan.toml", "--book", "timeline", *facts]
        for ending in ("pdf", "docx", "html", "xlsx", "txt"):
            twice = [self.folder / f"{n}.{ending}" for n in (1, 2)]
            for path in twice:
                self.done(*book, "-o", path)
            self.assertEqual(twice[0].read_bytes(), twice[1].read_bytes())
        self.done(*book, "--paper", "a3", "--state", "late", "-o", self.folder / "late.html")
        late = (self.folder / "late.html").read_text()
        self.assertIn("size:A3 landscape", late)
        self.assertIn("เฉพาะ: ล่าช้า", late)
        self.refused(*book, "--paper", "a5", "-o", self.folder / "x.pdf", says="a5")
        self.refused(*book, "--state", "lost", "-o", self.folder / "x.pdf", says="lost")
        self.refused("render", office / "plan.toml", "--book", "timeline", "-o", self.folder / "x.pdf", says="--facts")
        self.refused("render", office / "plan.toml", "--owner", "a", "-o", self.folder / "x.pdf", says="--book timeline")

    def test_quarters(self):
        office = ROOT / "examples" / "office"
        facts = ["--facts", office / "facts.jsonl", "--as-of", "2022-09-30", "--known-at", "2022-10-31T00:00:00Z"]
        path = self.folder / "quarters.csv"
        self.done("render", office / "plan.toml", "--book", "quarters", *facts, "-o", path)
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
        first = [row for row in rows if row["รหัส"] == "indicator-1"]
        self.assertEqual([row["ไตรมาส"] for row in first], ["1", "2", "3", "4"])
        self.assertEqual((first[-1]["ผลงานที่ทำได้"], first[-1]["ผลประเมิน"]), ("5", "100"))
        self.done("render", office / "plan.toml", "--book", "quarters", *facts, "-o", self.folder / "quarters.xlsx")
        self.refused("render", office / "plan.toml", "--book", "quarters", *facts, "-o", self.folder / "quarters.pdf", says="quarters.pdf")
        self.refused("render", office / "plan.toml", "-o", self.folder / "plan.csv", says="plan.csv")

    # --- the finance system's sheet ---------------------------------------------------------------

    MAPPING = """schema = "phaen.ledger-sheet/1"
id = "finance"
key = ["เลขที่"]
skip = ["รวม"]
[columns]
date = "วันที่"
document = "เลขที่"
[fixed]
fund = "annual"
category = "operating"
[[amounts]]
column = "จัดสรร"
posting = "appropriation"
[[amounts]]
column = "เบิกจ่าย"
posting = "disbursement"
"""

    def put_workbook(self, name, rows):
        """Texts as inline strings, numbers as numbers; None leaves the cell out."""
        lines = []
        for r, row in enumerate(rows, 1):
            cells = [(f"{'ABCDEFG'[c]}{r}", value) for c, value in enumerate(row) if value is not None]
            lines.append(f'<row r="{r}">' + "".join(
                f'<c r="{at}" t="inlineStr"><is><t>{v}</t></is></c>' if isinstance(v, str) else f'<c r="{at}"><v>{v}</v></c>'
                for at, v in cells) + "</row>")
        main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package, kind = "http://schemas.openxmlformats.org/package/2006", "application/vnd.openxmlformats-officedocument.spreadsheetml"
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
        }
        with zipfile.ZipFile(self.folder / name, "w") as book:
            for part, text in parts.items():
                book.writestr(part, '<?xml version="1.0" encoding="UTF-8"?>' + text)
        return self.folder / name

    def test_ledger_import_from_a_workbook(self):
        facts, columns = self.put("facts.jsonl", b""), self.put("columns.toml", self.MAPPING.encode())
        header = ["วันที่", "เลขที่", "จัดสรร", "เบิกจ่าย"]
        book = self.put_workbook("sheet.xlsx", [header, ["1 ต.ค. 2564", "1", 1000, None], ["31/3/2565", "2", None, 250.5],
                                                ["รวม", None, 1000, 250.5]])
        new, at = self.folder / "new.jsonl", ["--known-at", "2022-04-01T00:00:00Z"]
        report = json.loads(self.done("ledger", "import", facts, "--sheet", book, "--columns", columns, *at, "-o", new, "--format", "json"))
        self.assertEqual((report["rows"], report["added"], report["skipped"]), (3, 2, 1))
        balances = json.loads(self.done("ledger", "balances", new, "--format", "json", "--as-of", "2022-03-31"))["accounts"]
        self.assertEqual(balances[0]["balances"]["available"], "749.50")
        # The same rows as CSV are the same postings.
        sheet = self.put("sheet.csv", "วันที่,เลขที่,จัดสรร,เบิกจ่าย\n1 ต.ค. 2564,1,\"1,000.00\",\n31/3/2565,2,,250.50\nรวม,,1000,250.50\n".encode())
        self.done("ledger", "import", new, "--sheet", sheet, "--columns", columns, *at, "-o", self.folder / "again.jsonl")
        self.assertEqual((self.folder / "again.jsonl").read_bytes(), new.read_bytes())
        wrong = self.put_workbook("wrong.xlsx", [header, ["32/3/2565", "2", None, 1]])
        self.assertIn("row 2", self.done("ledger", "import", new, "--sheet", wrong, "--columns", columns, *at, "--dry-run", status=1))

    def test_ledger_import(self):
        facts, columns = self.put("facts.jsonl", b""), self.put("columns.toml", self.MAPPING.encode())
        sheet = self.put("sheet.csv", "วันที่,เลขที่,จัดสรร,เบิกจ่าย\n1 ต.ค. 2564,1,\"1,000.00\",\n31/3/2565,2,,250.50\nรวม,,1000,250.50\n".encode())
        new, at = self.folder / "new.jsonl", ["--known-at", "2022-04-01T00:00:00Z"]
        command = ["ledger", "import", facts, "--sheet", sheet, "--columns", columns, *at]
        self.refused(*command, says="-o FILE")
        self.refused(*command, "-o", sheet, says="never overwritten")
        self.assertIn("2 new", self.done(*command, "--dry-run"))
        self.assertFalse(new.exists())
        report = json.loads(self.done(*command, "-o", new, "--format", "json"))
        self.assertEqual((report["rows"], report["added"], report["skipped"]), (3, 2, 1))
        self.assertEqual([(r["posting"], r["in_sheet"], r["difference"]) for r in report["reconciled"]],
                         [("appropriation", "1000.00", "0.00"), ("disbursement", "250.50", "0.00")])
        balances = json.loads(self.done("ledger", "balances", new, "--format", "json", "--as-of", "2022-03-31"))["accounts"]
        self.assertEqual(balances[0]["balances"]["available"], "749.50")
        # Again: byte for byte the same facts.
        again = ["ledger", "import", new, "--columns", columns, *at, "--sheet"]
        self.done(*again, sheet, "-o", self.folder / "again.jsonl")
        self.assertEqual((self.folder / "again.jsonl").read_bytes(), new.read_bytes())
        changed = self.put("changed.csv", sheet.read_bytes().replace(b"250.50\n", b"300\n", 1))
        self.assertIn("1 corrected", self.done(*again, changed, "--dry-run"))
        self.assertIn("แก้ไข ๑", self.done(*again, changed, "--dry-run", lang="th"))
        bad = self.put("bad.csv", "วันที่,เลขที่,จัดสรร,เบิกจ่าย\n32/3/2565,2,,1\n1/3/2565,3,,x\n".encode())
        text = self.done(*again, bad, "-o", self.folder / "bad.jsonl", status=1)
        self.assertIn("row 2", text)
        self.assertIn("row 3", text)
        self.assertFalse((self.folder / "bad.jsonl").exists())
        self.assertEqual((report["encoding"], report["notices"]), ("utf-8", []))
        # As Excel on a Thai Windows saves it: the same postings, and it says how it was read.
        old = self.put("old.csv", sheet.read_text(encoding="utf-8").encode("cp874"))
        told = json.loads(self.done(*again, old, "-o", self.folder / "old.jsonl", "--format", "json"))
        self.assertEqual((self.folder / "old.jsonl").read_bytes(), new.read_bytes())
        self.assertEqual((told["encoding"], [n["code"] for n in told["notices"]]), ("windows-874", ["read_as_windows_874"]))
        self.assertIn("TIS-620", told["notices"][0]["message"]["en"])
        self.assertTrue(self.done(*again, old, "--dry-run", lang="th").startswith("อ่านแฟ้มนี้เป็นภาษาไทยแบบ Windows-"))
        self.assertNotIn("Windows", self.done(*again, sheet, "--dry-run"))
        self.refused(*again, self.put("bad.xlsx", b"no workbook"), "--dry-run", says="bad.xlsx")
        self.refused(*command[:5], "--columns", self.put("bad.toml", b"id = 1"), "--dry-run", says="bad.toml")

    # --- the database ---------------------------------------------------------------------------

    def new_database(self):
        """A server makes it; started and stopped at once."""
        url = f"sqlite:{self.folder}/office.db"
        server = subprocess.Popen([PROGRAM, "serve", "--db", url, "--listen", "127.0.0.1:0", "--log", self.folder / "log", "--lang", "en"],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            self.assertIn(b"http://127.0.0.1:", server.stdout.readline())
        finally:
            server.terminate()
            server.communicate()
        return url

    def test_database_commands(self):
        # The first start of a service: there is nothing yet.
        first = f"sqlite:{self.folder}/first/office.db"
        self.assertRegex(self.done("migrate", "--db", first), r"\Aformat of the database: 0 -> \d+\n\Z")
        self.assertRegex(self.done("migrate", "--db", first), r": (\d+) -> \1\n\Z")
        self.refused("verify", "--db", f"sqlite:{self.folder}/none.db", says="none.db")
        url = self.new_database()
        self.done("migrate", "--db", url)
        self.done("verify", "--db", url)
        kept, back = self.folder / "kept", f"sqlite:{self.folder}/back/back.db"
        (self.folder / "back").mkdir()
        self.done("backup", kept, "--db", url)
        self.refused("backup", kept, "--db", url, says="kept")
        self.done("restore", kept, "--db", back)
        self.done("verify", "--db", back)
        self.refused("restore", self.folder / "nothing", "--db", f"sqlite:{self.folder}/other.db")

    def test_accounts_and_agencies(self):
        url = self.new_database()
        password = "a sentence of the tests\n".encode()
        user = lambda *words, **more: self.done("user", *words, "--db", url, **more)
        not_user = lambda says, *words, **more: self.refused("user", *words, "--db", url, says=says, **more)
        self.done("agency", "add", "library", "--name-th", "หอสมุด", "--name-en", "Library", "--db", url)
        self.assertEqual(self.done("agency", "list", "--db", url), "library\tหอสมุด\tLibrary\noffice\tหน่วยงานของเรา\tOur agency\n")
        self.done("agency", "add", "library", "--name-th", "หอสมุดเมือง", "--db", url)
        self.assertIn("library\tหอสมุดเมือง\tหอสมุดเมือง\n", self.done("agency", "list", "--db", url))
        self.refused("agency", "add", "Hall 1", "--db", url, says="“Hall 1” cannot be an id")
        self.refused("agency", "add", "--db", url, says="ID is missing")
        self.refused("agency", "remove", "library", "--db", url, says="it is one of: add, list")

        user("add", "head", "--name", "หัวหน้า", stdin=password)
        not_user("The user name is taken", "add", "head", stdin=password)
        not_user("A password has 12 to 200 characters", "add", "other", stdin=b"short\n")
        not_user("the first line of the input", "add", "other")
        not_user("there is no agency “nowhere”", "role", "head", "--role", "reader", "--agency", "nowhere")
        not_user("--role cannot be “king”", "role", "head", "--role", "king", "--agency", "library")
        not_user("--agency is missing", "role", "head", "--role", "reader")
        not_user("must be a day, as 2022-03-31", "role", "head", "--role", "reader", "--agency", "library", "--last-day", "31/3/2565")
        not_user("The last day is before the first", "role", "head", "--role", "reader", "--agency", "library", "--first-day", "2026-10-01", "--last-day", "2026-09-30")
        not_user("--fiscal-year: “this” is not a whole number", "role", "head", "--role", "evaluator", "--agency", "library", "--fiscal-year", "this")
        user("role", "head", "--role", "section_head", "--agency", "library", "--unit", "org-2", "--first-day", "2026-10-01", "--last-day", "2999-09-30")
        user("role", "head", "--role", "evaluator", "--agency", "library", "--part", "2", "--fiscal-year", "2570", "--first-day", "2026-10-01")
        self.assertEqual(user("list"), "head\tหัวหน้า\tevaluator@library 2026-10-01.. 2 2570\tsection_head@library 2026-10-01..2999-09-30 org-2\n")
        not_user("“head” has no role reader in library", "end-role", "head", "--role", "reader", "--agency", "library")
        user("end-role", "head", "--role", "section_head", "--agency", "library")
        not_user("“head” has no role section_head in library", "end-role", "head", "--role", "section_head", "--agency", "library")
        user("name", "head", "--name", "หัวหน้าฝ่าย")
        user("password", "head", stdin="another sentence of the tests\n".encode())
        user("close", "head")
        self.assertIn("head\tหัวหน้าฝ่าย\tclosed\t", user("list"))
        self.assertIn("\tปิดอยู่\t", user("list", lang="th"))
        user("open", "head")
        self.assertNotIn("closed", user("list"))
        not_user("there is no account “tail”", "close", "tail")
        self.assertIn("ไม่มีบัญชี “tail”", not_user("", "close", "tail", lang="th"))

        self.assertRegex(user("token", "head", "--token", "nightly", "--scopes", "plan.read,finding.read", "--days", "30"), r"\Aphaen_[\w-]{43}\n\Z")
        not_user("must list permissions", "token", "head", "--token", "nightly", "--scopes", "everything")
        not_user("“days” must be 1 to 3650", "token", "head", "--token", "nightly", "--days", "0")
        self.assertRegex(user("tokens", "head"), r"\Anightly\t\d{4}-\d\d-\d\dT[^\t]+\tplan.read\tfinding.read\n\Z")
        not_user("“head” has no token named “daily”", "revoke", "head", "--token", "daily")
        user("revoke", "head", "--token", "nightly")
        self.assertEqual(user("tokens", "head"), "")
        user("second-factor-off", "head")
        # What only reads makes no database: a slip in the path is told.
        self.refused("user", "list", "--db", f"sqlite:{self.folder}/slip.db", says="slip.db")
        self.assertFalse((self.folder / "slip.db").exists())
        self.done("verify", "--db", url)

    def test_who_guessed_wrong_too_often_is_unlocked(self):
        url = f"sqlite:{self.folder}/office.db"
        self.done("migrate", "--db", url)
        self.done("user", "add", "head", "--db", url, stdin=b"a sentence of the tests\n")
        server = subprocess.Popen([PROGRAM, "serve", "--db", url, "--listen", "127.0.0.1:0", "--log", self.folder / "log", "--lang", "en"],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            port = int(re.search(rb"http://127\.0\.0\.1:(\d+)", server.stdout.readline())[1])

            def sign_in(password):
                """The status that it is answered with."""
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                try:
                    connection.request("POST", "/api/v1/session", json.dumps({"login": "head", "password": password}), {"Content-Type": "application/json"})
                    return connection.getresponse().status
                finally:
                    connection.close()

            for _ in range(5):
                self.assertEqual(sign_in("a sentence of others"), 401)
            self.assertEqual(sign_in("a sentence of the tests"), 429)
            self.assertIn("ไม่มีบัญชี “tail”", self.refused("user", "unlock", "tail", "--db", url, lang="th"))
            self.assertEqual(sign_in("a sentence of the tests"), 429)
            # Beside the server.
            self.assertEqual(self.done("user", "unlock", "head", "--db", url), "")
            self.assertEqual(sign_in("a sentence of the tests"), 200)
        finally:
            server.terminate()
            server.communicate()
        self.done("verify", "--db", url)

    def test_databases_and_backups_are_for_their_owner_only(self):
        def modes(folder):
            return {path.relative_to(folder).as_posix(): oct(path.stat().st_mode & 0o777) for path in sorted(folder.rglob("*")) if path.is_file()}

        before = os.umask(0o022)
        try:
            made = self.folder / "made"
            made.mkdir()
            url = f"sqlite:{made}/office.db"
            server = subprocess.Popen([PROGRAM, "serve", "--example", "--db", url, "--data", made, "--listen", "127.0.0.1:0", "--log", self.folder / "log"],
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            try:
                self.assertIn(b"http://127.0.0.1:", server.stdout.readline())
                found = modes(made)
                for name in ("office.db", "office.db-wal", "office.db-shm"):
                    self.assertIn(name, found)
                self.assertTrue([name for name in found if name.endswith(".key")])
                self.assertEqual({mode for mode in found.values()}, {"0o600"}, found)
            finally:
                server.terminate()
                server.communicate()
            self.done("backup", self.folder / "kept", "--db", url, "--data", made)
            found = modes(self.folder / "kept")
            self.assertLessEqual({"phaen.db", "manifest.json"}, set(found))
            self.assertEqual(set(found.values()), {"0o600"}, found)
            (self.folder / "back").mkdir()
            self.done("restore", self.folder / "kept", "--db", f"sqlite:{self.folder}/back/back.db", "--data", self.folder / "back")
            found = modes(self.folder / "back")
            self.assertIn("back.db", found)
            self.assertEqual(set(found.values()), {"0o600"}, found)
            # What somebody opened to a group stays so.
            (made / "office.db").chmod(0o640)
            self.done("user", "list", "--db", url)
            self.assertEqual(modes(made)["office.db"], "0o640")
        finally:
            os.umask(before)

    def test_verify_finds_a_changed_byte(self):
        url = self.new_database()
        path = self.folder / "office.db"
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))  # of the last page's checksum
        result = phaen("verify", "--db", url)
        self.assertIn(result.returncode, (1, 2), result.stdout)
        path.write_bytes(whole)
        self.done("verify", "--db", url)

    def test_what_if(self):
        office = ROOT / "examples" / "office"
        march = ["score", office / "plan.toml", "--facts", office / "facts.jsonl", "--as-of", "2022-03-31",
                 "--known-at", "2022-03-31T17:00:00Z"]
        now = json.loads(self.done(*march, "--format", "json"))
        advice = json.loads(self.done(*march, "--advice", "--format", "json"))
        # What the advice promises for steps alone is what the score says when those steps are supposed to be done.
        promised = next(s for s in advice["suggestions"] if {a["kind"] for a in s["actions"]} == {"finish_step"})
        supposed = self.put("supposed.jsonl", "".join(json.dumps({
            "id": f"x{i}", "seq": i + 1, "kind": "progress", "plan": now["plan"], "element": action["element"],
            "on": "2022-03-31", "recorded_at": "2022-03-31T00:00:00Z", "data": {"percent": "100"}}) + "\n"
            for i, action in enumerate(promised["actions"])).encode())
        then = json.loads(self.done(*march, "--format", "json", "--with", supposed))
        before, after = (next(i for i in d["indicators"] if i["id"] == promised["indicator"]) for d in (now, then))
        self.assertEqual(after.get("level_reached"), promised["level"])
        self.assertNotEqual(before.get("level_reached"), promised["level"])
        self.refused(*march, "--with", self.put("bad.jsonl", b'{"id": "x"}\n'), says="bad.jsonl:1")
        self.refused(*march, "--with", self.put("worse.jsonl", b"no\n"), says="worse.jsonl:1")


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
