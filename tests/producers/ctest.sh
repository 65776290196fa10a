#!/usr/bin/env bash
# CTest: a test in each state that it knows, and its list of tests, which holds unbuilt ones too.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need cmake make

project ctest
expect 0 cmake -S . -B build -G 'Unix Makefiles'
expect 8 ctest --test-dir build --output-junit "$PWD/report.xml"
keep ctest.xml report.xml
expect 0 ctest --test-dir build --show-only=json-v1
keep ctest-listing.json "$scratch/said"
