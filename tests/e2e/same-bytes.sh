#!/usr/bin/env bash
# The same bytes from the same reports, policies and commits: every output of every command is made again
# in other locales and time zones, at another place, in folders of another order, by another user, with
# other numbers of threads, and compared.
#
# Locales are made here from the sources of Debian's package locales. What is for root alone, and what
# needs a file system in memory, is left out and said so where it cannot be had.
#
# With KEEP=FOLDER what was made first stays there, to be compared with that of another machine or another
# build.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly SELF=$ROOT/tests/e2e/same-bytes.sh
readonly HELPER=$ROOT/tests/e2e/strange.py

# In the first, I is no capital of i; the others have commas for points, and bytes that are no UTF-8.
readonly LOCALES=('tr_TR UTF-8' 'de_DE ISO-8859-1' 'ja_JP EUC-JP')

in_memory=

put_away() {
	[[ -z $in_memory ]] || rm -rf "$in_memory"
}

# ---- what is compared ----

# run NAME ARGUMENT...: what comes out, what is said, and the status.
run() {
	local name=$1 status=0
	shift
	"$AREAGATE" "$@" >"$out/$name" 2>"$out/$name.said" || status=$?
	echo "$status" >"$out/$name.status"
}

# coloured NAME ARGUMENT...: the same at a terminal.
coloured() {
	local name=$1
	shift
	TERM=xterm script -qec "stty cols 100; $(printf '%q ' "$AREAGATE" "$@")" /dev/null </dev/null >"$out/$name" || true
}

of_check() {
	local format outs=()
	for format in $(formats); do
		outs+=(--out "$format=$out/check.file.$format")
		run "check.$format" check "${threads[@]}" --out "$format"
	done
	run check.files check "${threads[@]}" "${outs[@]}" --out "badge=$out/"
	run check.verbose check "${threads[@]}" --verbose
	coloured check.coloured check "${threads[@]}" --verbose
	# Its files are added to.
	GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$out/step.summary GITHUB_OUTPUT=$out/step.output \
		run check.action check "${threads[@]}" --base HEAD~1
	run check.missing check "${threads[@]}" none.info 'policies/İ.info'
	run check.mistakes check "${threads[@]}" --policies mistaken
}

of_records() {
	local format
	run record check "${threads[@]}" --record-lines
	run record.lines check "${threads[@]}" --no-baseline --record-lines --job second
	git rev-parse 'refs/notes/areagate^{tree}' >"$out/records"
	git notes --ref=areagate show >"$out/record.note"
	for format in terminal markdown json; do
		run "log.$format" log --out "$format"
		run "report.$format" report HEAD --job second --out "$format"
	done
	for format in $(formats); do
		run "show.$format" show --job second --out "$format"
	done
	for format in terminal json; do
		run "diff.$format" diff HEAD~1 HEAD --out "$format"
		run "bisect.$format" log --bisect project.coverage.lines.target --out "$format"
	done
	run replay check --replay HEAD --job second
	coloured log.coloured log
	coloured show.coloured show
}

of_reports() {
	local format reports
	# A shell sorts by its locale; the order of arguments is the user's.
	mapfile -t reports < <(printf '%s\n' build/*.info build/*.xml | LC_ALL=C sort)
	run report report "${threads[@]}"
	run merge merge "${threads[@]}" build/*.info
	run merge.file merge "${threads[@]}" -o "$out/merged.info" build/*.info
	for format in terminal json; do
		run "summary.$format" summary "${threads[@]}" --files --out "$format" "${reports[@]}"
		run "explain.$format" explain "${threads[@]}" project --out "$format"
		run "explain.rule.$format" explain "${threads[@]}" Istanbul.coverage.lines.target --out "$format"
	done
	coloured explain.coloured explain "${threads[@]}" project
	run lint lint
	run ratchet ratchet "${threads[@]}" --check
	run init init --dry-run --policies elsewhere build/*.info
	run stamp stamp build/a.info
	cp build/a.info.areagate "$out/stamped"
}

# write_outputs TREE INTO THREADS
write_outputs() {
	out=$2
	threads=(--threads "$3")
	cd "$1"
	of_check
	of_reports
	of_records
}

# ---- in which surroundings ----

make_locales() {
	local row language charset
	for row in "${LOCALES[@]}"; do
		read -r language charset <<<"$row"
		localedef --no-archive -i "$language" -f "$charset" "$scratch/locales/$language.$charset" ||
			die "no locale $language.$charset"
	done
	# A locale that is not found is C, and would prove nothing.
	[[ $(LOCPATH=$scratch/locales LC_ALL=de_DE.ISO-8859-1 locale decimal_point) == , ]] ||
		die "the locales that were made are not used"
}

make_project() {
	python3 -B "$HELPER" before "$scratch/seed"
	git -C "$scratch/seed" init -q
	git -C "$scratch/seed" commit -q --allow-empty -m first
	git -C "$scratch/seed" add -A
	git -C "$scratch/seed" commit -q -m 'before: ı i'
	(cd "$scratch/seed" && "$AREAGATE" check --no-baseline --record-lines >/dev/null 2>&1) || (($? == 1)) || die "the baseline is not judged"
	python3 -B "$HELPER" after "$scratch/seed"
	git -C "$scratch/seed" add -A
	git -C "$scratch/seed" commit -q -m 'after: Grüße, 日本'
	# Nothing below is of the clock.
	git -C "$scratch/seed" reset -q --hard
}

# copy_to FOLDER: the project, its files made in the other order, since that is what folders without an
# order of their own list them in.
copy_to() {
	mkdir -p "$1"
	(cd "$scratch/seed" && find . -mindepth 1 -print0 | sort -rz |
		tar c --null --no-recursion -T -) | tar x -C "$1"
}

count_of() {
	find "$1" -type f | wc -l
}

# same NAME WHAT: its outputs are the first ones.
same() {
	local wrong
	if wrong=$(diff -rq --no-dereference "$scratch/outputs/first" "$scratch/outputs/$1" 2>&1); then
		pass "$2: $(count_of "$scratch/outputs/$1") files, the same bytes"
	else
		fail "$2: ${wrong:0:2000}"
		diff -ru --text "$scratch/outputs/first" "$scratch/outputs/$1" | cut -c 1-200 | head -n 40 || true
	fi
}

# around NAME TREE COUNT COMMAND...: the outputs, made by so many threads in what the command starts.
around() {
	local name=$1 tree=$2 count=$3
	shift 3
	[[ -d $tree ]] || copy_to "$tree"
	mkdir -p "$scratch/outputs/$name"
	SOURCE_DATE_EPOCH=1767700000 "$@" bash "$SELF" outputs "$tree" "$scratch/outputs/$name" "$count"
}

# localised LANGUAGE.CHARSET [VARIABLE=VALUE...]
localised() {
	local locale=$1
	shift
	env LOCPATH="$scratch/locales" LC_ALL="$locale" LANG="$locale" LANGUAGE="${locale%%_*}" "$@"
}

check_locales() {
	around turkish "$scratch/t" 1 localised tr_TR.UTF-8 TZ=Asia/Kathmandu HOME="$scratch"
	same turkish "Turkish, in Kathmandu, with one thread"
	around german "$scratch/a deep/Straße/and/deeper/日本/tree" 2 \
		localised de_DE.ISO-8859-1 TZ=America/St_Johns MALLOC_PERTURB_=165 COLUMNS=20 \
		ASAN_OPTIONS="$ASAN_OPTIONS:max_malloc_fill_size=1048576:malloc_fill_byte=165"
	same german "German in Latin-1, in St. John's, in deep folders, with memory that is not zero"
	around japanese "$scratch/j" 8 localised ja_JP.EUC-JP TZ=Pacific/Kiritimati LINES=3
	same japanese "Japanese in EUC, on Kiritimati, with eight threads"
}

check_order() {
	if [[ ! -w /dev/shm ]]; then
		echo "NOT RUN: folders in another order: no /dev/shm"
		return
	fi
	in_memory=$(mktemp -d -p /dev/shm)
	around order "$in_memory/tree" 3 env
	[[ $(ls -U "$in_memory/tree/build") != "$(ls -U "$scratch/seed/build")" ]] ||
		echo "but folders have the same order there"
	same order "in memory, where folders have another order"
}

masked() {
	umask 0077
	"$@"
}

check_users() {
	local other=env
	if ((EUID == 0)); then
		copy_to "$scratch/n"
		mkdir "$scratch/outputs/other" "$scratch/home"
		chown -R 65534:65534 "$scratch/n" "$scratch/outputs/other" "$scratch/home"
		chmod go+x "$scratch" "$scratch/outputs"
		other="setpriv --reuid 65534 --regid 65534 --clear-groups"
	else
		echo "NOT RUN: by another user: only root can be one"
	fi
	# shellcheck disable=SC2086 # words are meant
	around other "$scratch/n" 2 masked $other env HOME="$scratch/home"
	same other "by ${other/env/this user}, with a umask of 077"
}

main() {
	if [[ ${1-} == outputs ]]; then
		no_checks
		write_outputs "${@:2}"
		return
	fi
	[[ -d /usr/share/i18n/locales ]] ||
		die "no sources of locales: apt-get install locales, or ./dev test"
	mkdir "$scratch/locales" "$scratch/outputs"
	export SOURCE_DATE_EPOCH=1767700000
	make_locales
	make_project
	around first "$scratch/first" 1 env
	grep -q $'\x1b' "$scratch/outputs/first/check.coloured" || die "nothing is coloured: is there no terminal to be had?"
	around again "$scratch/again" 1 env
	same again "the same once more"
	check_locales
	check_order
	check_users
	[[ -z ${KEEP:-} ]] || cp -RT "$scratch/outputs/first" "$KEEP"
}

main "$@"
