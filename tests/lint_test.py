#!/usr/bin/python3
"""Each rule of tools/lint against a bad example, which must be named with file and line, and a near miss, which must not."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LINT = Path(__file__).resolve().parent.parent / "tools" / "lint"

MODULES = {"base": 0, "plan": 1, "document": 1, "book": 3, "store": 5, "http": 7, "cli": 8}
# Put together so that this file passes the lint itself.
MACHINE_PATH = "/" + "root/phaen/plan.toml"
HOST = ".".join(["pypi", "org"])
MERGE_MARK = "<" * 7 + " mine"

# rule, file, bad text (the finding is on its line 2 unless told), near miss in the same file
CASES = [
    ("call.regex", "src/plan/a.cpp", "\nstd::regex r;\n", "\n// not std::regex\nauto t = \"std::regex\";\n"),
    ("call.printf", "src/plan/a.cpp", "\nsnprintf(b, 3, t);\n", "\nfmt::print(t); my_sprintf_like(t);\n"),
    ("call.c_string", "src/plan/a.cpp", "\nstrcpy(a, b);\n", "\nmystrcpy2 (a, b);\n"),
    ("call.c_number", "src/plan/a.cpp", "\nint n = std::stoi(t);\n", "\nint n = store(t);\n"),
    ("call.rand", "src/plan/a.cpp", "\nint n = std::rand();\n", "\nint n = operand();\n"),
    ("call.clock", "src/plan/a.cpp", "\nauto t = std::chrono::system_clock::now();\n", "\nstd::chrono::system_clock::time_point now;\n"),
    ("call.locale", "src/plan/a.cpp", "\nsetlocale(LC_ALL, \"\");\n", "\nicu::Locale locale;\n"),
    ("call.environment", "src/http/a.cpp", "\nauto v = std::getenv(\"X\");\n", "\nauto v = target_environment();\n"),
    ("call.shell", "src/http/a.cpp", "\nstd::system(\"ls\");\n", "\nfile_system(\"ls\");\n"),
    ("call.exit", "src/http/a.cpp", "\nexit(1);\n", "\non_exit_of(1);\n"),
    ("call.assert", "src/plan/a.cpp", "\nassert(x);\n", "\nstatic_assert(x);\n"),
    ("call.unsynchronised_thread", "src/http/a.cpp", "\nstd::thread t;\n", "\nstd::jthread t; std::this_thread::yield();\n"),
    ("call.file", "src/book/a.cpp", "\nstd::ifstream in(name);\n", "\nstd::istringstream in(name);\n"),
    ("float", "src/plan/a.cpp", "\ndouble share = 0;\n", "\nint doubled = 0; // not a double\n"),
    ("float", "src/book/a.cpp", "\nfloat share = 0;\n", "\nconst char* t = \"float\";\n"),
    ("iostream", "src/http/a.cpp", "\n#include <iostream>\n", "\n#include <ostream>\n"),
    ("header.pragma_once", "src/plan/detail.h", "int x;\n", "// A comment may come first.\n#pragma once\nint x;\n"),
    ("header.using_namespace", "src/plan/detail.h", "#pragma once\nusing namespace std;\n", "#pragma once\nusing std::swap;\n"),
    ("header.third_party", "src/plan/include/phaen/plan/b.h", "#pragma once\n#include <boost/json.hpp>\n",
     "#pragma once\n#include \"phaen/base/b.h\"\n"),
    ("coroutine.file", "src/http/a.cpp", "\nco_return x;\n", "\n// co_return x;\nint co_returned;\n"),
    ("coroutine.temporary", "src/http/network.cpp", "\nco_await send(\n    Answer{404});\n", "\nauto [e, n] = co_await send(answer);\nif (e) { co_return; }\n"),
    ("coroutine.temporary", "src/http/network.cpp", "\nco_await run([s] {});\n", "\nauto job = [s] {};\nco_await run(job);\n"),
    ("coroutine.temporary", "src/http/network.cpp", "\nco_await send(c ? a : b);\n", "\nAnswer x = c ? a : b;\nco_await send(x);\n"),
    ("sql.place", "src/plan/a.cpp", "\nauto rows = ask(\"SELECT a FROM b\");\n", "\nauto text = \"SELECTED\";\n// \"SELECT a FROM b\"\n"),
    ("sql.joined", "src/store/a.cpp", "\nauto rows = c.query(\"SELECT a FROM b WHERE n = '\" + name + \"'\");\n",
     "\nauto rows = c.query(\"SELECT a FROM b \"\n    \"WHERE n = $1\", {\"x\" + name});\n"),
    ("sql.joined", "src/store/a.cpp", "\nauto rows = c.query(fmt::format(\"DELETE FROM b WHERE n = {}\", n));\n",
     "\n// lint: allow(sql.joined) a name of ours\nconst auto rows =\n    c.query(\"DELETE FROM \" + table);\n"),
    ("sql.joined", "src/store/a.cpp", "\nsql += name;\n", "\nsqlite += 1;\n"),
    ("sql.joined", "src/store/a.cpp", "\nauto all = some + \" WHERE a = 1\";\n", "\nauto all = some + \" WHEREAS\";\n"),
    ("layer", "src/plan/a.cpp", "\n#include \"phaen/book/b.h\"\n", "\n#include \"phaen/base/b.h\"\n"),
    ("layer", "src/plan/a.cpp", "\n#include \"phaen/document/b.h\"\n", "\n// #include \"phaen/document/b.h\"\n"),
    ("layer", "src/plan/a.cpp", "\n#include \"phaen/nowhere/b.h\"\n", "\n#include \"phaen/plan/b.h\"\n"),
    ("include.own_first", "src/plan/b.cpp", "// b\n#include <string>\n#include \"phaen/plan/b.h\"\n",
     "// b\n#include \"phaen/plan/b.h\"\n#include <string>\n"),
    ("text.machine_path", "docs/a.md", "\nSee " + MACHINE_PATH + "\n", "\nSee https://example.org" + MACHINE_PATH + " and ~" + MACHINE_PATH + "\n"),
    ("text.host", "docs/a.md", "\nFrom " + HOST + "\n", "\nFrom mirror.example.org\n"),
    ("text.conflict", "docs/a.md", "\n" + MERGE_MARK + "\n", "\nHeading\n=======\n"),
    ("allow.reason", "src/plan/a.cpp", "\nint x;  // lint: allow(float)\n", "\ndouble x;  // lint: allow(float) a reason\n"),
]


def make_project(root):
    for module, layer in MODULES.items():
        folder = root / "src" / module / "include" / "phaen" / module
        folder.mkdir(parents=True)
        (folder / "b.h").write_text("#pragma once\n")
        (root / "src" / module / "README.md").write_text("# it\n")
        (root / "src" / module / "CMakeLists.txt").write_text(
            f"phaen_module({module} LAYER {layer} HEADERS include/phaen/{module}/b.h SOURCES a.cpp b.cpp network.cpp)\n")
    (root / "docs").mkdir()


def lint(root):
    done = subprocess.run([sys.executable, str(LINT), "--root", str(root)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


class LintTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        make_project(self.root)

    def put(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        return target

    def test_clean_project_is_silent(self):
        self.assertEqual(lint(self.root), (0, ["lint: clean"]))

    def test_each_rule(self):
        for rule, path, bad, near_miss in CASES:
            with self.subTest(rule=rule, bad=bad):
                written = [path]
                self.put(path, bad)
                if path.endswith("include/phaen/plan/b.h"):
                    written = []
                status, lines = lint(self.root)
                line = 1 if rule == "header.pragma_once" else 2
                self.assertEqual(status, 1, lines)
                self.assertEqual(len(lines), 2, lines)
                self.assertTrue(lines[0].startswith(f"{path}:{line}: {rule}: "), lines)
                self.put(path, near_miss)
                self.assertEqual(lint(self.root), (0, ["lint: clean"]))
                for name in written:
                    (self.root / name).unlink()

    def test_every_rule_has_a_case(self):
        done = subprocess.run([sys.executable, str(LINT), "--rules"], capture_output=True, text=True, check=True)
        rules = {line.split()[0] for line in done.stdout.splitlines()}
        self.assertEqual(rules, {case[0] for case in CASES} | {"module.readme", "module.listed"})

    def test_module_without_readme(self):
        (self.root / "src/plan/README.md").unlink()
        self.assertIn("src/plan/README.md:1: module.readme", lint(self.root)[1][0])

    def test_source_that_no_list_names(self):
        self.put("src/plan/forgotten.cpp", "int x;\n")
        self.assertIn("src/plan/forgotten.cpp:1: module.listed", lint(self.root)[1][0])

    def test_tests_and_cli_may_do_more(self):
        self.put("src/cli/a.cpp", "#include <iostream>\nauto v = getenv(\"LANG\"); double seconds; auto t = steady_clock::now();\n")
        cmake = self.root / "src/plan/CMakeLists.txt"
        cmake.write_text(cmake.read_text() + "phaen_test(a_test SOURCES a_test.cpp)\n")
        self.put("src/plan/a_test.cpp", "#include <iostream>\n#include <fstream>\nassert(x);\n")
        self.assertEqual(lint(self.root), (0, ["lint: clean"]))

    def test_build_folder_is_not_read(self):
        self.put("build/dev/a.cpp", MERGE_MARK + "\n" + MACHINE_PATH + "\n")
        self.assertEqual(lint(self.root), (0, ["lint: clean"]))


if __name__ == "__main__":
    unittest.main()
