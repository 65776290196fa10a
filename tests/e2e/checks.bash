#!/usr/bin/env bash
# What the scripts of this folder have in common: . tests/e2e/checks.bash
# shellcheck shell=bash
#
# They start at the top, with the program and a scratch folder that goes with them. Checks are counted; a
# script that ends well says how many there were, and fails if one of them did or if there was none.
#
# AREAGATE names the binary, build/dev/areagate if unset.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# shellcheck disable=SC2034 # those who source this use it
readonly ROOT=$PWD
AREAGATE=$(realpath "${AREAGATE:-build/dev/areagate}")
export AREAGATE
readonly AREAGATE

scratch=
passed=0
failed=0
about= # stands before what is told

# For those who have more to put away: is called before the scratch folder goes.
put_away() { :; }

# For those who can tell more: is called after a check has failed.
tell_more() { :; }

finish() {
	local status=$?
	put_away
	[[ -z $scratch ]] || rm -rf "$scratch"
	((status == 0)) || exit "$status"
	echo "$passed passed, $failed failed"
	((failed == 0 && passed > 0)) || exit 1
}
trap finish EXIT
trap 'exit 143' INT TERM HUP

# For a script that another one calls for a part of its checks.
no_checks() {
	trap 'rm -rf "$scratch"' EXIT
}

die() {
	printf '%s: error: %s\n' "$(basename "$0" .sh)" "$*" >&2
	exit 2
}

# need TOOL...: each a command, and a package of Debian.
need() {
	local tool
	for tool; do
		command -v "$tool" >/dev/null || die "$tool is not installed: apt-get install $tool, or ./dev test"
	done
}

pass() {
	passed=$((passed + 1))
	printf '%s%s\n' "$about" "$1"
}

fail() {
	failed=$((failed + 1))
	printf '%sFAILED: %s\n' "$about" "$1"
	tell_more || true
}

# report STATUS TEXT
report() {
	if (($1 == 0)); then
		pass "$2"
	else
		fail "$2"
	fi
}

# is TEXT WANTED GOT
is() {
	if [[ $2 == "$3" ]]; then
		pass "$1"
	else
		fail "$1"$'\n'"  wanted: $2"$'\n'"  got:    $3"
	fi
}

# faultless TEXT FAULTS
faultless() {
	if [[ -z $2 ]]; then
		pass "$1"
	else
		fail "$1: ${2:0:2000}"
	fi
}

# formats: each that --out has. In Turkish some letters are not from a to z.
formats() {
	"$AREAGATE" --help | LC_ALL=C sed -n '/^Output formats:/,/^$/s/^  \([a-z]*\)  .*/\1/p'
}

# commit_in FOLDER TEXT: all that is there.
commit_in() {
	git -C "$1" add -A
	git -C "$1" commit -q --allow-empty -m "$2"
}

[[ -x $AREAGATE ]] || die "no program at $AREAGATE; build it: ./dev build"
scratch=$(cd "$(mktemp -d)" && pwd -P)
