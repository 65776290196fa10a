#!/usr/bin/env bash
# The job for GitLab that README.md shows, taken out of it and run as GitLab runs it (gitlab_runner.py is a
# model of that), in pipelines of merge requests, branches and tags. What it judges is the project of
# README.md's first example, with its reports; the remote is a bare repository.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly ZERO=0000000000000000000000000000000000000000
readonly PIPELINE=7
readonly AHEAD=25 # commits of the merge request: more than GitLab's own depth

tell_more() {
	sed 's/^/    | /' "$scratch/$case_name/result" "$scratch/$case_name/uploads/log" 2>/dev/null
}

# ---- what README.md has ----

# shown NAME: the folder that README.md's examples of that name begin with, in $scratch/examples.
shown() {
	python3 -B - "$scratch/page-$1" "$1" <<-END || die "README.md does not show '$1'"
		import os, shutil, sys
		sys.path.insert(0, "tests/meta")
		import readme
		os.mkdir(sys.argv[1])
		page = readme.Page("README.md", sys.argv[1], "$AREAGATE")
		page.enter(sys.argv[2])
		for step in readme.preparations(page.text, sys.argv[2]):
		    page.do(step)
		shutil.move(page.folder, "$scratch/examples/" + sys.argv[2])
		sys.exit(page.failed)
	END
}

# ---- repositories ----

# commit MESSAGE: of the seed.
commit() {
	git -C seed add -A
	git -C seed commit -q --allow-empty -m "$1"
}

# remote.git has main; release, which began at its second commit; and topic, a merge request into release.
# Both have gone on since. build is what the jobs before have left.
make_remote() {
	local i
	cp -a "$scratch/examples/first" seed
	mv seed/build build
	cp "$scratch/examples/gitlab/.gitlab-ci.yml" seed/
	commit "the job"
	git -C seed checkout -q -b release
	commit "release 1"
	git -C seed checkout -q -b topic
	for i in $(seq $AHEAD); do
		commit "topic $i"
	done
	git -C seed update-ref refs/merge-requests/1/head HEAD
	git -C seed checkout -q release
	commit "release 2"
	git -C seed checkout -q main
	commit "main 3"
	commit "main 4"
	git -C seed tag v1
	git clone -q --mirror seed remote.git
	base=$(git -C seed merge-base topic release)
}

# mended: all is covered, and three tests pass.
mended() {
	sed -i 's/,0$/,1/' build/coverage.info
	sed -i -e 's|><failure.*</testcase>|/>|' -e 's/tests="2" failures="1"/tests="3" failures="0"/' \
		-e 's|^</testsuite>|<testcase classname="tests.workers.test_retry" name="test_thrice" time="0.1"/>&|' \
		build/junit.xml
	touch -d tomorrow build/*
}

# ---- pipelines ----

# pipeline REF NAME=VALUE...: what GitLab sets in one of that commit.
pipeline() {
	local word set=() head
	head=$(git -C remote.git rev-parse "$1^{commit}")
	git -C remote.git update-ref refs/pipelines/$PIPELINE "$head"
	for word in "CI_COMMIT_SHA=$head" "CI_PIPELINE_ID=$PIPELINE" CI_DEFAULT_BRANCH=main "${@:2}"; do
		set+=(--set "$word")
	done
	rm -rf clone uploads
	mkdir -p clone uploads earlier
	[[ ! -d build ]] || cp -a build earlier/
	PATH=$scratch/bin:$PATH python3 -B "$ROOT/tests/e2e/gitlab_runner.py" seed/.gitlab-ci.yml gate \
		--workspace "$PWD/clone" --remote "file://$PWD/remote.git" --earlier "$PWD/earlier" \
		--uploads "$PWD/uploads" "${set[@]}" >result || die "$case_name: no pipeline"
}

# merged REF: what GitLab makes of the merge request for a pipeline of merged results; REF is its target.
merged() {
	git -C seed checkout -q --detach "$1"
	git -C seed merge -q --no-ff -m "merged" topic
	git -C seed push -q ../remote.git HEAD:refs/merge-requests/1/merge
	merged=$(git -C seed rev-parse HEAD)
	git -C seed checkout -q main
}

# merged_result KIND
merged_result() {
	pipeline "$merged" CI_PIPELINE_SOURCE=merge_request_event CI_COMMIT_REF_NAME=topic CI_COMMIT_BEFORE_SHA=$ZERO \
		CI_MERGE_REQUEST_IID=1 CI_MERGE_REQUEST_EVENT_TYPE="$1" \
		CI_MERGE_REQUEST_REF_PATH=refs/merge-requests/1/merge CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=topic \
		CI_MERGE_REQUEST_SOURCE_BRANCH_SHA="$(git -C seed rev-parse topic)" \
		CI_MERGE_REQUEST_TARGET_BRANCH_SHA="$(git -C seed rev-parse release)" \
		CI_MERGE_REQUEST_TARGET_BRANCH_NAME=release CI_MERGE_REQUEST_DIFF_BASE_SHA="$base"
}

merge_request() {
	pipeline topic CI_PIPELINE_SOURCE=merge_request_event CI_COMMIT_REF_NAME=topic CI_COMMIT_BEFORE_SHA=$ZERO \
		CI_MERGE_REQUEST_IID=1 CI_MERGE_REQUEST_EVENT_TYPE=detached \
		CI_MERGE_REQUEST_REF_PATH=refs/merge-requests/1/head CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=topic \
		CI_MERGE_REQUEST_TARGET_BRANCH_NAME=release CI_MERGE_REQUEST_DIFF_BASE_SHA="$base"
}

# push BRANCH [BEFORE]
push() {
	pipeline "$1" CI_PIPELINE_SOURCE=push CI_COMMIT_BRANCH="$1" CI_COMMIT_REF_NAME="$1" \
		CI_COMMIT_BEFORE_SHA="${2:-$(git -C remote.git rev-parse "$1~2")}"
}

# job EXPRESSION: the project's own, in all of its branches.
job() {
	local branch
	for branch in release topic main; do
		git -C seed checkout -q "$branch"
		sed -i -E "$1" seed/.gitlab-ci.yml
		commit "another job"
	done
	git -C seed push -q ../remote.git main release topic
}

# came RESULT STATUS
came() {
	is "the job: $*" "$*" "$(sed -n 's/^job //p' result)"
}

# by WORDS REVISION: the base, as the job's log has it.
by() {
	is "the base is the $1" "$(git -C seed rev-parse --short=12 "$2") $1" "$(sed -n 's/^base: //p' uploads/log)"
}

# issues FILE: the rules of a code quality report, and what GitLab would not take.
issues() {
	PYTHONPATH=$ROOT/tests/meta:$ROOT/tests/e2e python3 -B - "$1" 2>&1 <<-'END'
		import json, sys
		import schemas
		schemas.check_gitlab(sys.argv[1])
		with open(sys.argv[1], encoding="utf-8") as f:
		    print(*(issue["check_name"] for issue in json.load(f)))
	END
}

# uploaded RULE...: all artifacts that the job names, and code quality has an issue for each of these.
uploaded() {
	local path
	is "every artifact is uploaded" "codequality uploaded" \
		"$(sed -nE 's/^artifact (\S+) .* (\S+)$/\1 \2/p' result)"
	path=$(sed -n 's/^artifact codequality \(.*\) .*/\1/p' result)
	is "what is broken stands in it" "$*" "$(issues "uploads/${path##*/}")"
}

readonly BROKEN=(coverage.lines.target plan.created plan.runnable plan.passing plan.max_failed tests.failed)

case_merge_request() {
	merge_request
	came failed 1
	by "diff base of the merge request, $AHEAD commits back" "$base"
	uploaded "${BROKEN[@]}"
}

case_merge_request_is_open() {
	mended
	merge_request
	came success 0
	by "diff base of the merge request, $AHEAD commits back" "$base"
	uploaded
}

# Code quality of a merge request is compared with that of its target.
case_push() {
	push main
	came failed 1
	by "start of the pushed range, 2 commits back" main~2
	uploaded "${BROKEN[@]}"
	mended
	push main
	came success 0
	uploaded
}

# Others have gone on in the target: what they did is no part of this change.
case_merged_result() {
	mended
	merged release
	merged_result merged_result
	came success 0
	by "first parent of CI's merge commit" release
}

# In a train the one before it is merged already, and nowhere else.
case_merge_train() {
	mended
	git -C seed checkout -q --detach release
	commit "the one before"
	git -C seed tag before
	merged before
	merged_result merge_train
	came success 0
	by "first parent of CI's merge commit" before
}

case_new_branch() {
	job '/COMMIT_BRANCH ==/s/==.*/== "topic"/'
	mended
	push topic $ZERO
	came success 0
	by "merge base with origin/main, $((AHEAD + 2)) commits back" "$(git -C seed merge-base topic main)"
}

case_first_push() {
	mended
	push main $ZERO
	came success 0
	is "there is no base" "" "$(sed -n '/^base: /p; /base-/p' uploads/log)"
}

# GitLab's own depth does not reach to where this one began.
case_too_shallow() {
	job 's/GIT_DEPTH: 0/GIT_DEPTH: 20/'
	mended
	merge_request
	came failed 4
	is "how deep it has to be is told" 1 "$(grep -c 'there is no base, .* GIT_DEPTH: 0 on GitLab) \[base-none\]$' uploads/log)"
}

case_no_report() {
	rm -r build
	merge_request
	came failed 3
	is "both are told" 2 "$(grep -c ' error: .*\[report-file\]$' uploads/log)"
}

# Else a merge request would have two pipelines.
case_other_branch() {
	push topic
	came left-out 0
}

case_tag() {
	pipeline v1 CI_PIPELINE_SOURCE=push CI_COMMIT_TAG=v1 CI_COMMIT_REF_NAME=v1 CI_COMMIT_BEFORE_SHA=$ZERO
	came left-out 0
}

main() {
	local all=() case_name base merged
	python3 -c 'import yaml' || die "no module yaml: apt-get install python3-yaml, or ./dev test"
	mkdir "$scratch/bin" "$scratch/examples"
	ln -s "$AREAGATE" "$scratch/bin/areagate"
	shown first
	shown gitlab
	(($#)) || mapfile -t all < <(compgen -A function case_ | sed 's/^case_//')
	for case_name in "${@:-${all[@]}}"; do
		about="$case_name: "
		mkdir "$scratch/$case_name"
		cd "$scratch/$case_name"
		make_remote
		"case_$case_name"
	done
}

main "$@"
