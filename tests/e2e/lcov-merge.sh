#!/usr/bin/env bash
# areagate merge and lcov 1.16 -a make the same of the same tracefiles: shards of one program, and
# every fixture together. The order of the inputs and the number of threads change no byte of the
# output, nor does merging it again. Where lcov merges otherwise, the number of records that only
# one of them has stands below, so that the difference itself is checked.
# shellcheck source=tests/e2e/lcov.bash
. "$(dirname "${BASH_SOURCE[0]}")/lcov.bash"

readonly FIXTURES=tests/fixtures/lcov

# Set, and its tracefiles below the folder of fixtures.
readonly SETS='
gcc   merge/gcc-*.info
cpp   merge/cpp-*.info
llvm  merge/llvm-*.info
jest  merge/jest-*.info
deno  merge/deno-*.info
all   *.info
'

# Set, path, record, how many only we have, how many only lcov has, what lcov 1.16 does there.
readonly RECORDS='
deno /src/app/src/stock.mjs FN   1  1 cuts names at a comma
deno /src/app/src/stock.mjs FNDA 1  1 cuts names at a comma
all  /src/app/src/stock.mjs FN   1  1 cuts names at a comma
all  /src/app/src/stock.mjs FNDA 1  1 cuts names at a comma
all  src/stock.mjs          FN   1  1 cuts names at a comma
all  src/stock.mjs          FNDA 1  1 cuts names at a comma
all  stack.js               FN   2  1 cuts names at a comma
all  stack.js               FNDA 2  1 cuts names at a comma
all  /src/app/main.cpp      FN   7  1 knows no FNL and FNA
all  /src/app/main.cpp      FNDA 7  1 knows no FNL and FNA
all  /src/app/queue.hpp     FN   5  0 knows no FNL and FNA
all  /src/app/queue.hpp     FNDA 5  0 knows no FNL and FNA
all  /src/app/ring.hpp      FN   5  0 knows no FNL and FNA
all  /src/app/ring.hpp      FNDA 5  0 knows no FNL and FNA
all  lib/Shop/Stock.pm      FN   4  0 knows no FNL and FNA
all  lib/Shop/Stock.pm      FNDA 4  0 knows no FNL and FNA
all  src/area.cpp           FN   3  0 knows no FNL and FNA
all  src/area.cpp           FNDA 3  0 knows no FNL and FNA
all  src/gate.c             FN   3  3 takes the last line of FN for a name
all  src/gate.c             FNDA 0  3 takes the last line of FN for a name
all  src/judge.py           FN   1  1 takes the last line of FN for a name
all  src/judge.py           FNDA 0  1 takes the last line of FN for a name
all  /src/app/main.cpp      BRDA 19 0 drops each BRDA with a mark (e) or a name
all  /src/app/queue.hpp     BRDA 3  0 drops each BRDA with a mark (e) or a name
all  /src/app/ring.hpp      BRDA 5  0 drops each BRDA with a mark (e) or a name
all  lib/Shop/Stock.pm      BRDA 9  0 drops each BRDA with a mark (e) or a name
all  run.pl                 BRDA 6  0 drops each BRDA with a mark (e) or a name
all  src/gate.c             BRDA 2  0 drops each BRDA with a mark (e) or a name
all  src/judge.py           BRDA 4  0 drops each BRDA with a mark (e) or a name
all  roman/__main__.py      BRDA 2  2 keeps BRDA:0, which is a branch of no line
all  roman/reader.py        BRDA 1  1 keeps BRDA:0, which is a branch of no line
all  roman/writer.py        BRDA 4  4 keeps BRDA:0, which is a branch of no line
all  test_roman.py          BRDA 3  3 keeps BRDA:0, which is a branch of no line
all  /src/app/main.cpp      MCDC 16 0 knows no MCDC
all  /src/app/ring.hpp      MCDC 8  0 knows no MCDC
'

# Set, metric, what lcov 1.16 counts in our output, and in its own, what it does there.
readonly TOTALS='
all functions 292/320   273/301   reads FN and FNDA where FNL and FNA were
'

# merge OUT ARGUMENT...: what it says is shown if it fails.
merge() {
	"$AREAGATE" merge -o "$@" >"$scratch/said" 2>&1 || {
		sed 's/^/    /' "$scratch/said"
		return 1
	}
}

# merge_by_lcov OUT INPUT...: without --checksum it leaves those out that are there.
merge_by_lcov() {
	local out=$1 input inputs=()
	shift
	for input; do
		inputs+=(--add-tracefile "$input")
	done
	quietly lcov --quiet --checksum --rc lcov_branch_coverage=1 "${inputs[@]}" \
		--output-file "$out"
}

records() {
	python3 -B tests/e2e/tracefile.py records "$1" | LC_ALL=C sort
}

# totals FILE...: those of all together by areagate.
totals() {
	"$AREAGATE" summary --out json "$@" | python3 -c '
import json, sys
total = json.load(sys.stdin)["total"]
print(*("{} {covered}/{total}".format(metric, **total[metric])
        for metric in ("lines", "functions", "branches", "mcdc") if metric in total))'
}

check_form() {
	local found
	found=$(python3 -B tests/e2e/tracefile.py faults "$scratch/ours") || found+="unreadable"
	if [[ -n $found ]]; then
		report 1 "the output is not of the form that was promised"
		head -n 5 <<<"$found" | sed 's/^/    /'
	else
		report 0 "one section a source file, sorted; totals are what the records say"
	fi
}

# "path tag ours theirs" for each kind of record in which the two differ.
differences() {
	records "$scratch/ours" >"$scratch/ours.records"
	records "$scratch/theirs" >"$scratch/theirs.records"
	LC_ALL=C comm -3 "$scratch/ours.records" "$scratch/theirs.records" | awk -F '\t' '
		{ split($1 $2, word, " "); kind = word[1] " " word[2]; kinds[kind] }
		$1 != "" { ours[kind]++ }
		$1 == "" { theirs[kind]++ }
		END { for (kind in kinds) print kind, ours[kind] + 0, theirs[kind] + 0 }' | LC_ALL=C sort
}

# expected ROWS: those of this set, without the reasons.
expected() {
	awk -v name="$name" -v fields="$2" '$1 == name {
		line = $2
		for (i = 3; i <= fields; i++)
			line = line " " $i
		print line
	}' <<<"$1" | LC_ALL=C sort
}

# except ROWS COLUMN: the reasons, which start there.
except() {
	awk -v name="$name" -v first="$2" '$1 == name {
		for (i = 1; i < first; i++)
			$i = ""
		sub(/^ +/, "")
		if (!seen[$0]++)
			printf "\n       but it %s", $0
	}' <<<"$1"
}

# show_difference GOT WANTED
show_difference() {
	LC_ALL=C comm -3 <(echo "$1") <(echo "$2") | sed 's/^\t/    expected: /; t; s/^/    found:    /'
}

check_records() {
	local got wanted
	got=$(differences) || got="unreadable"
	wanted=$(expected "$RECORDS" 5)
	if [[ $got == "$wanted" ]]; then
		report 0 "$(wc -l <"$scratch/ours.records") records, the same as lcov's$(except "$RECORDS" 6)"
	else
		report 1 "records differ (path, record, only ours, only lcov's):"
		show_difference "$got" "$wanted"
	fi
}

check_totals() {
	local got wanted ours theirs
	ours=$(count_by_lcov "$scratch/ours" | LC_ALL=C sort) || true
	theirs=$(count_by_lcov "$scratch/theirs" | LC_ALL=C sort) || true
	got=$(LC_ALL=C join <(echo "$ours") <(echo "$theirs") | awk '$2 != $3')
	wanted=$(expected "$TOTALS" 4)
	if [[ -n $ours && -n $theirs && $got == "$wanted" ]]; then
		report 0 "lcov counts the same in both$(except "$TOTALS" 5)"
	else
		report 1 "lcov counts otherwise (metric, in ours, in its own):"
		show_difference "$got" "$wanted"
	fi
}

# check_union INPUT...
check_union() {
	local of_inputs of_output
	of_inputs=$(totals "$@") || true
	of_output=$(totals "$scratch/ours") || true
	if [[ -n $of_inputs && $of_inputs == "$of_output" ]]; then
		report 0 "areagate counts the same in it as in the inputs: $of_output"
	else
		report 1 "areagate counts $of_output in it, and $of_inputs in the inputs"
	fi
}

# orders INPUT...: each order is a line; of more than four inputs a few.
orders() {
	python3 - "$@" <<'END'
import itertools, sys

inputs = sys.argv[1:]
if len(inputs) <= 4:
    orders = itertools.permutations(inputs)
else:
    orders = [inputs, inputs[::-1], inputs[1:] + inputs[:1], inputs[1::2] + inputs[::2]]
for order in orders:
    print(*order)
END
}

# check_orders INPUT...: the threads change with the order; the first order has each number of them.
check_orders() {
	local order n=0 wrong=0 options=('' '--threads 1' '--threads 2')
	while read -r order; do
		# shellcheck disable=SC2086 # words are wanted; the fixtures' names have no blanks
		if ! merge "$scratch/again" ${options[n % 3]} $order ||
			! cmp -s "$scratch/ours" "$scratch/again"; then
			wrong=$((wrong + 1))
			printf '    other bytes: %s %s\n' "${options[n % 3]}" "$order"
		fi
		n=$((n + 1))
	done < <(
		orders "$@"
		for _ in 1 2 3; do echo "$*"; done
	)
	report $((wrong > 0)) "$n orders and numbers of threads, other bytes in $wrong of them"
}

check_again() {
	if merge "$scratch/again" "$scratch/ours" && cmp -s "$scratch/ours" "$scratch/again"; then
		report 0 "merged again, the same bytes"
	else
		report 1 "merged again, other bytes"
	fi
}

# check_set INPUT...
check_set() {
	rm -f "$scratch/ours" "$scratch/theirs"
	merge_by_lcov "$scratch/theirs" "$@" || die "lcov could not merge the set '$name'"
	if ! merge "$scratch/ours" "$@"; then
		report 1 "areagate could not merge the set"
		return
	fi
	check_form
	check_records
	check_totals
	check_union "$@"
	check_orders "$@"
	check_again
}

# What lcov 1.16 cannot show: it adds as floating point does, keeps the line of a function that it
# read first, dies of two checksums, and knows no MCDC.
write_by_hand() {
	cat >"$scratch/one.info" <<'END'
TN:one
SF:b.c
FN:7,9,twice
FNDA:18446744073709551615,twice
FNL:0,20,29
FNA:0,2,with, a comma
BRDA:8,0,0,-
BRDA:8,0,1,-
BRDA:8,0,2,18446744073709551614
MCDC:8,2,t,1,0,a
MCDC:8,2,f,0,0,a
DA:7,18446744073709551614
DA:8,1,bEtIToxu++58da6JIUej9w
DA:9,1,V05VZSZdKWAAM6cqRiU7kA
DA:10,0
end_of_record
END
	cat >"$scratch/two.info" <<'END'
SF:b.c
FN:5,twice
FNDA:1,twice
BRDA:8,0,0,-
BRDA:8,0,1,0
BRDA:8,0,2,9
MCDC:8,2,t,0,0,a
MCDC:8,2,f,0,0,a
DA:7,2
DA:8,1,bEtIToxu++58da6JIUej9w
DA:9,1,y0eyQcbw8/LK1if7pvhzjw
DA:10,0,+1Fsj+pXI0cQx+Idoi3qXg
end_of_record
SF:a.c
DA:1,1
end_of_record
END
	LC_ALL=C sort >"$scratch/theirs.records" <<'END'
a.c DA 1,1
b.c BRDA 8,0,0,-
b.c BRDA 8,0,1,0
b.c BRDA 8,0,2,18446744073709551615
b.c DA 10,0,+1Fsj+pXI0cQx+Idoi3qXg
b.c DA 7,18446744073709551615
b.c DA 8,2,bEtIToxu++58da6JIUej9w
b.c DA 9,2
b.c FN 20,with, a comma
b.c FN 5,twice
b.c FNDA 18446744073709551615,twice
b.c FNDA 2,with, a comma
END
}

check_by_hand() {
	local name=hand inputs
	write_by_hand
	inputs=("$scratch/one.info" "$scratch/two.info")
	if ! merge "$scratch/ours" "${inputs[@]}"; then
		report 1 "areagate could not merge the set"
		return
	fi
	records "$scratch/ours" | grep -v '^b.c MCDC ' >"$scratch/ours.records"
	if cmp -s "$scratch/ours.records" "$scratch/theirs.records"; then
		report 0 "$(wc -l <"$scratch/ours.records") records, as they should be"
	else
		report 1 "records are not what they should be:"
		show_difference "$(cat "$scratch/ours.records")" "$(cat "$scratch/theirs.records")"
	fi
	check_form
	check_union "${inputs[@]}"
	check_orders "${inputs[@]}"
	check_again
}

main() {
	local name patterns inputs
	while read -r name patterns; do
		[[ -n $name ]] || continue
		# shellcheck disable=SC2086 # words and globs are wanted
		mapfile -t inputs < <(cd "$FIXTURES" && printf "$FIXTURES/%s\n" $patterns)
		[[ -f ${inputs[0]} ]] || die "no tracefiles of the set '$name'"
		about="$name: "
		check_set "${inputs[@]}"
	done <<<"$SETS"
	check_by_hand
}

main "$@"
