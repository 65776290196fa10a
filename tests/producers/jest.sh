#!/usr/bin/env bash
# jest-junit, as it is and told to report files that could not be imported.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

project jest
need_npm jest@30 jest-junit@17
echo '{"private":true}' >package.json
export JEST_JUNIT_OUTPUT_FILE=report.xml

expect 1 npx jest --ci --runInBand --reporters=jest-junit
keep jest.xml report.xml
JEST_JUNIT_REPORT_TEST_SUITE_ERRORS=true expect 1 npx jest --ci --runInBand --reporters=jest-junit
keep jest-suite-errors.xml report.xml
