#!/usr/bin/env bash
# Reports of real test runners, beside what a person knows of the tests they are about:
# tests/fixtures/junit/recipes/truth.tsv, where - says that a report cannot tell.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"
cd tests/fixtures/junit/recipes

judge() {
	PYTHONPATH=$ROOT/tests/meta python3 -B - "$AREAGATE" <<'END'
import csv, json, subprocess, sys

from shared import checks

# Listings as text are no JUnit, Check's XML is another format, and one report is older than its run.
OTHERS = {"pytest-killed.xml", "check.xml"}
# Reports without a test are refused: nothing is known.
REFUSED = {"pytest-bad-path.xml", "pytest-no-match.xml", "rspec-load-error.xml", "playwright-import.xml"}
# What no report tells, with the reason.
EXPECTED = {
    # to do is bare, as what passes is
    "jest.xml": {"passing": 2},
    "jest-suite-errors.xml": {"passing": 2},
    # passed on retry is bare
    "vitest.xml": {"passing": 2},
    # one that started and never ended is an error
    "go-junit-report.xml": {"failing": 1, "errored": 1, "blocked": 1},
}


def check(what, got, wanted):
    checks.check(got == wanted, f"{what}: {got} instead of {wanted}")


for row in csv.DictReader(open("truth.tsv"), delimiter="\t"):
    name = row["file"]
    if name in OTHERS or not name.endswith(".xml"):
        continue
    run = subprocess.run([sys.argv[1], "summary", "--out", "json", name], capture_output=True, text=True)
    if name in REFUSED:
        check(f"{name}: exit status", run.returncode, 3)
        continue
    check(f"{name}: exit status", run.returncode, 0)
    tests = json.loads(run.stdout)["total"]["tests"]
    for state in ("passing", "flaky", "skipped", "disabled", "expected_failure"):
        if row[state] != "-":
            check(f"{name}: {state}", tests[state], int(row[state]))
    # A test whose set-up or tear-down failed is errored there; here it is blocked or failing.
    if "failing" not in EXPECTED.get(name, {}) and "-" not in (row["failing"], row["errored"]):
        bad, errored = int(row["failing"]), int(row["errored"])
        ran = tests["failing"] + tests["errored"]
        check(f"{name}: failing, {ran}, from {bad} to {bad + errored}", bad <= ran <= bad + errored, True)
        check(f"{name}: failing or blocked", ran + tests["blocked"] >= bad + errored, True)
    for state, count in EXPECTED.get(name, {}).items():
        check(f"{name}: {state}", tests[state], count)

sys.exit(checks.closing())
END
}

judge && status=0 || status=$?
report "$status" "each is counted as a person counts it"
