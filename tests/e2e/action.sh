#!/usr/bin/env bash
# The GitHub Action, its steps run as the runner runs them (runner.py is a model of it), for what each
# event gives them: the clone, the environment and the payload. The remote is a bare repository.
#
# The action takes the program from PATH.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly ZERO=0000000000000000000000000000000000000000

put_away() {
	[[ ! -s $scratch/server ]] || kill "$(cat "$scratch/server")" 2>/dev/null || true
}

tell_more() {
	sed 's/^/    | /' "$scratch/$case_name/result" "$scratch/$case_name/temp/log" 2>/dev/null || true
}

# has WHAT PATTERN: a line of the result.
has() {
	is "$1" yes "$(grep -qE -- "$2" result && echo yes || echo "no line '$2'")"
}

# ---- repositories ----

# remote.git has main with three commits and a topic of two that began at its second.
make_remote() {
	git init -q seed
	mkdir seed/policies
	echo '{ "version": 1, "reports": [ { "name": "coverage", "path": "build/*.info" } ],
		"coverage": { "lines": { "target": 50 } } }' >seed/policies/project.json
	printf 'build/\n' >seed/.gitignore
	printf 'one\ntwo\n' >seed/a.c
	commit_in seed 1
	commit_in seed 2
	git -C seed checkout -q -b topic
	printf 'three\nfour\n' >>seed/a.c
	commit_in seed t1
	commit_in seed t2
	git -C seed checkout -q main
	commit_in seed 3
	git -C seed checkout -q --detach
	git -C seed merge -q --no-ff -m merge topic
	git -C seed update-ref refs/pull/1/merge HEAD
	git -C seed update-ref refs/heads/gh-readonly-queue/main/pr-1 HEAD
	git -C seed checkout -q main
	git clone -q --mirror seed remote.git
}

# checkout REF DEPTH: as actions/checkout does; 0 is all of it.
checkout() {
	local depth=()
	[[ $2 == 0 ]] || depth=("--depth=$2")
	git init -q clone
	git -C clone remote add origin "file://$PWD/remote.git"
	[[ $2 != 0 ]] || git -C clone fetch -q origin '+refs/heads/*:refs/remotes/origin/*'
	git -C clone fetch -q --no-tags "${depth[@]}" origin "+$1:refs/remotes/checked"
	git -C clone checkout -q --detach refs/remotes/checked
	head=$(git -C clone rev-parse HEAD)
}

# tested COVERED: of four lines, so that any state of a.c has what it has.
tested() {
	mkdir -p clone/build
	{
		echo SF:a.c
		for i in $(seq "$(wc -l <clone/a.c)"); do echo "DA:$i,$((i <= $1))"; done
		echo end_of_record
	} >clone/build/coverage.info
}

# payload JSON: what the event says, besides its repository.
payload() {
	printf '{ "repository": { "default_branch": "main", "fork": %s }, %s }\n' "${fork:-false}" "$1" >event.json
}

# ---- the action ----

# act NAME=VALUE...: of the context `github`, and of inputs after `--`.
act() {
	local given=() kind=--github word
	for word; do
		if [[ $word == -- ]]; then
			kind=--input
		else
			given+=("$kind" "$word")
		fi
	done
	rm -rf temp result
	mkdir temp
	PATH=$PWD/bin:$scratch/bin:$PATH HOME=$scratch/home env -u GIT_AUTHOR_NAME -u GIT_COMMITTER_NAME \
		python3 -B "$ROOT/tests/e2e/runner.py" "${action:-$ROOT/action.yml}" \
		--workspace "$PWD/clone" --temp "$PWD/temp" --payload "$PWD/event.json" --event "$PWD/${event:-event.json}" \
		--github "sha=$head" --input version=path "${given[@]}" >result || die "$case_name: $(tail -n 3 result)"
}

output() {
	sed -n "s/^output $1 \"\(.*\)\"$/\1/p" result
}

# came CONCLUSION GATE PUBLISHED
came() {
	is "$*" "$*" "$(sed -n 's/^conclusion //p' result) $(output gate) $(output published)"
}

# by RULE REVISION: the base that was chosen.
by() {
	is "the base by $1" "$1 $(git -C clone rev-parse "$2")" "$(python3 -c '
import json, sys
base = json.load(open(sys.argv[1]))["base"]
print(base["rule"], base["commit"])' "$(output report-json)")"
}

# notes COUNT: commits of the remote with a record.
notes() {
	is "$1 records at the remote" "$1" "$(git -C remote.git ls-tree -r --name-only refs/notes/areagate 2>/dev/null |
		tr -d / | while read -r id; do git -C remote.git cat-file -t "$id"; done | grep -c commit)"
}

# ---- events ----

pull_request() {
	payload '"pull_request": { "number": 1, "head": { "sha": "'"$(git -C remote.git rev-parse topic)"'" } }'
	act event_name=pull_request ref=refs/pull/1/merge base_ref=main head_ref=topic "$@"
}

push() {
	payload '"before": "'"$1"'"'
	act event_name=push ref=refs/heads/main "${@:2}"
}

case_pull_request() {
	checkout refs/pull/1/merge 2
	tested 3
	pull_request -- comment-file=../comment.md
	came success open false
	by pull-request HEAD^1
	is "coverage of the added lines" 50 "$(output patch-coverage)"
	is "the comment starts with its marker" "<!-- areagate:comment" "$(head -c 21 comment.md)"
	is "the report" "# Coverage" "$(head -c 10 "$(output report-md)" | sed 's/^# .*/# Coverage/')"
	is "the summary" yes "$([[ -s temp/summary.md ]] && echo yes)"
	notes 0
}

# A fork's token reads only, and nothing is pushed with it.
case_fork() {
	checkout refs/pull/1/merge 2
	tested 1
	printf '#!/bin/sh\ntouch called\nexit 1\n' >remote.git/hooks/pre-receive
	chmod +x remote.git/hooks/pre-receive
	pull_request
	came failure closed false
	has "what is broken is annotated" '^annotation error "project coverage.lines.target'
	is "no push was tried" no "$([[ -e remote.git/called ]] && echo yes || echo no)"
}

case_push() {
	checkout refs/heads/main 0
	tested 2
	push "$(git -C clone rev-parse HEAD~2)"
	came success open true
	by push HEAD~2
	notes 1
	# The next run, in a clone of its own, compares with it.
	rm -rf clone
	git -C seed commit -q --allow-empty -m 4
	git -C seed push -q ../remote.git main
	checkout refs/heads/main 2
	tested 1
	printf '{ "version": 1, "coverage": { "lines": { "max_drop": 0 } } }\n' >clone/build/project.json
	push "$(git -C clone rev-parse HEAD~1)" -- policies=build reports=build/coverage.info publish=false
	came failure closed false
	is "the record of the run before is the baseline" "$(git -C clone rev-parse HEAD~1)" "$(output baseline)"
}

case_closed_is_recorded() {
	checkout refs/heads/main 2
	tested 0
	push "$(git -C clone rev-parse HEAD~1)"
	came failure closed true
	notes 1
}

case_force_push() {
	checkout refs/heads/main 0
	tested 2
	push "$(git -C clone rev-parse origin/topic)"
	came success open true
	by first-parent HEAD~1
}

case_other_branch() {
	checkout refs/heads/topic 0
	tested 3
	payload '"before": "'$ZERO'"'
	act event_name=push ref=refs/heads/topic
	came success open false
	by upstream "$(git -C clone merge-base HEAD origin/main)"
	act event_name=push ref=refs/heads/topic -- publish=true
	came success open true
}

case_merge_queue() {
	checkout refs/heads/gh-readonly-queue/main/pr-1 0
	tested 3
	payload '"merge_group": { "base_ref": "refs/heads/main", "base_sha": "'"$(git -C clone rev-parse HEAD^1)"'" }'
	act event_name=merge_group ref=refs/heads/gh-readonly-queue/main/pr-1
	came success open true
	by merge-queue HEAD^1
}

case_workflow_run() {
	checkout refs/heads/main 2
	tested 2
	payload '"workflow_run": { "event": "pull_request", "head_sha": "'$ZERO'", "head_branch": "main" }'
	act event_name=workflow_run ref=refs/heads/main
	came success open false
	by first-parent HEAD~1
}

case_by_hand() {
	checkout refs/heads/main 2
	tested 2
	payload '"inputs": null'
	act event_name=workflow_dispatch ref=refs/heads/topic
	came success open false
	act event_name=workflow_dispatch ref=refs/heads/main
	came success open true
}

case_schedule() {
	checkout refs/heads/main 2
	tested 2
	echo '{ "schedule": "5 4 * * *" }' >event.json
	act event_name=schedule ref=refs/heads/main
	came success open true
}

case_own_fork() {
	checkout refs/heads/main 2
	tested 2
	fork=true
	push "$(git -C clone rev-parse HEAD~1)"
	came success open false
}

case_tag() {
	checkout refs/heads/main 2
	tested 2
	payload '"before": "'$ZERO'"'
	act event_name=push ref=refs/tags/main
	came success open false
	by first-parent HEAD~1
}

# The context is whole, as the runner keeps it; the file is what a step before left of it.
case_payload_cut_off() {
	checkout refs/heads/main 2
	tested 2
	echo '{ "repository": { "default_br' >cut.json
	event=cut.json
	push "$(git -C clone rev-parse HEAD~1)"
	came success open true
	has "it is told" '^annotation warning "areagate base-event'
}

# ---- evidence, inputs ----

case_nothing_to_judge() {
	local word
	checkout refs/heads/main 2
	for word in closed:failure cannot-judge:failure never:success; do
		push $ZERO -- "fail-on=${word%:*}"
		came "${word#*:}" cannot-judge false
	done
	is "there is no report" "" "$(output report-md)$(output report-json)"
	tested 1
	push $ZERO -- reports=build/none.info fail-on=never
	came success cannot-judge false
}

case_fail_on() {
	local word
	checkout refs/heads/main 2
	tested 0
	for word in closed:failure cannot-judge:success never:success; do
		push $ZERO -- "fail-on=${word%:*}" publish=false
		came "${word#*:}" closed false
	done
	push $ZERO -- fail-on=sometimes
	has "a word that is not known" '^annotation error "areagate: fail-on: must be'
	push $ZERO -- publish=maybe
	has "another one" '^annotation error "areagate: publish: must be'
}

case_crash() {
	checkout refs/heads/main 2
	tested 2
	mkdir bin
	# shellcheck disable=SC2016 # for the script
	printf '#!/bin/sh\n[ "$1" = --version ] || kill -9 $$\n' >bin/areagate
	chmod +x bin/areagate
	push $ZERO
	came failure cannot-judge false
}

case_reports() {
	local odd
	checkout refs/heads/main 2
	tested 2
	mkdir -p "clone/build/deep/er"
	# shellcheck disable=SC2016 # names that would be commands
	for odd in '$(touch RAN).info' "it's [one] of \"them\".info" 'a b.info' '; touch RAN #.info'; do
		cp clone/build/coverage.info "clone/build/$odd"
		push $ZERO -- reports=$'\n  build/'"$odd"$'\t\r\n\n' publish=false
		came success open false
	done
	mv clone/build/coverage.info clone/build/deep/er/x.info
	rm clone/build/*.info
	push $ZERO -- reports='build/**/*.info' publish=false
	came success open false
	is "nothing ran" "" "$(find . -name 'RAN*')"
}

# Whatever stands in an input is data. Each of these fails, or is a name like others.
case_hostile_inputs() {
	local input attack
	checkout refs/heads/main 2
	tested 2
	# shellcheck disable=SC2016 # they would be commands
	for attack in $'${RAN:=$(touch RAN)}\n::warning::mine\n`touch RAN`' $'"; touch RAN; "\'; touch RAN; \'' \
		$'x\ngate=open\n::stop-commands::y' '--help' 'a[$(touch RAN)]'; do
		for input in policies reports base fail-on publish comment-file version working-directory; do
			push $ZERO -- "$input=$attack"
			is "$input: no command came of '${attack//$'\n'/ }'" "" "$(grep -E '^command|"mine' result)"
			[[ $input == comment-file ]] ||
				is "and it fails" failure "$(sed -n 's/^conclusion //p' result)"
		done
	done
	is "nothing ran" "" "$(find . "$scratch/home" -name RAN)"
}

case_working_directory() {
	checkout refs/heads/main 2
	tested 2
	push $ZERO -- working-directory=build policies=../policies reports=coverage.info comment-file=c.md
	came success open true
	is "files are relative to it" yes "$([[ -s clone/build/c.md ]] && echo yes)"
	push $ZERO -- working-directory=none
	has "none" '^annotation error "areagate: working-directory: '
}

# ---- records ----

case_read_only() {
	checkout refs/heads/main 2
	tested 2
	printf '#!/bin/sh\necho read only >&2\nexit 1\n' >remote.git/hooks/pre-receive
	chmod +x remote.git/hooks/pre-receive
	push $ZERO
	came success open false
	has "what is missing" "^annotation warning .*contents: write.*read only"
	is "no error, nor the words of one" "" "$(grep -E '^annotation error|::error' result)"
}

case_no_credentials() {
	checkout refs/heads/main 2
	tested 2
	git -C clone remote set-url --push origin "http://127.0.0.1:$(port "$scratch")/remote.git"
	push $ZERO
	came success open false
	has "what is missing" "^annotation warning .*persist-credentials"
}

case_no_remote() {
	checkout refs/heads/main 2
	tested 2
	git -C clone remote remove origin
	push $ZERO
	came success open false
}

case_unrecorded() {
	checkout refs/heads/main 2
	tested 2
	printf 'one\n2\n' >clone/a.c
	push $ZERO
	came success open false
	has "why" '^annotation warning .*nothing recorded'
	notes 0
}

# In a container job the checkout is of another user.
case_container() {
	checkout refs/heads/main 2
	tested 2
	if ((EUID != 0)); then
		echo "not tried: only root can give a folder away"
		return
	fi
	chown -R 1001:1001 clone
	push $ZERO
	came success open true
}

# ---- where the program comes from ----

# port FOLDER: of a server of its files, on the loopback.
port() {
	local i
	if [[ ! -s $scratch/port ]]; then
		python3 -c '
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
with open(sys.argv[2], "w") as f:
    f.write(str(server.server_port))
server.serve_forever()' "$1" "$scratch/port" >/dev/null 2>&1 &
		echo $! >"$scratch/server"
		for i in $(seq 100); do
			[[ ! -s $scratch/port ]] || break
			sleep 0.1
		done
		[[ $i != 100 ]] || die "no server after 10 s"
	fi
	cat "$scratch/port"
}

# An action with a release of its own, which starts the program that is tested.
make_release() {
	local version=0.1.0 name
	version=$(sed -nE 's/^project\(areagate VERSION ([0-9.]+).*/\1/p' "$ROOT/CMakeLists.txt")
	name=areagate-$version-linux-$(uname -m)
	mkdir -p "copy/.github" "$name/usr/bin" "$scratch/www/acme/action/releases/download/v$version"
	cp "$ROOT/action.yml" "$ROOT/CMakeLists.txt" copy/
	cp -r "$ROOT/.github/action" copy/.github/
	printf '#!/bin/sh\nexec "%s" "$@"\n' "$AREAGATE" >"$name/usr/bin/areagate"
	chmod +x "$name/usr/bin/areagate"
	archive=$scratch/www/acme/action/releases/download/v$version/$name.tar.gz
	tar -czf "$archive" "$name"
	(cd "$(dirname "$archive")" && sha256sum "$name.tar.gz") >copy/.github/action/SHA256SUMS
	action=copy/action.yml
	release=(action_repository=acme/action "server_url=http://127.0.0.1:$(port "$scratch/www")")
}

case_download() {
	local version
	checkout refs/heads/main 2
	tested 2
	make_release
	version=$(basename "$(dirname "$archive")")
	push $ZERO "${release[@]}" -- version= publish=false
	came success open false
	push $ZERO "${release[@]}" -- "version=$version" publish=false
	came success open false
	push $ZERO "${release[@]}" -- version=9.9.9
	has "no checksum" '^annotation error .*no checksum of such a release'
	came failure "" ""
	echo more >>"$archive"
	push $ZERO "${release[@]}" -- version=
	has "another checksum" '^annotation error .*another checksum'
	came failure "" ""
	is "nothing is unpacked" "" "$(find temp -name usr)"
	rm "$archive"
	push $ZERO "${release[@]}" -- version=
	has "not there" '^annotation error .*cannot be downloaded'
}

# Without a checksum of its own version it is built; a stand-in for cmake shows of what.
case_build() {
	checkout refs/heads/main 2
	tested 2
	mkdir stand-in
	cat >stand-in/cmake <<-END
		#!/bin/sh
		echo "\$@" >>"$PWD/called"
		case \$1 in -S) mkdir -p "\$4" && ln -s "$AREAGATE" "\$4/areagate" ;; esac
	END
	chmod +x stand-in/cmake
	: >called
	PATH=$PWD/stand-in:$PATH push $ZERO -- version= publish=false
	came success open false
	is "built of the action's files" "$ROOT" "$(sed -n '1s/^-S \([^ ]*\) .*/\1/p' called)"
	PATH=$PWD/stand-in:$PATH push $ZERO -- version=source publish=false
	came success open false
}

main() {
	local all=() case_name action event fork head release archive
	python3 -c 'import yaml' || die "no module yaml: apt-get install python3-yaml, or ./dev test"
	mkdir "$scratch/bin" "$scratch/home" "$scratch/www"
	ln -s "$AREAGATE" "$scratch/bin/areagate"
	unset GIT_CONFIG_GLOBAL # what the action writes there is to be read
	(($#)) || mapfile -t all < <(compgen -A function case_ | sed 's/^case_//')
	for case_name in "${@:-${all[@]}}"; do
		mkdir "$scratch/$case_name"
		cd "$scratch/$case_name"
		about="$case_name: " action='' event='' fork=''
		make_remote
		"case_$case_name"
	done
}

main "$@"
