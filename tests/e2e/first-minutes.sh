#!/usr/bin/env bash
# The first minutes with areagate, by the tools that people have: a small project in C, in Python and in
# JavaScript, its tests and their reports, `areagate init`, an open gate; then a change for the worse, and
# a closed one. Each takes less than a minute.
#
# usage: tests/e2e/first-minutes.sh [--install]
#
# A language whose tools are not there is left out, and that is said; --install gets them from Debian and
# npm first, npm packages below TMPDIR/npm.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

readonly npm=${TMPDIR:-/tmp}/npm SECONDS_MAX=60

declare -A packages

tell_more() {
	cat "$scratch/said"
}

# check TEXT COMMAND...: the text is what is wrong otherwise.
check() {
	if "${@:2}"; then
		passed=$((passed + 1))
	else
		fail "$1"
	fi
}

# exits STATUS COMMAND...: what it says stands in said.
exits() {
	local status=0
	{ "${@:2}" || status=$?; } >"$scratch/said" 2>&1
	((status == $1))
}

says() {
	grep -qF -- "$1" "$scratch/said"
}

# ---- C: gcc, lcov, cmocka ----

needs_c() {
	command -v gcc >/dev/null && command -v lcov >/dev/null &&
		echo '#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>' | gcc -E - >/dev/null 2>&1
}
packages[c]='gcc libc6-dev lcov libcmocka-dev'

make_c() {
	mkdir -p src/stock src/price tests
	echo build/ >.gitignore
	echo 'int stock_left(int had, int sold);' >src/stock/stock.h
	printf '#include "stock.h"\n\nint stock_left(int had, int sold)\n{\n\tif (sold > had)\n\t\treturn 0;\n\treturn had - sold;\n}\n' >src/stock/stock.c
	echo 'int price_of(int each, int n);' >src/price/price.h
	printf '#include "price.h"\n\nint price_of(int each, int n)\n{\n\tif (n >= 10)\n\t\treturn each * n * 9 / 10;\n\treturn each * n;\n}\n' >src/price/price.c
	cat >tests/test_shop.c <<'END'
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../src/price/price.h"
#include "../src/stock/stock.h"

static void some_are_left(void **state)
{
	assert_int_equal(2, stock_left(5, 3));
	assert_int_equal(0, stock_left(5, 7));
}

static void a_few_cost_the_sum(void **state)
{
	assert_int_equal(6, price_of(2, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(some_are_left),
		cmocka_unit_test(a_few_cost_the_sum),
	};

	return cmocka_run_group_tests_name("shop", tests, NULL, NULL);
}
END
}

test_c() {
	rm -rf build
	mkdir build
	(
		cd build
		gcc --coverage -o shop ../src/*/*.c ../tests/test_shop.c -lcmocka
		CMOCKA_MESSAGE_OUTPUT=xml CMOCKA_XML_FILE=junit.xml ./shop || true
		lcov --quiet --capture --directory . --output-file coverage.info --include '*/src/*'
	) >build/log 2>&1
}

worsen_c() {
	printf '\nint price_with_tax(int price, int percent)\n{\n\treturn price + price * percent / 100;\n}\n' >>src/price/price.c
	broken=coverage.lines.target
}

# ---- Python: pytest, pytest-cov ----

needs_python() {
	/usr/bin/python3 -c 'import pytest, pytest_cov' 2>/dev/null
}
packages[python]='python3-pytest python3-pytest-cov'

make_python() {
	mkdir -p shop/stock shop/price tests/stock tests/price
	printf 'build/\n__pycache__/\n.coverage\n' >.gitignore
	touch shop/__init__.py shop/stock/__init__.py shop/price/__init__.py
	printf 'def left(had, sold):\n    if sold > had:\n        return 0\n    return had - sold\n' >shop/stock/count.py
	printf 'def of(each, n):\n    if n >= 10:\n        return each * n * 0.9\n    return each * n\n' >shop/price/sum.py
	printf 'from shop.stock.count import left\n\ndef test_some_are_left():\n    assert left(5, 3) == 2\n\ndef test_none_is_left():\n    assert left(5, 7) == 0\n' >tests/stock/test_count.py
	printf 'from shop.price.sum import of\n\ndef test_a_few():\n    assert of(2, 3) == 6\n' >tests/price/test_sum.py
}

test_python() {
	mkdir -p build
	PYTHONPATH=. /usr/bin/python3 -B -m pytest -q -p no:cacheprovider --cov=shop --cov-branch \
		--cov-report=lcov:build/coverage.info --junitxml=build/junit.xml >build/log 2>&1 || true
}

worsen_python() {
	sed -i 's/return had - sold/return had + sold/' shop/stock/count.py
	broken=plan.max_failed
}

# The line of shell that reports.md shows.
shown_python() {
	local line
	# shellcheck disable=SC2016 # a fence is no command
	line=$(sed -n '/^```sh$/,/^```$/{//!p}' "$ROOT/gate/manual/reports.md")
	mkdir "$scratch/bin"
	ln -s "$AREAGATE" "$scratch/bin/areagate"
	rm build/coverage.info
	check "what reports.md shows fails" exits 0 env PYTHONPATH=. PATH="$scratch/bin:/usr/bin:$PATH" sh -c "$line"
	check "it leaves no stamp" test -s build/coverage.info.areagate
	rm -f build/coverage.info.areagate
}

# ---- JavaScript: jest, jest-junit ----

needs_javascript() {
	command -v node >/dev/null && [[ -f $npm/node_modules/jest/package.json ]] &&
		[[ -f $npm/node_modules/jest-junit/package.json ]]
}
packages[javascript]='nodejs npm'
npm_packages='jest@30 jest-junit@17'

make_javascript() {
	mkdir -p src/stock src/price
	printf 'node_modules\ncoverage/\njunit.xml\n' >.gitignore
	ln -s "$npm/node_modules" node_modules
	echo '{ "private": true, "devDependencies": { "jest": "^30", "jest-junit": "^17" } }' >package.json
	printf 'exports.left = (had, sold) => {\n  if (sold > had) {\n    return 0;\n  }\n  return had - sold;\n};\n' >src/stock/count.js
	printf 'exports.of = (each, n) => {\n  if (n >= 10) {\n    return each * n * 0.9;\n  }\n  return each * n;\n};\n' >src/price/sum.js
	printf "const { left } = require('./count');\n\ntest('some are left', () => expect(left(5, 3)).toBe(2));\ntest('none is left', () => expect(left(5, 7)).toBe(0));\n" >src/stock/count.test.js
	printf "const { of } = require('./sum');\n\ntest('a few', () => expect(of(2, 3)).toBe(6));\n" >src/price/sum.test.js
}

test_javascript() {
	JEST_JUNIT_ADD_FILE_ATTRIBUTE=true node_modules/.bin/jest --ci --runInBand --coverage \
		--coverageReporters=lcovonly --reporters=default --reporters=jest-junit >"$scratch/log" 2>&1 || true
}

worsen_javascript() {
	sed -i '/none is left/d' src/stock/count.test.js
	broken=plan.passing
}

# ---- the same for all of them ----

first_minutes() {
	local before after broken=
	mkdir "$scratch/$language"
	cd "$scratch/$language"
	git init -q
	about="$language: "
	"make_$language"
	commit_in . "the project"
	before=$SECONDS
	"test_$language"
	check "init fails" exits 0 "$AREAGATE" init
	check "init found no reports" says "the gate is open; next: areagate check"
	check "init did not find the area stock" says stock
	check "the gate is not open after init" exits 0 "$AREAGATE" check
	check "lint has something to say" exits 0 "$AREAGATE" lint
	check "lint warns" says "nothing to mend"
	check "ratchet fails after init" exits 0 "$AREAGATE" ratchet
	check "the gate is not open after ratchet" exits 0 "$AREAGATE" check
	[[ $language != python ]] || shown_python
	check "a second init writes over the policies" exits 2 "$AREAGATE" init
	commit_in . "the policies"
	"worsen_$language"
	commit_in . "a change for the worse"
	"test_$language"
	check "the gate is not closed after a change for the worse" exits 1 "$AREAGATE" check
	check "the closed gate does not name $broken" says "$broken"
	after=$((SECONDS - before))
	check "it took $after seconds" test "$after" -lt "$SECONDS_MAX"
	echo "$language: from reports to a closed gate in $after seconds"
}

get() {
	local package missing=()
	# shellcheck disable=SC2086 # several words
	for package in $1; do
		dpkg-query -W "$package" >/dev/null 2>&1 || missing+=("$package")
	done
	((${#missing[@]} == 0)) || {
		apt-get update -qq
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
	}
}

get_npm() {
	mkdir -p "$npm"
	[[ -f $npm/package.json ]] || echo '{"private":true}' >"$npm/package.json"
	# shellcheck disable=SC2086 # several words
	(cd "$npm" && npm install --silent --no-audit --no-fund $npm_packages)
}

for language in c python javascript; do
	if [[ ${1-} == --install ]] && ! "needs_$language"; then
		get "${packages[$language]}"
		[[ $language != javascript ]] || get_npm
	fi
	if "needs_$language"; then
		first_minutes
	else
		also=
		[[ $language != javascript ]] || also=" and of npm $npm_packages"
		echo "$language: left out, since its tools are not there: of Debian ${packages[$language]}$also"
	fi
done
