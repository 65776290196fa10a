"""What pytest and coverage.py say of a run themselves, area by area, to compare areagate with."""
import ast
import json
from collections import Counter
from xml.etree import ElementTree

# The area of a policy, and the folder that it has below tests/ and of its own.
FOLDERS = {"workers": "workers", "database": "database", "security": "security", "uploads": "api"}


def written(folder):
    """How many test functions stand in the files below a folder, whether they can be imported or not."""
    trees = (ast.parse(path.read_bytes()) for path in folder.rglob("test_*.py"))
    return sum(
        isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for tree in trees
        for node in tree.body
    )


def outcomes(report):
    """pytest's own totals, and by folder how many tests ended in which way; a module that could not
    be imported is an error without a class."""
    suite = ElementTree.parse(report).getroot().find("testsuite")
    totals = {name: int(suite.get(name)) for name in ("tests", "errors", "failures", "skipped")}
    ways = {folder: Counter() for folder in FOLDERS.values()}
    for case in suite.iter("testcase"):
        where = (case.get("classname") or case.get("name")).split(".")[1]
        ways[where][case[0].tag if len(case) else "passed"] += 1
    return totals, ways


def tests_of(totals, ways, work):
    """created, runnable and passing by area, as they follow from pytest's outcomes."""
    told = {}
    for area, folder in FOLDERS.items():
        passing, failing = ways[folder]["passed"], ways[folder]["failure"]
        told[area] = (written(work / "tests" / folder), passing + failing, passing)
    told["project"] = tuple(map(sum, zip(*told.values())))
    ran = totals["tests"] - totals["errors"] - totals["skipped"]
    assert told["project"][1:] == (ran, ran - totals["failures"]), (told, totals)
    return told


def lines_of(report):
    """covered and all lines by area."""
    told = json.loads(report.read_text())
    lines = {area: [0, 0] for area in FOLDERS}
    by_folder = {folder: area for area, folder in FOLDERS.items()}
    for path, file in told["files"].items():
        summary, sums = file["summary"], lines[by_folder[path.split("/")[0]]]
        sums[0] += summary["covered_lines"]
        sums[1] += summary["num_statements"]
    totals = told["totals"]
    return {
        **{area: tuple(sums) for area, sums in lines.items()},
        "project": (totals["covered_lines"], totals["num_statements"]),
    }


def of_run(work):
    build = work / "build"
    totals, ways = outcomes(build / "junit/pytest.xml")
    return tests_of(totals, ways, work), lines_of(build / "coverage.json")


def of_verdict(verdict):
    """The same two tables from areagate's JSON."""
    tests, lines = {}, {}
    for area in verdict["areas"]:
        said = area["tests"]
        tests[area["area"]] = (said["created"], said["runnable"], said["passing"])
        said = area["coverage"]["lines"]
        lines[area["area"]] = (said["covered"], said["total"])
    return tests, lines
