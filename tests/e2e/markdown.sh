#!/usr/bin/env bash
# The progress report as a reader of GitHub's Markdown sees it, whatever its names are: areas, tests, files,
# messages and commands are attacks or any bytes; no row has a cell more, and nothing is a link, an image,
# HTML, a mention or a heading that is not ours. And it has an end: of 10,000 failing tests with 4 KB each.
#
# ROUNDS says how many projects are made: 12 if unset.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly ROUNDS=${ROUNDS:-12}
readonly HELPER=$ROOT/tests/e2e/markdown.py

# check PAGE: says what is wrong with it.
check() {
	cmark-gfm -e table -e autolink -e strikethrough -e tasklist -e tagfilter -t xml "$1" |
		python3 -B "$HELPER" check "$1"
}

# A model that finds nothing proves nothing.
check_checker() {
	local page=$scratch/known.md
	local attack
	for attack in '[x](y)' '![x](y)' 'http://e.com' '<b>' '@octocat' 'see #1' '~~x~~' $'x\n\n## h' $'x\n\n> q'; do
		printf '# t\n\n%s\n' "$attack" >"$page"
		if check "$page" >"$scratch/said"; then
			fail "the checker sees nothing in '$attack'"
		fi
	done
	printf '# t\n\n| A | B |\n| --- | --- |\n| 1 | 2 | 3 |\n' >"$page"
	local status=0
	check "$page" >"$scratch/said" && status=1
	report "$status" "the checker sees what it is for"
}

check_round() {
	local folder=$scratch/round$1 page=$scratch/round$1/page.md status=0
	python3 -B "$HELPER" make "$folder" "$1"
	git init -q "$folder"
	git -C "$folder" add -A policies src
	git -C "$folder" commit -q -m "round $1"
	(cd "$folder" && "$AREAGATE" report >page.md 2>said) || status=$?
	# What has no data is told on the page as well.
	if [[ $status != 0 && $status != 3 || ! -s $page ]]; then
		cat "$folder/said"
		fail "round $1 is reported (status $status)"
		return
	fi
	status=0
	check "$page" || status=$?
	(cd "$folder" && LC_ALL=C.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Tokyo "$AREAGATE" report >again.md 2>/dev/null) || true
	cmp "$page" "$folder/again.md" || status=1
	report "$status" "round $1: $(wc -c <"$page") bytes, nothing but ours; the same in another locale"
	rm -rf "$folder"
}

check_large() {
	local folder=$scratch/large status=0
	mkdir -p "$folder/build" "$folder/policies"
	echo '{ "version": 1, "reports": [{ "name": "t", "path": "build/t.xml" }], "plan": { "max_failed": 0 } }' \
		>"$folder/policies/project.json"
	awk 'BEGIN {
		while (length(text) < 4096) text = text "a very long `message` | of words "
		print "<testsuite name=\"s\">"
		for (i = 0; i < 10000; i++)
			printf "<testcase classname=\"c%d\" name=\"t%d\"><failure message=\"cause %c%c%c: %s\"/></testcase>\n", \
				i, i, 97 + i % 26, 97 + i / 26 % 26, 97 + i / 676 % 26, text
		print "</testsuite>"
	}' >"$folder/build/t.xml"
	git init -q "$folder"
	git -C "$folder" add policies
	git -C "$folder" commit -q -m large
	(cd "$folder" && "$AREAGATE" report >page.md 2>/dev/null) || true
	check "$folder/page.md" || status=$?
	report "$status" "10,000 failing tests with $(($(wc -c <"$folder/build/t.xml") / 1000000)) MB of messages: $(wc -c <"$folder/page.md") bytes"
	status=0
	grep "^9990 more causes: 9990 tests" "$folder/page.md" || status=$?
	report "$status" "and the rest is counted"
}

check_checker
for ((round = 1; round <= ROUNDS; round++)); do
	check_round "$round"
done
check_large
