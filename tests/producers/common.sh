# What the scripts of the producers share; each sources this file. The sample projects stand in
# tests/fixtures/junit/recipes, and so do the reports; work is done in a scratch folder.
#
# TMPDIR/npm keeps npm packages from one run to the next.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

RECIPES=$PWD/tests/fixtures/junit/recipes
NPM=${TMPDIR:-/tmp}/npm
scratch=$(mktemp -d)
readonly RECIPES NPM scratch

trap 'rm -rf "$scratch"' EXIT
trap 'exit 143' INT TERM HUP

die() {
	printf '%s: error: %s\n' "$(basename "$0" .sh)" "$*" >&2
	exit 1
}

installed() {
	[[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# need PACKAGE...: Debian packages; those that are missing are installed.
need() {
	local package missing=()
	for package; do
		installed "$package" || missing+=("$package")
	done
	((${#missing[@]})) || return 0
	((EUID == 0)) || die "as root: apt-get install --no-install-recommends ${missing[*]}"
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		-o DPkg::Lock::Timeout=120 "${missing[@]}" >/dev/null
}

# need_npm PACKAGE@VERSION...: the project finds them.
need_npm() {
	local package wanted missing=()
	for package; do
		wanted=${package%@*}
		[[ -f $NPM/node_modules/$wanted/package.json ]] || missing+=("$package")
	done
	if ((${#missing[@]})); then
		mkdir -p "$NPM"
		[[ -f $NPM/package.json ]] || echo '{"private":true}' >"$NPM/package.json"
		(cd "$NPM" && npm install --silent --no-audit --no-fund "${missing[@]}")
	fi
	ln -s "$NPM/node_modules" node_modules
}

# project NAME: a copy of the sample of that name, to work in.
project() {
	rm -rf "$scratch/project"
	cp -r "$RECIPES/$1" "$scratch/project"
	cd "$scratch/project"
}

# expect STATUS COMMAND...: what it says stands in said; another exit status is an error.
expect() {
	local status=0
	{ "${@:2}" || status=$?; } >"$scratch/said" 2>&1
	((status == $1)) && return
	cat "$scratch/said" >&2
	die "exit status $status, not $1: ${*:2}"
}

# keep FIXTURE REPORT [SED-OPTION...]: no byte is changed but where the names of this machine stood.
keep() {
	[[ -s $2 ]] || die "no report $2"
	LC_ALL=C sed -e "s,$scratch/project,/build/project,g" -e "s,$scratch,/build,g" \
		-e "s,$NPM/node_modules,/build/project/node_modules,g" \
		-e "s,\(\.\./\)*npm/node_modules,node_modules,g" \
		-e "s,hostname=\"$(hostname)\",hostname=\"host\",g" \
		"${@:3}" "$2" >"$RECIPES/$1"
	! LC_ALL=C grep -qaF -e "\"$(hostname)\"" -e "${HOME:?}/" "$RECIPES/$1" ||
		die "$1 names this machine"
	printf '%-28s %5d bytes\n' "$1" "$(stat -c %s "$RECIPES/$1")"
}
