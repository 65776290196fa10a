#!/usr/bin/env bash
# Gradle with JUnit 4.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need gradle default-jdk-headless junit4 libhamcrest-java

project java
expect 1 gradle --offline --no-daemon --console plain --gradle-user-home "$scratch/home" \
	--project-cache-dir "$scratch/cache" test
# keep_suite FIXTURE CLASS: of a stack only the frames of JUnit's Assert and of the project.
keep_suite() {
	keep "$1" "build/test-results/test/TEST-shop.$2.xml" \
		-e '/^\tat \(java\|jdk\|org.gradle\|org.junit.[ri]\)/d'
}

keep_suite gradle.xml StockTest
keep_suite gradle-class-setup.xml DatabaseTest
