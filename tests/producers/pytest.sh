#!/usr/bin/env bash
# pytest: every state, broken modules, runs in which nothing ran, and a project most of whose tests
# are blocked by one missing module (phase1).
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need python3-pytest

# run STATUS OPTION...: Debian's own Python, whatever else is on PATH.
run() {
	expect "$1" /usr/bin/python3 -B -m pytest -p no:cacheprovider \
		--junitxml=report.xml "${@:2}"
}

# list FIXTURE STATUS OPTION...
list() {
	expect "$2" /usr/bin/python3 -B -m pytest -p no:cacheprovider \
		--collect-only -q "${@:3}"
	keep "$1" "$scratch/said"
}

project pytest
run 2
keep pytest-interrupted.xml report.xml
run 1 --continue-on-collection-errors
keep pytest-continue.xml report.xml
list pytest-listing.txt 2
list pytest-listing-healthy.txt 0 test_states.py
run 4 test_nowhere.py
keep pytest-bad-path.xml report.xml
run 5 -k nosuch test_states.py
keep pytest-no-match.xml report.xml

# The report of the run before is still there after one that was killed.
run 0 killed.py
cp report.xml before.xml
OUT_OF_MEMORY=1 run 137 killed.py
cmp before.xml report.xml
keep pytest-killed.xml report.xml

project phase1
run 1 --continue-on-collection-errors
keep phase1.xml report.xml
list phase1-listing.txt 2
