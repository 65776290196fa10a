#!/usr/bin/env bash
# bats: an escape in what a test prints, and a file whose setup fails.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need bats

# run FIXTURE FILE: bats ends before its report is written.
run() {
	rm -f report.xml
	expect 1 bats --report-formatter junit --output . "$2"
	timeout 10 sh -c 'until grep -q "</testsuites>" report.xml; do sleep 0.1; done'
	keep "$1" report.xml
}

project bats
run bats.xml states.bats
run bats-setup-file.xml setup.bats
