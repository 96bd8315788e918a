#!/usr/bin/python3
"""Random ledgers of two years: what ledger and hledger make of the journal equals what phaen says.

usage: ledger_journal_test.py PHAEN [SEED]      (status 77, skipped, when neither program is installed)
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

POSTINGS = 1000
KINDS = {"commitment": (None,), "disbursement": (None, "commitment"), "advance": (None,), "advance_clearing": (None,),
         "return": (None, "advance", "commitment"), "carry_over": (None, "available"), "transfer_out": (None,),
         "transfer_in": (None,), "allotment": (None,), "appropriation": (None,)}
# Balances of ours that grow downwards in the journal, where money comes from.
OUTSIDE = {"appropriated", "transferred_in"}


def facts(rng):
    """All kinds of posting over two fiscal years, some corrected; amounts to the satang."""
    day = date(2020, 10, 1)
    for seq in range(1, POSTINGS + 1):
        if rng.random() < 0.73:
            day = min(day + timedelta(days=1), date(2022, 9, 30))
        kind = rng.choice(sorted(KINDS)) if seq > 40 else "appropriation"
        data = {"posting": kind, "amount": f"{rng.randrange(0, 10**8)}.{rng.randrange(100):02}",
                "fiscal_year": 2564 if day < date(2021, 10, 1) else 2565, "fund": rng.choice(["annual", "supplementary"]),
                "category": rng.choice(["operating", "other", "central"]), "project": rng.choice(["", "project-1", "project-2"])}
        if data["category"] == "central":
            data["item"] = rng.choice(["เงินสำรอง: (ทั่วไป)", "ค่าตอบแทน 100%; พิเศษ"])
        against = rng.choice(KINDS[kind])
        if against:
            data["against"] = against
        fact = {"id": f"p{seq}", "seq": seq, "kind": "posting", "on": day.isoformat(), "recorded_at": f"{day}T09:00:00Z", "data": data}
        if seq > 100 and rng.random() < 0.05:
            fact["corrects"] = f"p{rng.randrange(1, seq)}"
        yield fact


def balances_of(program, journal):
    command = {"ledger": ["ledger", "-f", journal, "balance", "--flat", "--no-total", "--args-only"],
               "hledger": ["hledger", "-f", journal, "balance", "--flat", "--no-total"]}[program]
    # hledger reads names that are not ASCII in a locale of UTF-8 only.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    text = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=True).stdout
    found = {}
    for line in text.splitlines():
        match = re.match(r"\s*(-?[0-9.,]+)\s+(\S.*)$", line)
        if match:
            found[match.group(2).strip()] = Fraction(match.group(1).replace(",", ""))
    return found


def ours(value):
    found = {}
    for account in value["accounts"]:
        for name, amount in account["balances"].items():
            if name == "after_transfer" or Fraction(amount) == 0:
                continue  # made of others; programs leave out what is zero
            found[f"{account['name']}:{name}"] = -Fraction(amount) if name in OUTSIDE else Fraction(amount)
            if name == "allotted":
                found[f"{account['name']}:authority"] = -Fraction(amount)
    return found


def main():
    phaen = sys.argv[1]
    programs = [p for p in ("ledger", "hledger") if shutil.which(p)]
    if not programs:
        print("neither ledger nor hledger is installed")
        sys.exit(77)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    print(f"seed {seed}")
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.jsonl"
        file.write_text("".join(json.dumps(f, ensure_ascii=False) + "\n" for f in facts(rng)), encoding="utf-8")
        at = ["--as-of", "2022-09-30", "--known-at", "2022-12-31T00:00:00Z"]
        run = lambda *a: subprocess.run([phaen, "ledger", *a], capture_output=True, text=True, check=True).stdout
        journal = Path(folder) / "year.journal"
        journal.write_text(run("journal", file, *at), encoding="utf-8")
        expected = ours(json.loads(run("balances", file, "--format", "json", *at)))
        assert len(expected) > 50, "the ledger has many balances"
        for program in programs:
            found = balances_of(program, journal)
            assert found == expected, (program, seed, sorted(set(found.items()) ^ set(expected.items()))[:6])
    print(f"{len(expected)} balances agree with {' and '.join(programs)}")


main()
