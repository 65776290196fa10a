#!/usr/bin/env python3
"""A small model of GitLab and its runner: what becomes of one job of a pipeline. Called by gitlab.sh.

usage: gitlab_runner.py FILE JOB --workspace DIR --remote URL --earlier DIR --uploads DIR --set NAME=VALUE...

FILE is a .gitlab-ci.yml; --set are the variables that GitLab has for the pipeline, CI_COMMIT_SHA among them.
The job is left out where its rules leave it out. Else its commit is cloned into the workspace as deep as it
says, --earlier (the artifacts of jobs before it) is copied there, its script runs, and its artifacts are
uploaded if they are to be. Prints what came of it, a fact a line:

    job <left-out|success|failed> <exit status>
    artifact <kind> <path> <uploaded|missing>

What the script prints is in DIR/log of --uploads. A key, a rule or a pattern that it does not know is an
error: what is not modelled is not tested.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys

import yaml

KEYS = {"rules", "variables", "script", "artifacts"}
ARTIFACTS = {"when", "paths", "reports"}
# When artifacts are uploaded, by what the job came to; GitLab's default is the first one.
WHEN = {"on_success": {"success"}, "on_failure": {"failed"}, "always": {"success", "failed"}}
DEPTH = 20  # of a new project, where neither it nor the job says another
COMPARED = re.compile(r"""\$(?P<name>\w+) == (?:\$(?P<other>\w+)|"(?P<text>[^"]*)")""")


def fail(what):
    sys.exit(f"gitlab_runner: error: {what}")


def known(what, keys, among):
    if set(keys) - among:
        fail(f"{what}: {sorted(set(keys) - among)} is not modelled")


def as_list(value):
    return value if isinstance(value, list) else [value]


def holds(condition, variables):
    found = COMPARED.fullmatch(condition)
    if not found:
        fail(f"the condition '{condition}' is not modelled")
    wanted = variables.get(found["other"]) if found["other"] else found["text"]
    return variables.get(found["name"]) == wanted


def is_in(job, variables):
    """A job without rules is one of branches and of tags, not of merge requests."""
    if "rules" not in job:
        return "CI_COMMIT_BRANCH" in variables or "CI_COMMIT_TAG" in variables
    for rule in job["rules"]:
        known("a rule", rule, {"if"})
    return any(holds(rule["if"], variables) for rule in job["rules"])


def clone(a, variables):
    """Of a whole clone each branch and tag is fetched, else the pipeline's commit, and its branch."""
    depth = int(variables["GIT_DEPTH"])
    refs = [f"+refs/pipelines/{variables['CI_PIPELINE_ID']}:refs/pipelines/{variables['CI_PIPELINE_ID']}"]
    if depth == 0:
        refs += ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"]
    elif "CI_COMMIT_BRANCH" in variables:
        branch = variables["CI_COMMIT_BRANCH"]
        refs.append(f"+refs/heads/{branch}:refs/remotes/origin/{branch}")
    for command in (["init", "-q", "."], ["remote", "add", "origin", a.remote],
            ["fetch", "-q", *([f"--depth={depth}"] if depth else []), "--no-tags", "origin", *refs],
            ["checkout", "-q", "-f", "--detach", variables["CI_COMMIT_SHA"]]):
        subprocess.run(["git", *command], cwd=a.workspace, check=True)


def run_script(a, job, variables):
    """The exit status. All lines are of one shell, and the first that fails ends it."""
    script = "\n".join(["set -eo pipefail", "set +o noclobber", *as_list(job["script"])])
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME") or k.endswith("_OPTIONS")}
    with open(os.path.join(a.uploads, "log"), "wb") as log:
        return subprocess.run(["bash", "--noprofile", "--norc", "-c", script], cwd=a.workspace, stdout=log,
            env={**kept, **variables}, stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT, check=False).returncode


def upload(a, artifacts):
    named = [("paths", path) for path in artifacts.get("paths", [])]
    named += [(kind, path) for kind, paths in artifacts.get("reports", {}).items() for path in as_list(paths)]
    for kind, path in named:
        if re.search(r"[*?\[$]", path):
            fail(f"the pattern '{path}' is not modelled")
        there = os.path.join(a.workspace, path)
        if os.path.isfile(there):
            shutil.copy(there, os.path.join(a.uploads, os.path.basename(path)))
        print("artifact", kind, path, "uploaded" if os.path.isfile(there) else "missing")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("file")
    p.add_argument("job")
    for path in ("--workspace", "--remote", "--earlier", "--uploads"):
        p.add_argument(path, required=True)
    p.add_argument("--set", action="append", default=[])
    a = p.parse_args()
    with open(a.file, encoding="utf-8") as f:
        job = yaml.safe_load(f)[a.job]
    artifacts = job.get("artifacts", {})
    known(a.job, job, KEYS)
    known("artifacts", artifacts, ARTIFACTS)
    variables = dict(pair.split("=", 1) for pair in a.set)
    variables |= {"CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": a.workspace, "CI_JOB_NAME": a.job,
        "GIT_DEPTH": str(DEPTH)}
    variables |= {name: str(value) for name, value in job.get("variables", {}).items()}
    if not is_in(job, variables):
        print("job left-out 0")
        return
    clone(a, variables)
    shutil.copytree(a.earlier, a.workspace, dirs_exist_ok=True)
    status = run_script(a, job, variables)
    result = "failed" if status else "success"
    print("job", result, status)
    if result in WHEN[artifacts.get("when", "on_success")]:
        upload(a, artifacts)


main()
