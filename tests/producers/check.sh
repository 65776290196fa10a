#!/usr/bin/env bash
# Check: XML of its own that shares the name of the root element.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need gcc check pkg-config

project check
# shellcheck disable=SC2046 # several options
expect 0 gcc -o states states.c $(pkg-config --cflags --libs check)
expect 1 ./states
keep check.xml report.xml
