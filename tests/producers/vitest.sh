#!/usr/bin/env bash
# vitest: a hook that fails, an import that fails, a retry that passes.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

project vitest
need_npm vitest@4
echo '{"private":true,"type":"module"}' >package.json

expect 1 npx vitest run --reporter=junit --outputFile=report.xml
keep vitest.xml report.xml
