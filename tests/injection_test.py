#!/usr/bin/env python3
"""Puts one defect of each family at random places of clean documents of three agencies and looks whether the checker finds it.

Found: a finding that the clean document does not have, in a category of the defect, names a line that shows it. Elsewhere: any other
new finding, hints too, unless the defect's injector says why the same edit makes it true. Each family must be found in 95 of 100
cases, with nothing new elsewhere. PENDING lists what falls short, with the reason.

usage: injection_test.py PHAEN [--seeds N] [--family NAME] [--show] [--generated SEED...]
"""

import argparse
import collections
import pathlib
import random
import re
import sys
import tempfile
import time

from check_support import AGENCIES, CLEAN_AGENCIES, check, told, tool
from injections import FAMILIES, Document

ENOUGH = 0.95
PENDING = {}


class Case:
    def __init__(self, family, agency, seed, document, injection):
        self.family, self.agency, self.seed, self.text = family, agency, seed, document.text()
        number = {id(line): n for n, line in enumerate(document.lines, 1)}
        self.origins = {n: line.origin for n, line in enumerate(document.lines, 1)}
        self.lines = {number[id(line)] for line in injection.lines if id(line) in number}
        self.categories, self.says = injection.categories, injection.says
        self.allowed = [(categories, None if lines is None else {number[id(line)] for line in lines if id(line) in number}) for categories, lines, _ in injection.allowed]

    def judge(self, findings, clean):
        """Whether the defect is found, and what else is new."""
        old = collections.defaultdict(list)
        for f in clean:
            old[f["rule"]].append(set(f["lines"]))
        found, elsewhere = False, []
        for f in findings:
            lines = set(f["lines"])
            origins = {self.origins.get(n) for n in lines} - {None}
            if any(origins & before or not (lines or before) for before in old[f["rule"]]):
                continue
            if f["category"] in self.categories and lines & self.lines:
                found = found or re.search(self.says, f["message"]["en"]) is not None
            elif not any((c is None or f["category"] in c) and (at is None or lines & at) for c, at in self.allowed):
                elsewhere.append(f)
        return found, elsewhere


def agencies(generated):
    for name in CLEAN_AGENCIES:
        yield name, (AGENCIES / f"{name}.txt").read_text(encoding="utf-8")
    make = tool("agency-generator.py") if generated else None
    for seed in generated:
        yield f"generated-{seed}", make.generate(seed, with_word=False)[0]


def cases(texts, families, seeds):
    for family in families:
        for agency, text in texts.items():
            seen = set()
            for seed in range(seeds):
                document = Document(text)
                injection = FAMILIES[family](document, random.Random(f"{family}|{agency}|{seed}"))
                if injection is None or document.text() == text or document.text() in seen:
                    continue
                seen.add(document.text())
                yield Case(family, agency, seed, document, injection)


def checked(phaen, folder, texts):
    files = []
    for n, text in enumerate(texts):
        files.append(folder / f"{n}.txt")
        files[-1].write_text(text, encoding="utf-8")
    out = []
    for start in range(0, len(files), 1000):
        out += check(phaen, files[start:start + 1000])
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phaen", type=pathlib.Path)
    parser.add_argument("--seeds", type=int, default=20, help="cases of a family and agency")
    parser.add_argument("--family", action="append", choices=sorted(FAMILIES))
    parser.add_argument("--show", action="store_true", help="tell of each case that was missed, and of what is new elsewhere")
    parser.add_argument("--keep", type=pathlib.Path, help="write the documents of such cases into a folder")
    parser.add_argument("--generated", type=int, nargs="*", default=[], help="take random agencies, too, by their seeds")
    args = parser.parse_args()
    began = time.monotonic()
    texts = dict(agencies(args.generated))
    all_cases = list(cases(texts, args.family or FAMILIES, args.seeds))
    with tempfile.TemporaryDirectory() as name:
        results = checked(args.phaen, pathlib.Path(name), [*texts.values(), *(case.text for case in all_cases)])
    clean = dict(zip(texts, results))
    rows = collections.defaultdict(lambda: [0, 0, 0, set()])
    for case, findings in zip(all_cases, results[len(texts):]):
        found, elsewhere = case.judge(findings, clean[case.agency])
        row = rows[case.family]
        row[0] += 1
        row[1] += found
        row[2] += len(elsewhere)
        row[3].add(case.agency)
        if args.show and (not found or elsewhere):
            print(f"{case.family}, {case.agency}, seed {case.seed}: {'found' if found else 'MISSED'} at {sorted(case.lines)}")
            before, after = texts[case.agency].split("\n"), case.text.split("\n")
            origins = set(case.origins.values())
            for n, line in enumerate(after, 1):
                if case.origins[n] is None or before[case.origins[n] - 1] != line:
                    print(f"    {n:4} {line[:300]}")
            for n, line in enumerate(before, 1):
                if n not in origins:
                    print(f"       - {line[:160]}")
            for f in elsewhere:
                print("    elsewhere:", told(f))
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{case.family}-{case.agency}-{case.seed}.txt".replace(" ", "-")).write_text(case.text, encoding="utf-8")
    bad = 0
    print(f"{'family':<30} {'agencies':>8} {'cases':>6} {'found':>6} {'elsewhere':>9}")
    for family in args.family or FAMILIES:
        count, found, elsewhere, where = rows[family]
        good = count and found >= ENOUGH * count and not elsewhere
        note = "" if good else f"  pending: {PENDING[family]}" if family in PENDING else "  <"
        if good and family in PENDING:
            note = "  no longer pending"
        bad += not good and family not in PENDING
        print(f"{family:<30} {len(where):>8} {count:>6} {100 * found // count if count else 0:>5}% {elsewhere:>9}{note}")
    print(f"{len(all_cases)} cases in {time.monotonic() - began:.0f} s; {bad} families fall short")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
