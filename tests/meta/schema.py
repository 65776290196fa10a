#!/usr/bin/env python3
"""Holds policies/policy.schema.json and the loader together.

usage: tests/meta/schema.py      (AREAGATE names the program, build/dev/areagate if unset)

- Each key of the loader's tables is in the schema at that place, and the other way round.
- Each file of tests/meta/policies/valid is accepted by both, each of invalid refused by both; one
  whose name starts with `project-` is read as project.json, any other as the file of an area.
- In the policies that say everything, each key and each group of keys is given each of VALUES in
  turn: both accept or both refuse.
- The policies of policies/ are valid.

What JSON Schema cannot say stands in golden cases and unit tests: a key twice, a glob without its
bracket, how a number is written, two reports or areas of one name, which file a key belongs into.
"""
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from shared.checks import AREAGATE, HERMETIC, ROOT, check, closing, need_program, read

try:
    import jsonschema
except ImportError:
    sys.exit("schema.py: error: no module jsonschema: apt-get install python3-jsonschema, or ./dev test")

CASES = "tests/meta/policies"
SCHEMA = "policies/policy.schema.json"

OUT = object()  # in place of a value: the key is taken out
VALUES = [OUT, None, True, -1, 0, 1.5, 101, 2**53 + 1, "", "x", "/x", [], [""], ["x"], ["x", "x"], [1],
    {}, {"x": 1}]

# What the schema must call the value of a rule.
KINDS = {
    "RULE_PERCENT_AT_LEAST": "target",
    "RULE_COUNT_AT_LEAST": "count",
    "RULE_COUNT_AT_MOST": "count",
    "RULE_SECONDS_AT_MOST": "seconds",
    "RULE_DROP_AT_MOST": "points",
    "RULE_RATCHET": "ratchet",
    "RULE_EACH_PASSES": "ids",
}

# Rows of policies/fields.c and policies/rules.c.
FIELD = re.compile(r'\{\s*"([^"]+)",\s*IN_(PROJECT|AREA|BOTH),')
RULE = re.compile(r'\{\s*"([\w.]+)",\s*(RULE_\w+),')

# area.json:2:13: error: what is wrong [policy-type]
PLACED = re.compile(r"^status 2: \w+\.json:[1-9]\d*:[1-9]\d*: error: .* \[policy-\w+\]$", re.M)

def without_comments(text):
    return re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*', lambda m: m[1] or "", text)


# ---- keys ----

def keys_of_loader():
    """scope: the keys that such a file may have; and the kind of each that is a rule."""
    keys = {"project": set(), "area": set()}
    for key, scope in FIELD.findall(read("policies/fields.c")):
        for each in keys:
            if scope in ("BOTH", each.upper()):
                keys[each].add(key)
    rules = dict(RULE.findall(read("policies/rules.c")))
    return {scope: of | set(rules) for scope, of in keys.items()}, rules


def keys_of_schema(schema, node, prefix=""):
    """Each key without keys below it, and what its value is called."""
    for name, value in node["properties"].items():
        reference = value.get("$ref", "").removeprefix("#/$defs/")
        below = schema["$defs"].get(reference, value)
        if "properties" in below:
            check(below.get("additionalProperties") is False, f"{SCHEMA}: {prefix}{name} takes any key")
            yield from keys_of_schema(schema, below, f"{prefix}{name}.")
        else:
            yield prefix + name, reference


def check_keys(schema):
    loader, rules = keys_of_loader()
    check(rules and all(len(keys) > len(rules) for keys in loader.values()), "no rows found in policies/")
    for scope, keys in loader.items():
        found = dict(keys_of_schema(schema, schema["$defs"][scope]))
        for key in sorted(keys | set(found)):
            check(key in found, f"{SCHEMA}: '{key}' of the loader is missing in {scope}")
            check(key in keys, f"{SCHEMA}: '{key}' of {scope} is unknown to the loader")
            if key in rules and key in found:
                check(found[key] == KINDS[rules[key]], f"{SCHEMA}: '{key}' must be {KINDS[rules[key]]}")
    return loader


# ---- judgements ----

class Judges:
    def __init__(self, schema):
        self.validator = jsonschema.Draft202012Validator(schema)

    def by_schema(self, policy):
        """None, or what is wrong."""
        error = jsonschema.exceptions.best_match(self.validator.iter_errors(policy))
        return error and f"{error.json_path}: {error.message}"

    @staticmethod
    def by_loader(text, project):
        """None, or what is wrong."""
        with tempfile.TemporaryDirectory() as folder:
            name = "project.json" if project else "area.json"
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(text)
            run = subprocess.run([HERMETIC, AREAGATE, "lint", "--no-git", "-p", folder], cwd=folder,
                capture_output=True, text=True, timeout=60, check=False)
        if run.returncode == 0:
            return None
        said = run.stderr.replace(folder + "/", "").strip()
        return f"status {run.returncode}: {said}"


def refused(by_loader):
    return by_loader is not None and PLACED.search(by_loader) is not None


def check_case(judges, path, valid):
    text = read(path)
    project = os.path.basename(path).startswith("project-")
    by_schema, by_loader = judges.by_schema(json.loads(text)), judges.by_loader(text, project)
    if valid:
        check(by_schema is None, f"{path}: the schema refuses it: {by_schema}")
        check(by_loader is None, f"{path}: the loader refuses it: {by_loader}")
    else:
        check(by_schema is not None, f"{path}: the schema accepts it")
        check(refused(by_loader), f"{path}: the loader does not refuse it at a place: {by_loader or 'accepted'}")


def check_cases(judges):
    for kind in ("valid", "invalid"):
        names = sorted(os.listdir(os.path.join(ROOT, CASES, kind)))
        check(names, f"{CASES}/{kind}: no cases")
        for name in names:
            check_case(judges, f"{CASES}/{kind}/{name}", kind == "valid")


# ---- each value for each key ----

def with_groups(keys):
    """coverage.lines.target, coverage.lines, coverage"""
    return {".".join(parts[:n]) for parts in (key.split(".") for key in keys) for n in range(1, len(parts) + 1)}


def with_value(policy, key, value):
    changed = copy.deepcopy(policy)
    *groups, last = key.split(".")
    node = changed
    for group in groups:
        node = node[group]
    if value is OUT:
        del node[last]
    else:
        node[last] = value
    return changed


def variants(loader):
    """What stands in both kinds of files is read by the same functions: once is enough."""
    seen = set()
    for scope in ("area", "project"):
        policy = json.loads(read(f"{CASES}/valid/{scope}-everything.json"))
        for key in sorted(with_groups(loader[scope]) - seen):
            for value in VALUES:
                shown = "taken out" if value is OUT else json.dumps(value)
                yield scope, f"{scope}, {key}: {shown}", with_value(policy, key, value)
        seen |= with_groups(loader[scope])


def check_variants(judges, loader):
    def judge(variant):
        scope, what, policy = variant
        text = json.dumps(policy, ensure_ascii=False)
        return what, judges.by_schema(policy), judges.by_loader(text, scope == "project")

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for what, by_schema, by_loader in pool.map(judge, variants(loader)):
            agree = refused(by_loader) if by_schema else by_loader is None
            check(agree, f"{what}: schema: {by_schema or 'accepted'}; loader: {by_loader or 'accepted'}")


def check_our_policies(judges):
    for folder in ("policies/phase1", "policies/self"):
        names = sorted(os.listdir(os.path.join(ROOT, folder)))
        check("project.json" in names, f"{folder}: no project.json")
        for name in names:
            wrong = judges.by_schema(json.loads(without_comments(read(f"{folder}/{name}"))))
            check(wrong is None, f"{folder}/{name}: {wrong}")


def main():
    need_program()
    schema = json.loads(read(SCHEMA))
    jsonschema.Draft202012Validator.check_schema(schema)
    judges = Judges(schema)
    loader = check_keys(schema)
    check_our_policies(judges)
    check_cases(judges)
    check_variants(judges, loader)
    return closing()


if __name__ == "__main__":
    sys.exit(main())
