#!/usr/bin/env bash
# mocha: its own reporter and mocha-junit-reporter, with a hook that fails.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

project mocha
need_npm mocha@10 mocha-junit-reporter@2.2.1

expect 2 npx mocha --reporter xunit --reporter-option output=xunit.xml ./*.spec.js
keep mocha-xunit.xml xunit.xml
MOCHA_FILE=junit.xml expect 2 npx mocha --reporter mocha-junit-reporter ./*.spec.js
keep mocha-junit.xml junit.xml
