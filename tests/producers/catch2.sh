#!/usr/bin/env bash
# Catch2 2: attributes count assertions.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need g++ catch2

project catch2
expect 0 g++ -o states states.cc
expect 4 ./states --reporter junit --out report.xml
keep catch2.xml report.xml
