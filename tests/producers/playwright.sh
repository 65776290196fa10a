#!/usr/bin/env bash
# Playwright, without a browser: flaky, expected to fail, not run after a failure, not imported.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

project playwright
need_npm @playwright/test@1

# run FIXTURE
run() {
	PLAYWRIGHT_JUNIT_OUTPUT_FILE=report.xml expect 1 npx playwright test --reporter=junit
	keep "$1" report.xml
}

run playwright-import.xml
mv tests/import.spec.js .
run playwright.xml
