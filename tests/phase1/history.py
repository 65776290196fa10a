"""The service's way from where it was found to where it is, as a git repository.

`service/` is the end. A step is a patch in `history/`, or files that were not there before it; taken
back from the last to the first they lead to the beginning, from which each is committed.
"""
import os
import shutil
import subprocess
from collections import namedtuple
from pathlib import Path

HERE = Path(__file__).resolve().parent
TASKS = ("delivery", "report", "batch", "privacy")
POLICIES = HERE.parent.parent / "policies/phase1"

# name: of what is kept of the step; date: when it is committed; patch, added: what it does.
Step = namedtuple("Step", "name date title patch added")
STEPS = [
    Step("1-as-found", "2026-01-05", "the service as it was found", None, []),
    Step("2-imports", "2026-01-06", "tests: a user is an account, which has its own module",
         "2-imports.patch", []),
    Step("3-tasks", "2026-01-07", "workers: deliver, report, announce and erase", None,
         [f"workers/{noun}_tasks.py" for noun in TASKS]),
    Step("4-upload", "2026-01-08", "tests: a large upload that takes its time", None,
         ["tests/api"]),
    Step("5-coverage", "2026-01-09", "security: test refusals; workers: polling has been replaced",
         "5-coverage.patch", []),
]
BROKEN = Step("6-broken", "2026-01-12", "security: list documents with a shorter query",
              "6-broken.patch", [])


def copy(source, target):
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "build"))


class History:
    """The repository, and beside it what later steps add."""

    def __init__(self, folder):
        self.work = folder / "work"
        self.later = folder / "later"
        self.date = STEPS[0].date
        copy(HERE / "service", self.work)
        copy(POLICIES, self.work / "policies")
        self.git("init", "-q")
        for step in reversed(STEPS):
            self.take_back(step)

    def environment(self):
        """Commits and records are of the step's day."""
        date = f"{self.date}T09:00:00+00:00"
        return {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}

    def run(self, *command, **options):
        return subprocess.run(command, cwd=self.work, env=self.environment(), text=True, **options)

    def git(self, *words):
        return self.run("git", *words, check=True, stdout=subprocess.PIPE).stdout

    def apply(self, step, *options):
        if step.patch:
            self.git("apply", *options, HERE / "history" / step.patch)

    def take_back(self, step):
        self.apply(step, "--reverse")
        for path in step.added:
            (self.later / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(self.work / path, self.later / path)

    def take(self, step):
        self.date = step.date
        self.apply(step)
        for path in step.added:
            shutil.move(self.later / path, self.work / path)
        self.git("add", "--all")
        self.git("commit", "-q", "-m", step.title)
