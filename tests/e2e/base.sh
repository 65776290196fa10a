#!/usr/bin/env bash
# The base that areagate chooses is the commit that git itself names, in the clones that people and CI
# work in: whole, shallow and blobless ones, work trees, bare repositories and submodules.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

# A case a line: what it makes, the rule that must apply, and the base in git's words ("none" for no
# base; "refused" for exit status 4). A function case_NAME makes it, and may set `settings` (of the
# environment), `arguments`, `folder` (where areagate is called; `clone` if not), `asked` (where git is,
# if elsewhere) and `distance` (where git counts what it has, and areagate knows that there is more).
readonly CASES='
plain_branch           upstream       merge-base HEAD origin/main
detached_head          upstream       merge-base HEAD origin/main
on_the_default_branch  first-parent   rev-parse HEAD^1
uncommitted            uncommitted    rev-parse HEAD
uncommitted_ahead      upstream       rev-parse origin/main
uncommitted_on_topic   upstream       merge-base HEAD origin/main
uncommitted_first      uncommitted    rev-parse HEAD
ahead_of_the_default   upstream       rev-parse origin/main
behind_the_default     first-parent   rev-parse HEAD^1
default_named_trunk    upstream       merge-base HEAD origin/trunk
default_local_only     upstream       merge-base HEAD main
merged_main_into_it    upstream       rev-parse origin/main
criss_cross            upstream       merge-base HEAD origin/main
no_default_branch      none           -
first_commit           none           -
unrelated_histories    none           -
test_merge             pull-request   rev-parse HEAD^1
test_merge_depth_2     pull-request   rev-parse HEAD^1
test_merge_depth_1     refused        -
test_merge_of_a_merge  pull-request   rev-parse HEAD^1
head_of_pull_request   pull-request   merge-base HEAD origin/release
head_that_is_a_merge   pull-request   merge-base HEAD origin/main
head_without_its_base  refused        -
head_too_shallow       refused        -
target_event           first-parent   rev-parse HEAD^1
merge_queue            merge-queue    rev-parse HEAD~3
merge_queue_shallow    refused        -
loosening_accepted     none           -
push_range             upstream       merge-base HEAD origin/main
push_new_branch        upstream       merge-base HEAD origin/main
push_new_from_trunk    upstream       merge-base HEAD origin/trunk
push_new_alone         refused         -
push_new_depth_1       refused         -
push_new_of_main       first-parent   rev-parse HEAD^1
push_first             none           -
push_first_unnamed     none           -
push_tag               first-parent   rev-parse HEAD^1
push_forced            upstream       merge-base HEAD origin/main
push_forced_and_gone   upstream       merge-base HEAD origin/main
push_forced_main       first-parent   rev-parse HEAD^1
push_shallow           refused        -
push_too_shallow       refused        -
push_parent_alone      refused        -
push_too_shallow_main  none           -
push_range_main        push           rev-parse HEAD~2
push_shallow_main      push           rev-parse HEAD~2
pipeline_push_main     push           rev-parse HEAD~2
merge_request          merge-request  rev-parse HEAD~2
merge_request_shallow  refused        -
merged_result          merge-request  rev-parse HEAD^1
merged_result_depth_2  merge-request  rev-parse HEAD^1
merged_result_depth_1  refused        -
merged_result_left     merge-request  rev-parse origin/topic~3
merged_result_head     merge-request  merge-base HEAD origin/main
merge_train            merge-request  rev-parse HEAD^1
merge_train_rebased    merge-request  rev-parse HEAD~5
pipeline_push          upstream       merge-base HEAD origin/main
pipeline_new_branch    upstream       merge-base HEAD origin/trunk
pipeline_unset         upstream       merge-base HEAD origin/main
pipeline_bad           upstream       merge-base HEAD origin/main
pipeline_new_alone     refused         -
pipeline_first         none           -
pipeline_scheduled     first-parent   rev-parse HEAD^1
shallow_1              none           -
shallow_3              upstream       merge-base HEAD origin/main
shallow_3_too_short    none           -
blobless               upstream       merge-base HEAD origin/main
work_tree              upstream       merge-base HEAD origin/main
bare                   upstream       merge-base HEAD main
bare_by_git_dir        upstream       merge-base HEAD main
submodule              upstream       merge-base HEAD origin/main
subfolder              upstream       merge-base HEAD origin/main
packed                 upstream       merge-base HEAD origin/main
notes_made_it_shallow  upstream       merge-base HEAD origin/main
option_tag             explicit       rev-parse start^{commit}
option_tag_of_a_tag    explicit       rev-parse again^{commit}
option_head            explicit       rev-parse HEAD
option_before_ci       explicit       rev-parse HEAD~1
option_unrelated       refused        -
option_shallow         refused        -
'

readonly ZERO=0000000000000000000000000000000000000000

seconds=1767603600

# commit FOLDER NAME...: a file each, and each a minute after the one before.
commit() {
	local folder=$1 message
	shift
	for message; do
		seconds=$((seconds + 60))
		echo "$message" >"$folder/$message"
		git -C "$folder" add "$message"
		GIT_COMMITTER_DATE="@$seconds +0000" git -C "$folder" commit -q -m "$message"
	done
}

merge() {
	seconds=$((seconds + 60))
	GIT_COMMITTER_DATE="@$seconds +0000" git -C "$1" merge -q --no-ff -m "merge" "$2"
}

# main is six commits long; topic began at its fourth and has three of its own.
make_upstream() {
	git init -q upstream
	git -C upstream config uploadpack.allowFilter true
	git -C upstream config uploadpack.allowAnySHA1InWant true
	printf 'int a;\n' >upstream/a.c
	mkdir upstream/src
	printf 'int b;\n' >upstream/src/b.c
	git -C upstream add .
	commit upstream 1 2 3 4
	git -C upstream checkout -q -b topic
	commit upstream t1 t2 t3
	git -C upstream checkout -q main
	commit upstream 5 6
}

# clone BRANCH [OPTION...]: file:// keeps git from linking what --depth and --filter leave out.
clone() {
	local branch=$1
	shift
	git clone -q "$@" "file://$PWD/upstream" clone
	git -C clone checkout -q "$branch"
}

# As GitHub makes refs/pull/1/merge: the base first, the head of the pull request second.
make_test_merge() {
	git -C upstream checkout -q --detach main
	merge upstream topic
	git -C upstream update-ref refs/pull/1/merge HEAD
	git -C upstream checkout -q main
}

# As actions/checkout gets it: checkout_pull DEPTH, 0 for all.
checkout_pull() {
	local depth=()
	[[ $1 == 0 ]] || depth=("--depth=$1")
	git init -q clone
	git -C clone remote add origin "file://$PWD/upstream"
	[[ $1 != 0 ]] || git -C clone fetch -q origin
	git -C clone fetch -q "${depth[@]}" origin +refs/pull/1/merge:refs/remotes/pull/1/merge
	git -C clone checkout -q --force refs/remotes/pull/1/merge
}

# event NAME JSON: what GitHub tells.
event() {
	printf '%s\n' "$2" >event.json
	settings=(GITHUB_EVENT_NAME="$1" GITHUB_EVENT_PATH="$PWD/event.json")
}

pull_request() {
	event pull_request "{ \"pull_request\": { \"head\": { \"sha\": \"$(git -C upstream rev-parse topic)\" } } }"
	settings+=(GITHUB_BASE_REF=main GITHUB_SHA="$(git -C upstream rev-parse refs/pull/1/merge)")
}

# push BEFORE [REF [DEFAULT]]: DEFAULT is what the event says of the repository's default branch.
push() {
	event push "{ \"before\": \"$1\", \"repository\": { \"default_branch\": \"${3:-main}\" } }"
	settings+=(GITHUB_REF="${2:-refs/heads/topic}")
}

# pipeline SOURCE BEFORE [BRANCH [DEFAULT]]: what GitLab tells.
pipeline() {
	settings=(CI_PIPELINE_SOURCE="$1" CI_COMMIT_BEFORE_SHA="$2" CI_COMMIT_BRANCH="${3:-topic}"
		CI_DEFAULT_BRANCH="${4:-main}" CI_COMMIT_SHA="$(git -C clone rev-parse HEAD)")
}

# merge_request KIND: the same, of the one from topic to main.
merge_request() {
	pipeline merge_request_event "$ZERO" ''
	settings+=(CI_MERGE_REQUEST_EVENT_TYPE="$1"
		CI_MERGE_REQUEST_DIFF_BASE_SHA="$(git -C upstream merge-base main topic)")
	[[ $1 == detached ]] ||
		settings+=(CI_MERGE_REQUEST_SOURCE_BRANCH_SHA="$(git -C upstream rev-parse topic)")
}

case_plain_branch() { clone topic; }

case_detached_head() {
	clone topic
	git -C clone checkout -q --detach
	git -C clone branch -q -D topic
}

case_on_the_default_branch() { clone main; }

case_uncommitted() {
	clone main
	echo 'int more;' >>clone/a.c
}

case_uncommitted_ahead() {
	clone main
	commit clone 7
	git -C clone rm -q src/b.c
}

case_uncommitted_on_topic() {
	clone topic
	echo 'int new;' >clone/src/new.c
	git -C clone add src/new.c
}

case_uncommitted_first() {
	case_first_commit
	echo "int more;" >>clone/a.c
}

case_ahead_of_the_default() {
	clone main
	commit clone 7 8
}

case_behind_the_default() {
	clone main
	git -C clone checkout -q --detach HEAD~2
}

case_default_named_trunk() {
	git -C upstream branch -q -m main trunk
	git -C upstream branch -q main trunk~5
	clone topic
}

case_default_local_only() {
	clone topic
	git -C clone branch -q -f main origin/main
	git -C clone remote remove origin
}

case_merged_main_into_it() {
	clone topic
	merge clone origin/main
	commit clone t4
}

# Both sides merged what was then the other's newest: there are two best common ancestors.
case_criss_cross() {
	git -C upstream checkout -q -b cross topic
	merge upstream main
	git -C upstream checkout -q main
	merge upstream topic
	git -C upstream checkout -q topic
	git -C upstream merge -q --ff-only cross
	git -C upstream checkout -q main
	clone topic
	(($(git -C clone merge-base --all HEAD origin/main | wc -l) == 2)) || die "no criss-cross"
}

case_no_default_branch() {
	clone topic
	git -C clone remote remove origin
	git -C clone branch -q -D main
}

case_first_commit() {
	clone main
	git -C clone checkout -q --detach HEAD~5
}

case_unrelated_histories() {
	clone main
	git -C clone checkout -q --orphan other
	commit clone other
}

case_test_merge() {
	make_test_merge
	checkout_pull 0
	pull_request
}

case_test_merge_depth_2() {
	make_test_merge
	checkout_pull 2
	pull_request
	distance=null # of the pull request only its last commit is here
}

case_test_merge_depth_1() {
	make_test_merge
	checkout_pull 1
	pull_request
}

case_test_merge_of_a_merge() {
	git -C upstream checkout -q topic
	merge upstream main~1
	case_test_merge
}

case_head_of_pull_request() {
	git -C upstream branch -q release main~4
	make_test_merge
	clone topic
	pull_request
	settings+=(GITHUB_BASE_REF=release)
}

# The first parent of such a head is not where the pull request began.
case_head_that_is_a_merge() {
	git -C upstream checkout -q topic
	merge upstream main~1
	make_test_merge
	clone topic
	pull_request
}

case_head_without_its_base() {
	make_test_merge
	clone topic
	pull_request
	settings+=(GITHUB_BASE_REF=gone)
}

case_head_too_shallow() {
	make_test_merge
	clone topic --depth 2 --no-single-branch
	pull_request
}

# Checks out the base branch, whose tip may be a merge of something else.
case_target_event() {
	make_test_merge
	git -C upstream branch -q other main~1
	git -C upstream checkout -q other
	commit upstream o1
	git -C upstream checkout -q main
	merge upstream other
	clone main
	pull_request
	settings+=(GITHUB_EVENT_NAME=pull_request_target GITHUB_SHA="$(git -C clone rev-parse HEAD)")
}

case_merge_queue() {
	clone topic
	event merge_group "{ \"merge_group\": { \"base_sha\": \"$(git -C clone rev-parse HEAD~3)\" } }"
}

case_merge_queue_shallow() {
	clone topic --depth 2 --no-single-branch
	event merge_group "{ \"merge_group\": { \"base_sha\": \"$(git -C upstream rev-parse topic~3)\" } }"
}

# A person's word on the command line: then nothing that is not seen matters.
case_loosening_accepted() {
	case_test_merge_depth_1
	arguments=(--accept-loosening)
}

case_push_range() {
	clone topic
	push "$(git -C clone rev-parse HEAD~3)"
}

case_push_range_main() {
	clone main
	push "$(git -C clone rev-parse HEAD~2)" refs/heads/main
}

case_push_shallow_main() {
	clone main --depth 3 --no-single-branch
	push "$(git -C clone rev-parse HEAD~2)" refs/heads/main
}

case_pipeline_push_main() {
	clone main
	pipeline push "$(git -C clone rev-parse HEAD~2)" main
}

case_push_new_branch() {
	clone topic
	push "$ZERO"
}

# The usual names are no stand-in for the one that the event has.
case_push_new_from_trunk() {
	git -C upstream branch -q trunk main~3
	clone topic
	push "$ZERO" refs/heads/topic trunk
}

case_push_new_alone() {
	clone topic
	push "$ZERO" refs/heads/topic trunk
}

case_push_new_depth_1() {
	clone topic --depth 1 -b topic
	push "$ZERO"
}

case_push_new_of_main() {
	git -C upstream branch -q release main
	clone release
	push "$ZERO" refs/heads/release
}

case_push_first() {
	clone main
	push "$ZERO" refs/heads/main
}

case_push_first_unnamed() {
	case_push_first
	event push "{ \"before\": \"$ZERO\" }"
	settings+=(GITHUB_REF=refs/heads/main)
}

case_push_tag() {
	clone main
	push "$ZERO" refs/tags/v1
}

case_push_forced() {
	clone topic
	push "$(git -C clone rev-parse origin/main)"
}

case_push_forced_main() {
	clone main
	push "$(git -C clone rev-parse origin/topic)" refs/heads/main
}

case_push_forced_and_gone() {
	clone topic
	push 1111111111111111111111111111111111111111
}

case_push_shallow() {
	clone topic --depth 3 --no-single-branch
	push "$(git -C clone rev-parse HEAD~2)"
}

case_push_too_shallow() {
	clone topic --depth 1 --no-single-branch
	push "$(git -C upstream rev-parse topic~2)"
}

# What is pushed to the default branch is in.
case_push_too_shallow_main() {
	clone main --depth 1 --no-single-branch
	push "$(git -C upstream rev-parse main~2)" refs/heads/main
}

# The first parent is there, and is not where the push started.
case_push_parent_alone() {
	clone topic --depth 2 --no-single-branch
	push "$(git -C upstream rev-parse topic~2)"
}

case_merge_request() {
	clone topic
	settings=(CI_MERGE_REQUEST_DIFF_BASE_SHA="$(git -C clone rev-parse HEAD~2)")
}

case_merge_request_shallow() {
	clone topic --depth 2 --no-single-branch
	merge_request detached
}

case_merged_result() {
	make_test_merge
	checkout_pull 0
	merge_request merged_result
}

case_merged_result_depth_2() {
	make_test_merge
	checkout_pull 2
	merge_request merged_result
	distance=null
}

case_merged_result_depth_1() {
	make_test_merge
	checkout_pull 1
	merge_request merged_result
}

# A job may leave the commit of its pipeline for another merge ...
case_merged_result_left() {
	make_test_merge
	clone topic
	merge_request merged_result
	settings+=(CI_COMMIT_SHA="$(git -C upstream rev-parse refs/pull/1/merge)")
	merge clone origin/main~1
}

# ... or for the source branch, the tip of which may be one.
case_merged_result_head() {
	git -C upstream checkout -q topic
	merge upstream main~1
	clone topic
	merge_request merged_result
}

# Before this one in the train is another.
case_merge_train() {
	git -C upstream checkout -q --detach main
	commit upstream another
	merge upstream topic
	git -C upstream update-ref refs/pull/1/merge HEAD
	git -C upstream checkout -q main
	checkout_pull 0
	merge_request merge_train
}

# Where merges are to be fast-forward, a train has no merge commits.
case_merge_train_rebased() {
	git -C upstream checkout -q --detach main
	git -C upstream cherry-pick topic~3..topic >/dev/null
	git -C upstream update-ref refs/pull/1/merge HEAD
	git -C upstream checkout -q main
	checkout_pull 0
	merge_request merge_train
}

case_pipeline_push() {
	clone topic
	pipeline push "$(git -C clone rev-parse HEAD~2)"
}

case_pipeline_new_branch() {
	git -C upstream branch -q trunk main~3
	clone topic
	pipeline push "$ZERO" topic trunk
}

case_pipeline_unset() {
	clone topic
	pipeline push ''
}

case_pipeline_bad() {
	clone topic
	pipeline push HEAD~1
}

case_pipeline_new_alone() {
	clone topic
	pipeline push "$ZERO" topic trunk
}

case_pipeline_first() {
	clone main
	pipeline push "$ZERO" main
}

# Of such a pipeline nothing tells what was there before.
case_pipeline_scheduled() {
	clone main
	pipeline schedule "$ZERO" main
}

case_shallow_1() { clone topic --depth 1 --no-single-branch; }

# Deep enough: where topic began is in both.
case_shallow_3() {
	git -C upstream checkout -q topic
	git -C upstream reset -q --hard HEAD~1
	git -C upstream checkout -q main
	git -C upstream reset -q --hard HEAD~1
	clone topic --depth 3 --no-single-branch
}

case_shallow_3_too_short() { clone topic --depth 3 --no-single-branch; }

case_blobless() {
	clone topic --filter=blob:none --no-checkout
	[[ $(git -C clone config remote.origin.promisor) == true ]] || die "the clone is not blobless"
}

case_work_tree() {
	clone main
	git -C clone worktree add -q ../tree origin/topic
	folder=tree
}

case_bare() {
	git clone -q --bare "file://$PWD/upstream" clone
	git -C clone symbolic-ref HEAD refs/heads/topic
}

case_bare_by_git_dir() {
	case_bare
	mkdir elsewhere
	settings=(GIT_DIR="$PWD/clone")
	folder=elsewhere
	asked=clone
}

case_submodule() {
	git init -q outer
	git -C outer -c protocol.file.allow=always submodule --quiet add "file://$PWD/upstream" inner
	commit outer one
	git -C outer/inner checkout -q topic
	folder=outer/inner
}

case_subfolder() {
	clone topic
	folder=clone/src
}

case_packed() {
	clone topic
	git -C clone gc -q
	git -C clone pack-refs --all
}

# A fetch of records at depth 1 marks the clone as shallow and cuts nothing of its history.
case_notes_made_it_shallow() {
	git -C upstream notes --ref=areagate add -m one main
	git -C upstream notes --ref=areagate add -m two topic
	clone topic
	git -C clone fetch -q --depth 1 origin +refs/notes/areagate:refs/notes/areagate
	[[ -s clone/.git/shallow ]] || die "the clone is not shallow"
}

case_option_tag() {
	clone topic
	git -C clone tag -a -m "a tag" start HEAD~2
	arguments=(--base start)
}

case_option_tag_of_a_tag() {
	clone topic
	git -C clone tag -a -m "a tag" start HEAD~2
	git -C clone -c advice.nestedTag=false tag -a -m "its tag" again start
	arguments=(--base again)
}

case_option_head() {
	clone topic
	arguments=(--base HEAD)
}

case_option_before_ci() {
	clone topic
	push "$(git -C clone rev-parse HEAD~3)"
	arguments=(--base HEAD~1)
}

case_option_unrelated() {
	clone topic
	arguments=(--base origin/main)
}

case_option_shallow() {
	clone topic --depth 2 --no-single-branch
	arguments=(--base origin/main)
}

# "RULE COMMIT TREE DISTANCE" of what areagate says, "none", or "refused".
ask_areagate() {
	local status=0
	(
		cd "$folder"
		touch "$scratch/cov.info"
		env "${settings[@]}" "$AREAGATE" check --policies "$scratch/policies" --out json \
			"${arguments[@]}" "$scratch/cov.info" >"$scratch/seen.json" 2>"$scratch/seen.stderr"
	) || status=$?
	case $status in
	0) ;;
	4) echo refused && return ;;
	*) echo "exit status $status: $(cat "$scratch/seen.stderr")" && return ;;
	esac
	python3 -c '
import json, sys
base = json.load(open(sys.argv[1]))["base"]
print(*(json.dumps(base[k]).strip("\"") for k in ("rule", "commit", "tree", "distance"))
      if base else ["none"])' "$scratch/seen.json"
}

# The same of what git says.
ask_git() {
	local rule=$1 commit
	shift
	if [[ $rule == none || $rule == refused ]]; then
		echo "$rule"
		return
	fi
	commit=$(git -C "${asked:-$folder}" "$@")
	[[ $distance ]] || distance=$(git -C "${asked:-$folder}" rev-list --count "$commit..HEAD")
	echo "$rule" "$commit" "$(git -C "${asked:-$folder}" rev-parse "$commit^{tree}") $distance"
}

run_case() {
	local name=$1 settings=() arguments=() folder=clone asked='' distance='' got wanted
	shift
	mkdir "$scratch/$name"
	cd "$scratch/$name"
	make_upstream
	"case_$name"
	got=$(ask_areagate)
	wanted=$(ask_git "$@")
	is "$name: $got" "$wanted" "$got"
}

# Each case is in the table.
check_rows() {
	local name
	for name in $(compgen -A function case_); do
		grep -q "^${name#case_} " <<<"$CASES" || die "$name is in no row of the table"
	done
}

main() {
	local row words
	check_rows
	# libgit2 1.5 loses match data where a repository is of format version 1, as a blobless one is.
	echo leak:libpcre2-8 >"$scratch/leaks"
	export LSAN_OPTIONS="suppressions=$scratch/leaks:print_suppressions=0"
	mkdir "$scratch/policies"
	echo '{ "version": 1, "coverage": { "lines": { "target": 50 } } }' >"$scratch/policies/project.json"
	printf 'SF:a.c\nDA:1,1\nend_of_record\n' >"$scratch/cov.info"
	while read -r row; do
		[[ $row ]] || continue
		read -r -a words <<<"$row"
		run_case "${words[@]}"
	done <<<"$CASES"
}

main "$@"
