#!/usr/bin/env bash
# Reading that takes its time tells a person at a terminal how far it is, and nobody else.
set -euo pipefail

AREAGATE=$(realpath "${AREAGATE:-build/dev/areagate}")
export AREAGATE
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

die() {
	printf 'FAILED: %s\n' "$*" >&2
	[[ ! -f seen ]] || cat -v seen >&2
	exit 1
}

# write_slowly TIMES: a tracefile, so many portions of it with a pause before each.
write_slowly() {
	local i
	echo SF:a.c
	for ((i = 0; i < $1; i++)); do
		sleep 0.4
		seq -f 'DA:%.0f,1' $((i * 20000 + 1)) $((i * 20000 + 20000))
	done
	echo end_of_record
}

# read_report TIMES [VARIABLE=VALUE...]: what a terminal shows of it is in `seen`.
read_report() {
	local times=$1
	shift
	rm -f pipe
	mkfifo pipe
	write_slowly "$times" >pipe &
	env TERM=xterm "$@" script -qec "stty cols 70; '$AREAGATE' summary pipe" /dev/null </dev/null >seen
	wait
	grep -q "$((times * 20000))/$((times * 20000))" seen || die "nothing was summed up"
}

shows() {
	grep -qF "$1" seen
}

line_start=$'\rreading pipe, '
erased=$'\r\x1b[K'

read_report 5
shows "$line_start" || die "nothing is shown"
(($(grep -oF reading seen | wc -l) < 10)) || die "more than five times a second"
# What comes behind the last line of it is the erasing, and then the result.
tail=$(<seen)
tail=${tail##*reading}
[[ $tail == *"$erased"*report* ]] || die "the line is not erased"

read_report 1
shows reading && die "shown within the first second"
read_report 5 CI=true
shows reading && die "shown in CI"
read_report 5 GITHUB_ACTIONS=true
shows reading && die "shown in GitHub Actions"
read_report 5 TERM=dumb
shows reading && die "shown where a line cannot be erased"
read_report 5 CI=false
shows reading || die "CI=false is no CI"

# Only stderr is looked at.
rm pipe
mkfifo pipe
write_slowly 5 >pipe &
"$AREAGATE" summary pipe >seen 2>errors
wait
[[ ! -s errors ]] || die "written to what is no terminal"

echo "progress: all as it should be"
