#!/usr/bin/env bash
# The test runner of Node: a file that cannot be loaded, a todo that fails, an escape in a name.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

project node

expect 1 node --test --test-reporter=junit --test-reporter-destination=report.xml \
	import.test.js stock.test.js
keep node.xml report.xml
