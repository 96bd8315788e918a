#!/usr/bin/python3
"""The JSON Schemas of plan and scheme against real files, and against files that are wrong in one place each."""

import copy
import json
import tomllib
import unittest
from pathlib import Path

try:
    import jsonschema
except ImportError:
    jsonschema = None

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
FIXTURES = ROOT / "tests" / "fixtures" / "agencies"


def load(path):
    if path.suffix == ".toml":
        return tomllib.loads(path.read_text(encoding="utf-8"))
    return json.loads(path.read_text(encoding="utf-8"))


@unittest.skipUnless(jsonschema, "python3-jsonschema is not installed: nothing was validated")
class SchemaTest(unittest.TestCase):
    schema_name = "plan.schema.json"

    @classmethod
    def setUpClass(cls):
        schema = json.loads((REFERENCE / cls.schema_name).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        cls.validator = jsonschema.Draft202012Validator(schema)

    def errors(self, document):
        return [f"/{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in self.validator.iter_errors(document)]

    def assert_valid(self, document):
        self.assertEqual(self.errors(document)[:5], [])

    def assert_each_is_refused(self, changes, make):
        """Each change is a name and a function that spoils a good document in one place."""
        for name, change in changes.items():
            with self.subTest(name):
                document = make()
                self.assert_valid(document)
                change(document)
                self.assertNotEqual(self.errors(document), [])


class PlanSchemaTest(SchemaTest):
    def test_the_example_office(self):
        self.assert_valid(load(ROOT / "examples" / "office" / "plan.toml"))

    def test_the_invented_agencies(self):
        truths = sorted(FIXTURES.glob("*.truth.json"))
        self.assertEqual(len(truths), 6)
        for path in truths:
            with self.subTest(path.name):
                self.assert_valid(load(path))

    def test_what_is_wrong_in_one_place(self):
        good = {
            "schema": "phaen.plan/1", "id": "plan-1", "fiscal_year": 2565, "agency": "",
            "organisations": [{"id": "org-1", "kind": "agency"}],
            "swot": {"items": [{"id": "S1", "text": "ก"}]},
            "indicators": [{"id": "indicator-1", "weight": "22.5",
                            "queries": {"q": {"fn": "count", "where": [["country", "in", ["JP"]]]}}}],
            "projects": [{"id": "project-1", "budget": None, "lead": ["org-1", {"unresolved": "ส่วนหนึ่ง"}],
                          "spending_plan": [{"month": "2021-10", "amount": "1500000.00"}]}],
            "source": {"elements": {"project-1": [{"block": 3, "line": 7}]}},
        }
        project = lambda plan: plan["projects"][0]
        where = lambda plan: plan["indicators"][0]["queries"]["q"]["where"]
        self.assert_each_is_refused({
            "another schema": lambda p: p.update(schema="phaen.plan/2"),
            "no schema": lambda p: p.pop("schema"),
            "no id": lambda p: p.pop("id"),
            "a year C.E.": lambda p: p.update(fiscal_year=2022),
            "an unknown member": lambda p: project(p).update(budgt="1.00"),
            "an unknown word": lambda p: p["organisations"][0].update(kind="bureau"),
            "an id with capitals": lambda p: p["organisations"][0].update(id="Org-1"),
            "a SWOT id without its letter": lambda p: p["swot"]["items"][0].update(id="1"),
            "a weight in words": lambda p: p["indicators"][0].update(weight="มาก"),
            "seven decimals": lambda p: p["indicators"][0].update(weight="0.1234567"),
            "money as a number": lambda p: project(p).update(budget=1500000),
            "money with grouping": lambda p: project(p).update(budget="1,500,000.00"),
            "a month of a year B.E. as text": lambda p: project(p)["spending_plan"][0].update(month="ต.ค. 2564"),
            "a thirteenth month": lambda p: project(p)["spending_plan"][0].update(month="2021-13"),
            "an unresolved text that is empty": lambda p: project(p)["lead"].append({"unresolved": ""}),
            "a reference that is no id": lambda p: project(p)["lead"].append("ส่วนหนึ่ง"),
            "a condition of two": lambda p: where(p).append(["country", "="]),
            "a condition of four": lambda p: where(p).append(["country", "=", 1, 2]),
            "an unknown operator": lambda p: where(p).append(["country", "like", "J"]),
            "null in a condition": lambda p: where(p).append(["country", "in", [None]]),
            "null for a name": lambda p: project(p).update(name=None),
            "a control character": lambda p: project(p).update(name="a\u0007"),
            "a text that is too long": lambda p: project(p).update(name="ก" * 4001),
            "a place of no element": lambda p: p["source"]["elements"].update({"A b": []}),
        }, lambda: copy.deepcopy(good))
        longest = copy.deepcopy(good)
        project(longest)["name"] = "ก" * 4000
        self.assert_valid(longest)


class ReferencePageTest(unittest.TestCase):
    """The page for people names every member of the file, in the section of its record."""

    def test_the_plan_page(self):
        schema = json.loads((REFERENCE / "plan.schema.json").read_text(encoding="utf-8"))
        page = (REFERENCE / "plan.md").read_text(encoding="utf-8")
        for record, definition in schema["$defs"].items():
            if "properties" not in definition or record == "unresolved":
                continue
            with self.subTest(record):
                section = page.partition(f"#### `{record}`\n")[2].partition("\n#")[0]
                members = [line.split("|")[1].strip(" `") for line in section.splitlines() if line.startswith("| `")]
                self.assertEqual(members, list(definition["properties"]))
                words = [word for member in definition["properties"].values() for word in member.get("enum", [])]
                for word in words:
                    self.assertIn(f"`{word}`", section)

    def test_the_scheme_page(self):
        schema = json.loads((REFERENCE / "scheme.schema.json").read_text(encoding="utf-8"))
        page = (REFERENCE / "scheme.md").read_text(encoding="utf-8")
        for definition in schema["$defs"].values():
            for member in definition.get("properties", {}):
                self.assertRegex(page, rf"\b{member}\b")


class SchemeSchemaTest(SchemaTest):
    schema_name = "scheme.schema.json"

    def test_the_shipped_schemes(self):
        schemes = sorted((ROOT / "schemes").glob("*.toml"))
        self.assertGreaterEqual(len(schemes), 1)
        for path in schemes:
            with self.subTest(path.name):
                self.assert_valid(load(path))

    def test_what_is_wrong_in_one_place(self):
        self.assert_each_is_refused({
            "a plan's schema": lambda s: s.update(schema="phaen.plan/1"),
            "an unknown member": lambda s: s["components"][0].update(wieght=1),
            "an unknown word": lambda s: s["rounding"].update(mode="near"),
            "too many decimals": lambda s: s["rounding"].update(decimals=7),
            "a level without percentage": lambda s: s["levels"][0].pop("percent_of_weight"),
            "a period without end": lambda s: s["reporting_periods"][0].pop("to"),
            "an id with a space": lambda s: s["project_kinds"][0].update(id="a b"),
        }, lambda: load(ROOT / "schemes" / "bma-2565.toml"))


if __name__ == "__main__":
    unittest.main()
