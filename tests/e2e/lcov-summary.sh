#!/usr/bin/env bash
# areagate and lcov 1.16 count the same lines, functions and branches: in tracefiles of real
# producers, and in one that gcc and lcov write here. Where lcov 1.16 counts otherwise, the figures
# of both stand below, so that the difference itself is checked.
#
# AREAGATE names the binary, build/dev/areagate if unset.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly AREAGATE=${AREAGATE:-build/dev/areagate}
readonly FIXTURES=tests/fixtures/lcov

# Fixture, metric, ours, lcov's, what lcov 1.16 does there.
readonly DIFFERENCES='
c8.info            functions 13/16 13/15 cuts names at a comma: two functions become one
node.info          functions 23/25 23/24 cuts names at a comma: two functions become one
coverage-py.info   branches  16/20 22/30 counts BRDA:0, which is a branch of no line
lcov2-by-hand.info functions 4/7   2/8   takes the last line of FN for a name, knows no FNL and FNA
lcov2-by-hand.info branches  4/8   1/2   drops each BRDA with a mark (e, U) or a name
'

scratch=
passed=0
failed=0

trap '[[ -z $scratch ]] || rm -rf "$scratch"' EXIT
trap 'exit 143' INT TERM HUP

die() {
	printf 'lcov-summary: error: %s\n' "$*" >&2
	exit 2
}

# What both of these print: "lines 5/8", "functions 1/2", "branches 0/0".
count_by_areagate() {
	"$AREAGATE" summary --out json "$1" | python3 -c '
import json, sys
total = json.load(sys.stdin)["total"]
for metric in "lines", "functions", "branches":
    print(metric, "{covered}/{total}".format(**total[metric]))'
}

# Debian's lcov holds a function twice, and Perl says so at every start.
quietly() {
	"$@" 2>"$scratch/stderr" || {
		sed '/^Subroutine .* redefined at /d' "$scratch/stderr" >&2
		return 1
	}
}

count_by_lcov() {
	quietly lcov --summary "$1" --rc lcov_branch_coverage=1 >"$scratch/summary" || return 1
	sed -nE '
		s,^  (lines|functions|branches)\.+: no data found$,\1 0/0,p
		s,^  (lines|functions|branches)\.+: .*\(([0-9]+) of ([0-9]+) .*,\1 \2/\3,p' "$scratch/summary"
}

figure() {
	awk -v metric="$2" '$1 == metric { print $2 }' <<<"$1"
}

# difference FIXTURE METRIC: "ours lcov's why", or nothing.
difference() {
	local fixture metric rest
	while read -r fixture metric rest; do
		[[ $fixture == "$1" && $metric == "$2" ]] && echo "$rest"
	done <<<"$DIFFERENCES"
	return 0
}

# check_metric NAME METRIC OURS LCOV'S
check_metric() {
	local name=$1 metric=$2 ours=$3 theirs=$4 want_ours want_theirs why expected='the same'
	read -r want_ours want_theirs why <<<"$(difference "$name" "$metric")"
	[[ -z $want_ours ]] || expected="$want_ours and $want_theirs"
	if [[ -n $want_ours && $ours == "$want_ours" && $theirs == "$want_theirs" ]]; then
		passed=$((passed + 1))
		printf '%-24s %-10s %-10s lcov %s: %s\n' "$name" "$metric" "$ours" "$theirs" "$why"
	elif [[ -z $want_ours && -n $ours && $ours == "$theirs" ]]; then
		passed=$((passed + 1))
		printf '%-24s %-10s %-10s the same\n' "$name" "$metric" "$ours"
	else
		failed=$((failed + 1))
		printf '%-24s %-10s FAILED: areagate %s, lcov %s; expected: %s\n' "$name" "$metric" \
			"${ours:-nothing}" "${theirs:-nothing}" "$expected"
	fi
}

# check FILE: an output that could not be had is a failure of each metric.
check() {
	local metric ours theirs
	ours=$(count_by_areagate "$1") || true
	theirs=$(count_by_lcov "$1") || true
	for metric in lines functions branches; do
		check_metric "$(basename "$1")" "$metric" "$(figure "$ours" "$metric")" \
			"$(figure "$theirs" "$metric")"
	done
}

# The program's branches go both ways, one way and no way; one function never runs.
write_program() {
	cat >"$scratch/program/half.c" <<'END'
int half(int n)
{
	if (n < 0 || n > 100)
		return -1;
	return n % 2 ? n / 2 + 1 : n / 2;
}

int never(int n)
{
	while (n > 0)
		n -= n > 10 ? 10 : 1;
	return n;
}
END
	cat >"$scratch/program/main.c" <<'END'
int half(int n);

int main(void)
{
	int sum = 0;

	for (int i = 0; i < 10; i++)
		sum += half(i);
	return sum == 25 && half(101) == -1 ? 0 : 1;
}
END
}

capture() {
	mkdir "$scratch/program"
	write_program
	(cd "$scratch/program" && gcc --coverage -O0 -o program main.c half.c && ./program) ||
		die "gcc could not make a program that counts"
	quietly lcov --capture --directory "$scratch/program" --output-file "$scratch/fresh.info" \
		--rc lcov_branch_coverage=1 >"$scratch/capture.log" || die "lcov could not capture its counts"
}

main() {
	local version tracefile fixture metric
	command -v lcov >/dev/null || die "lcov is not installed: apt-get install lcov, or ./dev test"
	version=$(lcov --version 2>/dev/null)
	[[ $version == *"version 1.16"* ]] || die "the figures below are those of lcov 1.16, not of $version"
	[[ -x $AREAGATE ]] || die "no program at $AREAGATE; build it: ./dev build"
	scratch=$(mktemp -d)
	while read -r fixture metric _; do
		[[ -z $fixture || -f $FIXTURES/$fixture ]] || die "a row without its file: $fixture $metric"
	done <<<"$DIFFERENCES"
	for tracefile in "$FIXTURES"/*.info; do
		check "$tracefile"
	done
	capture
	check "$scratch/fresh.info"
	echo "$passed passed, $failed failed"
	((failed == 0))
}

main "$@"
