#!/usr/bin/env bash
# Criterion: a crash, a timeout, and a message that ends the CDATA it stands in.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need gcc libcriterion-dev

project criterion
expect 0 gcc -o states states.c -lcriterion
expect 1 ./states --xml=report.xml
keep criterion.xml report.xml
