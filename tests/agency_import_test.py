#!/usr/bin/env python3
"""Imports the invented agencies, committed and random ones, as text and as Word, and compares each plan with its truth.

usage: agency_import_test.py PHAEN [--seeds N] [--workers N]
"""

import argparse
import concurrent.futures
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent


def generator():
    spec = importlib.util.spec_from_file_location("agency_generator", ROOT / "tools" / "agency-generator.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, timeout=60)


def problems_of(phaen, document, truth, folder):
    """What is wrong with the import of a document; empty when nothing is."""
    plan = folder / f"{document.name}.json"
    imported = run(phaen, "import", document, "-o", plan, "--lang", "en")
    if imported.returncode != 0:
        return f"import ended with {imported.returncode}: {imported.stderr.strip()}"
    compared = run(sys.executable, ROOT / "tools" / "compare-plan", truth, plan)
    if compared.returncode == 0:
        return ""
    lines = compared.stdout.splitlines() or compared.stderr.splitlines()
    wrong = [line for line in lines if line.endswith("<") or line.startswith("  ")]
    return "\n".join([*(lines[-1:] or ["compare-plan said nothing"]), *wrong[:12]])


def documents(folder, seeds):
    fixtures = ROOT / "tests" / "fixtures" / "agencies"
    for truth in sorted(fixtures.glob("*.truth.json")):
        stem = truth.name.removesuffix(".truth.json")
        for ending in (".txt", ".docx", ".lo.docx"):
            if (fixtures / (stem + ending)).exists():
                yield fixtures / (stem + ending), truth
    agency = generator()
    for seed in range(1, seeds + 1):
        text, word, plan = agency.generate(seed)
        truth = folder / f"{seed}.truth.json"
        truth.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
        (folder / f"{seed}.txt").write_text(text, encoding="utf-8")
        (folder / f"{seed}.docx").write_bytes(word)
        yield folder / f"{seed}.txt", truth
        yield folder / f"{seed}.docx", truth


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phaen", type=pathlib.Path)
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(args.workers) as pool:
        folder = pathlib.Path(name)
        futures = [(document, pool.submit(problems_of, args.phaen, document, truth, folder)) for document, truth in documents(folder, args.seeds)]
        bad = [(document, future.result()) for document, future in futures]
        bad = [(document, problem) for document, problem in bad if problem]
        for document, problem in bad:
            print(f"{document.name}: {problem}\n")
        print(f"{len(futures) - len(bad)} of {len(futures)} documents give their agency's plan")
        return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
