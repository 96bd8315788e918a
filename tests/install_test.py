#!/usr/bin/python3
"""What `cmake --install` puts where, and that the Debian package's scripts, settings and service agree with it. The package itself is
tried by tools/package-check.

usage: install_test.py BUILD_FOLDER CMAKE [unittest options]
"""

import gzip
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = CMAKE = ""

# Path and mode.
FILES = {
    "/usr/bin/phaen": 0o755,
    "/usr/share/man/man1/phaen.1.gz": 0o644,
    "/usr/share/doc/phaen/NEWS.gz": 0o644,
    "/usr/share/doc/phaen/changelog.gz": 0o644,
    "/usr/share/doc/phaen/copyright": 0o644,
    "/usr/share/doc/phaen/operations.md": 0o644,
    "/usr/share/lintian/overrides/phaen": 0o644,
    "/lib/systemd/system/phaen.service": 0o644,
    "/etc/default/phaen": 0o640,
    "/etc/phaen/phaen.toml": 0o640,
}


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="phaen-install-")
        cls.addClassCleanup(folder.cleanup)
        cls.root = Path(folder.name)
        subprocess.run([CMAKE, "--install", BUILD, "--prefix", "/usr"], env={"DESTDIR": folder.name, "PATH": "/usr/bin:/bin"}, check=True, capture_output=True)
        cls.unit = (ROOT / "packaging/phaen.service").read_text()

    def test_files_and_modes(self):
        found = {"/" + str(path.relative_to(self.root)): stat.S_IMODE(path.stat().st_mode) for path in self.root.rglob("*") if path.is_file()}
        self.assertEqual(found, FILES)
        manual = gzip.decompress((self.root / "usr/share/man/man1/phaen.1.gz").read_bytes())
        self.assertEqual(manual, (ROOT / "docs/man/phaen.1").read_bytes())

    def test_settings_are_those_that_dpkg_keeps(self):
        conffiles = (ROOT / "packaging/debian/conffiles").read_text().split()
        self.assertEqual(sorted(conffiles), sorted(path for path in FILES if path.startswith("/etc/")))
        # What the unit tells is what the settings show as defaults.
        told = re.search(r"^Environment=(.*)$", self.unit, re.M)[1].split()
        shown = (ROOT / "packaging/phaen.default").read_text()
        for one in told:
            if not one.startswith("PHAEN_DB="):
                self.assertIn(f"# {one}\n", shown)

    def test_scripts_are_shell(self):
        for name in ("postinst", "prerm", "postrm"):
            path = ROOT / "packaging/debian" / name
            subprocess.run(["sh", "-n", path], check=True)
            self.assertTrue(path.read_text().startswith("#!/bin/sh\n"))

    def test_the_unit_runs_what_there_is(self):
        for line in re.findall(r"^Exec\w+=(.*)$", self.unit, re.M):
            words = line.split()
            self.assertIn(words[0], FILES)
            usage = subprocess.run([self.root / "usr/bin/phaen", words[1], "--help", "--lang", "en"], check=True, capture_output=True, text=True).stdout
            for option in (word for word in words[2:] if word.startswith("--")):
                self.assertIn(option, usage)
        self.assertIn("--config /etc/phaen/phaen.toml", self.unit)

    def test_the_changelog_is_of_this_version(self):
        text = gzip.decompress((self.root / "usr/share/doc/phaen/changelog.gz").read_bytes()).decode()
        version = subprocess.run([self.root / "usr/bin/phaen", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
        self.assertRegex(text, rf"\Aphaen \({re.escape(version)}\) ")
        if shutil.which("dpkg-parsechangelog"):
            (self.root / "changelog").write_text(text)
            parsed = subprocess.run(["dpkg-parsechangelog", "-l", self.root / "changelog", "-S", "Version"], check=True, capture_output=True, text=True)
            self.assertEqual((parsed.stdout.strip(), parsed.stderr), (version, ""))


if __name__ == "__main__":
    BUILD, CMAKE = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
