#!/usr/bin/env python3
"""A small model of GitHub's runner: it runs the shell steps of an action or of a workflow's job.

usage: runner.py FILE --workspace DIR --temp DIR [--job NAME] [--input NAME=VALUE]...
                 [--github NAME=VALUE]... [--payload FILE] [--event FILE] [--set NAME=VALUE]...

FILE is an action.yml, or with --job a workflow, of which only the steps with `run` are modelled.
--payload is what the context `github.event` has; --event the file that a step may read, if another.
Prints what came of it, a fact a line, the text after the first two words in JSON:

    step <id or number> <success|failure|skipped>
    annotation <level> <title and text>
    output <name> <value>
    conclusion <success|failure>

What the steps print is in DIR/log of --temp. Like the runner, it takes a line that starts with `::` for a
command wherever it comes from. An expression it does not know is an error, and so is a step that writes
to GITHUB_ENV or GITHUB_PATH, through which later steps of a job could be taken over.
"""
import argparse
import json
import os
import re
import subprocess
import sys

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}", re.S)
PATH = re.compile(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)+")
COMMAND = re.compile(r"^\s*::(\w[\w-]*)(?: (.*?))?::(.*)$")
SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
# What `github.NAME` is called in the environment.
NAMED = ("action_repository", "actor", "base_ref", "event_name", "head_ref", "ref", "repository", "run_id",
    "server_url", "sha")


def fail(what):
    sys.exit(f"runner: error: {what}")


def look_up(contexts, path):
    """Empty for what is not there, as the runner has it."""
    value = contexts
    for name in path.split("."):
        value = value.get(name, "") if isinstance(value, dict) else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def evaluate(text, contexts):
    def one(match):
        if not PATH.fullmatch(match[1]):
            fail(f"the expression '{match[1]}' is not modelled")
        if match[1].split(".")[0] not in contexts:
            fail(f"no context has '{match[1]}'")
        return look_up(contexts, match[1])
    return EXPRESSION.sub(one, str(text))


def read_outputs(path):
    """Lines name=value, and name<<word up to a line that is the word."""
    found, lines = {}, open(path, encoding="utf-8").read().split("\n")
    if lines.pop():
        fail("the last line of GITHUB_OUTPUT is cut off")
    while lines:
        line = lines.pop(0)
        name, mark, rest = re.match(r"([^=<]*)(=|<<)(.*)", line).groups() if re.search("=|<<", line) else (0, 0, 0)
        if not mark:
            fail(f"GITHUB_OUTPUT has the line '{line}'")
        if mark == "<<":
            end = lines.index(rest)
            rest, lines = "\n".join(lines[:end]), lines[end + 1:]
        found[name] = rest
    return found


def unescaped(text):
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


class Run:
    def __init__(self, arguments):
        self.a = arguments
        self.log = open(os.path.join(arguments.temp, "log"), "ab", buffering=0)
        payload = json.load(open(arguments.payload, encoding="utf-8")) if arguments.payload else {}
        given = dict(pair.split("=", 1) for pair in arguments.github)
        self.github = {"event": payload, "repository": "acme/shop", "server_url": "https://github.example",
            "token": "none", "run_id": "77", **given}
        self.contexts = {"github": self.github, "steps": {}, "inputs": {}, "runner": {"temp": arguments.temp}}

    def environment(self, action_path):
        e = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME") or k.endswith("_OPTIONS")}
        e.update({"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": self.a.workspace,
            "GITHUB_EVENT_PATH": self.a.event or self.a.payload or "", "RUNNER_OS": "Linux",
            "RUNNER_TEMP": self.a.temp, "GITHUB_STEP_SUMMARY": os.path.join(self.a.temp, "summary.md")})
        e.update({"GITHUB_" + k.upper(): self.github.get(k, "") for k in NAMED})
        if action_path:
            e["GITHUB_ACTION_PATH"] = action_path
        e.update(pair.split("=", 1) for pair in self.a.set)
        return e

    def annotations(self, text):
        for line in text.split("\n"):
            found = COMMAND.match(line)
            if found and found[1] in ("error", "warning", "notice"):
                title = re.search(r"title=([^,]*)", found[2] or "")
                said = unescaped((title[1] + ": " if title else "") + found[3])
                print("annotation", found[1], json.dumps(said))
            elif found:
                print("command", found[1], json.dumps(found[3]))

    def step(self, number, step, environment, common):
        files = {}
        for name in ("output", "env", "path", "state"):
            files[name] = os.path.join(self.a.temp, f"_{name}_{number}")
            open(files[name], "w").close()
            environment["GITHUB_" + name.upper()] = files[name]
        for name, value in {**common, **step.get("env", {})}.items():
            environment[name] = evaluate(value, self.contexts)
        script = os.path.join(self.a.temp, f"_step_{number}.sh")
        with open(script, "w", encoding="utf-8") as f:
            f.write(evaluate(step["run"], self.contexts))
        run = subprocess.run(SHELL + [script], cwd=self.a.workspace, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.log.write(run.stdout)
        self.annotations(run.stdout.decode("utf-8", "replace"))
        for name in ("env", "path"):
            if os.path.getsize(files[name]):
                fail(f"step {number} writes to GITHUB_{name.upper()}")
        return run.returncode, read_outputs(files["output"])

    def all(self, steps, action_path, common):
        good = True
        for number, step in enumerate(steps, 1):
            name = step.get("id", number)
            wanted = evaluate(step["if"], self.contexts) if "if" in step else "true"
            if not good or wanted in ("", "false", "0"):
                print("step", name, "skipped")
                continue
            status, outputs = self.step(number, step, self.environment(action_path), common)
            self.contexts["steps"][name] = {"outputs": outputs}
            print("step", name, "failure" if status else "success")
            if status and not step.get("continue-on-error"):
                good = False
        return good


def main():
    p = argparse.ArgumentParser()
    p.add_argument("file")
    p.add_argument("--workspace", required=True)
    p.add_argument("--temp", required=True)
    p.add_argument("--job")
    p.add_argument("--payload")
    p.add_argument("--event")
    for many in ("--input", "--github", "--set"):
        p.add_argument(many, action="append", default=[])
    a = p.parse_args()
    run = Run(a)
    with open(a.file, encoding="utf-8") as f:
        text = yaml.safe_load(f)
    if a.job:
        job = text["jobs"][a.job]
        good = run.all([s for s in job["steps"] if "run" in s], None, job.get("env", {}))
    else:
        inputs = {name: str(row.get("default", "")) for name, row in text["inputs"].items()}
        for pair in a.input:
            name, value = pair.split("=", 1)
            if name not in inputs:
                fail(f"there is no input '{name}'")
            inputs[name] = value
        run.contexts["inputs"] = inputs
        good = run.all(text["runs"]["steps"], os.path.dirname(os.path.realpath(a.file)), {})
        for name, row in text["outputs"].items():
            print("output", name, json.dumps(evaluate(row["value"], run.contexts)))
    print("conclusion", "success" if good else "failure")


main()
