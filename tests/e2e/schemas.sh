#!/usr/bin/env bash
# SARIF, code quality and badges beside what their readers ask of them: the schema of SARIF, the limits of
# GitHub, the keys of GitLab, contrast and widths as a browser has them. What golden cases expect is
# checked, and a change that is over every limit.
#
# The schema is not ours: it is used where npm has put it below TMPDIR/npm, and badges are rendered where
# Chromium is. What is not checked is said; ./dev outputs gets both.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly SCHEMA=${TMPDIR:-/tmp}/npm/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json
readonly GOLDEN=$ROOT/tests/golden CHECKS=$ROOT/tests/e2e/schemas.py

# Every other of 60,000 lines is added and uncovered: 30,000 runs.
large_change() {
	mkdir -p "$scratch/large/policies" "$scratch/large/src"
	cd "$scratch/large"
	git init -q
	echo '{ "version": 1, "patch": { "lines": { "target": 90 } } }' >policies/project.json
	seq 60000 >src/large.c
	commit_in . before
	awk '{ print NR % 2 ? $0 " changed" : $0 }' src/large.c >next
	mv next src/large.c
	commit_in . after
	awk 'BEGIN { print "SF:src/large.c"; for (i = 1; i <= 60000; i++) print "DA:" i "," 1 - i % 2; print "end_of_record" }' >cov.info
	"$AREAGATE" check --base HEAD~1 --out sarif=large.sarif --out gitlab=large.json cov.info && return 1
	[[ -s large.sarif && -s large.json ]]
}

# render PAGE: what its script finds, as one line a mistake.
render() {
	HOME=$scratch chromium --headless --no-sandbox --disable-gpu --user-data-dir="$scratch/chromium" \
		--virtual-time-budget=2000 --dump-dom "file://$1" 2>/dev/null |
		sed -n 's/.*<pre id="found">\(.*\)<\/pre>.*/\1/p'
}

main() {
	local found status=0 schema=()
	(large_change)
	if [[ -f $SCHEMA ]]; then
		schema=(--schema "$SCHEMA")
	else
		echo "not checked by the schema of SARIF: no $SCHEMA (./dev outputs)"
	fi
	PYTHONPATH=$ROOT/tests/meta python3 -B "$CHECKS" "${schema[@]}" --page "$scratch/page.html" \
		"$GOLDEN"/sarif-*/files "$scratch/large" || status=1
	report "$status" "what readers of SARIF, of code quality and of badges ask for"
	if ! command -v chromium >/dev/null; then
		echo "not rendered: no chromium here"
		return
	fi
	found=$(render "$scratch/page.html")
	status=0
	[[ $found == "0 of "* ]] || status=1
	report "$status" "in Chromium: ${found:-nothing came out}"
}

main "$@"
