#!/usr/bin/env bash
# Ant: a class that cannot be loaded, one whose setup fails, and all reports in one more file.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need ant ant-optional default-jdk-headless junit4 libhamcrest-java

# keep_suites FIXTURE FILE: of the properties of Java, which name the machine, two are kept, and the
# lines between them are not.
keep_suites() {
	keep "$1" "reports/$2.xml" \
		-e '/<property name="/{/name="\(java.specification.version\|file.encoding\)"/!d}' \
		-e '/<properties>/,/<\/properties>/{/^ *$/d}'
}

project java
expect 0 ant
keep_suites ant.xml TEST-shop.StockTest
keep_suites ant-class-setup.xml TEST-shop.DatabaseTest
keep_suites ant-not-loaded.xml TEST-shop.OrderTest
keep_suites ant-all.xml TESTS-TestSuites
