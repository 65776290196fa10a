#!/usr/bin/env python3
"""Rules for the action, the workflows, the examples of workflows, and the steps that pages show.

usage: tests/meta/actions.py [--with-schemas]

What they say is run with rights, and copied: each line they hold is as safe as it can be. Besides, they
are read by the schemas that @action-validator has, an npm package that is kept below TMPDIR/npm. Only
with --with-schemas it is installed if missing; without, it is told that this part did not run.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

import readme
from shared.checks import ROOT, check, closing, read

try:
    import yaml
except ImportError:
    sys.exit("actions.py: error: no module yaml: apt-get install python3-yaml, or ./dev test")

NPM = os.path.join(os.environ.get("TMPDIR") or "/tmp", "npm")
VALIDATOR = os.path.join(NPM, "node_modules/.bin/action-validator")
PACKAGES = ["@action-validator/cli@0.6.0", "@action-validator/core@0.6.0"]

USES = re.compile(r"^\s*(?:- )?uses:\s*(\S+)(.*)$")
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
VERSION = re.compile(r" # v\d+\.\d+\.\d+")
# Ours alone: what a release is not made of, and what its users do not have to trust.
KNOWN = {
    "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
    "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2",
    "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0",
    "actions/attest-build-provenance@e8998f949152b193b063cb0ec769d69d929409be # v2.4.0",
    "OWNER/areagate@0000000000000000000000000000000000000000 # v0.1.0",
}
OUTPUT = re.compile(r"\$\{\{ steps\.([\w-]+)\.outputs\.([\w-]+) \}\}")
PAGES = ("README.md", "gate/manual/github.md")
TRIGGERS = {"push", "pull_request", "merge_group", "workflow_run", "workflow_dispatch", "schedule"}

def workflows():
    for folder in ("workflows", "examples"):
        found = sorted(glob.glob(f".github/{folder}/*.yml", root_dir=ROOT))
        check(found, f".github/{folder}: no workflows")
        yield from found


# ---- all of them ----

def check_uses(path):
    for number, line in enumerate(read(path).splitlines(), 1):
        found = USES.match(line)
        if not found or found[1] == "./":
            continue
        at = f"{path}:{number}"
        check(PINNED.fullmatch(found[1]), f"{at}: {found[1]} is not pinned to the hash of a commit")
        check(VERSION.fullmatch(found[2]), f"{at}: {found[1]} has no comment ' # v1.2.3'")
        check(found[1] + found[2] in KNOWN, f"{at}: {found[1]}{found[2]} is not one of those that were looked at")


def is_ours(step):
    return step.get("uses", "").startswith("OWNER/areagate@")


def check_steps(path, steps):
    inputs = yaml.safe_load(read("action.yml"))["inputs"]
    for number, step in enumerate(steps, 1):
        at = f"{path}: step {step.get('name') or step.get('uses') or number}"
        check("${{" not in step.get("run", ""), f"{at}: an expression within `run`: pass it by `env`")
        check("uses" in step or step.get("name"), f"{at}: no name")
        if step.get("uses", "").startswith("actions/checkout@"):
            check("ref" not in step.get("with", {}), f"{at}: checks out what an event names")
        if is_ours(step):
            unknown = set(step.get("with", {})) - set(inputs)
            check(not unknown, f"{at}: the action has no inputs {unknown}")


# ---- workflows ----

def writes(job):
    return "contents" in job["permissions"] and job["permissions"]["contents"] == "write"


def check_job(path, name, job):
    at = f"{path}: job {name}"
    check(isinstance(job.get("permissions"), dict), f"{at}: no permissions of its own")
    check("timeout-minutes" in job, f"{at}: no timeout-minutes")
    check_steps(at, job["steps"])
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@") and not writes(job):
            check(step.get("with", {}).get("persist-credentials") is False,
                f"{at}: its checkout keeps credentials, and nothing is pushed")


def check_workflow(path):
    text = yaml.safe_load(read(path))
    events = text[True]  # `on` is a boolean in YAML 1.1
    check(text.get("permissions") == {}, f"{path}: no `permissions: {{}}` at its top")
    check(set(events) <= TRIGGERS, f"{path}: events {set(events) - TRIGGERS}")
    check("pull_request_target" not in read(path), f"{path}: pull_request_target gives strangers' code rights")
    check("concurrency" in text, f"{path}: no concurrency")
    for name, job in text["jobs"].items():
        check_job(path, name, job)
        if "workflow_run" in events:
            uses = [s["uses"] for s in job["steps"] if "uses" in s]
            check(not uses, f"{path}: job {name}: with rights it uses {uses}")


# ---- the action ----

def check_action(path, script):
    action = yaml.safe_load(read(path))
    text, program = read(path), read(script)
    steps = action["runs"]["steps"]
    check(action["runs"]["using"] == "composite", f"{path}: not composite")
    check_steps(path, steps)
    guide = "gate/manual/github.md"
    section = read(guide).partition("## The action\n")[2].partition("\n#")[0]
    for step in steps:
        check(step.get("shell") == "bash", f"{path}: step {step.get('name')}: no shell")
    for name, row in action["inputs"].items():
        variable = "INPUT_" + name.upper().replace("-", "_")
        check(f"{variable}: ${{{{ inputs.{name} }}}}" in text, f"{path}: input {name} is not passed as {variable}")
        check(f"${variable}" in program, f"{script}: does not read {variable}")
        check(row.get("description") and "default" in row, f"{path}: input {name}: no description or default")
        check(f"| `{name}` |" in section, f"{guide}: no row for the input {name}")
    for variable in sorted(set(re.findall(r"\$\{?(INPUT_\w+)", program))):
        check(f"{variable}:" in text, f"{script}: {variable} is no input")
    for name, row in action["outputs"].items():
        found = OUTPUT.fullmatch(row["value"])
        check(found and found[1] in [s.get("id") for s in steps], f"{path}: output {name}: no such step")
        check(found and is_written(found[2], program), f"{path}: output {name}: nothing writes {row['value']}")
        check(f"`{name}`" in section, f"{guide}: the output {name} is missing")
    for step, name in OUTPUT.findall(text):
        check(is_written(name, program), f"{path}: {step}.{name} is written by nothing")


def is_written(name, program):
    """By the script, or by areagate, whose golden cases have what it writes."""
    cases = glob.glob("tests/golden/github-*/files/outputs", root_dir=ROOT)
    return f"output {name} " in program or any(re.search(rf"^{name}=", read(c), re.M) for c in cases)


# ---- schemas ----

def why_no_validator(may_install):
    if os.path.exists(VALIDATOR):
        return None
    if not may_install:
        return f"there is no {VALIDATOR}: --with-schemas installs it"
    os.makedirs(NPM, exist_ok=True)
    if not os.path.exists(os.path.join(NPM, "package.json")):
        with open(os.path.join(NPM, "package.json"), "w", encoding="utf-8") as f:
            f.write('{"private":true}\n')
    try:
        run = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--cache",
            os.path.join(NPM, "cache"), *PACKAGES], cwd=NPM, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as e:
        return f"npm: {e}"
    return None if run.returncode == 0 and os.path.exists(VALIDATOR) else f"npm install failed: {run.stderr.strip()}"


def check_schemas(paths, must):
    why = why_no_validator(must)
    if why:
        print(f"not run: the schemas of {PACKAGES[0]}: {why}")
        check(not must, "the schemas were asked for")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, ".github/workflows"))
        for path in paths:
            # It tells the kinds apart by their names, and is older than this permission.
            name = "action.yml" if path == "action.yml" else ".github/workflows/" + os.path.basename(path)
            copy = os.path.join(folder, name)
            with open(copy, "w", encoding="utf-8") as f:
                f.write(re.sub(r"^ +attestations: write\n", "", read(path), flags=re.M))
            run = subprocess.run([VALIDATOR, copy], capture_output=True, text=True)
            check(run.returncode == 0, f"{path}: not as its schema has it: {run.stdout}{run.stderr}")
        with open(copy, "a", encoding="utf-8") as f:
            f.write("\nunknown: 1\n")
        run = subprocess.run([VALIDATOR, copy], capture_output=True, text=True)
        check(run.returncode == 1, "the schemas take what is wrong")


# ---- what pages show ----

def check_page(path):
    """The step that is to be copied is one of our action, which has what it is given."""
    shown = [step.text for step in readme.steps_of(read(path)) if step.kind == "file" and step.name == "step.yml"]
    check(len(shown) == 1, f"{path}: {len(shown)} steps are shown")
    check_uses(path)
    for text in shown:
        steps = yaml.safe_load(text)
        check_steps(path, steps)
        check(any(is_ours(step) for step in steps), f"{path}: no step uses the action")


def main():
    paths = list(workflows())
    for path in paths:
        check_uses(path)
        check_workflow(path)
    for path in PAGES:
        check_page(path)
    check_uses("action.yml")
    check_action("action.yml", ".github/action/run")
    check_schemas(["action.yml", *paths], "--with-schemas" in sys.argv[1:])
    sys.exit(closing())


main()
