#!/usr/bin/env bash
# What the other scripts count with: a check that fails, an error or no check at all is never a good end, and
# no scratch folder stays behind.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

# ends STATUS TEXT LINES: so does a script of these lines.
ends() {
	local status=0
	printf '%s\n' ". '$ROOT/tests/e2e/checks.bash'" "$3" >"$scratch/script.sh"
	TMPDIR=$scratch/tmp bash "$scratch/script.sh" >"$scratch/said" 2>&1 || status=$?
	is "$2" "$1, and 0 left" "$status, and $(find "$scratch/tmp" -mindepth 1 | wc -l) left"
}

mkdir "$scratch/tmp"
ends 0 "one that passes" 'pass it'
ends 0 "each kind that passes" 'report 0 it; is it a a; faultless it ""'
ends 1 "none at all" 'echo nothing'
ends 1 "one that fails before others" 'fail it; pass it'
ends 1 "a status that is not 0" 'pass it; report 1 it'
ends 1 "what is not as it should be" 'pass it; is it a b'
ends 1 "a fault" 'pass it; faultless it wrong'
ends 1 "a command that fails between two" 'pass it; false; pass it'
ends 2 "an error" 'pass it; die it'
ends 2 "a tool that is not there" 'pass it; need no-such-tool'
ends 143 "a signal" 'pass it; kill -TERM $$; pass it'
ends 1 "more that cannot be told" 'tell_more() { false; }; fail it; echo went on; pass it'
is "and the checks after it" 1 "$(grep -cx "went on" "$scratch/said")"
