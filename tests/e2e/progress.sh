#!/usr/bin/env bash
# Reading that takes its time tells a person at a terminal how far it is, and nobody else.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

cd "$scratch"

tell_more() {
	cat -v seen
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
	is "all of $times portions is summed up" yes \
		"$(shows "$((times * 20000))/$((times * 20000))" && echo yes)"
}

shows() {
	grep -qF "$1" seen
}

# silent TEXT: nothing is shown of the reading.
silent() {
	faultless "$1" "$(grep -aF reading seen || true)"
}

line_start=$'\rreading pipe, '
erased=$'\r\x1b[K'

read_report 5
is "at a terminal it is shown" yes "$(shows "$line_start" && echo yes)"
is "at most five times a second" yes "$( (($(grep -oF reading seen | wc -l) < 10)) && echo yes)"
tail=$(<seen)
tail=${tail##*reading}
is "what comes behind the last line of it is the erasing, and then the result" yes \
	"$([[ $tail == *"$erased"*report* ]] && echo yes)"
read_report 5 CI=false
is "CI=false is no CI" yes "$(shows reading && echo yes)"

read_report 1
silent "nothing within the first second"
read_report 5 CI=true
silent "nothing in CI"
read_report 5 GITHUB_ACTIONS=true
silent "nothing in GitHub Actions"
read_report 5 TERM=dumb
silent "nothing where a line cannot be erased"

# Only stderr is looked at.
rm pipe
mkfifo pipe
write_slowly 5 >pipe &
"$AREAGATE" summary pipe >seen 2>errors
wait
faultless "nothing is written to what is no terminal" "$(<errors)"
