#!/usr/bin/env bash
# Real pushes through the hook pre-push: every ref is judged by records and reports that are there, from
# the places that people push from, and what cannot be known passes with a word.
# shellcheck source=tests/e2e/hooks.bash
. "$(dirname "${BASH_SOURCE[0]}")/hooks.bash"

check_reports() {
	project reports
	install_hook
	rm -r "$work/build"
	push origin main:no-report
	says 0 1 push-unjudged "without a report it passes, and says so"
	cover 1 5
	push origin main
	says 1 2 push-closed "closed by fresh reports"
	says 1 1 push-stopped "and the way past it is named"
	same "$(grep -c 'git push --no-verify, or AREAGATE_SKIP=1' "$scratch/said")" 1 "both ways are"
	push --dry-run origin main
	says 1 2 push-closed "a dry run is judged as well"
	push --no-verify origin main:no-verify
	silent "--no-verify goes past it"
	in_work env AREAGATE_SKIP=1 git push -q origin main:skipped
	says 0 1 push-skipped "AREAGATE_SKIP=1 goes past it, and says so"
	in_work env AREAGATE_SKIP=0 git push -q origin main
	says 1 2 push-closed "AREAGATE_SKIP=0 does not"
	cover 1 9
	push origin main
	silent "open by fresh reports"
	cover 1 5
	push origin main
	silent "nothing is pushed, and nothing judged"
	push "$work.git" main:by-url
	says 1 2 push-closed "closed when pushed by a path"
	push origin HEAD:refs/for/main
	says 1 2 push-closed "closed when pushed to Gerrit"
}

check_staleness() {
	project staleness
	install_hook
	cover 1 5
	touch -d 2020-01-01 "$work"/build/coverage.info
	push origin main:a
	says 0 1 push-unjudged "a report that is older than the commit proves nothing"
	cover 1 5
	echo "call(11)" >>"$work/src/a.py"
	push origin main:b
	says 0 1 push-unjudged "nor does one of a work tree with changes"
	areagate stamp build/coverage.info
	git -C "$work" checkout -q src/a.py
	push origin main:c
	says 0 1 push-unjudged "nor one that is stamped with changes"
	areagate stamp build/coverage.info
	echo "call(11)" >>"$work/src/a.py"
	push origin main:d
	says 1 2 push-closed "a stamp proves it, whatever has changed since"
	git -C "$work" checkout -q src/a.py
	cover 1 4
	push origin main:e
	says 0 1 push-unjudged "a stamp of another report is none"
	rm "$work"/build/*.areagate
	lines 5
	commit shorter
	push origin main:f
	says 0 1 push-unjudged "a report with lines past the end is of another file"
	cover 1 5 5
	printf 'SF:src/a.py\nDA:1,1\n' >"$work/build/coverage.info"
	push origin main:g
	says 1 1 lcov-cut "a report that is cut off stops it"
}

check_records() {
	project records
	install_hook
	cover 1 5
	judged
	push origin main
	says 1 2 push-closed "closed by its record"
	push origin main:refs/tags/light
	silent "a tag is not judged"
	git -C "$work" tag -a -m tag annotated
	push origin annotated refs/notes/areagate
	silent "nor are an annotated one and notes"
	push --no-verify origin main:gone main:moved
	push origin :gone
	silent "nor what goes"
	in_work env GIT_COMMITTER_DATE=@1800000000 git commit -q --amend -m "other words"
	push origin main
	says 1 2 push-closed "the record of its tree counts as well"
	git -C "$work" tag closed
	commit second
	push origin HEAD~1:refs/heads/main
	says 1 2 push-closed "closed when named as HEAD~1"
	lines 9
	commit third
	cover 1 9 9
	judged
	push origin HEAD:refs/heads/open
	silent "open by its record, named as HEAD"
	for refs in "closed:refs/heads/x main:y" "main:y closed:refs/heads/x" "main:y closed:refs/heads/x main:z"; do
		# shellcheck disable=SC2086 # refs are several
		push origin $refs :moved
		says 1 2 push-closed "one closed of several stops them all: $refs"
	done
	same "$(git -C "$work.git" branch --list x y z | wc -l)" 0 "and none of them is there"
	git -C "$work" branch -q elsewhere "HEAD~1^{commit}"
	git -C "$work" commit-tree -m alone -p HEAD "$(git -C "$work" mktree </dev/null)" >"$scratch/alone"
	push origin "$(cat "$scratch/alone"):refs/heads/alone"
	says 0 1 push-unjudged "what is not HEAD and has no record passes, and says so"
}

# A policy about the lines that a change adds: the base tells which these are.
check_range() {
	project range
	sed -i 's/"coverage": { "lines.*/"patch": { "lines": { "max_uncovered": 0 } }/' \
		"$work/policies/project.json"
	commit patch
	git -C "$work" push -q -u origin main
	install_hook
	lines 11
	commit "one line that is not covered"
	git -C "$work" mv .gitignore .ignored
	commit "and a move"
	git -C "$work" mv .ignored .gitignore
	commit "and back"
	cover 1 10 11
	push origin main
	says 1 2 push-closed "the pushed range is judged, not its last commit"
	push origin main:new
	says 1 2 push-closed "a new branch since where it left the default branch"
	push --no-verify origin main
	commit "later"
	push origin main
	silent "what the remote has is no change"
	lines 12
	git -C "$work" add -A
	git -C "$work" commit -q --amend -m forced
	git -C "$work" branch -q -f topic HEAD
	cover 1 11 12
	push --force origin main
	says 1 2 push-closed "a force push, over a commit that is not before it"
	git -C "$work" push -q --no-verify origin HEAD~2:refs/heads/topic
	git clone -q "$work.git" "$work-other"
	git -C "$work-other" checkout -q topic
	git -C "$work-other" commit -q --allow-empty -m theirs
	git -C "$work-other" push -q origin topic
	push --force origin topic
	says 1 2 push-closed "and over one that is not here"
}

check_places() {
	project places
	mkdir "$work/below"
	install_hook
	cover 1 5
	git -C "$work" worktree add -q -b linked ../places-linked
	mkdir "$work-linked/build"
	cp "$work/build/coverage.info" "$work-linked/build/"
	in_work git -C ../places-linked push -q origin linked
	says 1 2 push-closed "from a linked work tree"
	in_work git -C below push -q origin main
	says 1 2 push-closed "from a folder below"
	status=0
	(cd / && git --git-dir="$work/.git" --work-tree="$work" push -q origin main) >"$scratch/said" 2>&1 || status=$?
	says 1 2 push-closed "with --git-dir and --work-tree, from elsewhere"
	status=0
	(cd "$scratch" && git --git-dir=places/.git --work-tree=places push -q "$work.git" main) \
		>"$scratch/said" 2>&1 || status=$?
	says 1 2 push-closed "and relative ones"
	status=0
	(cd "$scratch" && GIT_DIR=places/.git GIT_WORK_TREE=places git push -q "$work.git" main) \
		>"$scratch/said" 2>&1 || status=$?
	says 1 2 push-closed "and by the environment"
	git clone -q --bare "$work" "$work-mirror"
	cp "$work/.git/hooks/pre-push" "$work-mirror/hooks/"
	in_work git -C ../places-mirror push -q "$work.git" main
	says 0 1 push-unjudged "from a bare repository, which has no reports"
	judged
	git -C "$work-mirror" fetch -q "$work" refs/notes/areagate:refs/notes/areagate
	in_work git -C ../places-mirror push -q "$work.git" main:other
	says 1 2 push-closed "and which has records"
}

check_policies() {
	project policies
	install_hook
	cover 1 9
	echo "{ oops" >"$work/policies/project.json"
	push origin main:a
	silent "policies of the work tree are not those of the commit"
	commit broken
	push origin main:b
	same "$status $(grep -c policy-json "$scratch/said") $(grep -c push-stopped "$scratch/said")" "1 1 1" \
		"policies that cannot be read stop it"
	git -C "$work" rm -q -r policies
	commit none
	push origin main:c
	says 0 1 push-unjudged "a tree without policies passes, and says so"
	git init -q "$scratch/empty"
	in_work env -C "$scratch/empty" "$AREAGATE" hook pre-push </dev/null
	silent "an empty repository has nothing to push"
	in_work env -C "$scratch/empty" PRE_COMMIT=1 "$AREAGATE" hook pre-push
	says 0 1 push-unjudged "and no HEAD to judge"
	in_work env -C / "$AREAGATE" hook pre-push <<<"main $(printf '%040d' 1) refs/heads/main $(printf '%040d' 0)"
	says 4 1 repo-open "outside a repository nothing is pushed"
}

# What git writes, by hand.
check_input() {
	local head zero
	project input
	cover 1 5
	head=$(git -C "$work" rev-parse HEAD)
	zero=$(printf '%040d' 0)
	in_work "$AREAGATE" hook pre-push origin url </dev/null
	silent "an empty stdin passes"
	in_work env PATH=/nonexistent "$AREAGATE" hook pre-push origin ssh://127.0.0.1:1/r.git \
		<<<"refs/heads/main $head refs/heads/main $zero"
	says 1 2 push-closed "no program is started, and no network used"
	in_work "$AREAGATE" hook pre-push origin url <<<"HEAD^{/a b} $head refs/heads/main $zero"
	says 1 2 push-closed "what is pushed may be named with spaces"
	in_work "$AREAGATE" hook pre-push origin url <<<"refs/heads/main $head"
	says 2 1 push-input "a line that git does not write stops it"
	status=0
	sleep 8 | (cd "$work" && "$AREAGATE" hook pre-push) >"$scratch/said" 2>&1 || status=$?
	says 1 2 push-closed "a stdin that says nothing does not hold it up: HEAD is judged"
	judged
	for ((i = 0; i < 3000; i++)); do
		echo "refs/heads/b$i $head refs/heads/b$i $zero"
	done >"$scratch/refs"
	in_work "$AREAGATE" hook pre-push origin url <"$scratch/refs"
	says 1 6000 push-closed "each of 3,000 refs is judged"
	in_work script -qec "'$AREAGATE' hook pre-push" /dev/null
	says 1 2 push-closed "at a terminal HEAD is judged"
}

check_install() {
	project install
	mkdir "$work/below"
	rm -r "$work/.git/hooks"
	in_work "$AREAGATE" hook install
	same "$status $(cat "$scratch/said")" "0 $work/.git/hooks/pre-push: written" "a missing folder is made"
	in_work "$AREAGATE" hook install
	same "$status $(grep -c "^areagate=$AREAGATE$" "$work/.git/hooks/pre-push")" "0 1" "twice is as once"
	chmod -x "$work/.git/hooks/pre-push"
	sed -i 's|^areagate=.*|areagate=/gone|' "$work/.git/hooks/pre-push"
	install_hook
	cover 1 5
	push origin main
	says 1 2 push-closed "a program that moved, and a lost mode, are mended by it"
	sed -i 's|^areagate=.*|areagate=/gone|' "$work/.git/hooks/pre-push"
	push origin main
	same "$status $(cat "$scratch/said")" "0 areagate: /gone is gone: what is pushed is not judged; \
areagate hook install mends it" "without the program it passes, and says so"
	git -C "$work" config core.hooksPath .hooks
	in_work env -C below "$AREAGATE" hook install
	same "$status $(cat "$scratch/said") $(cd "$work" && echo .hooks/*)" \
		"0 .hooks/pre-push: written .hooks/pre-push" "core.hooksPath is from the top"
	git -C "$work" push -q --no-verify --force origin main~0:main
	commit next
	in_work git -C below push -q origin main
	says 1 2 push-closed "and git calls what is there"
	git -C "$work" config --unset core.hooksPath
	git -C "$work" worktree add -q ../install-linked
	rm "$work/.git/hooks/pre-push"
	in_work env -C ../install-linked "$AREAGATE" hook install
	same "$status $(cat "$scratch/said")" "0 $work/.git/hooks/pre-push: written" \
		"a linked work tree has those of all"
	areagate hook install --policies "policies/it's" >/dev/null
	same "$(tail -n 1 "$work/.git/hooks/pre-push")" \
		"exec \"\$areagate\" hook pre-push --policies 'policies/it'\\''s' -- \"\$@\"" \
		"a folder of policies goes into it"
	printf '#!/bin/sh\nexit 0\n' >"$work/.git/hooks/pre-push"
	in_work "$AREAGATE" hook install
	says 5 1 hook-other "another hook stays, and is told what to add"
	sed -n '/^if/p' "$scratch/said" >"$scratch/lines"
	same "$(cat "$work/.git/hooks/pre-push")" $'#!/bin/sh\nexit 0' "byte for byte"
	{ echo '#!/bin/sh' && cat "$scratch/lines"; } >"$work/.git/hooks/pre-push"
	in_work "$AREAGATE" hook install
	same "$status" 0 "with these lines there is nothing to do"
}

run check_reports check_staleness check_records check_range check_places check_policies check_input check_install
