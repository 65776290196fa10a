#!/usr/bin/env python3
"""Writes an ordinary project into an empty folder: 50 sources in 4 areas, 300 tests, their reports
and policies. The same bytes each time."""
import json
import os
import random
import sys

AREAS = ("api", "billing", "search", "workers")
SOURCES = 50
TESTS = 300


def write(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def section(path, lines, dice):
    """One file of a tracefile: a function each 20 lines, a branch each 7, nine lines of ten covered."""
    out = [f"SF:{path}"]
    functions = range(1, lines, 20)
    out += [f"FN:{n},function_{n}" for n in functions]
    out += [f"FNDA:{dice.randrange(9)},function_{n}" for n in functions]
    for n in range(1, lines, 7):
        out += [f"BRDA:{n},0,{way},{dice.randrange(5)}" for way in (0, 1)]
    out += [f"DA:{n},{dice.randrange(10)}" for n in range(1, lines + 1)]
    return out + [f"LF:{lines}", "end_of_record"]


def sources(dice):
    trace = ["TN:"]
    for i in range(SOURCES):
        path = f"{AREAS[i % len(AREAS)]}/module_{i}.py"
        lines = dice.randrange(60, 400)
        write(path, "".join(f"value_{n} = {n}\n" for n in range(1, lines + 1)))
        trace += section(path, lines, dice)
    write("build/coverage.info", "\n".join(trace) + "\n")


def tests(dice):
    cases = []
    for i in range(TESTS):
        area = AREAS[i % len(AREAS)]
        file = f"tests/{area}/test_{i // 30}.py"
        write(file, "def test_it(): pass\n")
        seconds = dice.randrange(1, 500) / 1000
        cases.append(f'<testcase classname="{file[:-3].replace("/", ".")}" name="test_{i}" file="{file}" '
            f'time="{seconds:.3f}"/>\n')
    write("build/junit/unit.xml", '<?xml version="1.0" encoding="utf-8"?>\n<testsuites>'
        f'<testsuite name="pytest" errors="0" failures="0" skipped="0" tests="{TESTS}">\n'
        f'{"".join(cases)}</testsuite></testsuites>\n')


def policies():
    write("policies/project.json", json.dumps({
        "version": 1, "title": "Bench",
        "reports": [{"name": "unit", "path": "build/junit/*.xml"},
            {"name": "coverage", "path": "build/coverage.info"}],
        "coverage": {"lines": {"target": 80}}}, indent=2) + "\n")
    for area in AREAS:
        write(f"policies/{area}.json", json.dumps({
            "area": area, "sources": [f"{area}/**"], "tests": {"files": [f"tests/{area}/**"]},
            "coverage": {"lines": {"target": 75}, "branches": {"target": 60}},
            "plan": {"planned": TESTS // len(AREAS), "max_failed": 0}, "enforce": True}, indent=2) + "\n")


def main():
    os.chdir(sys.argv[1])
    dice = random.Random(1)
    sources(dice)
    tests(dice)
    policies()
    write(".gitignore", "/build/\n")


if __name__ == "__main__":
    main()
