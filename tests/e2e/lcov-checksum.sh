#!/usr/bin/env bash
# A tracefile that lcov 1.16 wrote with --checksum is judged at the commit that was tested, and refused
# once a line that was run has been edited.
#
# AREAGATE names the binary, build/dev/areagate if unset.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

AREAGATE=$(realpath "${AREAGATE:-build/dev/areagate}")
readonly AREAGATE

scratch=
passed=0
failed=0

trap '[[ -z $scratch ]] || rm -rf "$scratch"' EXIT
trap 'exit 143' INT TERM HUP

die() {
	printf 'lcov-checksum: error: %s\n' "$*" >&2
	exit 2
}

write_program() {
	mkdir policies
	echo '{ "version": 1, "coverage": { "lines": { "target": 50 } } }' >policies/project.json
	printf '%s\n' program out capture.log '*.gc*' '*.info' >.gitignore
	cat >main.c <<'END'
static int half(int n)
{
	return n / 2;
}

int main(void)
{
	return half(2) - 1;
}
END
}

commit() {
	git add -A
	git -c user.name=A -c user.email=a@localhost commit -q -m "$1"
}

capture() {
	rm -f -- *.gcda
	gcc --coverage -O0 -o program main.c || die "gcc could not make a program that counts"
	./program
	lcov --capture --checksum --directory . --output-file coverage.info >capture.log 2>&1 ||
		die "lcov could not capture its counts: $(cat capture.log)"
	grep -q '^DA:3,1,[A-Za-z0-9+/]\{22\}$' coverage.info || die "lcov wrote no checksums"
}

# check WHAT STATUS TEXT: of areagate, now.
check() {
	local status=0
	"$AREAGATE" check coverage.info >out 2>&1 || status=$?
	if [[ $status == "$2" ]] && grep -qF "$3" out; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED: %s: status %s, expected %s and "%s"\n' "$1" "$status" "$2" "$3"
		cat out
	fi
}

main() {
	command -v lcov >/dev/null || die "lcov is not installed: apt-get install lcov, or ./dev test"
	[[ -x $AREAGATE ]] || die "no program at $AREAGATE; build it: ./dev build"
	scratch=$(cd "$(mktemp -d)" && pwd -P)
	cd "$scratch"
	git init -q
	write_program
	commit "half"
	capture
	check "as it was tested" 0 "gate open"
	sed -i 's,n / 2,n >> 1,' main.c
	commit "shift"
	check "a line that was run is edited" 3 \
		"coverage.info: error: line 3 of 'main.c' has another checksum in the judged commit"
	capture
	check "tested again" 0 "gate open"
	sed -i '1i #include <stddef.h>\n' main.c
	commit "include"
	check "lines are moved" 3 "has another checksum in the judged commit"
	git checkout -q HEAD~1
	check "back at the commit that was tested" 0 "gate open"
	echo "$passed passed, $failed failed"
	((failed == 0))
}

main "$@"
