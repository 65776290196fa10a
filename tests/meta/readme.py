#!/usr/bin/env python3
"""Runs the examples of README.md and of the guides and compares what comes out.

usage: tests/meta/readme.py [FILE...]

A block marked ```console is an example: lines `$ command` (a trailing backslash goes on in the next
line) and what the command prints, stdout and stderr together. A line `...` stands for any lines. The
commands of a block share one shell; a command that prints nothing must succeed, and any status can be
shown with `$ echo $?`. Shell that is not to be run is marked ```sh.

A comment before a block, which readers do not see, says in which scratch folder it happens, and may
prepare it with lines of shell; later blocks stay in the folder until another comment. With `file:` the
block's text becomes that file, so that what a page shows is what its examples use, or another test reads;
JSON or YAML that becomes no file is an error. With `from:` the folder begins with what another page puts
into its own of that name:

    <!-- example: first-run                <!-- example: first-run file: policies/workers.json -->
    git init -q                            ```json
    -->                                    { "area": "workers" }
                                           ```
    <!-- example: first-run from: ../../README.md -->

Links to files of the tree have to lead somewhere, to the heading that they name.
"""
import difflib
import glob
import os
import re
import subprocess
import sys
import tempfile
from collections import namedtuple

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
HERMETIC = os.path.join(ROOT, "tests/hermetic")
SECONDS = 30

COMMENT = re.compile(r"<!-- example: (?P<name>[\w-]+)(?: (?P<key>file|from): (?P<value>\S+))?\s*?(?P<setup>\n.*?)?-->", re.S)
FENCE = re.compile(r"^(?P<fence>```+)(?P<language>\w*)\n(?P<text>.*?)^(?P=fence)$", re.S | re.M)
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#\s]*)(?:#(?P<heading>[^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.*)$", re.M)

# After each command: the marker with its status, and the status again for the next one's $?.
MARK = "\x1e"
AFTER = f"; {{ s=$?; printf '{MARK}%s\\n' \"$s\"; (exit \"$s\"); }}"

# kind: "folder", "from" (name: a page), "setup", "file" (name: its path), "console" or "loose" (name: what it is).
Step = namedtuple("Step", "line kind name text")


def steps_of(text):
    """What a page says to do, in its order."""
    found = [(m.start(), m) for m in COMMENT.finditer(text)] + [(m.start(), m) for m in FENCE.finditer(text)]
    wanted_file = None
    for start, m in sorted(found, key=lambda pair: pair[0]):
        line = text.count("\n", 0, start) + 1
        part = m.groupdict()
        if "language" not in part:
            yield Step(line, "folder", part["name"], None)
            if part["key"] == "from":
                yield Step(line, "from", part["value"], part["name"])
            if (part["setup"] or "").strip():
                yield Step(line, "setup", None, part["setup"])
            wanted_file = part["value"] if part["key"] == "file" else None
        elif wanted_file:
            yield Step(line, "file", wanted_file, part["text"])
            wanted_file = None
        elif part["language"] == "console":
            yield Step(line, "console", None, part["text"])
        elif part["language"] in ("json", "yaml"):
            yield Step(line, "loose", part["language"].upper(), None)


def preparations(text, name):
    """The files and the shell that a page has for one folder."""
    folder = None
    for step in steps_of(text):
        if step.kind == "folder":
            folder = step.name
        elif folder == name and step.kind in ("file", "setup"):
            yield step


def anchors_of(text):
    """The headings as GitHub names them in links."""
    for heading in HEADING.findall(FENCE.sub("", text)):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def commands_of(text):
    """[command, [line of output, ...]] of a console block."""
    commands = []
    for line in text.splitlines():
        if commands and commands[-1][0].endswith("\\") and not commands[-1][1]:
            commands[-1][0] += "\n" + line
        elif line.startswith("$ "):
            commands.append([line[2:], []])
        elif commands:
            commands[-1][1].append(line)
        else:
            raise ValueError("a console block starts with `$ command`")
    return commands


def matches(expected, seen):
    """`...` takes any number of lines, none included."""
    pattern = "".join(r"(?:[^\n]*\n)*?" if line == "..." else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in seen)) is not None


class Page:
    def __init__(self, path, scratch, areagate):
        self.text = read(path)
        self.path, self.scratch = path, scratch
        self.folder = None
        self.examples = self.failed = 0
        os.makedirs(os.path.join(scratch, "bin"))
        os.symlink(areagate, os.path.join(scratch, "bin/areagate"))

    def shell(self, script):
        """What was printed, and the exit status."""
        path = os.path.join(self.scratch, "bin") + ":" + os.environ["PATH"]
        run = subprocess.run([HERMETIC, "sh", "-c", script], cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS,
            env=dict(os.environ, PATH=path))
        return run.stdout.decode(errors="replace"), run.returncode

    def fail(self, line, what):
        self.failed += 1
        print(f"{self.path}:{line}: {what}")

    def enter(self, name):
        self.folder = os.path.join(self.scratch, "examples", name)
        os.makedirs(self.folder, exist_ok=True)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    def run_block(self, line, commands):
        """The output of each command and its status."""
        out, _ = self.shell("\n".join(command + AFTER for command, _ in commands))
        parts = re.split(MARK + r"(\d+)\n", out)
        seen = [(parts[i].splitlines(), int(parts[i + 1])) for i in range(0, len(parts) - 1, 2)]
        if len(seen) != len(commands):
            self.fail(line, f"the block ended early, after: {parts[-1]}")
        return seen

    def console(self, step):
        commands = commands_of(step.text)
        for (command, expected), (seen, status) in zip(commands, self.run_block(step.line, commands)):
            self.examples += 1
            while expected and not expected[-1]:
                expected.pop()
            if not matches(expected, seen):
                self.fail(step.line, f"`{command}` prints something else:")
                print("\n".join(difflib.unified_diff(expected, seen, "page", "seen", lineterm="")))
            elif not expected and status != 0:
                self.fail(step.line, f"`{command}` prints nothing and fails with {status}")

    def do(self, step):
        if step.kind == "folder":
            self.enter(step.name)
        elif self.folder is None:
            self.enter("start")
        if step.kind == "setup":
            out, status = self.shell("set -eu\n" + step.text)
            if status != 0:
                self.fail(step.line, f"setting up fails with {status}: {out}")
        elif step.kind == "file":
            self.write(step.name, step.text)
        elif step.kind == "from":
            page = os.path.join(os.path.dirname(self.path), step.name)
            for preparation in preparations(read(page), step.text):
                self.do(preparation)
        elif step.kind == "loose":
            self.fail(step.line, f"{step.name} that becomes no file: nothing reads it")
        elif step.kind == "console":
            self.console(step)

    def follow(self, line, link):
        path = os.path.join(os.path.dirname(self.path), link["path"]) if link["path"] else self.path
        if not os.path.exists(path):
            self.fail(line, f"there is no {link['path']}")
        elif link["heading"] and link["heading"] not in anchors_of(read(path)):
            self.fail(line, f"{link['path'] or 'this page'} has no heading '{link['heading']}'")

    def run(self):
        for step in steps_of(self.text):
            try:
                self.do(step)
            except (ValueError, OSError, subprocess.TimeoutExpired) as error:
                self.fail(step.line, error)
        prose = FENCE.sub(lambda block: "\n" * block[0].count("\n"), self.text)
        for line, text in enumerate(prose.splitlines(), 1):
            for link in LINK.finditer(text):
                self.follow(line, link)


def run_pages(paths, areagate):
    """How many examples there were, and how many failures."""
    examples = failed = 0
    for path in paths:
        with tempfile.TemporaryDirectory() as scratch:
            page = Page(path, os.path.realpath(scratch), areagate)
            page.run()
        examples += page.examples
        failed += page.failed
    if not examples:
        failed += 1
        print(f"{paths[0]}:1: no examples found: they are blocks marked ```console")
    return examples, failed


def main():
    paths = sys.argv[1:] or [os.path.join(ROOT, "README.md"), *sorted(glob.glob(os.path.join(ROOT, "gate/manual/*.md")))]
    areagate = os.path.abspath(os.environ.get("AREAGATE") or os.path.join(ROOT, "build/dev/areagate"))
    for needed in (*paths, areagate):
        if not os.path.isfile(needed):
            print(f"{needed}: error: not there")
            return 1
    examples, failed = run_pages(paths, areagate)
    print(f"{max(examples - failed, 0)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
