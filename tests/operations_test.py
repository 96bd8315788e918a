#!/usr/bin/python3
"""What docs/operations.md says, tried: the proxies by the page's own words, upgrade, restore to an instant, PostgreSQL and back.

usage: operations_test.py PROGRAM [unittest options]

What needs a program that is not installed (caddy, nginx, PostgreSQL) is skipped with its name; tools/deep-check installs them.
"""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "plan.agency.example"
PLAN = "iao-2565"
CLUSTER = ROOT / "src/store/postgres_cluster"
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
PROGRAM = ""


def block_of_page(*words):
    """The page's block with all of the words."""
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    found = [block for block in re.findall(r"^```\n(.*?)^```$", page, re.M | re.S) if all(word in block for word in words)]
    assert len(found) == 1, (words, len(found))
    return found[0]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def phaen(*words, given=""):
    return subprocess.run([PROGRAM, *map(str, words), "--lang", "en"], input=given, capture_output=True, text=True, check=False, timeout=300)


class Served:
    """`phaen serve` on a database; the address is that of the page."""

    def __init__(self, folder, database, *more):
        self.folder = folder
        config = folder / "phaen.toml"
        config.write_text(f'[server]\naddress = "https://{HOST}"\n')
        self.log = folder / "log"
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--db", database, "--data", folder, "--listen", "127.0.0.1:0", "--config", config, "--log", self.log, "--lang", "en", *more],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", line)[1])

    def ask(self, method, path, body=None, **headers):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        body = answer.read()
        line.close()
        return answer.status, answer.headers, body

    def account(self, role):
        return next(one for one in json.loads((self.folder / "example-accounts.json").read_text()) if one["role"] == role)

    def bearer(self, role):
        return f"Bearer {self.account(role)['token']}"

    def lines(self):
        return [json.loads(line) for line in self.log.read_text().split("\n")[:-1]]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=120)
        return self.process.returncode


class OperationsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="phaen-operations-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.folder.chmod(0o755)

    def done(self, *words, status=0, **more):
        result = phaen(*words, **more)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result.stdout

    def serve(self, *more, database=None):
        served = Served(self.folder, database or f"sqlite:{self.folder}/phaen.db", *more)
        self.addCleanup(lambda: served.process.poll() is None and served.stop())
        return served


class Proxies(OperationsTest):
    """A proxy with TLS by the page's block, with another port and certificate only."""

    def behind(self, served, port, trust):
        context = ssl.create_default_context(cadata=trust)
        self.await_certificate(port, context)

        def ask(method, path, body=None, source="127.0.0.1", stream=False, **headers):
            plain = socket.create_connection(("127.0.0.1", port), timeout=120, source_address=(source, 0))
            line = http.client.HTTPSConnection(HOST, port, context=context)
            line.sock = context.wrap_socket(plain, server_hostname=HOST)
            try:
                line.request(method, path, body, {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}})
                answer = line.getresponse()
                if stream:
                    return line, answer
                return answer.status, answer.headers, answer.read()
            finally:
                if not stream:
                    line.close()

        # Signing in: a cookie that goes over TLS only.
        account = served.account("planning_officer")
        body = json.dumps({"login": account["user"], "password": account["password"]})
        status, headers, answer = ask("POST", "/api/v1/session", body, Content_Type="application/json", source="127.0.0.7", X_Forwarded_For="9.9.9.9")
        self.assertEqual(status, 200, answer)
        self.assertIn("; Secure", headers["Set-Cookie"])
        self.assertIn("; HttpOnly", headers["Set-Cookie"])
        self.assertIn("max-age=", headers["Strict-Transport-Security"])
        cookie, csrf = headers["Set-Cookie"].split(";")[0], json.loads(answer)["csrf"]
        # Who asked is who the proxy saw, whatever was said.
        seen = []
        while not seen:  # the log is written a moment after the answer
            seen = [line["remote"] for line in served.lines() if line.get("path") == "/api/v1/session" and line["method"] == "POST"]
        self.assertEqual(seen, ["127.0.0.7"])
        status, headers, _ = ask("GET", "/api/v1/openapi.json")
        self.assertEqual((status, headers["X-Content-Type-Options"]), (200, "nosniff"))
        self.assertIn(ask("GET", "/api/v1/session", Host="elsewhere.example")[0], (200, 404, 421))

        # A file of nearly the bound, and one over it.
        at = f"/api/v1/plans/{PLAN}/evidence?element=project-1&on=2021-11-30&title=x&file_name=x.bin"
        file = os.urandom(1 << 20) * 60
        status, _, answer = ask("POST", at, file, Cookie=cookie, X_CSRF_Token=csrf, Content_Type="application/octet-stream")
        self.assertEqual(status, 201, answer[:300])
        try:
            status = ask("POST", at, file + file[: 10 << 20], Cookie=cookie, X_CSRF_Token=csrf, Content_Type="application/octet-stream")[0]
        except OSError:
            status = 413  # the line is cut while we still send
        self.assertEqual(status, 413)

        # What is told as it happens comes as it happens: the event is there while the answer is open.
        line, stream = ask("GET", f"/api/v1/plans/{PLAN}/events", stream=True, Cookie=cookie, Accept="text/event-stream")
        self.assertEqual((stream.status, stream.headers["Content-Type"].split(";")[0]), (200, "text/event-stream"))
        report = json.dumps({"reports": [{"step": "schedule-4.step-1", "on": "2021-11-30", "percent": "5", "text": "ตามแผน"}]})
        status, _, answer = ask("POST", f"/api/v1/plans/{PLAN}/progress", report.encode(), Cookie=cookie, X_CSRF_Token=csrf, Content_Type="application/json")
        self.assertEqual(status, 201, answer[:300])
        told = b""
        while b"event: facts\n" not in told:
            told += stream.readline()
        stream.close()
        line.close()

    def test_caddy(self):
        if shutil.which("caddy") is None:
            self.skipTest("caddy is not installed")
        served = self.serve("--example")
        port = free_port()
        page = block_of_page("reverse_proxy")
        text = page.replace("127.0.0.1:8080", f"127.0.0.1:{served.port}").replace(f"{HOST} {{", f"{HOST}:{port} {{\n    tls internal\n    bind 127.0.0.1")
        self.assertNotEqual(text, page)
        # Its own authority, and nothing of it in the machine.
        (self.folder / "Caddyfile").write_text("{\n    admin off\n    skip_install_trust\n    auto_https disable_redirects\n}\n" + text)
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        caddy = subprocess.Popen(["caddy", "run", "--config", self.folder / "Caddyfile", "--adapter", "caddyfile"], env=environment, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (caddy.terminate(), caddy.wait(60)))
        root = self.folder / "caddy/pki/authorities/local/root.crt"
        self.await_port(port, caddy)
        self.behind(served, port, root.read_text())
        self.assertEqual(served.stop(), 0)

    def test_nginx(self):
        if NGINX is None:
            self.skipTest("nginx is not installed")
        served = self.serve("--example")
        port = free_port()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
                        "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", self.folder / "plan.key", "-out", self.folder / "plan.crt"], check=True, capture_output=True)
        text = block_of_page("proxy_pass")
        for was, now in {"listen 443": f"listen 127.0.0.1:{port}", "127.0.0.1:8080": f"127.0.0.1:{served.port}", "/etc/ssl/plan": f"{self.folder}/plan"}.items():
            self.assertIn(was, text)
            text = text.replace(was, now)
        paths = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;\n" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(f"{user}daemon off;\npid {self.folder}/pid;\nerror_log {self.folder}/errors;\nevents {{}}\nhttp {{\naccess_log off;\n{paths}{text}}}\n")
        nginx = subprocess.Popen([NGINX, "-e", self.folder / "errors", "-c", self.folder / "nginx.conf"], stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (nginx.terminate(), nginx.wait(60)))
        self.await_port(port, nginx)
        self.behind(served, port, (self.folder / "plan.crt").read_text())
        self.assertEqual(served.stop(), 0)

    def await_certificate(self, port, context):
        """A proxy that makes one needs a moment."""
        for _ in range(600):
            with socket.create_connection(("127.0.0.1", port), timeout=120) as plain:
                try:
                    context.wrap_socket(plain, server_hostname=HOST).close()
                    return
                except (ssl.SSLError, ConnectionError):
                    time.sleep(0.1)
        self.fail("the proxy has no certificate after a minute")

    def await_port(self, port, process):
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=10).close()
                return
            except OSError:
                time.sleep(0.1)
        self.fail("the proxy ended")


class Databases(OperationsTest):
    def changed(self, served, budget):
        """Gives a project another budget; the number of the version."""
        headers = {"Authorization": served.bearer("planning_officer")}
        _, told, _ = served.ask("GET", f"/api/v1/plans/{PLAN}/elements/project-1", **headers)
        status, _, answer = served.ask("PATCH", f"/api/v1/plans/{PLAN}/elements/project-1", json.dumps({"budget": budget}),
                                       Content_Type="application/merge-patch+json", If_Match=told["ETag"], **headers)
        self.assertEqual(status, 200, answer[:300])

    def budget(self, served):
        _, _, answer = served.ask("GET", f"/api/v1/plans/{PLAN}/elements/project-1", Authorization=served.bearer("planning_officer"))
        return json.loads(answer)["budget"]

    def test_restore_to_an_instant(self):
        served = self.serve("--example")
        self.changed(served, "1000.00")
        time.sleep(1.1)  # the page's instant has whole seconds
        instant = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        time.sleep(1.1)
        self.changed(served, "2000.00")
        url = f"sqlite:{self.folder}/phaen.db"
        # While the server works.
        self.done("backup", self.folder / "kept", "--db", url)
        self.assertEqual(served.stop(), 0)
        for name, more, wanted in (("whole", (), "2000.00"), ("then", ("--until", instant), "1000.00")):
            back = f"sqlite:{self.folder}/{name}.db"
            self.done("restore", self.folder / "kept", "--db", back, "--data", self.folder, *more)
            self.assertIn("; 0 do not hold", self.done("verify", "--db", back, "--data", self.folder))
            again = self.serve(database=back)
            self.assertEqual(self.budget(again), wanted)
            self.assertEqual(again.stop(), 0)
        # What is there is not written over.
        self.assertIn("not done", phaen("restore", self.folder / "kept", "--db", url).stderr)

    def test_upgrade_from_the_first_format(self):
        path = self.folder / "phaen.db"
        database = sqlite3.connect(path)
        database.executescript((ROOT / "tests/fixtures/format-1.sql").read_text(encoding="utf-8"))
        database.close()
        url = f"sqlite:{path}"
        # What needs the newest format says what to do first.
        self.assertIn("phaen migrate first", phaen("verify", "--db", url).stderr)
        self.assertRegex(self.done("migrate", "--db", url), r"^format of the database: 1 -> \d+\n$")
        self.assertEqual(self.done("agency", "list", "--db", url), "library\tหอสมุดเมือง\tLibrary\n")
        self.assertIn(" 1 plan versions, ", self.done("verify", "--db", url))
        served = self.serve()
        self.assertEqual(served.ask("GET", "/readyz")[0], 200)
        self.assertEqual(served.stop(), 0)
        # A program does not touch what is newer than itself.
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version=1000")
        database.close()
        self.assertEqual(phaen("migrate", "--db", url).returncode, 2)

    def test_to_postgresql_and_back(self):
        started = subprocess.run([CLUSTER, "start", self.folder / "cluster"], capture_output=True, text=True, check=False)
        if started.returncode == 77:
            self.skipTest("PostgreSQL 15 is not installed")
        self.addCleanup(lambda: subprocess.run([CLUSTER, "stop", self.folder / "cluster"], check=True, capture_output=True))
        postgres = started.stdout.strip()
        served = self.serve("--example")
        self.changed(served, "1000.00")
        self.assertEqual(served.stop(), 0)
        self.done("backup", self.folder / "kept", "--db", f"sqlite:{self.folder}/phaen.db")
        self.done("restore", self.folder / "kept", "--db", postgres, "--data", self.folder)
        self.assertIn("; 0 do not hold", self.done("verify", "--db", postgres, "--data", self.folder))
        there = self.serve(database=postgres)
        self.assertEqual(self.budget(there), "1000.00")
        self.changed(there, "3000.00")
        self.done("backup", self.folder / "from-there", "--db", postgres, "--data", self.folder)
        self.assertEqual(there.stop(), 0)
        back = f"sqlite:{self.folder}/back.db"
        self.done("restore", self.folder / "from-there", "--db", back, "--data", self.folder)
        again = self.serve(database=back)
        self.assertEqual(self.budget(again), "3000.00")
        self.assertEqual(again.stop(), 0)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
