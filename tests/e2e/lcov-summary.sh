#!/usr/bin/env bash
# areagate and lcov count the same lines, functions and branches: in tracefiles of real producers,
# and in one that gcc and lcov write here. lcov 1.16 is asked each time; what lcov 2 says stands in
# a file, since Debian 12 does not have it. Where one of them counts otherwise, the figures of both
# stand below, so that the difference itself is checked.
# shellcheck source=tests/e2e/lcov.bash
. "$(dirname "${BASH_SOURCE[0]}")/lcov.bash"

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

ours=

# What all of these print: "lines 5/8", "functions 1/2", "branches 0/0".
count_by_areagate() {
	"$AREAGATE" summary --out json "$1" | python3 -c '
import json, sys
total = json.load(sys.stdin)["total"]
for metric in "lines", "functions", "branches", "mcdc":
    print(metric, "{covered}/{total}".format(**total.get(metric, {"covered": 0, "total": 0})))'
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
	says=$(printf '%-24s %-10s %-10s' "$name" "$metric" "${ours:-nothing}")
	if [[ -n $want_ours && $ours == "$want_ours" && $theirs == "$want_theirs" ]]; then
		pass "$says lcov $version $theirs: $why"
	elif [[ -z $want_ours && -n $ours && $ours == "$theirs" ]]; then
		pass "$says lcov $version the same"
	else
		fail "$says lcov $version ${theirs:-nothing}; expected: ${want_ours:-the same} ${want_theirs:+and $want_theirs}"
	fi
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
	local tracefile
	check_rows
	for tracefile in "$FIXTURES"/*.info; do
		check "$tracefile"
		check_lcov2 "$(basename "$tracefile")"
	done
	capture
	check "$scratch/fresh.info"
}

main "$@"
