#!/usr/bin/env python3
"""Phase 1, replayed: a service in trouble, and the gate on its way from closed to open.

usage: tests/phase1/run.py [--keep DIR]

Builds the history of the service in a scratch folder, runs its tests at each step, lets areagate judge,
record and report, and compares its figures with those of pytest and coverage.py. --keep leaves the
reports in DIR. AREAGATE names the program. Exit status: 0, 1, or 77 where a tool is missing.
"""
import argparse
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import counts
import servers
from history import BROKEN, STEPS, TASKS, History
from janitor import cleaned

SKIPPED = 77
MEASURE_SECONDS = 180
MODULES = ["pytest", "coverage", "celery", "redis", "sqlalchemy", "psycopg2", "flask"]
PROGRAMS = ["redis-server", "setpriv", "git"]
# gate; tests created, runnable, passing; areas whose target of lines is reached.
WANTED = {
    "1-as-found": ("closed", (29, 5, 0), set()),
    "2-imports": ("closed", (29, 29, 17), {"database"}),
    "3-tasks": ("closed", (29, 29, 29), {"database", "project"}),
    "4-upload": ("closed", (30, 30, 30), {"database", "project"}),
    "5-coverage": ("open", (30, 30, 30), {"database", "project", "security", "workers"}),
}
# Where the story begins: percent of lines, rounded down.
BEGINNING = {"project": 65, "workers": 30, "database": 65, "security": 70}
# What a reader of the first report alone has to find in it.
STORY = [
    "29/30 created",
    "5/30 runnable",
    "0/30 passing",
    "gate closed",
    "No module named 'database.models.user'",
    *(f"No module named 'workers.{noun}_tasks'" for noun in TASKS),
    "test_large_file_upload_timeout",
]
HEAD = "step       gate     created runnable  passing    workers   database   security    uploads    project"


class Wrong(Exception):
    pass


def check(right, what):
    if not right:
        raise Wrong(what)


def same(what, got, want):
    check(got == want, f"{what}: {got}, and not {want}")


def missing():
    """What is not here of what is needed."""
    modules = [f"Python's {name}" for name in MODULES if not importlib.util.find_spec(name)]
    programs = [name for name in PROGRAMS if not shutil.which(name)]
    return modules + programs + ([] if servers.postgres_programs() else ["PostgreSQL's server"])


class Replay:
    def __init__(self, scratch, kept, urls, janitor):
        self.areagate = str(Path(os.environ["AREAGATE"]).resolve())
        self.history = History(scratch)
        self.work = self.history.work
        self.kept = kept
        self.urls = urls
        self.janitor = janitor

    def judge(self, *words, status=0):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        said = self.history.run(self.areagate, *words, **pipes)
        same(f"exit status of areagate {' '.join(words)}\n{said.stderr}", said.returncode, status)
        return said.stdout

    def measure(self):
        """The service's own script; its tests are let to fail, and only that."""
        process = subprocess.Popen(
            ["./measure"], cwd=self.work, env={**os.environ, **self.urls, "PYTHON": sys.executable},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )
        self.janitor.tell(process.pid)
        try:
            said, _ = process.communicate(timeout=MEASURE_SECONDS)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        self.janitor.tell()
        check(process.returncode == 0, f"./measure ended with {process.returncode}:\n{said}")
        self.judge("stamp", "build/junit/pytest.xml", "build/coverage.info")
        return said

    def step(self, step):
        self.history.take(step)
        log = self.measure()
        page, verdict = self.kept / f"{step.name}.html", self.kept / f"{step.name}.json"
        outs = ["--out", f"html={page}", "--out", f"json={verdict}"]
        self.judge("check", "--record", *outs, status=0 if WANTED[step.name][0] == "open" else 1)
        (self.kept / f"{step.name}.md").write_text(self.judge("report"))
        verdict = json.loads(verdict.read_text())
        try:
            self.compare(step, verdict)
        except Wrong as error:
            raise Wrong(f"{step.name}: {error}\n{log}") from None
        return verdict

    def compare(self, step, verdict):
        gate, wanted, reached = WANTED[step.name]
        tests, lines = counts.of_run(self.work)
        said_tests, said_lines = counts.of_verdict(verdict)
        same("tests, beside pytest's", said_tests, tests)
        same("lines, beside coverage.py's", said_lines, lines)
        same("gate", verdict["gate"], gate)
        same("created, runnable, passing", said_tests["project"], wanted)
        held = {
            finding["area"]
            for finding in verdict["findings"]
            if finding["rule"] == "coverage.lines.target" and finding["outcome"] == "held"
        }
        same("targets of lines reached", held, reached)
        said = {area["area"]: area["coverage"]["lines"]["percent"] for area in verdict["areas"]}
        percents = (f"{said[area]:>8} %" for area in lines)
        print(f"{step.name:10} {gate:7}", *(f"{n:8}" for n in wanted), *percents, flush=True)

    def beginning(self, verdict):
        _, lines = counts.of_verdict(verdict)
        for area, percent in BEGINNING.items():
            covered, total = lines[area]
            at = covered * 100 / total
            check(percent <= at < percent + 3, f"{area} begins at {at:.2f} %, not at {percent} %")
        report = (self.kept / f"{STEPS[0].name}.md").read_text().replace("\\_", "_")
        for words in STORY:
            check(words in report, f"the first report does not tell: {words}")

    def push(self, *words):
        return self.history.run("git", "push", "-q", *words, stderr=subprocess.PIPE)

    def hook(self, scratch):
        """What is pushed is stopped while it breaks an area, and passes before and after."""
        remote = scratch / "remote.git"
        self.history.git("init", "-q", "--bare", str(remote))
        self.history.git("remote", "add", "origin", str(remote))
        self.judge("hook", "install")
        said = self.push("origin", "main")
        same(f"push of an open gate\n{said.stderr}", said.returncode, 0)
        self.history.git("switch", "-q", "-c", "topic")
        self.history.take(BROKEN)
        self.measure()
        said = self.push("origin", "topic")
        (self.kept / f"{BROKEN.name}.txt").write_text(said.stderr)
        same(f"push of a broken area\n{said.stderr}", said.returncode, 1)
        check("error: security plan.passing" in said.stderr, f"the hook says: {said.stderr}")
        check("error: database" not in said.stderr, f"the hook says: {said.stderr}")
        same("branches at the remote", len(self.history.git("ls-remote", "origin").splitlines()), 2)
        self.history.git("revert", "--no-edit", "HEAD")
        said = self.push("origin", "topic")
        same(f"push of the mended area\n{said.stderr}", said.returncode, 0)


def replay(scratch, kept, urls, janitor):
    story = Replay(scratch, kept, urls, janitor)
    print(HEAD)
    for step in STEPS:
        verdict = story.step(step)
        if step is STEPS[0]:
            story.beginning(verdict)
    (kept / "log.txt").write_text(story.judge("log"))
    print((kept / "log.txt").read_text(), end="")
    story.hook(scratch)
    print((kept / f"{BROKEN.name}.txt").read_text(), end="")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--keep", type=Path, metavar="DIR", help="leave the reports there")
    options = options.parse_args()
    if missing():
        print(f"phase1: skipped, without {', '.join(missing())}: ./dev phase1 installs them")
        return SKIPPED
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="phase1-")))
        janitor = stack.enter_context(cleaned(scratch))
        scratch.chmod(0o711)  # the servers are somebody else, and have folders of their own in it
        kept = (options.keep or scratch / "kept").resolve()
        kept.mkdir(parents=True, exist_ok=True)
        broker = stack.enter_context(servers.redis(scratch))
        urls = {"REDIS_URL": f"{broker}/1", "BROKER_URL": f"{broker}/0"}
        urls["DATABASE_URL"] = stack.enter_context(servers.postgres(scratch))
        try:
            replay(scratch, kept, urls, janitor)
        except Wrong as error:
            print(f"phase1: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
