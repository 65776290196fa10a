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
