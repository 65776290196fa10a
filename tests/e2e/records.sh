#!/usr/bin/env bash
# Records that many write at once beside git's own housekeeping, and that are killed while they are
# written and shared: none that was there is lost, and git finds nothing wrong.
#
# KILLS says how often a run is killed: 40 if unset, which takes seconds; 200 take minutes.
# shellcheck source=tests/e2e/clones.bash
. "$(dirname "${BASH_SOURCE[0]}")/clones.bash"

readonly KILLS=${KILLS:-40}

write_beside() {
	local n
	for ((n = 0; n < COMMITS; n++)); do
		record "$1" "$1" "${commits[n]}" || return 1
	done
}

check_one_repository() {
	local i children=() wrong=0 gcs=0
	fresh one.git
	clone one.git one
	for i in 1 2 3 4 5 6 7 8; do
		git -C "$scratch/one" worktree add -q --detach "$scratch/tree$i"
	done
	for i in 1 2 3 4 5 6 7 8; do
		write_beside "tree$i" &
		children+=($!)
	done
	while [[ -n $(jobs -rp) ]]; do
		git -C "$scratch/one" pack-refs --all 2>/dev/null || true
		git -C "$scratch/one" gc -q 2>/dev/null || true
		sleep 0.3
		gcs=$((gcs + 1))
	done
	for i in "${children[@]}"; do
		wait "$i" || wrong=$((wrong + 1))
	done
	same "$wrong" 0 "8 writers recorded 50 verdicts each, beside $gcs rounds of git pack-refs and git gc"
	same "$(count one)" 400 "400 of 400 records are kept"
	check_sound one
}

# kill_after MS COMMAND...: with all that it started.
kill_after() {
	local child
	setsid "${@:2}" >/dev/null 2>&1 &
	child=$!
	sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"
	kill -9 -- "-$child" 2>/dev/null || true
	wait "$child" 2>/dev/null || true
}

# Lock files that were left behind: ours grow old and go by themselves, git says of its own that they
# are to be removed by hand.
clear_locks() {
	local repository file
	for repository in "$@"; do
		while read -r file; do
			locks=$((locks + 1))
			if [[ $file == */killed/.git/refs/notes/areagate.lock ]]; then
				touch -d '1 minute ago' "$file"
			else
				rm -f "$file"
			fi
		done < <(find "$scratch/$repository" -name '*.lock' ! -name 'areagate*.lock' -o \
			-path '*/notes/areagate.lock')
	done
}

milliseconds() {
	local from
	from=$(date +%s%N)
	"$@" >/dev/null
	echo $((($(date +%s%N) - from) / 1000000))
}

# What was there before is there after it.
check_kept() {
	local repository lost
	for repository in killed killed.git; do
		sound "$repository" || unsound=$((unsound + 1))
	done
	records killed >"$scratch/after"
	lost=$(LC_ALL=C comm -23 "$scratch/before" "$scratch/after" | wc -l)
	gone=$((gone + lost))
	cp "$scratch/after" "$scratch/before"
}

check_kills() {
	local n took unsound=0 gone=0 locks=0 half=$((KILLS / 2)) kept
	fresh killed.git
	clone killed.git killed
	clone killed.git beside
	record killed first
	took=$(milliseconds record killed second)
	records killed >"$scratch/before"
	for ((n = 0; n < half; n++)); do
		git -C "$scratch/killed" update-ref --no-deref HEAD "${commits[n % COMMITS]}"
		kill_after $((took * n / half)) env -C "$scratch/killed" \
			"$AREAGATE" check --record --job "kill$((n / COMMITS))" cov.info
		check_kept
		clear_locks killed
	done
	same "$unsound $gone" "0 0" "killed $half times while recording (in $took ms): unsound and lost"
	kept=$(wc -l <"$scratch/before")
	echo "  $kept records came through, $locks lock files stayed"
	record beside third
	sync beside >/dev/null
	took=$(milliseconds sync killed)
	records killed >"$scratch/before"
	locks=0
	for ((n = 0; n < half; n++)); do
		record killed "sync$((n / COMMITS))" "${commits[n % COMMITS]}"
		records killed >"$scratch/before"
		# Every other time there is something to fetch, too.
		if ((n % 2 == 0)); then
			record beside "beside$((n / COMMITS))" "${commits[n % COMMITS]}"
			sync beside >/dev/null
		fi
		kill_after $((took * n / half)) env -C "$scratch/killed" "$AREAGATE" sync
		check_kept
		clear_locks killed killed.git
	done
	same "$unsound $gone" "0 0" "killed $half times while syncing (in $took ms): unsound and lost"
	echo "  $locks lock files stayed"
	sync killed >/dev/null
	sync beside >/dev/null
	same "$(records killed.git | cksum)" "$(records killed | cksum)" "after it both sides have the same"
	same "$(LC_ALL=C comm -23 "$scratch/before" <(records beside) | wc -l)" 0 "and so has another clone"
}

run check_one_repository check_kills
