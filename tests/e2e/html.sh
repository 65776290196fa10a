#!/usr/bin/env bash
# The HTML page as others read it: tidy, a strict look at its form, the contrast of its colours, and a
# browser, in which nothing may run, be fetched or scroll sideways, whatever strangers wrote into names,
# messages and sources. Without chromium that part is not run, and said so.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly HELPER=$ROOT/tests/e2e/page.py

# nothing TEXT COMMAND...: what the command prints are faults.
nothing() {
	local faults
	faults=$("${@:2}" 2>&1) || faults+=" (exit status $?)"
	faultless "$1" "$faults"
}

# something TEXT COMMAND...: so that a check which finds nothing is known to look.
something() {
	if [[ -n $("${@:2}" 2>&1) ]]; then
		pass "$1"
	else
		fail "$1"
	fi
}

# write_tree PORT: a project of attacks, each of which would call the port.
write_tree() {
	mkdir -p policies web
	cat >policies/project.json <<-END
		{ "version": 1, "title": "</title><script src=http://127.0.0.1:$1/title></script>",
		  "coverage": { "lines": { "target": 100 } }, "plan": { "max_failed": 0 } }
	END
	cat >policies/web.json <<-END
		{ "area": "web", "title": "<img src=http://127.0.0.1:$1/area>", "sources": ["web/**"],
		  "tests": { "files": ["*"] }, "coverage": { "lines": { "target": 50 } } }
	END
	python3 -B - "$1" <<-'END'
		import sys
		from xml.sax.saxutils import quoteattr
		port = sys.argv[1]
		attacks = [f"<script>fetch('//127.0.0.1:{port}/x')</script>", f"<img src=//127.0.0.1:{port}/x onerror=alert(1)>",
		    "</li></ol></details></section></main><script>document.title='pwned'</script>", "<!--", "]]>", "<style>*{display:none}",
		    f'" style="background:url(//127.0.0.1:{port}/x)', "\u202etxt.\u2066exe\u200b", "&lt;b&gt;&#x3c;", "\x1b[31m" + "x" * 3000,
		    f"<iframe src=//127.0.0.1:{port}/x>", f"<meta http-equiv=refresh content='0;url=//127.0.0.1:{port}/x'>"]
		lines = attacks + ["\tint tab;", "    deep(" + "a, " * 400 + ");"]
		paths = ["web/" + a.replace("/", "\u2215")[:80] + ".py" for a in attacks]
		with open("cov.info", "w") as report:
		    for path in paths:
		        with open(path, "wb") as source:
		            source.write("\n".join(lines).encode() + b"\n\xff\xfe\xc3(\n")
		        report.write(f"SF:{path}\nDA:1,1\nBRDA:1,0,0,1\nBRDA:1,0,1,0\n")
		        report.write("".join(f"DA:{n},0\n" for n in range(2, 12)) + "end_of_record\n")
		with open("junit.xml", "w") as report:
		    report.write("<testsuite name='s'>")
		    for a in attacks:
		        a = a.replace("\x1b", "?")
		        report.write(f"<testcase classname='c' name={quoteattr(a)}><failure message={quoteattr(a)}/></testcase>\n")
		    report.write("</testsuite>")
	END
	rm -f web/gone
}

# make_page PORT: page.html in the scratch folder.
make_page() (
	mkdir "$scratch/tree"
	cd "$scratch/tree"
	git init -q
	echo '{ "version": 1, "coverage": { "lines": { "target": 1 } } }' >first.json
	mkdir policies
	mv first.json policies/project.json
	printf '%s\n' '*.info' '*.xml' >.gitignore
	git add -A
	git commit -q -m before
	write_tree "$1"
	git add -A
	git commit -q -m after
	for page in page again; do
		"$AREAGATE" check --base HEAD~1 --out "html=$scratch/www/$page.html" cov.info junit.xml || (($? == 1))
	done
)

# It makes folders in whatever home it is given.
browse() {
	HOME=$scratch/home timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-background-networking \
		--disable-component-update --no-first-run --user-data-dir="$scratch/profile" \
		"$@" 2>"$scratch/chromium.log"
}

# Whether a browser runs and fetches what stands in a page at all.
write_control() {
	echo "<!DOCTYPE html><title>-</title><script>document.title = 'ran'</script><img src=/control-image>" \
		>"$scratch/www/control.html"
}

# A telephone's width, which is less than a window of chromium can have.
write_narrow() {
	cat >"$scratch/www/narrow.html" <<-'END'
		<!DOCTYPE html><title>-</title><iframe src="page.html" width="390" height="800"></iframe>
		<script>
		onload = () => {
			const page = document.querySelector("iframe").contentDocument;
			page.querySelectorAll("details").forEach(d => d.open = true);
			document.title = "width " + page.documentElement.scrollWidth + " of " + page.documentElement.clientWidth;
		};
		</script>
	END
}

scrolls_sideways() {
	local widths
	widths=$(browse --dump-dom --virtual-time-budget=5000 "http://127.0.0.1:$1/narrow.html" | grep -o '<title>[^<]*')
	[[ $widths =~ ^'<title>width '([0-9]+)' of '([0-9]+)$ ]] || echo "no width, but '$widths'"
	((BASH_REMATCH[1] == BASH_REMATCH[2] && BASH_REMATCH[1] <= 390)) || echo "$widths"
}

# What was asked for since the log was emptied, but for the page itself.
asked_for() {
	grep -vxF "/page.html" "$scratch/asked" || true
}

in_a_browser() {
	local port=$1
	write_control
	write_narrow
	browse --dump-dom "http://127.0.0.1:$port/control.html" >"$scratch/control"
	something "the browser runs scripts" grep -F '<title>ran' "$scratch/control"
	something "the browser fetches images" grep -F /control-image "$scratch/asked"
	: >"$scratch/asked"
	browse --dump-dom "http://127.0.0.1:$port/page.html" >"$scratch/seen.html"
	nothing "nothing is fetched" asked_for
	nothing "nothing runs, and the page is what was written" \
		python3 -B "$HELPER" browsed "$scratch/www/page.html" "$scratch/seen.html"
	nothing "390 pixels are wide enough" scrolls_sideways "$port"
}

main() {
	local port page
	need tidy
	mkdir "$scratch/www"
	: >"$scratch/asked"
	# It ends with us, whose end of the pipe it reads.
	mkfifo "$scratch/until"
	python3 -B "$HELPER" serve "$scratch/www" "$scratch/asked" <"$scratch/until" >"$scratch/port" &
	exec 9>"$scratch/until"
	until [[ -s $scratch/port ]]; do
		sleep 0.1
		kill -0 $! || die "no server"
	done
	port=$(cat "$scratch/port")
	make_page "$port"
	nothing "the same verdict has the same bytes" cmp "$scratch/www/page.html" "$scratch/www/again.html"
	for page in "$scratch/www/page.html" tests/golden/html-*/files/*.html; do
		nothing "form: ${page##*/golden/}" python3 -B "$HELPER" form "$page"
		nothing "tidy: ${page##*/golden/}" tidy -q -e "$page"
	done
	nothing "contrast of both colour schemes" python3 -B "$HELPER" contrast "$scratch/www/page.html"
	sed 's/<\/li>//' "$scratch/www/page.html" >"$scratch/wrong.html"
	something "what is not closed is found" python3 -B "$HELPER" form "$scratch/wrong.html"
	sed 's/--dim:#......;/--dim:#999999;/' "$scratch/www/page.html" >"$scratch/wrong.html"
	something "what is faint is found" python3 -B "$HELPER" contrast "$scratch/wrong.html"
	if command -v chromium >/dev/null; then
		in_a_browser "$port"
	else
		echo "NOT RUN: chromium is not installed, so no browser has looked at the page"
	fi
}

main "$@"
