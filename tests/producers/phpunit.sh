#!/usr/bin/env bash
# PHPUnit: risky, incomplete, an exception, a data provider.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need phpunit

project phpunit
expect 2 phpunit --no-configuration --log-junit report.xml StockTest.php
keep phpunit.xml report.xml
