#!/usr/bin/env bash
# For scripts that push through hooks: . tests/e2e/hooks.bash
# shellcheck shell=bash
# shellcheck source=tests/e2e/clones.bash
. "$(dirname "${BASH_SOURCE[0]}")/clones.bash"

work=   # the work tree of the project at hand
status= # of the last push, whose words are in $scratch/said

# project NAME: a repository with ten lines to cover and its bare remote; 80 % are wanted, and no line that
# a change adds may be uncovered.
project() {
	work=$scratch/$1
	git init -q --bare "$work.git"
	git init -q "$work"
	git -C "$work" remote add origin "$work.git"
	mkdir "$work"/{policies,src,build}
	echo build/ >"$work/.gitignore"
	cat >"$work/policies/project.json" <<-'END'
		{
		  "version": 1,
		  "reports": [ { "name": "coverage", "path": "build/*.info" } ],
		  "coverage": { "lines": { "target": 80 } }
		}
	END
	lines 10
	commit first
}

# lines N: the source has so many.
lines() {
	seq "$1" | sed 's/.*/call(&)/' >"$work/src/a.py"
}

commit() {
	commit_in "$work" "$1"
}

# cover FIRST LAST [OF]: the report, in which these lines of all are covered.
cover() {
	local line
	mkdir -p "$work/build"
	{
		echo SF:src/a.py
		for ((line = 1; line <= ${3:-10}; line++)); do
			echo "DA:$line,$((line >= $1 && line <= $2))"
		done
		echo end_of_record
	} >"$work/build/coverage.info"
}

areagate() {
	(cd "$work" && "$AREAGATE" "$@")
}

# judged: HEAD gets a record of the report that is there, which goes.
judged() {
	areagate check --no-baseline --record >/dev/null || (($? == 1))
	rm -r "$work/build"
}

install_hook() {
	areagate hook install >/dev/null
}

# in_work COMMAND...: its words go to $scratch/said, and its exit status to `status`.
in_work() {
	status=0
	(cd "$work" && "$@") >"$scratch/said" 2>&1 || status=$?
}

push() {
	in_work git push -q "$@"
}

# says STATUS COUNT SLUG TEXT: the last push ended so, with so many lines of that diagnostic.
says() {
	same "$status, $(grep -c "\[$3\]" "$scratch/said")" "$1, $2" "$4"
	[[ "$status, $(grep -c "\[$3\]" "$scratch/said")" == "$1, $2" ]] || sed 's/^/    /' "$scratch/said"
}

# silent TEXT: it went well, without a word.
silent() {
	same "$status$(cat "$scratch/said")" 0 "$1"
}
