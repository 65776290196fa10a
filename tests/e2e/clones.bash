#!/usr/bin/env bash
# For scripts that record and sync in many clones: . tests/e2e/clones.bash
# shellcheck shell=bash
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly COMMITS=50 # of the repository that all others are cloned from; all of one tree

# same GOT WANTED TEXT
same() {
	is "$3" "$2" "$1"
}

make_seed() {
	git init -q "$scratch/seed"
	mkdir "$scratch/seed/policies"
	echo 'int a;' >"$scratch/seed/a.c"
	printf 'SF:a.c\nDA:1,1\nend_of_record\n' >"$scratch/seed/cov.info"
	echo '{ "version": 1, "coverage": { "lines": { "target": 50 } } }' \
		>"$scratch/seed/policies/project.json"
	git -C "$scratch/seed" add -A
	for ((i = 1; i <= COMMITS; i++)); do
		git -C "$scratch/seed" commit -q --allow-empty -m "commit $i"
	done
	# shellcheck disable=SC2034 # those who source this use them
	mapfile -t commits < <(git -C "$scratch/seed" rev-list HEAD)
}

# fresh NAME: a bare remote of that name, without records.
fresh() {
	git clone -q --bare "$scratch/seed" "$scratch/$1"
	git -C "$scratch/$1" config uploadpack.allowFilter true
}

# clone REMOTE NAME [OPTION...]
clone() {
	git clone -q "${@:3}" "file://$scratch/$1" "$scratch/$2"
}

# record CLONE JOB [COMMIT]: all trees are the same, so HEAD can move below the files.
record() {
	(
		cd "$scratch/$1"
		[[ -z ${3:-} ]] || git update-ref --no-deref HEAD "$3"
		"$AREAGATE" check --record --job "$2" cov.info >/dev/null
	)
}

sync() {
	(cd "$scratch/$1" && "$AREAGATE" sync "${@:2}")
}

# records REPOSITORY: "<commit> <job>" of each, once, though it lies on the tree, too.
records() {
	git -C "$scratch/$1" ls-tree -r --format='%(objectname)' refs/notes/areagate 2>/dev/null |
		git -C "$scratch/$1" cat-file --batch |
		sed -nE 's/^\{.*"job":"([^"]*)","commit":"([^"]*)".*/\2 \1/p' | LC_ALL=C sort -u
}

count() {
	records "$1" | wc -l
}

# sound REPOSITORY
sound() {
	local said
	said=$(git -C "$scratch/$1" fsck --strict --no-dangling 2>&1) && [[ -z $said ]] && return
	echo "$said"
	return 1
}

check_sound() {
	local repository wrong=0
	for repository in "$@"; do
		sound "$repository" || wrong=$((wrong + 1))
	done
	report $((wrong > 0)) "git fsck finds nothing in $# of $#"
}

# run CHECK...: each of them, in a folder of their own.
run() {
	local check
	# libgit2 1.5 does not give back its match data in a repository of format version 1, which a
	# clone without blobs is.
	echo leak:libpcre2-8 >"$scratch/suppressions"
	export LSAN_OPTIONS="suppressions=$scratch/suppressions:print_suppressions=0"
	make_seed
	for check in "$@"; do
		"$check"
	done
}
