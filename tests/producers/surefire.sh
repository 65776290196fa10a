#!/usr/bin/env bash
# Surefire with JUnit 4: reruns, a class whose setup fails. All that Maven needs is in Debian.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need maven default-jdk-headless libsurefire-java libmaven-resources-plugin-java \
	libmaven-compiler-plugin-java junit4

# keep_suite FIXTURE CLASS: of the properties of Java, which name the machine, two are kept.
keep_suite() {
	keep "$1" "target/surefire-reports/TEST-shop.$2.xml" \
		-e '/<property name="/{/name="\(java.specification.version\|file.encoding\)"/!d}'
}

project java
cat >settings.xml <<END
<settings>
  <localRepository>$scratch/repository</localRepository>
  <mirrors>
    <mirror>
      <id>debian</id>
      <mirrorOf>*</mirrorOf>
      <url>file:///usr/share/maven-repo</url>
    </mirror>
  </mirrors>
</settings>
END
expect 1 mvn --batch-mode --settings settings.xml -Dsurefire.rerunFailingTestsCount=1 test
keep_suite surefire.xml StockTest
keep_suite surefire-class-setup.xml DatabaseTest
