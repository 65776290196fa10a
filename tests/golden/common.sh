# Helpers for a case's cmd: . "$GOLDEN/common.sh"
# shellcheck shell=sh

# commit_all MESSAGE: commits the whole folder, making it a repository first if it is none. The first
# commit is of 2026-01-05 09:00 UTC and each one after it a minute later, so that ids are stable.
#
# A case's own .gitignore is kept as `gitignore`: under its real name it would hide the case's reports
# from the repository that the case is kept in.
commit_all() {
	[ -d .git ] || git init -q
	[ ! -f gitignore ] || mv gitignore .gitignore
	git add -A
	commit_seconds=$((1767603600 + 60 * $(git rev-list --all --count)))
	GIT_AUTHOR_DATE="@$commit_seconds +0000" GIT_COMMITTER_DATE="@$commit_seconds +0000" \
		git commit -q --allow-empty -m "$1"
}

# repeat COUNT TEXT: the line so many times, for inputs too large to keep.
repeat() {
	awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; i++) print text }'
}

# history_of ARGUMENT...: for cases with policies and ten lines in workers/retry.py, as log-history has. Each
# argument is a commit: "COVERED PASSING [JOB]" is recorded, with so many lines of ten covered and so many
# tests of three passing; "-" is not.
history_of() {
	for history_step; do
		history_count=$((${history_count:-0} + 1))
		echo "$history_count" >step
		commit_all "step $history_count"
		# shellcheck disable=SC2086 # words are meant
		[ "$history_step" = - ] || record_of $history_step
	done
}

# record_of COVERED PASSING [JOB]: judges and records HEAD, a second after its commit.
record_of() {
	mkdir -p build
	{
		echo "SF:workers/retry.py"
		for line in 1 2 3 4 5 6 7 8 9 10; do echo "DA:$line,$((line <= $1))"; done
		echo end_of_record
		printf 'SF:log.py\nDA:1,1\nend_of_record\n'
	} >build/coverage.info
	{
		echo '<testsuite name="s">'
		for line in 1 2 3; do
			echo "<testcase classname=\"tests.test_retry\" name=\"test_$line\">"
			[ "$line" -le "$2" ] || echo "<failure message=\"No module named 'shop.user'\"/>"
			echo '</testcase>'
		done
		echo '</testsuite>'
	} >build/junit.xml
	SOURCE_DATE_EPOCH=$(($(git log -1 --format=%ct) + 1)) \
		areagate check --record ${3:+--job "$3"} >/dev/null || [ $? = 1 ]
}
