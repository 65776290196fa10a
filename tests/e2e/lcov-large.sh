#!/usr/bin/env bash
# Tracefiles that are large, or grow while they are read: an answer in time, and in little memory. They
# come through pipes where nothing else is asked, so that no disk is filled.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

# check NAME STATUS WHAT: that the last answer has this status, and WHAT in it.
check() {
	if [[ $status == "$2" ]] && grep -qF -- "$3" "$scratch/answer"; then
		pass "$1: $3"
	else
		fail "$1: exit $status, not $2 with '$3': $(head -c 600 "$scratch/answer")"
	fi
}

# answer COMMAND...: stdin is passed on. A sanitizer's shadow is no memory of ours: there is no limit then.
answer() {
	status=0
	timeout 120 "$@" >"$scratch/answer" 2>&1 || status=$?
}

sections() {
	awk -v n="$1" -v sources="$2" 'BEGIN {
		for (i = 0; i < n; i++)
			printf "SF:src/%d/f%d.c\nDA:%d,%d\nend_of_record\n", i % sources % 100,
				i % sources, 1 + i % 7, i % 3
	}'
}

answer "$AREAGATE" summary - < <(
	printf 'SF:a.c\nDA:1,'
	head -c 300M /dev/zero | tr '\0' 1
)
check "a line of 300 MB" 3 "/dev/stdin:2:1: error: the line is longer than"

answer "$AREAGATE" summary - < <(
	printf 'SF:'
	head -c 1M /dev/zero | tr '\0' a
	printf '\nDA:1,1\nend_of_record\n'
)
check "a path of 1 MB" 3 "/dev/stdin:1:4: error: the path is longer than 16384 bytes"

answer "$AREAGATE" summary - < <(sections 300000 300000)
check "300,000 sections" 0 "300000  66.66 %  200000/300000"

answer "$AREAGATE" summary - < <(sections 300000 1000 | gzip -1)
check "the same sources again and again" 0 "1000  100.00 %  7000/7000"

# One section of many portions, whose lines come twice.
answer "$AREAGATE" summary - < <(awk 'BEGIN {
	print "SF:a.c"
	for (i = 1; i <= 400000; i++) printf "DA:%d,1\nBRDA:%d,0,0,-\n", i, i
	for (i = 400000; i > 0; i--) printf "DA:%d,0\n", i
	print "end_of_record"
}')
check "a section of 1.2 million records" 0 "400000/400000    0.00 %  0/400000"

# The writer is stopped while we read: what we have is not the whole.
sections 200000 200000 >"$scratch/grows.info"
(
	while sections 1000 1000; do :; done >>"$scratch/grows.info" 2>/dev/null &
	echo $! >"$scratch/writer"
	wait
) &
sleep 0.2
answer "$AREAGATE" summary "$scratch/grows.info"
kill "$(cat "$scratch/writer")" 2>/dev/null || true
wait
check "a file that grows" 3 "changed while it was read: wait for what writes it"
