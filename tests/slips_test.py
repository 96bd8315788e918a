#!/usr/bin/env python3
"""Looks for each planted slip of the example in what the checker finds, in the text and in the Word file.

A slip is found when a finding of its category (or one that means the same, see MEANS) has one of its places; a slip in a cell
needs the row, and the cell when the finding names one.

usage: slips_test.py PHAEN [--all]
"""

import argparse
import json
import pathlib
import sys

from check_support import ROOT, check, places, told

OFFICE = ROOT / "examples" / "office"
# A slip that may as well be told in another category, with the reason.
MEANS = {
    "swot-unknown": {"numbering", "missing"},  # a code that names nothing
    "node-undeclared": {"alignment", "numbering"},  # used, not declared
    "indicator-name": {"unit"},  # the name says per cent, the target a level
    "code-shortened": {"alignment"},
    "mission-branch": {"numbering"},
}
# Slips that no rule finds yet, with the reason.
MISSED: dict[str, str] = {}


def at(places_, finding):
    """Whether the finding names one of the places."""
    for block, row, cell in finding:
        for place in places_:
            if block == place["block"] and row in (-1, place["row"]) and (cell in (-1, place["cell"]) or place["cell"] == -1):
                if row == -1 and place["row"] != -1:
                    continue  # the table as a whole is not the place
                return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phaen", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="list the findings that match no slip, too")
    args = parser.parse_args()
    slips = json.loads((OFFICE / "slips.json").read_text(encoding="utf-8"))
    found = check(args.phaen, [OFFICE / "document.txt", OFFICE / "document.docx"])
    bad = 0
    for form, findings in zip(("text", "word"), found):
        used, missed = set(), []
        for slip in slips:
            categories = {slip["category"]} | MEANS.get(slip["id"], set())
            hits = [i for i, f in enumerate(findings) if f["category"] in categories and at(slip[form], places(f))]
            used.update(hits)
            if not hits:
                missed.append(slip)
        print(f"{form}: {len(slips) - len(missed)} of {len(slips)} slips found")
        for slip in slips:
            if slip["id"] in MISSED and slip not in missed:
                print(f"    {slip['id']} is found now: it no longer belongs to MISSED")
        for slip in missed:
            known = slip["id"] in MISSED
            bad += not known
            print(f"    missed {slip['id']} [{slip['category']}] at {slip['lines']}: {slip['what']}" + (f" ({MISSED[slip['id']]})" if known else ""))
            near = [f for f in findings if at(slip[form], places(f))]
            for f in near:
                print("        there:", told(f))
        rest = [f for i, f in enumerate(findings) if i not in used]
        print(f"{form}: {len(rest)} of {len(findings)} findings match no slip, {sum(f['severity'] != 'info' for f in rest)} of them errors or warnings")
        for f in rest:
            if args.all or f["severity"] != "info":
                print("   ", told(f))
    print("rules:", ", ".join(sorted({f["rule"] for findings in found for f in findings})))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
