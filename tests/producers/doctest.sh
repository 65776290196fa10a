#!/usr/bin/env bash
# doctest: what a test prints comes before the root element.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need g++ doctest-dev

project doctest
expect 0 g++ -o states states.cc
expect 1 sh -c './states --reporters=junit >report.xml'
keep doctest.xml report.xml
