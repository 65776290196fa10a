#!/usr/bin/env python3
"""Checks the two tables of tests/fixtures/junit/recipes: each fixture has its row in both, the states
of the sources sum up, and what a report can tell of them is the same.

usage: tests/producers/truth.py
"""
import csv
import os
import sys

RECIPES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../fixtures/junit/recipes")
TABLES = ("truth.tsv", "sources.tsv")


def read(name):
    with open(os.path.join(RECIPES, name), encoding="utf-8", newline="") as f:
        return {row.pop("file"): row for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)}


def faults():
    truth, sources = map(read, TABLES)
    fixtures = {name for name in os.listdir(RECIPES)
        if os.path.isfile(os.path.join(RECIPES, name)) and name not in (*TABLES, "README.md")}
    for name in sorted(fixtures | set(truth) | set(sources)):
        if name not in fixtures or name not in truth or name not in sources:
            yield f"{name}: the fixture or one of its two rows is missing"
            continue
        states = {state: int(count) for state, count in sources[name].items()}
        if 2 * states["created"] != sum(states.values()):
            yield f"{name}: the states do not sum up to {states['created']} created"
        for state, count in truth[name].items():
            if state != "note" and count not in ("-", str(states[state])):
                yield f"{name}: {state} is {count} in the one table and {states[state]} in the other"
        if "-" in truth[name].values() and not truth[name]["note"]:
            yield f"{name}: no note says why something cannot be told"


def main():
    found = list(faults())
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
