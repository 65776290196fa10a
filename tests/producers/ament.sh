#!/usr/bin/env bash
# What runs a test for ROS 2: it writes a failing report first, so that a crash is seen.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need python3-ament-cmake-test

readonly RUN=/usr/share/ament_cmake_test/cmake/run_test.py

mkdir "$scratch/project"
cd "$scratch/project"
# shellcheck disable=SC2016 # $$ is that of the shell which kills itself
expect 1 /usr/bin/python3 "$RUN" build/shop/stock.xunit.xml --package-name shop --command \
	sh -c 'cp build/shop/stock.xunit.xml placeholder.xml; kill -SEGV $$'
keep ament-placeholder.xml placeholder.xml
keep ament-crash.xml build/shop/stock.xunit.xml
