#!/usr/bin/env python3
"""Holds what the program writes as JSON and reporters/*.schema.json together.

usage: tests/meta/outputs.py      (AREAGATE names the program, build/dev/areagate if unset)

- Each JSON with a schema of ours that a golden case expects is valid.
- So is what the program writes when it is run here on the inputs of the cases of RUNS.
- A schema is strict: with any one key misspelt, or any one value of another type, it refuses what it
  accepted. That is tried with those runs, and with what the cases of STRICT expect.
- The words that the program has a table of are those of the schema, in its order.
"""
import copy
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from shared.checks import AREAGATE, HERMETIC, ROOT, check, closing, need_program, read

try:
    import jsonschema
except ImportError:
    sys.exit("outputs.py: error: no module jsonschema: apt-get install python3-jsonschema, or ./dev test")

GOLDEN = os.path.join(ROOT, "tests/golden")
SCHEMAS = {
    "areagate/verdict/1": "verdict.schema.json",
    "areagate/verdicts/1": "verdict.schema.json",
    "areagate/summary/1": "summary.schema.json",
    "areagate/log/1": "log.schema.json",
    "areagate/bisect/1": "bisect.schema.json",
    "areagate/diff/1": "diff.schema.json",
    "areagate/explanation/1": "explanation.schema.json",
    "areagate/stamp/1": "stamp.schema.json",
}

# What is run in a copy of a case, and what it must come to.
RUNS = [
    ("json-closed", ["check", "--no-git", "--out", "json", "build/coverage.info", "build/unit.xml"]),
    ("blockers-dialects", ["check", "--no-git", "--out", "json", "pytest.xml", "vitest.xml", "junit.xml"]),
    ("json-closed", ["summary", "--files", "--out", "json", "build/coverage.info", "build/unit.xml"]),
]

STRICT = ("sarif-closed", "patch-closed", "log-", "diff-records", "explain-patch", "stamp-proves")

# Where the schema has the words of a table of the program: file, table, path in the schema.
WORDS = [
    ("gate/model/verdict.c", "gate_names", ("verdict", "properties", "gate"), 0),
    ("gate/model/verdict.c", "rule_outcome_names", ("finding", "properties", "outcome"), 0),
    ("gate/model/base.c", "base_rule_names", ("base", "properties", "rule"), 1),
    ("gate/model/verdict.c", "baseline_rule_names", ("baseline", "properties", "rule"), 1),
    ("gate/model/cause.c", "cause_kind_names", ("blocker", "properties", "kind"), 0),
    ("gate/model/evidence.c", "trust_names", ("report", "properties", "trust"), 0),
]

def bundle(name, here=""):
    """The schema, and those that it takes parts of, as one: nothing has to be looked for."""
    text = read(os.path.join("reporters", name))
    others = sorted(set(re.findall(r'"([\w.]+)#/', text)))
    text = re.sub(r'"#/', f'"#/{here}', text)
    schema = json.loads(re.sub(r'"([\w.]+)#/', r'"#/$defs/\1/', text))
    for other in others:
        below = bundle(other, f"$defs/{other}/")
        schema["$defs"] |= {key: below["$defs"].pop(key) for key in [*below["$defs"]] if key.endswith(".json")}
        schema["$defs"][other] = {"$defs": below["$defs"]}
    return schema


class Schemas:
    def __init__(self):
        self.validators = {}
        for name, path in SCHEMAS.items():
            schema = bundle(path)
            jsonschema.Draft202012Validator.check_schema(schema)
            self.validators[name] = jsonschema.Draft202012Validator(schema)

    def wrong(self, value):
        """None, or what is wrong."""
        error = jsonschema.exceptions.best_match(self.validators[value["schema"]].iter_errors(value))
        return error and f"{error.json_path}: {error.message}"


def documents(text):
    """Each JSON object with a schema of ours; it may stand between other text."""
    start = re.compile(r'^\{\n  "schema": "(' + "|".join(SCHEMAS) + r')"', re.M)
    decoder = json.JSONDecoder()
    for found in start.finditer(text):
        yield decoder.raw_decode(text, found.start())[0]


def expected_outputs():
    for folder, folders, names in os.walk(GOLDEN):
        folders.sort()
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), ROOT)
            if name == "stdout" or "/files/" in path:
                for value in documents(read(path, "replace")):
                    yield path, value


def outputs_of_runs():
    for case, arguments in RUNS:
        with tempfile.TemporaryDirectory() as scratch:
            folder = os.path.join(scratch, "case")
            shutil.copytree(os.path.join(GOLDEN, case), folder)
            run = subprocess.run([HERMETIC, AREAGATE, *arguments], cwd=folder, capture_output=True,
                timeout=60, check=False)
        what = f"{case}: areagate {' '.join(arguments)}"
        found = list(documents(run.stdout.decode()))
        check(len(found) == 1, f"{what}: no JSON, but {run.stderr.decode()}")
        yield from ((what, value) for value in found)


# ---- what a schema must refuse ----

def places(value, path=()):
    if isinstance(value, dict):
        for key, below in value.items():
            yield path, key
            yield from places(below, path + (key,))
    elif isinstance(value, list):
        for i, below in enumerate(value[:2]):
            yield from places(below, path + (i,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def variants(value):
    for path, key in places(value):
        if (path, key) == ((), "schema"):
            continue
        for change in ("misspelt", "retyped"):
            changed = copy.deepcopy(value)
            node = at(changed, path)
            if change == "misspelt":
                node[key + "s"] = node.pop(key)
            else:
                node[key] = 1.5
            yield f"{change} {'.'.join(map(str, path + (key,)))}", changed


def check_words(schema):
    for path, table, where, first in WORDS:
        found = re.search(rf"{table}\[\w*\] = \{{(.*?)\}};", read(path), re.S)
        words = re.findall(r'"([^"]*)"', found[1]) if found else []
        wanted = at(schema["$defs"], where)["enum"]
        check(words[first:] == wanted, f"{table} of {path} has {words[first:]}, the schema {wanted}")


def main():
    need_program()
    schemas = Schemas()
    seen = {name: 0 for name in SCHEMAS}
    check_words(bundle(SCHEMAS["areagate/verdict/1"]))
    for what, value in [*expected_outputs(), *outputs_of_runs()]:
        wrong = schemas.wrong(value)
        check(wrong is None, f"{what}: {wrong}")
        seen[value["schema"]] += 1
        if not what.removeprefix("tests/golden/").startswith(STRICT) and "areagate " not in what:
            continue
        for change, changed in variants(value):
            check(schemas.wrong(changed) is not None, f"{what}: accepted: {change}")
    for name, count in seen.items():
        check(count > 0, f"{name}: no output is of it")
    return closing()


if __name__ == "__main__":
    sys.exit(main())
