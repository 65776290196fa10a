#!/usr/bin/env bash
# cmocka: a name with markup in it, a setup that fails, the setup of a group that fails.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need gcc libcmocka-dev

project cmocka
expect 0 gcc -o states states.c -lcmocka
expect 1 env CMOCKA_MESSAGE_OUTPUT=xml CMOCKA_XML_FILE=report.xml ./states
keep cmocka.xml report.xml
