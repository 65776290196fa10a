#!/usr/bin/env python3
"""Makes data, measures the program and others on it, and compares what came out with the goals.

usage: groups.py [--rounds N] GROUP...     in an empty folder, with the tools of tests/bench/run on PATH
"""
import argparse
import glob
import json
import os
import shutil
import subprocess
import sys

import patch as patches
from rounds import Bench, Row

SIZES = (("1mb", 10**6, 21), ("10mb", 10**7, 15), ("100mb", 10**8, 9), ("1gb", 10**9, 3))
SHARDS = 16
SHARD_SIZES = (("small", 900_000, 9), ("large", 8_500_000, 5))
CASES = 1_000_000
BIG_FILES, MANY, FEW = 20_000, 5_000, 10
PUSHED_COMMITS, PUSHED_FILES = 10_000, 3_000
RECORDS, RECORD_FILES = 10_000, 100
REPORTS, REPORT_CASES = 5000, 150
LCOV = "lcov -q --rc lcov_branch_coverage=1"


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def into(path, *command):
    with open(path, "wb") as f:
        subprocess.run(command, check=True, stdout=f)


def size_of(paths):
    return sum(os.path.getsize(p) for p in paths)


def truth(*what):
    """What the generator says of its data."""
    return dict(line.split() for line in output("generate", *what).splitlines())


def told(*files):
    """The same of areagate."""
    total = json.loads(output("areagate", "summary", "--out", "json", *files))["total"]
    out = {}
    if total["files"]:
        out["files"] = str(total["files"])
        for metric in ("lines", "branches", "functions"):
            out[metric] = f"{total[metric]['covered']}/{total[metric]['total']}"
    if total["tests"]:
        tests = total["tests"]
        out |= {"tests": str(tests["total"]), "passing": str(tests["passing"]),
            "failing": str(tests["failing"]), "skipped": str(tests["skipped"])}
    return out


def compare(bench, what, expected, files):
    """Speed is of no use to a program that is wrong."""
    try:
        found = told(*files)
    except subprocess.CalledProcessError as e:
        found = f"exit status {e.returncode}"
    if found != expected:
        bench.complain(f"{what}: areagate says {found}, in it are {expected}")
    return found == expected


def settle(*paths):
    """On disk and in the page cache, before anything is measured."""
    os.sync()
    for path in paths:
        with open(path, "rb") as f:
            while f.read(1 << 20):
                pass


# What a peer needs to be there.
def package(name):
    return f"node_modules/{name}/package.json"


def program(name):
    return shutil.which(name) or name


def loops(names, data):
    return [Row(name, what, f"loops {name} {data}") for name, what in names]


def summary_peers(name, size, file):
    """Where they end in reasonable time."""
    rows = [Row("lcov", "lcov 1.16", f"lcov --rc lcov_branch_coverage=1 --summary {file}", True,
        program("lcov"))]
    if name in ("1mb", "10mb"):
        into(f"{name}.json", "generate", "gcovr", str(size))
        # gcovr removes the file that -o names before it writes it: for root never a device.
        rows.append(Row("gcovr", "gcovr 5.2, from its own JSON",
            f"gcovr -r /home -a {name}.json -s -o {name}.txt", True, program("gcovr")))
        rows.append(Row("lcov-total", "npm lcov-total", f"node_modules/.bin/lcov-total {file}", True,
            package("lcov-total")))
    for peer in ("parse-lcov", "lcov-parse"):
        rows.append(Row(peer, f"npm {peer}", f"node peers.js {peer} {file}", True, package(peer)))
    return rows


def tracefiles(bench):
    print("\n## Tracefiles, one file")
    for name, size, rounds in SIZES:
        file = f"{name}.info"
        into(file, "generate", "tracefile", str(size))
        same = compare(bench, file, truth("totals", str(size)), [file])
        rows = [Row("wc", "newlines, the floor", f"wc -l {file}")]
        rows += loops((("newlines-avx2", "newlines, plain C with AVX2"),
            ("newlines", "newlines one by one, plain C"), ("sum", "sum of DA, plain C"),
            ("lines", "DA into arrays, plain C"), ("records", "all records into arrays, plain C")), file)
        rows += [Row("one", "**areagate**, one thread", f"areagate summary --threads 1 {file}"),
            Row("all", f"**areagate**, {os.cpu_count()} cores", f"areagate summary {file}")]
        if name != "1gb":
            rows += summary_peers(name, size, file)
        settle(file)
        bench.measure(name, f"{file}: {os.path.getsize(file) / 1e6:,.1f} MB in "
            f"{int(output('wc', '-l', file).split()[0]):,} lines", os.path.getsize(file), rounds, rows)
        print("\nTotals: as generated." if same else "\nTotals: WRONG.")
        os.remove(file)


def merge_rows(name):
    shards = f"{name}/*.info"
    return [Row("wc", "newlines, the floor", f"wc -l {shards}"),
        Row("loop", "plain C, written out", f"loops merge {shards} > {name}.loops"),
        Row("loop-totals", "plain C, to totals", f"loops merge-totals {shards}"),
        Row("one", "**areagate**, one thread", f"areagate merge --threads 1 -o {name}.one {shards}"),
        Row("all", f"**areagate**, {os.cpu_count()} cores", f"areagate merge -o {name}.all {shards}"),
        Row("summary-two", "**areagate**, summary of two of them",
            f"areagate summary {name}/00.info {name}/01.info",
            size=size_of(f"{name}/{i:02}.info" for i in range(2))),
        Row("summary", "**areagate**, summary of all", f"areagate summary {shards}"),
        Row("npm", "npm lcov-result-merger",
            f"node_modules/.bin/lcov-result-merger '{shards}' {name}.npm", True,
            package("lcov-result-merger")),
        Row("gcovr", "gcovr 5.2, from its own JSON",
            f"gcovr -r /home -a '{name}/*.json' --json {name}.gcovr", True,
            program("gcovr")),
        Row("lcov", "lcov 1.16", f"{LCOV} $(printf ' -a %s' {shards}) -o {name}.lcov", True,
            program("lcov"))]


def differs(file, expected, executions):
    """What is wrong with a merged tracefile: other totals, or executions that got lost."""
    try:
        found = told(file)
    except subprocess.CalledProcessError as e:
        return f"areagate summary ends with {e.returncode}"
    if found != expected:
        return f"{found} instead of {expected}"
    sum_of_it = output("loops", "sum", file)
    return f"{sum_of_it.strip()} instead of {executions.strip()}" if sum_of_it != executions else ""


def compare_merged(bench, name, expected):
    """Ours must be right; of a peer it is told."""
    right, executions = [], output("loops", "sum", f"{name}.loops")
    for kind in ("loops", "one", "all", "npm", "lcov"):
        file = f"{name}.{kind}"
        there = os.path.exists(file)
        what = differs(file, expected, executions) if there else "it did not end"
        if not what:
            right.append(kind)
        elif kind in ("loops", "one", "all"):
            bench.complain(f"{file}: {what}")
        elif there:
            print(f"\n{bench.tables[name][kind].what} is wrong: {what}.")
    return {"loops", "one", "all"} <= set(right)


def merge(bench):
    print(f"\n## Merging {SHARDS} tracefiles of the same sources")
    for name, size, rounds in SHARD_SIZES:
        os.mkdir(name)
        for i in range(SHARDS):
            of = (str(i), str(SHARDS), str(size))
            into(f"{name}/{i:02}.info", "generate", "shard", *of)
            into(f"{name}/{i:02}.json", "generate", "gcovr-shard", *of)
        shards = sorted(glob.glob(f"{name}/*.info"))
        settle(*shards)
        bench.measure(name, f"{SHARDS} tracefiles, together {size_of(shards) / 1e6:,.1f} MB",
            size_of(shards), rounds, merge_rows(name))
        expected = truth("shard-totals", str(SHARDS), str(size))
        same = compare(bench, f"the summary of {name}", expected, shards)
        same &= compare_merged(bench, name, expected)
        print("\nTotals and executions: as generated." if same else "\nTotals: WRONG.")
        shutil.rmtree(name)
        for file in glob.glob(f"{name}.*"):
            os.remove(file)


def tests(bench):
    print("\n## Test reports")
    into("million.xml", "generate", "junit", str(CASES))
    expected = truth("junit-totals", str(CASES))
    same = compare(bench, "million.xml", expected, ["million.xml"])
    settle("million.xml")
    bench.measure("million", f"{CASES:,} testcases: {os.path.getsize('million.xml') / 1e6:,.1f} MB",
        os.path.getsize("million.xml"), 5, [
            Row("wc", "newlines, the floor", "wc -l million.xml"),
            Row("sax2", "libxml2, bare SAX2", "sax2 million.xml"),
            Row("all", "**areagate**", "areagate summary million.xml")])
    os.remove("million.xml")
    os.mkdir("reports")
    output("generate", "reports", "reports", str(REPORTS), str(REPORT_CASES))
    files = sorted(glob.glob("reports/*.xml"))
    same &= compare(bench, "the small reports", truth("junit-totals", str(REPORTS * REPORT_CASES)), files)
    settle(*files)
    bench.measure("reports", f"{REPORTS:,} reports of {REPORT_CASES} testcases: "
        f"{size_of(files) / 1e6:,.1f} MB", size_of(files), 7, [
            Row("cat", "bytes, the floor", "cat reports/*.xml"),
            Row("sax2", "libxml2, bare SAX2", "sax2 reports/*.xml"),
            Row("all", "**areagate**", "areagate summary reports/*.xml")])
    print("\nTotals: as generated." if same else "\nTotals: WRONG.")
    shutil.rmtree("reports")


def changes(bench):
    print("\n## Changes in git")
    patches.large("big", BIG_FILES, (MANY, FEW))
    for name, base, n, rounds in (("few", "HEAD~1", FEW, 15), ("many", "HEAD~2", MANY + FEW, 7)):
        bench.measure(name, f"{n:,} of {BIG_FILES:,} files changed", 0, rounds, [
            Row("git", "`git diff -U0`", f"env -C big git diff -U0 {base} HEAD"),
            Row("all", "**areagate**", f"env -C big areagate check --base {base} .git/one.info")])
    shutil.rmtree("big")
    into("10mb.info", "generate", "tracefile", str(10**7))
    patches.of_tracefile("gated", "10mb.info", FEW)
    bench.measure("gate", f"the gate on a patch: a tracefile of 10 MB, {FEW} files changed", 0, 15, [
        Row("git", "`git diff -U0`", "env -C gated git diff -U0 HEAD~1 HEAD"),
        Row("all", "**areagate**", "env -C gated areagate check --base HEAD~1 .git/coverage.info"),
        Row("diff-cover", "diff-cover",
            "env -C gated diff-cover .git/coverage.info --compare-branch HEAD~1", True,
            program("diff-cover"))])
    shutil.rmtree("gated")
    os.remove("10mb.info")
    pushes(bench)


def judged(bench, name):
    """What is not judged passes as well, and sooner, but not without a word."""
    said = subprocess.run(("env", "-C", "pushed", "sh", ".git/hook"), stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE, text=True)
    if said.returncode or said.stdout:
        bench.complain(f"{name}: {said.stdout or said.returncode}")


def pushes(bench):
    """The reports first: a record decides where there is one."""
    patches.to_push("pushed", PUSHED_COMMITS, PUSHED_FILES)
    for name, on in (("push-reports", "fresh reports"), ("push-record", "a record")):
        judged(bench, name)
        bench.measure(name, f"the hook pre-push on {on}: {PUSHED_COMMITS:,} commits, {PUSHED_FILES:,} files", 0, 15, [
            Row("git", "`git status`", "env -C pushed git status"),
            Row("all", "**areagate**", "env -C pushed sh .git/hook")])
        into("record.txt", "env", "-C", "pushed", "areagate", "check", "--record")
    shutil.rmtree("pushed")


def records(bench):
    """The same with one record: what is more is the history's."""
    print("\n## Records")
    for name, n in (("one-record", 1), ("records", RECORDS)):
        patches.to_push("kept", RECORDS, RECORD_FILES)
        into("record.txt", "env", "-C", "kept", "areagate", "check", "--record")
        if n > 1:
            patches.record_all("kept")
        listed = output("git", "-C", "kept", "ls-tree", "-r", "--name-only", "refs/notes/areagate").count("\n")
        if listed != 2 * n:
            bench.complain(f"{listed} notes instead of {2 * n}")
        bench.measure(name, f"{n:,} of {RECORDS:,} commits have a record", 0, 15, [
            Row("show-git", "`git notes show`", "env -C kept git notes --ref=areagate show HEAD"),
            Row("show", "**areagate**, one record", "env -C kept areagate show HEAD"),
            Row("log-git", "`git log --notes`", "env -C kept git log --notes=areagate -n 200"),
            Row("log", "**areagate**, a table of 200", "env -C kept areagate log -n 200"),
            Row("check", "a verdict", "env -C kept areagate check --head commit"),
            Row("record", "a verdict on record", "env -C kept areagate check --head commit --record")])
        shutil.rmtree("kept")


def more(bench, name, key, than):
    """Of a run beside another, in ms."""
    a, b = bench.seconds(name, key), bench.seconds(*than)
    return (a - b) * 1000 if a and b else None


def fastest_peer(bench, name, peers, key):
    """How many times faster than the fastest of the peers."""
    ratios = [r for r in (bench.ratio(name, peer, key) for peer in peers) if r]
    return min(ratios) if ratios else None


def linear(bench, key):
    """How far from one line: what a byte more costs from 10 to 100 MB and from there to 1 GB, most by least."""
    names = ("10mb", "100mb", "1gb")
    if not all(bench.seconds(n, key) for n in names):
        return None
    slopes = [(bench.seconds(b, key) - bench.seconds(a, key)) / (bench.bytes[b] - bench.bytes[a])
        for a, b in zip(names, names[1:])]
    return max(slopes) / min(slopes)


def many_small(bench):
    limit = [bench.seconds("reports", key) for key in ("cat", "sax2", "all")]
    return limit[2] / (2 * limit[0] + 1.25 * limit[1]) if all(limit) else None


def goals(bench):
    mergers = ("npm", "gcovr", "lcov")
    yield "summary of 1 GB, one thread, x `wc -l`", bench.ratio("1gb", "one", "wc"), "<=", 8
    yield "summary of 100 MB, one thread, x `wc -l`", bench.ratio("100mb", "one", "wc"), "<=", 8
    yield "summary of 100 MB, one thread, x faster than lcov 1.16", \
        bench.ratio("100mb", "lcov", "one"), ">=", 200
    yield "summary of 1 GB, all cores, x faster than one thread", bench.ratio("1gb", "one", "all"), ">=", 1.4
    yield "its memory, one thread, of the input", bench.peak("1gb", "one"), "<=", 1 / 8
    yield "its memory, all cores, of the input", bench.peak("1gb", "all"), "<=", 1 / 8
    yield "one thread, cost of a further byte, 10 to 100 MB and 100 MB to 1 GB, most by least", \
        linear(bench, "one"), "<=", 1.25
    yield "all cores, cost of a further byte, 10 to 100 MB and 100 MB to 1 GB, most by least", \
        linear(bench, "all"), "<=", 1.25
    for name, size, _ in SHARD_SIZES:
        of = f"merge of {SHARDS} x {size / 1e6:.1f} MB"
        yield f"{of}, one thread, x plain C", bench.ratio(name, "one", "loop"), "<=", 1.5
        yield f"{of}, all cores, x plain C", bench.ratio(name, "all", "loop"), "<=", 1.5
        yield f"{of}, all cores, x faster than the fastest peer", \
            fastest_peer(bench, name, mergers, "all"), ">=", 80
    first, all_of_them = (bench.peak("large", key) for key in ("summary-two", "summary"))
    yield f"memory for {SHARDS} shards, x for two", \
        all_of_them / first if first and all_of_them else None, "<=", 1.25
    yield "a million testcases, x bare SAX2", bench.ratio("million", "all", "sax2"), "<=", 1.25
    yield f"patch of {FEW} files in a large repository, x `git diff -U0`", \
        bench.ratio("few", "all", "git"), "<=", 2
    yield f"patch of {MANY + FEW:,} files, x `git diff -U0`", bench.ratio("many", "all", "git"), "<=", 1
    seconds = bench.seconds("gate", "all")
    yield "the gate on a patch, ms", seconds and seconds * 1000, "<=", 60
    yield "the gate on a patch, x faster than diff-cover", bench.ratio("gate", "diff-cover", "all"), ">=", 25
    for name, on in (("push-record", "a record"), ("push-reports", "fresh reports")):
        seconds = bench.seconds(name, "all")
        yield f"the hook pre-push on {on}, ms", seconds and seconds * 1000, "<=", 200
    of = f"{RECORDS:,} records"
    yield f"{of}: to write one, ms", more(bench, "records", "record", ("records", "check")), "<=", 20
    yield f"{of}: to read one, ms more than of one", more(bench, "records", "show", ("one-record", "show")), "<=", 2
    yield f"{of}: `show`, x `git notes show`", bench.ratio("records", "show", "show-git"), "<=", 2
    seconds = bench.seconds("records", "log")
    yield f"{of}: `log -n 200`, ms", seconds and seconds * 1000, "<=", 100
    yield "5,000 small reports, x (2 x `cat` + 1.25 x bare SAX2)", many_small(bench), "<=", 1


def print_goals(bench, groups):
    print("\n## Goals\n\n| what | here | goal | |\n| --- | --: | --: | --- |")
    for what, value, sign, limit in goals(bench):
        shown = "not measured" if value is None else f"{value:,.2f}"
        good = value is not None and (value <= limit if sign == "<=" else value >= limit)
        verdict = "" if value is None else "reached" if good else "MISSED"
        if value is not None or len(groups) == 5:
            print(f"| {what} | {shown} | {'at most' if sign == '<=' else 'at least'} {limit:g} | {verdict} |")


def main():
    known = {"tracefiles": tracefiles, "merge": merge, "changes": changes, "records": records, "tests": tests}
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, help="at most so many")
    parser.add_argument("group", nargs="+", choices=known)
    args = parser.parse_args()
    bench = Bench(args.rounds)
    for group in args.group:
        known[group](bench)
    print_goals(bench, args.group)
    for what in bench.wrong:
        print(f"tests/bench: {what.splitlines()[0]}", file=sys.stderr)
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
