#!/usr/bin/env bash
# Meson: exit status, expected failures, a timeout, TAP.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need meson ninja-build

project meson
expect 0 meson setup build
expect 6 meson test -C build
keep meson.xml build/meson-logs/testlog.junit.xml
