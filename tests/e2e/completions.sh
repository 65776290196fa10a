#!/usr/bin/env bash
# The completion scripts in the shells that they are for: what is offered, and that a branch's name runs
# nothing.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

# complete_bash WORD...: what bash would offer for the last word.
complete_bash() {
	bash -c 'source "$0"; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _areagate
		printf "%s " "${COMPREPLY[@]}"' "$scratch/areagate.bash" areagate "$@"
}

test_bash() {
	"$AREAGATE" completion bash >"$scratch/areagate.bash"
	is "bash: commands" 'check ' "$(complete_bash ch)"
	is "bash: options" '--baseline --base ' "$(complete_bash check --base | tr ' ' '\n' | sort -r | tr '\n' ' ' | sed 's/^ *//')"
	is "bash: formats" 'json ' "$(complete_bash check --out js)"
	is "bash: reports" 'unit.xml ' "$(complete_bash check un)"
	is "bash: a file behind the format" 'unit.xml ' "$(complete_bash check --out json = un)"
	is "bash: a folder" 'policies ' "$(complete_bash check -p po)"
	is "bash: revisions" 'main ' "$(complete_bash show ma)"
	is "bash: remotes" 'origin ' "$(complete_bash sync or)"
	is "bash: words" 'zsh ' "$(complete_bash completion z)"
	is "bash: a branch that would be a command" '\$\(touch\$\{IFS\}ran\) ' "$(complete_bash diff '$')"
	is "bash: nothing ran" '' "$(ls ran 2>/dev/null || true)"
}

test_fish() {
	"$AREAGATE" completion fish >"$scratch/areagate.fish"
	complete_fish() {
		fish --no-config -c "source $scratch/areagate.fish; complete -C '$1'" | cut -f 1 | sort | tr '\n' ' '
	}
	is "fish: the script" '' "$(fish -n "$scratch/areagate.fish" 2>&1)"
	is "fish: commands" 'check ' "$(complete_fish 'areagate chec')"
	is "fish: options" '--no-baseline --no-git ' "$(complete_fish 'areagate check --no-')"
	is "fish: formats" 'json ' "$(complete_fish 'areagate check --out js')"
	is "fish: revisions" 'main ' "$(complete_fish 'areagate show mai')"
	is "fish: reports" 'unit.xml ' "$(complete_fish 'areagate check uni')"
}

test_zsh() {
	"$AREAGATE" completion zsh >"$scratch/_areagate"
	is "zsh: the script" '' "$(zsh -n "$scratch/_areagate" 2>&1)"
	is "zsh: the function is found" '_areagate' "$(zsh -f -c "fpath=($scratch \$fpath)
		autoload -Uz compinit; compinit -u -d $scratch/dump; print \$_comps[areagate]" 2>&1)"
}

main() {
	local shell
	mkdir "$scratch/r"
	export HOME=$scratch # fish and zsh write into it
	cd "$scratch/r"
	git init -q -b main
	mkdir policies
	touch unit.xml
	git -c user.name=a -c user.email=a@example.com commit -q --allow-empty -m 1
	# shellcheck disable=SC2016 # the name is what it looks like
	git branch '$(touch${IFS}ran)'
	git remote add origin ../elsewhere
	for shell in bash fish zsh; do
		if command -v "$shell" >/dev/null; then
			"test_$shell"
		else
			fail "$shell is not installed, and not tried"
		fi
	done
}

main "$@"
