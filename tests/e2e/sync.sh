#!/usr/bin/env bash
# Records go through a remote from many clones at once, from full and shallow ones, whatever the user's
# configuration says: none is lost, no history is cut, and what is refused is told. Real git, over paths
# of this machine.
# shellcheck source=tests/e2e/clones.bash
. "$(dirname "${BASH_SOURCE[0]}")/clones.bash"

write_and_sync() {
	local n
	for ((n = 0; n < 10; n++)); do
		record "$1" "$1" "${commits[n]}"
		# Who loses ten times is told so, and tries again.
		sync "$1" 2>&1 || true
	done
	for ((n = 0; n < 10; n++)); do
		if sync "$1"; then
			return
		fi
	done
	return 1
}

check_clones() {
	local i clones=() children=() wrong=0
	fresh clones.git
	for i in 1 2 3 4 5 6 7 8; do
		clone clones.git "clone$i"
		clones+=("clone$i")
	done
	for i in "${clones[@]}"; do
		write_and_sync "$i" >"$scratch/$i.log" 2>&1 &
		children+=($!)
	done
	for i in "${children[@]}"; do
		wait "$i" || wrong=$((wrong + 1))
	done
	same "$wrong" 0 "8 clones pushed 10 records each at once"
	same "$(count clones.git)" 80 "80 of 80 records are at the remote"
	awk '/attempt/ { n++; for (i = 2; i <= NF; i++) if ($i ~ /^attempt/) tries += $(i - 1) }
		/pushes were refused/ { n++; tries += 10; lost++ }
		END { printf "  %d syncs took %d attempts, %d of them gave up\n", n, tries, lost }' \
		"$scratch"/clone?.log
	sync clone1 >/dev/null
	same "$(count clone1)" 80 "a clone that syncs has all 80"
	same "$(git -C "$scratch/clone1" rev-list --count main)" $COMMITS "the branch of a full clone is not cut"
	check_sound clones.git "${clones[@]}"
}

check_shallow() {
	local before
	fresh shallow.git
	clone shallow.git full
	clone shallow.git deep1 --depth 1
	clone shallow.git partial --filter=blob:none
	record full unit
	same "$(sync full)" "0 records fetched, 1 pushed, 1 attempt" "a remote without records gets the first"
	record deep1 other
	same "$(sync deep1)" "1 record fetched, 1 pushed, 1 attempt" "a shallow clone fetches and pushes"
	same "$(git -C "$scratch/deep1" rev-list --count main)" 1 "a shallow clone stays as shallow"
	record partial third
	same "$(sync partial)" "2 records fetched, 1 pushed, 1 attempt" "a clone without blobs fetches them"
	# A clone that already synced is a remote of its own, and shallow by that.
	git -C "$scratch/full" remote add peer "file://$scratch/deep1"
	same "$(sync full peer)" "1 record fetched, 0 pushed, 1 attempt" "a shallow remote is fetched from"
	before=$(git -C "$scratch/full" rev-list --count main)
	same "$before" $COMMITS "the branch of the full clone is not cut"
	check_sound shallow.git full deep1 partial
}

# What a user's configuration must not do to records: write over them, push more, call itself.
check_configuration() {
	local said
	fresh configured.git
	clone configured.git configured
	clone configured.git colleague
	record colleague theirs
	sync colleague >/dev/null
	git -C "$scratch/configured" config --add remote.origin.fetch '+refs/notes/*:refs/notes/*'
	git -C "$scratch/configured" config fetch.prune true
	git -C "$scratch/configured" config push.followTags true
	git -C "$scratch/configured" tag -a -m tag private
	record configured ours
	same "$(sync configured)" "1 record fetched, 1 pushed, 1 attempt" \
		"a refspec that writes over notes is not followed"
	same "$(git -C "$scratch/configured.git" tag)" "" "no tag is pushed along"
	record colleague later
	cat >"$scratch/colleague/.git/hooks/pre-push" <<END
#!/bin/sh
'$AREAGATE' sync >>'$scratch/hook.log' 2>&1
END
	chmod +x "$scratch/colleague/.git/hooks/pre-push"
	git -C "$scratch/colleague" push -q origin main:refs/heads/pushed
	same "$(cat "$scratch/hook.log")" "1 record fetched, 1 pushed, 1 attempt" \
		"called by a pre-push hook it does not call the hook again"
	check_sound configured.git configured colleague
}

check_refusals() {
	local status=0
	fresh refusing.git
	clone refusing.git refused
	record refused unit
	sync refused nowhere >"$scratch/said" 2>&1 || status=$?
	same "$status $(grep -c "'nowhere' does not appear to be a git repository" "$scratch/said")" "5 1" \
		"without such a remote git's words are told"
	status=0
	sync refused "ssh://127.0.0.1:1/r.git" >"$scratch/said" 2>&1 || status=$?
	same "$status $(grep -c '\[sync-remote\]' "$scratch/said")" "5 1" "without a network git's words are told"
	printf '#!/bin/sh\necho call >>calls\necho no notes here >&2\nexit 1\n' \
		>"$scratch/refusing.git/hooks/pre-receive"
	chmod +x "$scratch/refusing.git/hooks/pre-receive"
	status=0
	sync refused >"$scratch/said" 2>&1 || status=$?
	same "$status $(grep -c 'no notes here' "$scratch/said") $(wc -l <"$scratch/refusing.git/calls")" "5 1 1" \
		"a hook that refuses is told, and not asked again"
	same "$(count refused)" 1 "the record is kept"
}

# Jobs that share a clone: their packs are not made against each other's.
check_one_clone() {
	local i children=() wrong=0
	fresh shared.git
	clone shared.git shared
	for i in 1 2 3 4; do
		record shared "job$i"
		sync shared >/dev/null &
		children+=($!)
	done
	for i in "${children[@]}"; do
		wait "$i" || wrong=$((wrong + 1))
	done
	sync shared >/dev/null
	same "$wrong $(count shared.git)" "0 4" "4 syncs of one clone at once wait for each other"
	check_sound shared.git shared
}

run check_shallow check_configuration check_refusals check_one_clone check_clones
