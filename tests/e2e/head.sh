#!/usr/bin/env bash
# What is judged of a work tree and of an index is what git itself would commit of it: the same tree, and
# the same added lines as `git diff -U0 -M` has, whatever settings and attributes say.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly LINES_OF=$ROOT/tests/e2e/head_lines.py

# What each case makes of a clone with three commits; a function case_NAME does it, and may set
# `settings` (of the environment), `folder` (where areagate is called) and `refused` (what it must say).
readonly CASES='
nothing
staged
unstaged
both_in_one_file
staged_and_taken_back
deleted
deleted_and_staged
deleted_only_in_the_index
renamed_by_git
renamed_by_hand
renamed_and_edited
new_untracked
new_staged
new_and_edited_again
new_by_intent
new_folders
ignored
ignored_and_forced
mode_only
mode_staged
line_ends
line_ends_by_attribute
no_line_end
touched
link_changed
link_for_a_file
folder_for_a_file
file_for_a_folder
submodule
submodule_moved_on
nested_repository
sparse_checkout
odd_names
user_settings
attributes
large_change
work_tree_of_another
work_tree_variable
subfolder
conflict
merge_resolved
bare
'

template=$scratch/template

# numbered FIRST LAST NAME: lines that differ from each other.
numbered() {
	seq "$1" "$2" | sed "s/.*/int $3_&(void) { return &; }/"
}

make_repository() {
	git init -q
	mkdir -p src/deep/er policies
	numbered 1 40 one >src/one.c
	numbered 1 40 two >src/two.c
	numbered 1 40 move >src/deep/move.c
	numbered 1 5 gone >src/deep/er/gone.c
	ln -s one.c src/link.c
	echo '{ "version": 1, "coverage": { "lines": { "target": 0 } } }' >policies/project.json
	cat >policies/all.json <<-'END'
		{ "area": "all", "sources": ["**"], "patch": { "lines": { "max_uncovered": 1000000 } } }
	END
	printf '%s\n' '*.log' 'build/' >.gitignore
	printf '%s\n' report.info said >>.git/info/exclude
	git add .
	git commit -q -m "one"
	numbered 5 6 more >>src/two.c
	git commit -q -a -m "two"
	git tag base
	git checkout -q -b topic
	numbered 7 9 more >>src/two.c
	git commit -q -a -m "three"
	tracefile HEAD >report.info
}

edit() { sed -i "$1" "$2"; }

case_nothing() { :; }
case_staged() {
	edit '10s/.*/int staged;/' src/one.c
	git add -u
}
case_unstaged() { edit '10,12d; 20a int unstaged;' src/one.c; }
case_both_in_one_file() {
	edit '10s/.*/int staged;/' src/one.c
	git add -u
	edit '5a int a;\nint b;' src/one.c
	edit '10s/.*/int again;/' src/one.c
}
case_staged_and_taken_back() {
	edit '10s/.*/int staged;/' src/one.c
	git add -u
	git show HEAD:src/one.c >src/one.c
}
case_deleted() { rm src/deep/er/gone.c; }
case_deleted_and_staged() { git rm -q -r src/deep; }
case_deleted_only_in_the_index() { git rm -q --cached src/one.c; }
case_renamed_by_git() { git mv src/deep/move.c src/moved.c; }
case_renamed_by_hand() { mv src/deep/move.c src/by_hand.c; }
case_renamed_and_edited() {
	git mv src/deep/move.c src/moved.c
	edit '3s/.*/int edited;/' src/moved.c
}
case_new_untracked() { numbered 1 7 new >src/new.c; }
case_new_staged() {
	numbered 1 7 new >src/new.c
	git add .
}
case_new_and_edited_again() {
	case_new_staged
	edit '3a int edited;' src/new.c
}
case_new_by_intent() {
	numbered 1 7 new >src/new.c
	git add -N src/new.c
}
case_new_folders() {
	mkdir -p src/a/b/c other/d
	numbered 1 7 new >src/a/b/c/new.c
	numbered 1 3 new >src/a.c
	numbered 1 3 new >other/d/new.c
	numbered 1 3 new >src/a-b.c
}
case_ignored() {
	mkdir build src/build
	numbered 1 3 new >build/new.c
	numbered 1 3 new >src/build/new.c
	numbered 1 3 new >src/new.log
}
case_ignored_and_forced() {
	mkdir build
	numbered 1 3 new >build/new.c
	git add -f build/new.c
	edit '1a int edited;' build/new.c
}
case_mode_only() { chmod +x src/one.c; }
case_mode_staged() {
	chmod +x src/one.c
	git add -u
	chmod -x src/one.c
}
case_line_ends() {
	git config core.autocrlf true
	edit 's/$/\r/' src/one.c
	edit '4s/.*/int edited;\r/' src/one.c
	numbered 1 3 new | sed 's/$/\r/' >src/new.c
}
case_line_ends_by_attribute() {
	printf '%s\n' '*.c text=auto' 'src/two.c -text' >.gitattributes
	edit '4s/.*/int edited;\r/' src/one.c
	edit '4s/.*/int edited;\r/' src/two.c
}
case_no_line_end() { printf 'int last;' >>src/one.c; }
case_touched() {
	touch src/one.c
	cp src/two.c copy
	mv copy src/two.c
}
case_link_changed() { ln -s -f two.c src/link.c; }
case_link_for_a_file() {
	rm src/one.c
	ln -s two.c src/one.c
}
case_folder_for_a_file() {
	rm src/one.c
	mkdir src/one.c
	numbered 1 4 new >src/one.c/new.c
}
case_file_for_a_folder() {
	rm -r src/deep
	numbered 1 4 new >src/deep
}
add_submodule() {
	git -c protocol.file.allow=always submodule --quiet add "file://$scratch/r" lib
	git commit -q -m "lib"
}
case_submodule() {
	add_submodule
	numbered 1 3 new >>lib/src/one.c
	numbered 1 3 new >lib/src/new.c
	edit '1a int edited;' src/one.c
}
# Only the index says which commit of it is meant: what it has checked out is another repository's.
case_submodule_moved_on() {
	add_submodule
	git -C lib checkout -q HEAD~1
	git add lib
}
case_nested_repository() {
	git init -q src/nested
	numbered 1 3 new >src/nested/new.c
	# git would add a link to it.
	printf '%s\n' src/nested >>.git/info/exclude
}
case_sparse_checkout() {
	git sparse-checkout set --no-cone '/policies/' '/src/*.c'
	[[ ! -e src/deep ]] || die "the checkout is not sparse"
	edit '3a int edited;' src/one.c
}
case_odd_names() {
	numbered 1 3 new >$'src/new\nline.c'
	numbered 1 3 new >$'src/\xff\xfe.c'
	numbered 1 3 new >'src/a b"c.c'
	git add $'src/new\nline.c'
	edit '3a int edited;' $'src/new\nline.c'
}
case_user_settings() {
	git config diff.renames false
	git config diff.algorithm patience
	git config diff.context 9
	git config diff.noprefix true
	git config diff.ignoreSubmodules all
	git config diff.external /bin/false
	git config status.showUntrackedFiles no
	git config core.preloadIndex false
	git config core.quotePath false
	numbered 1 3 new >src/new.c
	mv src/deep/move.c src/by_hand.c
	edit '1,3d; 10a int edited;' src/one.c
}
case_attributes() {
	printf '%s\n' '*.c -diff' 'src/two.c binary linguist-generated' '* diff=other' >.gitattributes
	printf '%s\n' '*.c -diff' >.git/info/attributes
	edit '1,3d; 10a int edited;' src/one.c
	edit '7a int edited;' src/two.c
}
case_large_change() {
	for i in $(seq 200); do
		mkdir -p "src/m$((i % 20))"
		numbered 1 5 "n$i" >"src/m$((i % 20))/f$i.c"
	done
	git add src/m1 src/m2
	git commit -q -m "some"
	for i in $(seq 1 20 200); do edit '2a int edited;' "src/m1/f$i.c"; done
}
case_work_tree_of_another() {
	git worktree add -q -b other "$scratch/other" HEAD~1
	cd "$scratch/other"
	edit '3a int edited;' src/one.c
	numbered 1 3 new >src/new.c
	git add src/new.c
	folder=$scratch/other
}
case_work_tree_variable() {
	mkdir "$scratch/elsewhere"
	cp -R . "$scratch/elsewhere"
	rm -rf "$scratch/elsewhere/.git"
	settings=(GIT_DIR="$PWD/.git" GIT_WORK_TREE="$scratch/elsewhere")
	folder=$scratch/elsewhere
	cd "$scratch/elsewhere"
	export "${settings[@]}"
	edit '3a int edited;' src/one.c
	numbered 1 3 new >src/new.c
	git add src/new.c
	rm src/two.c
}
case_subfolder() {
	folder=$PWD/src/deep
	edit '3a int edited;' src/one.c
	numbered 1 3 new >new.c
	git add new.c
}
case_conflict() {
	edit '3s/.*/int ours;/' src/one.c
	git commit -q -a -m "ours"
	git checkout -q -b theirs HEAD~1
	edit '3s/.*/int theirs;/' src/one.c
	git commit -q -a -m "theirs"
	! git merge -q topic >said 2>&1 || die "no conflict"
	refused="src/one.c: error: has a conflict that is not resolved"
}
case_merge_resolved() {
	case_conflict
	refused=
	git show topic:src/one.c >src/one.c
	git add src/one.c
	edit '9s/.*/int after;/' src/one.c
}
case_bare() {
	git clone -q --bare . "$scratch/bare"
	cp -R policies report.info "$scratch/bare"
	folder=$scratch/bare
	refused="areagate: error: a bare repository has no index and no work tree to judge"
}

# Every line of every source file, as none of them were covered. tracefile HEAD
tracefile() {
	local path n
	while IFS= read -r -d '' path; do
		[[ $path == src/*.c && $path != *$'\n'* && $path != *$'\xff'* ]] || continue
		n=$(git cat-file blob "$1:$path" | awk 'END { print NR }')
		[[ $n != 0 && $(git cat-file -t "$1:$path") == blob ]] || continue
		printf 'SF:%s\n' "$path"
		seq -f 'DA:%g,0' "$n"
		echo end_of_record
	done < <(git ls-tree -r -z --full-tree "$1" | sed -z -n 's/^100[0-9]* blob [0-9a-f]*\t//p')
}

# The tree that git would commit: of the index, or of everything.
tree_of() {
	local index
	[[ $1 == worktree ]] || {
		git write-tree
		return
	}
	index=$(git rev-parse --absolute-git-dir)/index
	cp "$index" "$scratch/index"
	(
		cd "$(git rev-parse --show-toplevel)"
		export GIT_INDEX_FILE=$scratch/index
		git -c core.safecrlf=false add -A . 2>"$scratch/warnings"
		git write-tree
	)
}

call() {
	(
		cd "${folder:-.}"
		env "${settings[@]}" "$AREAGATE" "$@" "$report"
	)
}

compare() {
	local what=$1 expected=$2 got=$3
	[[ $expected == "$got" ]] && return
	printf '%s: %s\n' "$name" "$what"
	diff <(printf '%s\n' "$expected") <(printf '%s\n' "$got") | head -n 20
	return 1
}

# judge HEAD: against git; the same bytes as of the commit if nothing differs.
judge() {
	local tree lines base
	tree=$(tree_of "$1")
	report=$scratch/report.info
	tracefile "$tree" >"$report"
	base=$(git merge-base base HEAD)
	call explain all.patch.lines.max_uncovered --head "$1" --base "$base" --out json >"$scratch/said.json" ||
		{ compare "$1: exit" 0 "$?" || return 1; }
	compare "$1: tree" "$tree" "$(sed -n 's/^  "tree": "\(.*\)",$/\1/p' "$scratch/said.json")" || return 1
	lines=$(git -c core.quotePath=false diff-tree -r -p -U0 -M --text --no-ext-diff --no-textconv \
		--src-prefix=a/ --dst-prefix=b/ --diff-algorithm=myers "$base" "$tree" | python3 "$LINES_OF" diff)
	compare "$1: lines" "$lines" "$(python3 "$LINES_OF" explanation <"$scratch/said.json")" || return 1
	[[ $tree != "$(git rev-parse 'HEAD^{tree}')" ]] ||
		compare "$1: unlike its commit" "$(call explain all --base "$base" --head commit)" \
			"$(call explain all --base "$base" --head "$1")"
}

must_refuse() {
	local said status=0
	report=$scratch/r/report.info
	said=$(call check --head "$1" 2>&1) || status=$?
	compare "$1: exit" 4 "$status" && compare "$1: said" "$refused" "${said:0:${#refused}}"
}

run_case() {
	local name=$1 settings=() folder="" refused="" report head result=0
	scratch=$scratch/$name
	mkdir "$scratch"
	cp -R "$template" "$scratch/r"
	cd "$scratch/r"
	git update-index -q --refresh
	"case_$name"
	for head in index worktree; do
		if [[ $refused ]]; then
			must_refuse "$head" || result=1
		else
			judge "$head" || result=1
		fi
	done
	cd /
	rm -rf "$scratch"
	return "$result"
}

main() {
	local name status
	# shellcheck disable=SC2086 # words are meant
	(($# > 0)) || set -- $CASES
	mkdir "$template"
	(cd "$template" && make_repository)
	for name; do
		# What is a condition is not ended by an error.
		set +e
		(
			set -e
			run_case "$name"
		)
		status=$?
		set -e
		report "$status" "$name"
	done
}

main "$@"
