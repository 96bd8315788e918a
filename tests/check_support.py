"""What the tests of the checker share: running it over many documents, and reading what it finds."""

import importlib.machinery
import importlib.util
import json
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent
AGENCIES = ROOT / "tests" / "fixtures" / "agencies"
CLEAN_AGENCIES = ("khet-bang-nam-sai", "samnak-setthakit-sangsan", "kong-digital")
SKIP = 77


def check(phaen, files, *options):
    """Checks documents in one run: their findings, in the order of the files."""
    files = [str(f) for f in files]
    done = subprocess.run([str(phaen), "check", "--format", "json", "--lang", "en", *options, *files], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode not in (0, 1):
        raise SystemExit(f"check ended with {done.returncode}: {done.stderr.strip()}")
    lines = [json.loads(line) for line in done.stdout.splitlines()] if len(files) > 1 else [json.loads(done.stdout)]
    if len(lines) != len(files):
        raise SystemExit(f"check was given {len(files)} documents and answered for {len(lines)}")
    return [line["findings"] for line in lines]


def places(finding):
    """The raw blocks of a finding: (block, row, cell), -1 where there is none."""
    return [(b["block"], b.get("row", -1), b.get("cell", -1)) for b in finding.get("blocks", [])]


def told(finding):
    """A finding in a line."""
    where = ",".join(map(str, finding.get("lines") or [])) or " ".join(f"{b}:{r}:{c}" for b, r, c in places(finding))
    return f"{finding['severity']} {finding['rule']} [{finding['category']}] {finding.get('element', '')} at {where}: {finding['message']['en']}"


def tool(name):
    """A Python file of tools/ as a module."""
    path = ROOT / "tools" / name
    module_name = re.sub(r"\W", "_", path.stem)
    spec = importlib.util.spec_from_loader(module_name, importlib.machinery.SourceFileLoader(module_name, str(path)))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
