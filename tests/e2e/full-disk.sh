#!/usr/bin/env bash
# A disk that is full in the middle of an output: exit status 5, the file that was there is whole, and
# nothing is left beside it. Every format of the program's table, and every other file that it writes.
#
# The disk is a limit of the size of files, and a file system in memory where we may mount one; where we
# may not, that is said.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly HELPER=$ROOT/tests/e2e/strange.py
mounted=

put_away() {
	[[ -z $mounted ]] || umount "$mounted"
}

make_project() {
	python3 -B "$HELPER" before "$scratch/tree"
	cd "$scratch/tree"
	git init -q
	commit_in . before
	python3 -B "$HELPER" after .
	commit_in . after
}

# of_... FILE: writes it; `format` says in which format.
of_check() {
	"$AREAGATE" check --no-baseline --out "$format=$1"
}
of_badges() {
	"$AREAGATE" check --no-baseline --out "badge=$(dirname "$1")/"
}
of_report() {
	"$AREAGATE" report --no-baseline --out "markdown=$1"
}
of_merge() {
	"$AREAGATE" merge build/*.info -o "$1"
}
of_summary() {
	GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$1 "$AREAGATE" check --no-baseline
}
of_outputs() {
	GITHUB_ACTIONS=true GITHUB_OUTPUT=$1 "$AREAGATE" check --no-baseline
}
# Stamps lie beside their reports.
of_stamp() {
	[[ -f ${1%.areagate} ]] || die "no report beside $1"
	"$AREAGATE" stamp "${1%.areagate}"
}

# what_is_wrong FILE STATUS: after it could not be written.
what_is_wrong() {
	local file=$1 status=$2 others
	[[ $status == 5 ]] || echo "exit status $status, not 5; $(tail -n 1 "$scratch/said")"
	cmp "$file" "$scratch/old" 2>&1 || true
	others=$(find "$(dirname "$file")" -type f ! -name filler ! -path "$file" ! -name report)
	[[ -z $others ]] || echo "left: $others"
	grep -qF "$(basename "$file")" "$scratch/said" || echo "the file is not named: $(<"$scratch/said")"
}

# within KIBIBYTES COMMAND...: no file grows larger.
within() (
	local most=$1
	shift
	ulimit -f "$most"
	"$@"
)

# The size of what the writer makes when nothing is in its way.
size_of() {
	local writer=$1 file=$2 status=0
	rm -f "$file"
	"$writer" "$file" >/dev/null 2>"$scratch/said" || status=$?
	((status <= 1)) || die "$writer: exit status $status without a limit: $(<"$scratch/said")"
	stat -c %s "$file"
	# Badges of other areas.
	find "$(dirname "$file")" -name '*.svg' -delete
}

# limited NAME WRITER FILE: it may become half as large as it has to.
limited() {
	local name=$1 writer=$2 file=$3 size status=0
	size=$(size_of "$writer" "$file")
	cp "$scratch/old" "$file"
	within $((size / 2048)) "$writer" "$file" 2>&1 >/dev/null | cat >"$scratch/said" || status=${PIPESTATUS[0]}
	faultless "$name of $size bytes, past a limit of $((size / 2048)) KiB" "$(what_is_wrong "$file" "$status")"
	rm -f "$file"
}

# filled NAME WRITER FILE: the file system has room for half of it.
filled() {
	local name=$1 writer=$2 file=$3 size filler=$mounted/filler status=0
	size=$(size_of "$writer" "$file")
	cp "$scratch/old" "$file"
	dd if=/dev/zero of="$filler" bs=4096 2>/dev/null || true
	truncate -s "-$((size / 2))" "$filler"
	"$writer" "$file" >/dev/null 2>"$scratch/said" || status=$?
	rm "$filler"
	faultless "$name of $size bytes, on a full disk" "$(what_is_wrong "$file" "$status")"
	rm -f "$file"
}

# each DISK FOLDER: every file that is written, on that kind of disk.
each() {
	local disk=$1 folder=$2
	for format in $(formats); do
		"$disk" "check --out $format" of_check "$folder/out"
	done
	mkdir "$folder/badges"
	"$disk" "a badge in a folder" of_badges "$folder/badges/project.svg"
	rmdir "$folder/badges"
	"$disk" "report" of_report "$folder/out"
	"$disk" "merge" of_merge "$folder/out"
	"$disk" "the step's summary" of_summary "$folder/out"
	"$disk" "the step's outputs" of_outputs "$folder/out"
	cp build/a.info "$folder/report"
	"$disk" "a stamp" of_stamp "$folder/report.areagate"
	rm "$folder/report"
}

main() {
	make_project
	mkdir "$scratch/room" "$scratch/disk"
	# A page: what is added needs another one.
	printf '%4096s' 'of yesterday, and without an end of the line' >"$scratch/old"
	each limited "$scratch/room"
	if ((EUID == 0)) && mount -t tmpfs -o size=4m full "$scratch/disk" 2>/dev/null; then
		mounted=$scratch/disk
		each filled "$mounted"
	else
		echo "NOT RUN: on a file system that is full: we may not mount one"
	fi
}

main "$@"
