"""Repositories with changes in them, the same each time: a large one, one of a tracefile's sources, one to push,
and one with records."""
import os
import random
import re
import subprocess
import time

LINES = ("\treturn 0;", "{", "}", "", "\tif (x) {", "\t}")


def git(folder, *words):
    # Nothing goes on in the background.
    subprocess.run(("git", "-c", "gc.auto=0", "-C", folder, *words), check=True, stdout=subprocess.DEVNULL)


def commit(folder, message):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def code(dice, lines):
    return "".join(f"{dice.choice(LINES)}\n" if dice.random() < .4
        else f"\tcall_{dice.randrange(400)}({dice.randrange(99)});\n" for _ in range(lines))


def edit(dice, path):
    with open(path, encoding="utf-8") as f:
        lines = f.readlines()
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(lines))
        lines[at:at + dice.randrange(3)] = [f"\tnew_{dice.randrange(999)}();\n"] * dice.randrange(1, 8)
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(lines)


def large(folder, files, changes):
    """A commit for each number of changed files, after the first one."""
    dice = random.Random(1)
    paths = [f"{folder}/src/m{i % 40}/n{i // 40 % 50}/f{i}.c" for i in range(files)]
    for path in paths:
        write(path, code(dice, dice.randrange(20, 400)))
    write(f"{folder}/policies/project.json",
        '{ "version": 1, "patch": { "lines": { "max_uncovered": 1000000 } } }\n')
    git(".", "init", "-q", folder)
    commit(folder, "before")
    for n in changes:
        for path in dice.sample(paths, n):
            edit(dice, path)
        commit(folder, f"{n} files")
    git(folder, "gc", "-q")
    write(f"{folder}/.git/one.info", f"SF:{os.path.relpath(paths[0], folder)}\nDA:1,1\nend_of_record\n")


def of_tracefile(folder, trace, changes):
    """As many lines in each source as the tracefile speaks of."""
    last, path = {}, None
    with open(trace, encoding="utf-8") as f:
        for line in f:
            if line.startswith("SF:"):
                path = line[3:].strip()
                last[path] = 1
            elif line.startswith(("DA:", "BRDA:", "FN:")):
                last[path] = max(last[path], int(line.split(":", 1)[1].split(",", 1)[0]))
    root = os.path.commonpath(list(last))
    dice = random.Random(2)
    paths = []
    for source, lines in last.items():
        paths.append(f"{folder}/{os.path.relpath(source, root)}")
        write(paths[-1], "".join(f'\tcall_{dice.randrange(400)}("{dice.getrandbits(60):x}");\n'
            for _ in range(lines)))
    write(f"{folder}/policies/project.json", '{ "version": 1, "patch": { "lines": { "target": 1 } } }\n')
    git(".", "init", "-q", folder)
    commit(folder, "before")
    for path in dice.sample(paths, changes):
        with open(path, encoding="utf-8") as f:
            lines = f.readlines()
        for at in dice.sample(range(len(lines)), min(5, len(lines))):
            lines[at] = f"\tchanged_{at}();\n"
        write(path, "".join(lines))
    commit(folder, f"{changes} files")
    git(folder, "gc", "-q")
    # Written after the commit, with the paths that the repository has.
    with open(trace, encoding="utf-8") as f, open(f"{folder}/.git/coverage.info", "w", encoding="utf-8") as out:
        out.writelines(line.replace(f"SF:{root}/", "SF:") for line in f)


def history(stream, dice, paths, commits):
    """For git fast-import: all files in the first commit, one changed in each of the others, the last now."""
    def data(text):
        stream.write(b"data %d\n%s\n" % (len(text), text))

    now = int(time.time()) - 60
    for n in range(commits):
        stream.write(b"commit refs/heads/main\ncommitter A <a@example.com> %d +0000\n" % (now - commits + n))
        data(b"change %d" % n)
        for path in paths if n == 0 else [dice.choice(paths)]:
            stream.write(b"M 644 inline %s\n" % path.encode())
            data(code(dice, 100).encode())
        if n == 0:
            stream.write(b"M 644 inline policies/project.json\n")
            data(b'{ "version": 1, "reports": [ { "name": "coverage", "path": ".git/coverage.info" } ],\n'
                b'  "coverage": { "lines": { "target": 1 } }, "patch": { "lines": { "max_uncovered": 10000 } } }\n')


def imported(folder):
    return subprocess.Popen(("git", "-C", folder, "fast-import", "--quiet"), stdin=subprocess.PIPE)


def to_push(folder, commits, files):
    """A branch that is 20 commits ahead of the remote's, a report of all files, and what git tells a hook."""
    dice = random.Random(3)
    paths = [f"src/m{i % 30}/f{i}.c" for i in range(files)]
    git(".", "init", "-q", "-b", "main", folder)
    with imported(folder) as child:
        history(child.stdin, dice, paths, commits)
    git(folder, "reset", "-q", "--hard", "main")
    git(folder, "gc", "-q")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD~20")
    with open(f"{folder}/.git/coverage.info", "w", encoding="utf-8") as f:
        for path in paths:
            f.write(f"SF:{path}\n" + "".join(f"DA:{n},{dice.randrange(3)}\n" for n in range(1, 100)))
            f.write("end_of_record\n")
    ids = subprocess.run(("git", "-C", folder, "rev-parse", "HEAD", "HEAD~20"), check=True,
        stdout=subprocess.PIPE, text=True).stdout.split()
    write(f"{folder}/.git/push", f"refs/heads/main {ids[0]} refs/heads/main {ids[1]}\n")
    # As the hook that is installed does.
    write(f"{folder}/.git/hook", "exec areagate hook pre-push origin nowhere <.git/push\n")


def record_all(folder):
    """Gives every commit the record that the last one has, each with its own ids and time."""
    def asked(*words):
        return subprocess.run(("git", "-C", folder, *words), check=True, stdout=subprocess.PIPE).stdout

    note = asked("notes", "--ref=areagate", "show")
    ids = [line.split() for line in asked("log", "--format=%H %T %ct").splitlines()]
    with imported(folder) as child:
        child.stdin.write(b"commit refs/notes/areagate\ncommitter A <a@example.com> 0 +0000\ndata 3\nall\n"
            b"from refs/notes/areagate^0\n")
        for commit_id, tree, seconds in ids[1:]:
            text = note.replace(ids[0][0], commit_id).replace(ids[0][1], tree)
            text = re.sub(rb'"time":\d+', b'"time":' + seconds, text)
            for key in (commit_id, tree):
                child.stdin.write(b"M 644 inline %s/%s\ndata %d\n%s\n" % (key[:2], key[2:], len(text), text))
    git(folder, "gc", "-q")
