#!/usr/bin/env python3
"""Holds the codecov.yml and the policies of gate/manual/from-codecov.md together: they say the same.

usage: tests/meta/codecov.py

Both are taken out of the page. What the first asks for is said here as the page's table says it; a key
of it that the table has no row for, and that is said nowhere, is a failure.
"""
import json
import sys

import readme
from shared.checks import check, closing, read

try:
    import yaml
except ImportError:
    sys.exit("codecov.py: error: no module yaml: apt-get install python3-yaml, or ./dev test")

PAGE = "gate/manual/from-codecov.md"
KINDS = {"project": "coverage", "patch": "patch"}


def files_of_page():
    return {step.name: step.text for step in readme.steps_of(read(PAGE)) if step.kind == "file"}


# ---- what codecov.yml asks for; what was read is taken out of it ----

def number(percent):
    return int(percent.removesuffix("%"))


def rule_of(status):
    target, threshold = status.pop("target"), number(status.pop("threshold", "0%"))
    return {"lines": {"max_drop": threshold} if target == "auto" else {"target": number(target) - threshold}}


def rules_of_component(statuses):
    rules = {}
    for status in statuses:
        rules[KINDS[status.pop("type")]] = rule_of(status)
        if status.pop("informational", False):
            rules["enforce"] = False
    return rules


def project_of(codecov):
    status = codecov["coverage"]["status"]
    return {
        "reports": codecov["codecov"]["notify"].pop("after_n_builds"),
        "paths": {
            "strip": [fix.removesuffix("/::") for fix in codecov.pop("fixes")],
            "exclude": codecov.pop("ignore"),
        },
        **{KINDS[kind]: rule_of(status[kind]["default"]) for kind in KINDS},
    }


def areas_of(codecov):
    """A flag without a status of its own is shown, and judged by nothing."""
    for name, flag in codecov["flags"].items():
        yield {"area": name, "sources": [path + "**" for path in flag.pop("paths")],
            "carry": flag.pop("carryforward", False), "enforce": False}
    for component in codecov["component_management"].pop("individual_components"):
        yield {"area": component.pop("component_id"), "title": component.pop("name"),
            "sources": component.pop("paths"), **rules_of_component(component["statuses"])}
        check(not left([component]), f"{PAGE}: of a component nothing says {left([component])}")


def left(node):
    """The values that nothing took out, by their keys."""
    if isinstance(node, dict):
        return [f"{key}: {what}" for key, value in node.items() for what in left(value)]
    if isinstance(node, list):
        return [what for value in node for what in left(value)]
    return [repr(node)]


# ---- what the policies say ----

def in_short(policy):
    """Of the reports how many there are, of an area of a flag that it is carried: no more has a counterpart."""
    short = {key: value for key, value in policy.items() if key != "version"}
    if "reports" in short:
        short["reports"] = len(short["reports"])
    if "carry" in short:
        short["carry"] = True
        short.pop("coverage", None)
    return short


def main():
    files = files_of_page()
    codecov = yaml.safe_load(files.pop("codecov.yml"))
    policies = {name: in_short(json.loads(text)) for name, text in files.items()}
    wanted = {"policies/project.json": project_of(codecov)}
    wanted |= {f"policies/{area['area']}.json": area for area in areas_of(codecov)}
    check(not left(codecov), f"{PAGE}: of codecov.yml nothing says {left(codecov)}")
    for name in sorted({*policies, *wanted}):
        said, asked = policies.get(name), wanted.get(name)
        check(said == asked, f"{PAGE}: {name} says {said}, codecov.yml asks for {asked}")
    return closing()


if __name__ == "__main__":
    sys.exit(main())
