#!/usr/bin/env bash
# Hook managers: their environment and their layouts, and the real pre-commit where it is installed.
# shellcheck source=tests/e2e/hooks.bash
. "$(dirname "${BASH_SOURCE[0]}")/hooks.bash"

# by_hand NAME=VALUE...: what pre-commit sets; it has read stdin itself.
by_hand() {
	in_work env PRE_COMMIT=1 "$@" "$AREAGATE" hook pre-push </dev/null
}

check_environment() {
	local head
	project environment
	sed -i 's/"coverage": { "lines.*/"patch": { "lines": { "max_uncovered": 0 } }/' \
		"$work/policies/project.json"
	commit patch
	lines 11
	commit uncovered
	commit last
	head=$(git -C "$work" rev-parse HEAD)
	cover 1 10 11
	by_hand PRE_COMMIT_FROM_REF="$(git -C "$work" rev-parse HEAD~2)" PRE_COMMIT_TO_REF="$head" \
		PRE_COMMIT_LOCAL_BRANCH=refs/heads/main PRE_COMMIT_REMOTE_BRANCH=refs/heads/main \
		PRE_COMMIT_REMOTE_NAME=origin PRE_COMMIT_REMOTE_URL=url
	says 1 2 push-closed "the range that pre-commit gives"
	same "$(grep -c '^main: error: ' "$scratch/said")" 2 "of the branch that it names"
	by_hand PRE_COMMIT_FROM_REF=HEAD~1 PRE_COMMIT_TO_REF=HEAD
	silent "a range by names"
	by_hand PRE_COMMIT_FROM_REF=HEAD~2 PRE_COMMIT_TO_REF=HEAD
	says 1 2 push-closed "which may be longer"
	by_hand PRE_COMMIT_FROM_REF="$head" PRE_COMMIT_TO_REF="$(git -C "$work" rev-parse HEAD~1)"
	says 0 1 push-unjudged "what is not HEAD is not judged by reports"
	by_hand PRE_COMMIT_FROM_REF="$head" PRE_COMMIT_TO_REF=nothing
	says 4 1 repo-revision "what is not there stops it"
	by_hand PRE_COMMIT_LOCAL_BRANCH=refs/tags/v1 PRE_COMMIT_REMOTE_BRANCH=refs/tags/v1
	silent "a tag is not judged"
	git -C "$work" checkout -q --orphan root
	commit root
	by_hand PRE_COMMIT_LOCAL_BRANCH=refs/heads/root PRE_COMMIT_REMOTE_BRANCH=refs/heads/root \
		PRE_COMMIT_REMOTE_NAME=origin PRE_COMMIT_REMOTE_URL=url
	says 4 1 base-none "a first commit comes without a range"
	by_hand AREAGATE_SKIP=1
	says 0 1 push-skipped "AREAGATE_SKIP=1"
}

# Its own hook at .husky/_/pre-push, which git calls, runs what people write into .husky/pre-push.
check_husky() {
	project husky
	cover 1 5
	mkdir -p "$work/.husky/_" "$scratch/bin"
	ln -s "$AREAGATE" "$scratch/bin/areagate"
	git -C "$work" config core.hooksPath .husky/_
	# shellcheck disable=SC2016 # of that script
	printf '#!/usr/bin/env sh\nsh -e "$(dirname "$(dirname "$0")")/pre-push" "$@"\n' >"$work/.husky/_/pre-push"
	chmod +x "$work/.husky/_/pre-push"
	in_work "$AREAGATE" hook install
	says 5 1 hook-other "husky has the hooks"
	same "$(grep -c '^.husky/pre-push: error: ' "$scratch/said")" 1 "and its file is named"
	grep '^if ' "$scratch/said" >"$work/.husky/pre-push"
	in_work "$AREAGATE" hook install
	same "$status $(cat "$scratch/said")" "0 .husky/pre-push calls areagate already: nothing to do" \
		"with the line that was told there is nothing to do"
	in_work env PATH="$scratch/bin:$PATH" git push -q origin main
	says 1 2 push-closed "and a push is judged"
	in_work git push -q origin main
	silent "who has no areagate is not held up"
	git -C "$work" config --unset core.hooksPath
	in_work "$AREAGATE" hook install
	same "$status $(grep -c 'git does not call husky before a push: npx husky' "$scratch/said")" "5 1" \
		"a husky that is not installed is told"
}

check_lefthook() {
	project lefthook
	printf 'pre-commit:\n  commands:\n' >"$work/lefthook.yml"
	in_work "$AREAGATE" hook install
	says 5 1 hook-other "lefthook has the hooks"
	same "$(grep -c 'use_stdin: true' "$scratch/said")" 1 "and has to hand stdin on"
	printf 'pre-push:\n  commands:\n    areagate:\n      run: areagate hook pre-push {0}\n' >"$work/lefthook.yml"
	in_work "$AREAGATE" hook install
	same "$status $(grep -c ': lefthook install ' "$scratch/said")" "5 1" "what is not installed is told"
}

check_pre_commit() {
	local stage=pre-push
	project pre-commit
	if ! command -v pre-commit >/dev/null; then
		echo "NOT RUN: pre-commit is not installed (apt-get install pre-commit)"
		return
	fi
	export PRE_COMMIT_HOME=$scratch/pre-commit-home
	printf 'repos: []\n' >"$work/.pre-commit-config.yaml"
	in_work "$AREAGATE" hook install
	says 5 1 hook-other "pre-commit has the hooks"
	# Before 3.2.0 the stage has another name.
	if [[ $(printf '3.2.0\n%s\n' "$(pre-commit --version | cut -d' ' -f2)" | sort -V | head -n 1) != 3.2.0 ]]; then
		stage=push
	fi
	sed -n "/^repos:/,/^[^ r]/{/^[ r]/p}" "$scratch/said" |
		sed "s|entry: areagate|entry: $AREAGATE|; s/pre-push\]/$stage]/" >"$work/.pre-commit-config.yaml"
	in_work "$AREAGATE" hook install
	same "$status $(grep -c ': pre-commit install --hook-type pre-push ' "$scratch/said")" "5 1" \
		"what is not installed is told"
	in_work pre-commit install --hook-type pre-push
	in_work "$AREAGATE" hook install
	same "$status" 0 "then there is nothing to do"
	commit config
	cover 1 5
	push origin main
	says 1 2 push-closed "pre-commit runs what was told, for a first commit"
	in_work env SKIP=areagate git push -q origin main
	same "$status" 0 "and skips it"
	commit next
	push origin main
	says 1 2 push-closed "and for a range"
	cover 1 9
	push origin main
	same "$status" 0 "and lets pass what is open"
	in_work pre-commit run areagate --hook-stage "$stage"
	same "$status" 0 "by hand HEAD is judged: open"
	cover 1 5
	in_work pre-commit run areagate --hook-stage "$stage"
	says 1 2 push-closed "by hand HEAD is judged: closed"
	git -C "$work" config --unset core.hooksPath || true
	rm "$work/.git/hooks/pre-push" "$work/.pre-commit-config.yaml"
	install_hook
	git -C "$work" checkout -q .pre-commit-config.yaml
	in_work pre-commit install --hook-type pre-push
	commit both
	in_work env SKIP=areagate git push -q origin main
	says 1 2 push-closed "our own hook, which pre-commit found and kept, is given stdin"
}

# What pre-commit reads where a project names this repository.
check_manifest() {
	local key
	for key in 'id: areagate' 'entry: areagate hook pre-push' 'language: system' 'stages: \[pre-push\]' \
		'pass_filenames: false' 'always_run: true' 'require_serial: true' \
		'minimum_pre_commit_version: 3.2.0'; do
		same "$(grep -c "^[- ] $key$\|^- *$key$" .pre-commit-hooks.yaml)" 1 ".pre-commit-hooks.yaml: $key"
	done
}

run check_environment check_husky check_lefthook check_pre_commit check_manifest
