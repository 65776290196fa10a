#!/usr/bin/env bash
# GoogleTest: a report, and the list of tests in the same format.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need g++ libgtest-dev

project gtest
expect 0 g++ -o states states.cc -lgtest -lgtest_main -pthread
expect 1 ./states --gtest_output=xml:report.xml
keep gtest.xml report.xml
expect 0 ./states --gtest_list_tests --gtest_output=xml:listing.xml
keep gtest-listing.xml listing.xml
