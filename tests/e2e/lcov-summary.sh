#!/usr/bin/env bash
# areagate and lcov count the same lines, functions and branches: in tracefiles of real producers,
# and in one that gcc and lcov write here. lcov 1.16 is asked each time; what lcov 2 says stands in
# a file, since Debian 12 does not have it. Where one of them counts otherwise, the figures of both
# stand below, so that the difference itself is checked.
#
# AREAGATE names the binary, build/dev/areagate if unset.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly AREAGATE=${AREAGATE:-build/dev/areagate}
readonly FIXTURES=tests/fixtures/lcov
readonly LCOV2_TOTALS=$FIXTURES/lcov2-totals.txt

# Version of lcov, fixture, metric, ours, lcov's, what that lcov does there.
readonly DIFFERENCES='
1 c8.info            functions 13/16 13/15 cuts names at a comma: two functions become one
1 node.info          functions 23/25 23/24 cuts names at a comma: two functions become one
1 lcov2-by-hand.info functions 4/7   2/8   takes the last line of FN for a name, knows no FNL, FNA
1 lcov2-by-hand.info branches  4/8   1/2   drops each BRDA with a mark (e, U) or a name
1 geninfo2.info      functions 8/9   0/0   knows no FNL and FNA
1 geninfo2.info      branches  16/36 15/25 drops each BRDA with a mark (e)
1 llvm2lcov.info     functions 8/9   0/0   knows no FNL and FNA
1 llvm2lcov.info     branches  13/18 0/0   drops each BRDA with a name
1 perl2lcov.info     functions 3/4   0/0   knows no FNL and FNA
1 perl2lcov.info     branches  8/15  0/0   drops each BRDA with a name
2 gcc-ada.info       branches  38/80 43/90 counts a branch that stands twice in a section as two
2 gcc-templates.info branches  35/54 40/70 counts a branch that stands twice in a section as two
2 llvm2lcov.info     branches  13/18 13/20 counts a branch that stands twice in a section as two
'

scratch=
ours=
passed=0
failed=0

trap '[[ -z $scratch ]] || rm -rf "$scratch"' EXIT
trap 'exit 143' INT TERM HUP

die() {
	printf 'lcov-summary: error: %s\n' "$*" >&2
	exit 2
}

# What all of these print: "lines 5/8", "functions 1/2", "branches 0/0".
count_by_areagate() {
	"$AREAGATE" summary --out json "$1" | python3 -c '
import json, sys
total = json.load(sys.stdin)["total"]
for metric in "lines", "functions", "branches", "mcdc":
    print(metric, "{covered}/{total}".format(**total.get(metric, {"covered": 0, "total": 0})))'
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

# The columns of the file: fixture, answer, lines, functions, branches, conditions.
count_by_lcov2() {
	awk -v fixture="$1" '$1 == fixture {
		print "lines", $3; print "functions", $4; print "branches", $5; print "mcdc", $6
	}' "$LCOV2_TOTALS"
}

figure() {
	awk -v metric="$2" '$1 == metric { print $2 }' <<<"$1"
}

# difference VERSION FIXTURE METRIC: "ours lcov's why", or nothing.
difference() {
	local version fixture metric rest
	while read -r version fixture metric rest; do
		[[ $version == "$1" && $fixture == "$2" && $metric == "$3" ]] && echo "$rest"
	done <<<"$DIFFERENCES"
	return 0
}

# check_metric VERSION NAME METRIC OURS LCOV'S
check_metric() {
	local version=$1 name=$2 metric=$3 ours=$4 theirs=$5 want_ours want_theirs why says
	read -r want_ours want_theirs why <<<"$(difference "$version" "$name" "$metric")"
	if [[ -n $want_ours && $ours == "$want_ours" && $theirs == "$want_theirs" ]]; then
		passed=$((passed + 1))
		says="lcov $version $theirs: $why"
	elif [[ -z $want_ours && -n $ours && $ours == "$theirs" ]]; then
		passed=$((passed + 1))
		says="lcov $version the same"
	else
		failed=$((failed + 1))
		says="FAILED: lcov $version ${theirs:-nothing}; expected: ${want_ours:-the same}"
		[[ -z $want_ours ]] || says+=" and $want_theirs"
	fi
	printf '%-24s %-10s %-10s %s\n' "$name" "$metric" "${ours:-nothing}" "$says"
}

# check FILE: an output that could not be had is a failure of each metric.
check() {
	local name metric theirs
	name=$(basename "$1")
	ours=$(count_by_areagate "$1") || true
	theirs=$(count_by_lcov "$1") || true
	for metric in lines functions branches; do
		check_metric 1 "$name" "$metric" "$(figure "$ours" "$metric")" \
			"$(figure "$theirs" "$metric")"
	done
}

# check_lcov2 FIXTURE: of what check just read.
check_lcov2() {
	local metric theirs
	theirs=$(count_by_lcov2 "$1")
	for metric in lines functions branches mcdc; do
		check_metric 2 "$1" "$metric" "$(figure "$ours" "$metric")" "$(figure "$theirs" "$metric")"
	done
}

# Each row, here and in the file of lcov 2, is about a fixture that is there.
check_rows() {
	local fixture
	while read -r fixture; do
		[[ -f $FIXTURES/$fixture ]] || die "a row without its file: $fixture"
	done < <(
		awk 'NF { print $2 }' <<<"$DIFFERENCES"
		awk '!/^#/ { print $1 }' "$LCOV2_TOTALS"
	)
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
	local version tracefile
	command -v lcov >/dev/null || die "lcov is not installed: apt-get install lcov, or ./dev test"
	version=$(lcov --version 2>/dev/null)
	[[ $version == *"version 1.16"* ]] || die "the figures below are those of lcov 1.16, not of $version"
	[[ -x $AREAGATE ]] || die "no program at $AREAGATE; build it: ./dev build"
	scratch=$(mktemp -d)
	check_rows
	for tracefile in "$FIXTURES"/*.info; do
		check "$tracefile"
		check_lcov2 "$(basename "$tracefile")"
	done
	capture
	check "$scratch/fresh.info"
	echo "$passed passed, $failed failed"
	((failed == 0))
}

main "$@"
