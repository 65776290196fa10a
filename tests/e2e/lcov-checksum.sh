#!/usr/bin/env bash
# A tracefile that lcov 1.16 wrote with --checksum is judged at the commit that was tested, and refused
# once a line that was run has been edited.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

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
		pass "$1"
	else
		fail "$1: status $status, expected $2 and '$3': $(cat out)"
	fi
}

main() {
	need lcov
	cd "$scratch"
	git init -q
	write_program
	commit_in . "half"
	capture
	check "as it was tested" 0 "gate open"
	sed -i 's,n / 2,n >> 1,' main.c
	commit_in . "shift"
	check "a line that was run is edited" 3 \
		"coverage.info: error: line 3 of 'main.c' has another checksum in the judged commit"
	capture
	check "tested again" 0 "gate open"
	sed -i '1i #include <stddef.h>\n' main.c
	commit_in . "include"
	check "lines are moved" 3 "has another checksum in the judged commit"
	git checkout -q HEAD~1
	check "back at the commit that was tested" 0 "gate open"
}

main "$@"
