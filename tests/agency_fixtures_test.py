#!/usr/bin/env python3
"""The invented agencies: committed files are what their models give, random ones are sound, and compare-plan sees damage."""

import copy
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("agency_generator", ROOT / "tools" / "agency-generator.py")
generator = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generator)
from agency_fixtures import truth  # noqa: E402  (its folder is on the path since the generator was loaded)

PLAN = json.loads((ROOT / "tests/fixtures/agencies/khet-bang-nam-sai.truth.json").read_text(encoding="utf-8"))


def compare(a, b):
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, plan in (("truth", a), ("got", b)):
            files.append(pathlib.Path(folder) / f"{name}.json")
            files[-1].write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
        run = subprocess.run([sys.executable, ROOT / "tools/compare-plan", "--summary", *files], capture_output=True, text=True, check=False)
        return run.returncode, json.loads(run.stdout)


class Fixtures(unittest.TestCase):
    def test_committed_files_are_current(self):
        run = subprocess.run([sys.executable, ROOT / "tools/make-agency-fixtures", "--check"], capture_output=True, text=True, check=False)
        self.assertEqual((run.returncode, run.stdout), (0, ""))

    def test_random_agencies_say_only_what_they_print(self):
        for seed in range(100):
            text, _, plan = generator.generate(seed, with_word=False)
            self.assertEqual(truth.audit(plan, text), [], f"seed {seed}")

    def test_the_same_seed_gives_the_same_document(self):
        self.assertEqual(generator.generate(5), generator.generate(5))


class Compare(unittest.TestCase):
    def damaged(self, change):
        plan = copy.deepcopy(PLAN)
        change(plan)
        return compare(PLAN, plan)

    def test_equal_plans(self):
        status, summary = compare(PLAN, PLAN)
        self.assertEqual((status, summary["recall"], summary["precision"], summary["fields"], summary["narratives"]), (0, 1, 1, 1, 1))

    def test_ids_play_no_part(self):
        text = json.dumps(PLAN)
        for prefix in ("project", "org", "indicator", "mission-statement", "schedule", "term", "framework"):
            text = text.replace(f'"{prefix}-', f'"x-{prefix}-')
        self.assertEqual(compare(PLAN, json.loads(text))[0], 0)

    def test_a_lost_project_is_missing(self):
        _, summary = self.damaged(lambda p: p["projects"].pop())
        self.assertEqual(summary["kinds"]["projects"]["matched"], len(PLAN["projects"]) - 1)

    def test_a_wrong_amount_is_one_field(self):
        _, summary = self.damaged(lambda p: p["projects"][0].update(budget="1.00"))
        self.assertEqual(summary["fields_by_name"], {"projects.budget": 1})

    def test_a_drifted_name_counts_once(self):
        _, summary = self.damaged(lambda p: p["projects"][0].update(name=p["projects"][0]["name"] + " ใหม่"))
        self.assertEqual(summary["fields_by_name"], {"projects.name": 1})

    def test_prose_may_be_cut_elsewhere(self):
        def join(p):
            first = p["narratives"][0]
            first["text"] = "\n".join(n["text"] for n in p["narratives"])
            p["narratives"] = [first]
        self.assertEqual(self.damaged(join)[0], 0)

    def test_nothing_recognised(self):
        status, summary = compare(PLAN, {})
        self.assertEqual((status, summary["recall"]), (1, 0))


if __name__ == "__main__":
    unittest.main()
