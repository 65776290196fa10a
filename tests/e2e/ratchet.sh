#!/usr/bin/env bash
# areagate ratchet on policies made at random, with comments and any layout: only numbers that are limits
# change, and only to what asks for more; judged again the gate is open; a second run changes nothing.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"
cd "$scratch"

judge() {
	PYTHONPATH=$ROOT/tests/meta python3 -B - "$AREAGATE" "$1" <<'END'
import json, os, random, re, subprocess, sys

from shared import checks

AREAGATE, RUNS = sys.argv[1], int(sys.argv[2])
METRICS = {"lines": "DA", "branches": "BRDA", "functions": "FNDA"}
UP = ("target", "created", "runnable", "passing")
DOWN = ("max_uncovered", "max_failed", "max_blocked", "max_skipped", "max_disabled", "max_not_run")


def check(seed, what, good):
    checks.check(good, f"seed {seed}: {what}")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


class Layout:
    """JSON with blanks, line ends and comments wherever they may stand."""

    def __init__(self, rng):
        self.rng = rng
        self.end = rng.choice(["\n", "\r\n"])

    def gap(self):
        r = self.rng
        if r.random() < 0.6:
            return r.choice(["", " ", "  ", "\t"])
        words = r.choice(['"target": 5', "80 % // 3.5", "{ [ 7", 'é " 99', "\\"])
        return f" // {words}{self.end}" if r.random() < 0.5 else self.end + r.choice(["", "\t", "   "])

    def text(self, value):
        if isinstance(value, dict):
            keys = list(value)
            self.rng.shuffle(keys)
            parts = [f"{self.gap()}{json.dumps(k)}{self.gap()}:{self.gap()}{self.text(value[k])}{self.gap()}"
                for k in keys]
            return "{" + ",".join(parts) + self.gap() + "}"
        if isinstance(value, list):
            return "[" + ",".join(self.gap() + self.text(v) + self.gap() for v in value) + "]"
        return value.text if isinstance(value, Number) else json.dumps(value, ensure_ascii=self.rng.random() < 0.5)


class Number:
    def __init__(self, text):
        self.text = text


def percent(rng, covered, total):
    """At most what is reached, with up to six decimals and perhaps zeroes at the end."""
    scale = rng.randrange(7)
    digits = covered * 100 * 10**scale // total
    if rng.random() < 0.7:
        digits = rng.randrange(digits + 1)
    text = f"{digits // 10**scale}"
    return Number(text + (f".{digits % 10**scale:0{scale}}" if scale else ""))


def limits(rng, counts, tests):
    coverage = {}
    for metric, (covered, total) in counts.items():
        if not total:
            continue
        c = coverage.setdefault(metric, {})
        if rng.random() < 0.8:
            c["target"] = percent(rng, covered, total)
        elif rng.random() < 0.5:
            c["target"] = {"from": Number("0"), "to": Number("100"), "by": "2999-12-31"}
        if rng.random() < 0.5:
            c["max_uncovered"] = Number(str(total - covered + rng.randrange(5)))
        if rng.random() < 0.3:
            c["baseline"] = percent(rng, covered, total)
    plan = {}
    passing, skipped, total = tests
    if total:
        plan = {"max_failed": Number(str(rng.randrange(4))), "max_skipped": Number(str(skipped + rng.randrange(3))),
            "created": Number(str(rng.randrange(total + 1))), "passing": Number(str(rng.randrange(passing + 1))),
            "max_flaky": Number("3"), "max_seconds": Number("9.50")}
        if rng.random() < 0.5:
            plan["planned"] = Number(str(rng.randrange(passing + 1)))
    return {**({"coverage": coverage} if coverage else {}), **({"plan": plan} if plan else {})}


def covered_of(area, counts):
    return {m: (sum(counts[f][m][0] for f in counts if area in ("", f.split("/")[0])),
        sum(counts[f][m][1] for f in counts if area in ("", f.split("/")[0]))) for m in METRICS}


def make(rng):
    """A repository, its reports, and its policies; the paths of these."""
    run("git", "init", "-q")
    counts, info, cases, tests = {}, [], [], {"": [0, 0, 0]}
    areas = [f"a{i}" for i in range(rng.randrange(1, 4))]
    for area in areas:
        os.makedirs(f"{area}")
        os.makedirs(f"tests/{area}")
        for i in range(rng.randrange(1, 3)):
            path, n = f"{area}/f{i}.py", rng.randrange(1, 30)
            open(path, "w").write("x\n" * n)
            info.append(f"SF:{path}")
            counts[path] = {m: [0, 0] for m in METRICS}
            for line in range(1, n + 1):
                for metric, record in METRICS.items():
                    if metric != "lines" and rng.random() < 0.7:
                        continue
                    hit = rng.randrange(2)
                    counts[path][metric][0] += hit
                    counts[path][metric][1] += 1
                    if metric == "functions":
                        info.append(f"FN:{line},f{line}")
                    info.append({"DA": f"DA:{line},{hit}", "BRDA": f"BRDA:{line},0,0,{hit}",
                        "FNDA": f"FNDA:{hit},f{line}"}[record])
            info.append("end_of_record")
        open(f"tests/{area}/test_x.py", "w").write("x\n")
        n = [0, 0, 0]
        for i in range(rng.randrange(1, 9)):
            skipped = rng.random() < 0.2
            n = [n[0] + (not skipped), n[1] + skipped, n[2] + 1]
            cases.append(f'<testcase classname="tests.{area}.test_x" name="t{i}" time="0.01">' +
                ("<skipped/>" if skipped else "") + "</testcase>")
        tests[area] = n
        tests[""] = [x + y for x, y in zip(tests[""], n)]
    layout = Layout(rng)
    os.makedirs("policies")
    project = {"version": Number("1"), **limits(rng, covered_of("", counts), tests[""])}
    project.setdefault("coverage", {}).setdefault("lines", {}).setdefault("target", Number("0"))
    open("policies/project.json", "w", newline="").write(layout.text(project) + layout.gap())
    for area in areas:
        policy = {"area": area, "title": f"é 5 \\ {area}", "sources": [f"{area}/**"],
            "tests": {"files": [f"tests/{area}/**"]}, **limits(rng, covered_of(area, counts), tests[area])}
        open(f"policies/{area}.json", "w", newline="").write(layout.text(policy) + layout.gap())
    run("git", "add", "-A")
    run("git", "commit", "-q", "-m", "the tree")
    open("c.info", "w").write("\n".join(info) + "\n")
    open("t.xml", "w").write("<testsuite>" + "".join(cases) + "</testsuite>")
    return [f"policies/{name}.json" for name in ["project"] + areas]


def plain(text):
    """The value without comments, and the comments."""
    comments = []
    def take(m):
        if m[0].startswith("//"):
            comments.append(m[0])
            return ""
        return m[0]
    return json.loads(re.sub(r'"(?:\\.|[^"\\])*"|//[^\n]*', take, text), parse_float=str, parse_int=str), comments


def differences(old, new, path=()):
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        for key in old:
            yield from differences(old[key], new[key], path + (key,))
    elif old != new:
        yield path, old, new


def read(path):
    return open(path, newline="", encoding="utf-8").read()


def judge(seed, paths):
    before = {p: read(p) for p in paths}
    reports = ["c.info", "t.xml"]
    first = run(AREAGATE, "check", *reports)
    check(seed, f"not open at first: {first.stdout}{first.stderr}", first.returncode == 0)
    asked = run(AREAGATE, "ratchet", "--check", *reports)
    check(seed, "--check changes something", before == {p: read(p) for p in paths})
    done = run(AREAGATE, "ratchet", *reports)
    check(seed, f"ratchet fails: {done.stderr}", done.returncode == 0)
    changed = 0
    for p in paths:
        after = read(p)
        (old, old_comments), (new, new_comments) = plain(before[p]), plain(after)
        check(seed, f"{p}: comments differ", old_comments == new_comments)
        check(seed, f"{p}: the layout differs", re.split(r"[0-9.]+", before[p]) == re.split(r"[0-9.]+", after))
        for path, x, y in differences(old, new):
            changed += 1
            more, less = path[-1] in UP, path[-1] in DOWN
            good = isinstance(x, str) and (more and float(y) > float(x) or less and float(y) < float(x))
            check(seed, f"{p}: {'.'.join(path)} goes from {x} to {y}", good)
            check(seed, f"{p}: {y} has more than two decimals", len(y.partition(".")[2]) <= 2)
    check(seed, f"--check exits with {asked.returncode}, {changed} numbers changed",
        asked.returncode == (1 if changed else 0))
    again = {p: read(p) for p in paths}
    check(seed, "not open in the end", run(AREAGATE, "check", *reports).returncode == 0)
    second = run(AREAGATE, "ratchet", *reports)
    check(seed, "a second run changes something", again == {p: read(p) for p in paths} and
        second.stdout.startswith("nothing to raise"))
    return changed


top, changed = os.getcwd(), 0
for seed in range(RUNS):
    os.makedirs(f"{top}/{seed}")
    os.chdir(f"{top}/{seed}")
    changed += judge(seed, make(random.Random(seed)))
check("all", f"only {changed} numbers were raised", changed > 5 * RUNS)
print(f"{changed} numbers raised")
sys.exit(checks.closing())
END
}

judge "${1:-20}" && status=0 || status=$?
report "$status" "what ratchet raises in policies made at random"
