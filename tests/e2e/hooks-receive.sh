#!/usr/bin/env bash
# Real pushes to a bare repository with the hook pre-receive: what has no open record is not taken, and no
# push can talk its way past that. What is pushed lies in git's quarantine meanwhile.
# shellcheck source=tests/e2e/hooks.bash
. "$(dirname "${BASH_SOURCE[0]}")/hooks.bash"

readonly NOTES=refs/notes/areagate

# server NAME: a project whose remote has the hook, and main with an open record.
server() {
	project "$1"
	(cd "$work.git" && "$AREAGATE" hook install >/dev/null)
	cover 1 9
	judged
	push origin main $NOTES
	silent "$1: main and its record are taken together"
}

# there BRANCH: its subject at the remote.
there() {
	git -C "$work.git" log -1 --format=%s "$1" 2>/dev/null || echo none
}

check_records() {
	server records
	commit second
	echo more >"$work/src/b.txt"
	commit third
	push origin main
	says 1 1 record-none "without a record it is refused"
	same "$(grep -c "remote: main: error: there is no record of $(git -C "$work" rev-parse --short=12 HEAD) here:" \
		"$scratch/said") $(there main)" "1 first" "the user is told what to do, and the branch stays"
	cover 1 5
	judged
	push origin main $NOTES
	says 1 2 push-closed "a closed record is refused, with its rules"
	cover 1 9
	judged
	push origin main
	says 1 1 record-none "records that are not pushed do not count"
	areagate sync >/dev/null
	push origin main
	silent "records that were synced before do"
	same "$(there main)" third "and the branch is there"
	in_work git commit -q --amend -m "other words"
	push --force origin main
	silent "the record of its tree counts as well"
	push origin main:refs/heads/topic main:refs/tags/v1
	silent "other branches and tags need none"
	lines 9
	commit fourth
	push origin main HEAD~1:refs/heads/topic2
	says 1 1 record-none "one that is refused of several refuses the push"
	same "$(there topic2)" none "and nothing of it is there"
}

# What a push must not be able to say.
check_loosening() {
	server loosening
	sed -i 's/"version": 1,/"version": 1, "records": { "branches": [ "elsewhere" ] },/' \
		"$work/policies/project.json"
	commit loosened
	push origin main
	says 1 1 record-none "a push cannot take its branch out of the guarded ones"
	git -C "$work" rm -q -r policies
	commit removed
	push origin main
	says 1 1 record-none "nor take the policies away"
	mkdir "$work/policies" && echo "{ oops" >"$work/policies/project.json"
	commit broken
	push origin main
	says 1 1 record-none "nor break them"
	push origin main:master
	says 1 1 record-none "a new branch is guarded as the default branch says"
	push origin :$NOTES main
	says 1 1 record-none "nor drop the records that tell"
	git -C "$work" reset -q --hard HEAD~3
	cover 1 9
	sed -i 's/"version": 1,/"version": 1, "records": { "branches": [ "main", "release\/**" ] },/' \
		"$work/policies/project.json"
	commit guarded
	judged
	push origin main $NOTES
	says 1 2 push-closed "more of them are a person's word"
	cover 1 9
	areagate check --no-baseline --accept-loosening --record >/dev/null
	push origin main $NOTES
	silent "with a record the policies change"
	commit unjudged
	echo new >"$work/src/b.txt"
	commit unjudged
	push origin main:release/1
	says 1 1 record-none "and what they name is guarded from then on"
	push origin main:master
	silent "and nothing else"
}

check_first() {
	project first
	(cd "$work.git" && "$AREAGATE" hook install >/dev/null)
	git -C "$work" rm -q -r policies
	git -C "$work" commit -q -m none
	push origin main
	says 0 1 push-unjudged "before there are policies all is taken, and that is said"
	git -C "$work" checkout -q HEAD~1 -- policies
	commit some
	push origin main
	says 1 1 record-none "the first policies are judged by"
	echo "{ oops" >"$work/policies/project.json"
	commit broken
	push origin main
	same "$status $(grep -c policy-json "$scratch/said") $(there main)" "1 1 none" \
		"policies that cannot be read are refused where no others are"
	sed -i 's|^areagate=.*|areagate=/gone|' "$work.git/hooks/pre-receive"
	push origin main
	same "$status $(grep -c 'areagate: /gone is gone: nothing is taken' "$scratch/said")" "1 1" \
		"without the program nothing is taken"
	in_work env -C ../first.git "$AREAGATE" hook pre-receive </dev/null
	silent "nothing pushed, nothing refused"
	in_work env -C ../first.git "$AREAGATE" hook pre-receive <<<"one two"
	says 2 1 push-input "what git does not write is told"
}

run check_records check_loosening check_first
