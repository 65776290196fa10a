#!/usr/bin/env bash
# areagate init on trees made at random, with names that need care: what it writes is what --dry-run shows,
# the gate is open, lint finds no mistake, what is commented out is right when it is not, and CODEOWNERS
# tells of the same owners.
# shellcheck source=tests/e2e/checks.bash
. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"
cd "$scratch"

judge() {
	PYTHONPATH=$ROOT/tests/meta python3 -B - "$AREAGATE" "$1" <<'END'
import os, random, re, subprocess, sys

from shared import checks

AREAGATE, RUNS = sys.argv[1], int(sys.argv[2])
FOLDERS = ["src", "lib", "packages", "apps", "core", "api", "web", "we ird", "br[ack]et", "st*r", 'qu"ote', "é", "!bang",
    "-dash", "q?", "a" * 70, "project", "tests", "test", "__tests__", "vendor", "node_modules", "x.schema", ".hidden", "{a,b}",
    "back\\slash", "#sharp", "CORE"]
FILES = ["a.py", "b.py", "index.ts", "index.test.ts", "main.go", "main_test.go", "test_a.py", "x.c", "x.h", "test_x.c", "README.md",
    "we ird.c", "br[ack].c", "!b.py", "package.json", "data.bin", "conftest.py", "A.java", "ATest.java"]
TESTS = {".py": "def test_{0}():\n    pass\n", ".ts": "test('{0}', () => {{}});\n", ".go": "func Test{0}(t *testing.T) {{}}\n"}
areas = 0


def check(seed, what, good):
    checks.check(good, f"seed {seed}: {what}")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def paths_of(rng):
    folders = rng.sample(FOLDERS, rng.randrange(1, 8))
    paths = set()
    for _ in range(rng.randrange(1, 40)):
        deep = rng.randrange(4)
        paths.add("/".join([rng.choice(folders) for _ in range(deep)] + [rng.choice(FILES)]))
    return sorted(paths)


def write(path, text):
    if os.path.dirname(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def escaped(text):
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def make(rng):
    run("git", "init", "-q")
    paths = paths_of(rng)
    info, cases = [], []
    for i, path in enumerate(paths):
        text = TESTS.get(os.path.splitext(path)[1], "x\n").format(f"a{i}")
        if "\\" in path:
            text = "x\n"
        write(path, text * 3)
        if rng.random() < 0.5 and not path.endswith((".md", ".json", ".bin")) and "\\" not in path:
            branches = f"BRDA:1,0,0,{rng.randrange(2)}\n" if rng.random() < 0.5 else ""
            info.append(f"SF:{path}\n{branches}DA:1,{rng.randrange(2)}\nDA:2,{rng.randrange(2)}\nend_of_record\n")
        if "est" in path and rng.random() < 0.7 and "\\" not in path:
            state = rng.choice(["", "", '<failure message="no"/>', "<skipped/>", '<error message="setup"/>'])
            cases.append(f'<testcase classname="s{i}" name="test_a{i}" file="{escaped(path)}">{state}</testcase>')
    if rng.random() < 0.7:
        tops = [re.sub("([ #])", r"\\\1", p.split("/")[0]) + ("/" if "/" in p else "") for p in paths[:5]]
        rules = ["* @all"] + [f"/{top} @o{n}" for n, top in enumerate(tops)]
        write(rng.choice([".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]), "\n".join(rules) + "\n")
    write(".gitignore", "build/\n.areagate/\n")
    run("git", "add", "-A", "-f")
    run("git", "commit", "-q", "-m", "the tree")
    if info and rng.random() < 0.9:
        write("build/coverage.info", "".join(info))
    if cases and rng.random() < 0.8:
        write("build/junit.xml", "<testsuite>" + "".join(cases) + "</testsuite>")
    return bool(os.path.isdir("build"))


def uncomment(text):
    text = re.sub(r'^  // "paths".*\n', "", text, flags=re.M)
    text = re.sub(r'^  // "(?:tests|plan)".*\n', "", text, flags=re.M)
    return re.sub(r'^  // ("[a-z]+": )', r"  \1", text, flags=re.M)


def judge(seed, reports):
    shown = run(AREAGATE, "init", "--dry-run")
    check(seed, "--dry-run writes", not os.path.isdir(".areagate"))
    done = run(AREAGATE, "init")
    # A report about nothing but others' code is refused.
    good = done.returncode == 0 or "all its files are excluded" in done.stderr
    check(seed, f"init exits with {done.returncode}: {done.stderr}", good)
    if done.returncode:
        return 0
    files = [f for f in sorted(os.listdir(".areagate")) if f != "policy.schema.json"]
    written = {f: open(f".areagate/{f}").read() for f in files}
    parts = re.split(r"^==> \.areagate/(.*) <==\n", shown.stdout, flags=re.M)[1:]
    printed = {name: text for name, text in zip(parts[::2], parts[1::2])}
    check(seed, "--dry-run shows something else", {n: t.rstrip("\n") for n, t in printed.items()} ==
        {n: t.rstrip("\n") for n, t in written.items()})
    lint = run(AREAGATE, "lint")
    check(seed, f"lint exits with {lint.returncode}: {lint.stderr}", lint.returncode == 0)
    check(seed, f"owners differ: {lint.stderr}", "lint-owners" not in lint.stderr)
    if reports:
        seen = run(AREAGATE, "check")
        check(seed, f"check exits with {seen.returncode}: {seen.stdout}{seen.stderr}", seen.returncode == 0)
        check(seed, "ratchet fails", run(AREAGATE, "ratchet").returncode == 0)
        check(seed, "closed after ratchet", run(AREAGATE, "check").returncode == 0)
    for name, text in written.items():
        write(f"all/{name}", uncomment(text))
    lint = run(AREAGATE, "lint", "-p", "all")
    check(seed, f"without slashes: {lint.stderr}", lint.returncode == 0)
    return len(files) - 1


top = os.getcwd()
for seed in range(RUNS):
    os.makedirs(f"{top}/{seed}")
    os.chdir(f"{top}/{seed}")
    areas += judge(seed, make(random.Random(seed)))
print(f"{areas} areas")
sys.exit(checks.closing())
END
}

judge "${1:-20}" && status=0 || status=$?
report "$status" "what init writes of trees made at random"
