#!/usr/bin/python3
"""Recomputes every score of the example year from the derivation alone: no plan, no facts, no code of ours.

usage: derivation_test.py PHAEN

Leaves make values, values meet thresholds, levels or points make percents, percents and weights make points, and points the
totals; every one is compared with what the derivation says.
"""

import json
import subprocess
import sys
import unittest
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

try:
    import jsonschema
except ImportError:
    jsonschema = None

ROOT = Path(__file__).resolve().parent.parent
OFFICE = ROOT / "examples" / "office"
MONTH_ENDS = ["2021-10-31", "2021-11-30", "2021-12-31", "2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30",
              "2022-05-31", "2022-06-30", "2022-07-31", "2022-08-31", "2022-09-30"]
PHAEN = None


def derivation(day):
    done = subprocess.run([PHAEN, "score", OFFICE / "plan.toml", "--facts", OFFICE / "facts.jsonl", "--as-of", day,
                           "--known-at", "2022-12-31T00:00:00Z", "--format", "json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def number(text):
    return Fraction(str(text))


def part_value(part):
    """The value of a plain query from its leaves, or None."""
    leaves = part["leaves"]
    amounts = [number(leaf["amount"]) for leaf in leaves if "amount" in leaf]
    if part["fn"] == "count":
        return Fraction(len({leaf.get("key", "") for leaf in leaves}))
    if part["fn"] == "exists":
        return Fraction(1 if leaves else 0)
    if part["fn"] == "sum":
        return sum(amounts, Fraction(0))
    if not amounts:
        return None
    return {"avg": lambda: sum(amounts) / len(amounts), "min": lambda: min(amounts), "max": lambda: max(amounts)}[part["fn"]]()


def query_value(query):
    values = [part_value(part) for part in query["parts"]]
    if query["fn"] != "ratio":
        return values[0]
    return values[0] / values[1] if values[1] else None


def percent_by_levels(indicator, values):
    """The percent and the level that is reached; None when none is."""
    percent, reached = number(indicator["below_lowest"]), None
    for level in indicator["levels"]:
        met = bool(level.get("thresholds") or level.get("evidence"))
        for bound in level.get("thresholds", []):
            value = values[bound["of"]]
            met = met and value is not None
            met = met and ("at_least" not in bound or value >= number(bound["at_least"]))
            met = met and ("at_most" not in bound or value <= number(bound["at_most"]))
        for evidence in level.get("evidence", []):
            met = met and bool(evidence.get("facts"))
        if not met:
            break
        percent, reached = number(level["percent_of_weight"]), level["level"]
    return percent, reached


def percent_by_points(indicator, value):
    points = [(number(p["value"]), number(p["score"])) for p in indicator["points"]]
    if value < points[0][0]:
        return number(indicator["below_lowest"])
    percent = points[-1][1]
    for (low, low_score), (high, high_score) in zip(points, points[1:]):
        if low <= value < high:
            percent = low_score + (value - low) / (high - low) * (high_score - low_score)
            break
    return min(percent, number(indicator.get("cap", 100)))


def percent_of(indicator, values):
    """None when there is nothing to compute from."""
    if indicator["rule"] == "levels":
        return percent_by_levels(indicator, values)[0] if indicator.get("levels") else None
    if indicator["rule"] == "linear":
        (name, value), = values.items()
        if value is None:
            return None
        ratio = indicator["queries"][0]["fn"] == "ratio"
        return percent_by_points(indicator, value * 100 if ratio else value)
    if indicator["rule"] == "panel":
        given = [number(j["value"]) for j in indicator.get("judgements", []) if j["assessed_by"] == "panel"]
        return sum(given) / len(given) / number(indicator["panel_scale"]) * 100 if given else None
    raise AssertionError(indicator["rule"])


class DerivationTest(unittest.TestCase):
    def test_every_score_can_be_computed_again(self):
        for day in MONTH_ENDS:
            with self.subTest(day):
                self.recompute(derivation(day))

    def recompute(self, found):
        total = Fraction(0)
        scored = 0
        for indicator in found["indicators"]:
            values = {}
            for query in indicator.get("queries", []):
                values[query["name"]] = query_value(query)
                said = number(query["value"]) if query["value"] else None
                self.assertEqual(values[query["name"]], said, (indicator["id"], query["name"]))
            percent = percent_of(indicator, values)
            self.assertEqual(percent, number(indicator["percent"]) if indicator["percent"] else None, indicator["id"])
            if indicator.get("levels"):
                self.assertEqual(percent_by_levels(indicator, values)[1], indicator.get("level_reached"))
            if "weight" not in indicator:
                continue
            scored += 1
            points = number(indicator["weight"]) * (percent or 0) / 100
            self.assertEqual(points, number(indicator["points_exact"]), indicator["id"])
            total += points
        self.assertEqual(scored, 6)
        self.assertEqual(total, number(found["total"]["points_exact"]))
        self.assertEqual(total, sum(number(c["points_exact"]) for c in found["components"]))
        self.assertEqual(found["rounding"], {"decimals": 2, "mode": "half_up"})
        shown = Fraction(int(total * 100 + Fraction(1, 2)), 100)
        self.assertEqual(shown, Fraction(Decimal(str(found["total"]["score"]))))

    @unittest.skipUnless(jsonschema, "python3-jsonschema is not installed: nothing was validated")
    def test_it_is_what_its_schema_says(self):
        schema = json.loads((ROOT / "docs" / "reference" / "derivation.schema.json").read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        for day in ["2021-10-31", "2022-07-31", "2022-09-30"]:
            found = derivation(day)
            self.assertEqual([e.message[:200] for e in validator.iter_errors(found)][:3], [])
            found["total"].pop("score")
            self.assertNotEqual(list(validator.iter_errors(found)), [])

    @unittest.skipUnless(jsonschema, "python3-jsonschema is not installed: nothing was validated")
    def test_facts_are_what_their_schemas_say(self):
        validators = {}
        for kind in ["progress", "posting", "record", "evidence", "assessment", "event"]:
            schema = json.loads((ROOT / "docs" / "reference" / f"fact-{kind}.schema.json").read_text(encoding="utf-8"))
            jsonschema.Draft202012Validator.check_schema(schema)
            validators[kind] = jsonschema.Draft202012Validator(schema)
        seen = set()
        for line in (OFFICE / "facts.jsonl").read_text(encoding="utf-8").splitlines():
            fact = json.loads(line)
            seen.add(fact["kind"])
            self.assertEqual([e.message[:200] for e in validators[fact["kind"]].iter_errors(fact)], [])
            fact.pop("recorded_at")
            self.assertNotEqual(list(validators[fact["kind"]].iter_errors(fact)), [])
        self.assertEqual(seen, set(validators))


if __name__ == "__main__":
    PHAEN = sys.argv.pop(1)
    unittest.main()
