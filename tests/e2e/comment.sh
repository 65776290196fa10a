#!/usr/bin/env bash
# The workflow that comments on pull requests (.github/examples/comment.yml), its steps run as the runner
# runs them, on artifacts that are what they should be and on hostile ones. A stand-in for gh has
# GitHub's answers in files and writes down what was asked.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly HEAD=1111111111111111111111111111111111111111
readonly OTHER=2222222222222222222222222222222222222222

tell_more() {
	sed 's/^/    | /' result temp/log
}

# Answers with the file of the path's last part, through --jq; keeps what is posted.
make_gh() {
	mkdir bin
	cat >bin/gh <<'GH'
#!/usr/bin/env bash
set -euo pipefail
answers=$(dirname "$0")/../answers
method=GET query=. path=
[[ $1 == api ]] || exit 2
shift
while (($#)); do
	case $1 in
	--method) method=$2 && shift ;;
	--jq) query=$2 && shift ;;
	-f) printf '%s\n' "$2" >>"$answers/asked" && shift ;;
	-F) cp "${2#body=@}" "$answers/posted" && shift ;;
	--paginate | --silent) ;;
	-*) exit 2 ;;
	*) path=$1 ;;
	esac
	shift
done
echo "$method $path" >>"$answers/asked"
case $method:$path in
GET:*/zip) cat "$answers/zip" ;;
GET:*) jq -r "$query" "$answers/${path##*/}" ;;
esac
GH
	chmod +x bin/gh
}

# answers: those of a sound run, for a case to change.
answers() {
	rm -rf answers temp result
	mkdir answers temp
	cat >answers/pulls <<-END
		[ { "number": 4, "head": { "sha": "$OTHER" } }, { "number": 7, "head": { "sha": "$HEAD" } } ]
	END
	echo '{ "artifacts": [ { "id": 5, "expired": false, "size_in_bytes": 900 } ] }' >answers/artifacts
	echo '[]' >answers/comments
	packed <sound.md
}

# packed: the comment that stdin has, in an artifact.
packed() {
	rm -rf pack answers/zip
	mkdir pack
	cat >pack/comment.md
	(cd pack && zip -q ../answers/zip.zip comment.md)
	mv answers/zip.zip answers/zip
}

# act [PAYLOAD]
act() {
	cat >event.json <<-END
		{ "workflow_run": { "id": 9, "event": "pull_request", "head_sha": "$HEAD", "head_branch": "x\$(touch RAN)",
		  "head_repository": { "full_name": "eve/shop", "owner": { "login": "eve" } } } }
	END
	PATH=$PWD/bin:$PATH HOME=$PWD python3 -B "$ROOT/tests/e2e/runner.py" "$ROOT/.github/examples/comment.yml" \
		--job comment --workspace "$PWD" --temp "$PWD/temp" --payload "$PWD/event.json" >result ||
		die "$(tail -n 3 result)"
}

# came CONCLUSION POSTED: where the comment went, if anywhere.
came() {
	is "$3: $1, ${2:-nothing is posted}" "$1 $2" \
		"$(sed -n 's/^conclusion //p' result) $(grep -E '^(POST|PATCH) ' answers/asked || true)"
}

# Without U+200B.
visible() {
	sed 's/\xe2\x80\x8b//g'
}

test_sound() {
	answers
	act
	came success "POST repos/acme/shop/issues/7/comments" "the first comment"
	is "the pull request is looked for by the branch as it is" 1 "$(grep -cFx "head=eve:x\$(touch RAN)" answers/asked)"
	is "what areagate wrote stays, as far as one sees" "$(tail -n +2 sound.md | visible)" \
		"$(tail -n +4 answers/posted | visible)"
	is "the marker comes first" "$(head -n 1 sound.md)" "$(head -n 1 answers/posted)"
}

test_sticky() {
	local marker
	marker=$(head -n 1 sound.md)
	answers
	jq -n --arg m "$marker" '[ { id: 1, user: { login: "eve" }, body: $m },
		{ id: 2, user: { login: "github-actions[bot]" }, body: ("> " + $m) },
		{ id: 3, user: { login: "github-actions[bot]" }, body: ($m + "\nold") } ]' >answers/comments
	act
	came success "PATCH repos/acme/shop/issues/comments/3" "by marker and author"
	jq 'del(.[2])' answers/comments >answers/two && mv answers/two answers/comments
	rm answers/asked
	act
	came success "POST repos/acme/shop/issues/7/comments" "a stranger's marker is none"
}

test_no_pull_request() {
	answers
	echo '[]' >answers/pulls
	act
	came success "" "no pull request"
	answers
	sed -i "s/$HEAD/$OTHER/" answers/pulls
	act
	came success "" "pushed to since"
	answers
	sed -i "s/$OTHER/$HEAD/" answers/pulls
	act
	came success "" "two with that head"
}

test_artifact() {
	local marker
	marker=$(head -n 1 sound.md)
	answers
	echo '{ "artifacts": [] }' >answers/artifacts
	act
	came success "" "no artifact"
	answers
	sed -i 's/900/90000000/' answers/artifacts
	act
	came success "" "a huge one"
	answers
	{ echo "$marker" && head -c 100000000 /dev/zero | tr '\0' x; } | packed
	act
	came failure "" "a bomb"
	answers
	printf '%s\n\xff\xfe\n' "$marker" | packed
	act
	came failure "" "no UTF-8"
	answers
	printf '%s\n\033[2J\n' "$marker" | packed
	act
	came failure "" "control characters"
	answers
	printf '%s\0\n' "$marker" | packed
	act
	came failure "" "a NUL in the marker"
	answers
	echo not a zip >answers/zip
	act
	came failure "" "no archive"
	answers
	printf '<!-- areagate:comment job=x areas=0000000000000000 -->\nnumber=8\n' | packed
	act
	came success "POST repos/acme/shop/issues/7/comments" "a number in it is text"
	answers
	printf '<!-- areagate:comment job=x" or true areas=0000000000000000 -->\n' | packed
	act
	came failure "" "another marker"
	answers
	rm -rf pack && mkdir pack && ln -s /etc/hostname pack/comment.md
	(cd pack && zip -q --symlinks ../answers/zip.zip comment.md) && mv answers/zip.zip answers/zip
	act
	came failure "" "a link"
}

test_neutral() {
	answers
	{
		head -n 1 sound.md
		cat <<-'END'
			@acme/all see #1, acme/shop#2, http://evil.example and WWW.evil.example
			<img src=x> <!-- areagate --> <details> ![x](/y) [x](y) [x][y] [y]: /z <https://z>
		END
	} | packed
	act
	is "nothing that calls, links or hides" "" "$(tail -n +4 answers/posted |
		grep -nE '@[a-z]|#[0-9]|://|[Ww]{3}\.|<[a-zA-Z!/]|\][[(:]' || true)"
	is "nothing ran" "" "$(find . -name RAN)"
}

main() {
	need jq zip unzip python3
	cd "$scratch"
	make_gh
	mkdir policies
	echo '{ "version": 1, "coverage": { "lines": { "target": 50 } } }' >policies/project.json
	# A name in it has what has to be shown as it is.
	printf 'SF:a.c\nDA:1,1\nend_of_record\n' >cov.info
	# shellcheck disable=SC2016 # a name
	echo '<testsuite><testcase classname="s" name="f&lt;int&gt; $x @me #1"><failure message="http://x &lt;b&gt; $y"/></testcase></testsuite>' >unit.xml
	"$AREAGATE" check --no-git --out comment=sound.md cov.info unit.xml
	test_sound
	test_sticky
	test_no_pull_request
	test_artifact
	test_neutral
}

main "$@"
