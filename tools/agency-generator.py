#!/usr/bin/python3
"""Writes a random invented agency: SEED.txt, SEED.docx and SEED.truth.json, the same for the same seed.

Importable: `generate(seed)` gives (text, docx bytes, truth as a dict). Names and prose come from word lists; no document
that it writes is about a real agency.
"""

import argparse
import json
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from agency_fixtures import generate as _generate, text, truth, word  # noqa: E402


def generate(seed, with_word=True):
    book = _generate.agency(seed)
    return text.write(book), word.write(book) if with_word else None, truth.write(book, f"agency-{seed}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("seed", nargs="+", help="seeds, or ranges such as 1-50")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("."))
    parser.add_argument("--no-word", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for given in args.seed:
        first, _, last = given.partition("-")
        for seed in range(int(first), int(last) + 1) if last else [given]:
            plain, document, plan = generate(seed, not args.no_word)
            (args.out / f"{seed}.txt").write_text(plain, encoding="utf-8")
            (args.out / f"{seed}.truth.json").write_text(json.dumps(plan, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            if document:
                (args.out / f"{seed}.docx").write_bytes(document)


if __name__ == "__main__":
    main()
