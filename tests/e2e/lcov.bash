#!/usr/bin/env bash
# For scripts that ask lcov 1.16: . tests/e2e/lcov.bash
# shellcheck shell=bash
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

# Debian's lcov holds a function twice, and Perl says so at every start.
quietly() {
	"$@" 2>"$scratch/stderr" || {
		sed '/^Subroutine .* redefined at /d' "$scratch/stderr" >&2
		return 1
	}
}

# count_by_lcov FILE: "lines 5/8", "functions 1/2", "branches 0/0".
count_by_lcov() {
	quietly lcov --summary "$1" --rc lcov_branch_coverage=1 >"$scratch/summary" || return 1
	sed -nE '
		s,^  (lines|functions|branches)\.+: no data found$,\1 0/0,p
		s,^  (lines|functions|branches)\.+: .*\(([0-9]+) of ([0-9]+) .*,\1 \2/\3,p' "$scratch/summary"
}

need lcov
lcov_version=$(lcov --version 2>/dev/null)
[[ $lcov_version == *"version 1.16"* ]] || die "what is expected is of lcov 1.16, not of $lcov_version"
