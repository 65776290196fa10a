#!/usr/bin/env python3
"""The rules of the house that no compiler knows.

usage: tests/meta/house.py [ROOT]

One line a violation, `file:line: what`; the last line counts. A rule is a method of House whose name
starts with `rule_`; it calls check() for each thing it looks at, so that a rule that looks at nothing
is seen as well.
"""
import os
import re
import sys

# Room: the rooms it may include from; "gate" is what lies in gate/ itself. The longest name wins.
ROOMS = {
    "gate/base": {"gate/base"},
    "gate/lazy": {"gate/lazy"},
    "gate/model": {"gate/base", "gate/model"},
    "gate/repo": {"gate/base", "gate/model", "gate/repo"},
    "parsers": {"gate/base", "gate/model", "parsers"},
    "policies": {"gate/base", "gate/model", "policies"},
    "reporters": {"gate/base", "gate/model", "reporters"},
    "gate/commands": None,  # all
    "gate/manual": None,
    "gate": None,
}
FOR_EVERYONE = {"gate/exit.h"}

# Headers of a library: where they may be included.
HOMES = {
    "git2": "gate/repo/",
    "cjson/": "gate/base/json.c",
    "pcre2": "gate/base/pattern.c",
    "zlib.h": "gate/base/gzip.c",
    "nettle/": "gate/base/digest.c",
}

# And what loads a library knows the types of its functions.
LOADERS = {
    "git2": "gate/lazy/git.c",
}

FILE_LINES = 400
FUNCTION_LINES = 40

BANNED = {
    "strcpy": "no limit; use str and buf",
    "strncpy": "may leave no terminator; use str and buf",
    "strcat": "no limit; use buf",
    "sprintf": "no limit; use buf",
    "strtok": "keeps state and writes into its input; use str_cut",
    "atoi": "cannot fail; use str_to_u64",
    "sscanf": "overflows silently; use str_cut and str_to_u64",
    "gets": "no limit",
    "alloca": "no limit; use an arena",
}
BANNED_IN_ROOMS = {"system": "no shell runs below main.c", "popen": "no shell runs below main.c"}

# Calls that start another program, and the one place for them.
STARTS = re.compile(r"\b(v?fork|exec[lv]p?e?|posix_spawnp?)\s*\(")
STARTS_HOME = "gate/base/process.c"

# A reporter sees no file, clock, environment or git.
REPORTER_HEADERS = {
    "time.h", "sys/time.h", "unistd.h", "fcntl.h", "sys/stat.h", "dirent.h", "gate/base/file.h",
}
REPORTER_WORDS = re.compile(
    r"\b(getenv|secure_getenv|time|clock_gettime|localtime|strftime"
    r"|fopen|open|printf|fprintf|puts|fputs|putchar|fwrite)(?=\s*\()"
    r"|\bFILE(?=\s*\*)|\b(environ|stdout|stderr)\b")

UNFINISHED = ("TO" + "DO", "FIX" + "ME")
TOPS = sorted({room.split("/")[0] for room in ROOMS})
TEXTS = (".c", ".h", ".py", ".sh", ".txt", ".yml", ".json", ".md")
SINGLE_TEXTS = ("dev", ".ci/run", "CMakeLists.txt", "CMakePresets.json", "README.md", "action.yml",
    "tests/hermetic", "tests/golden/run", "tests/bench/run")
STRANGERS = ("tests/golden/", "tests/fuzz/corpus/", "tests/fixtures/")

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
DIAGNOSTIC = re.compile(r'\brow\((\w+), "([^"]*)"')


def blank(match):
    """Layout stays, so that line numbers do."""
    return re.sub(r"[^\n]", " ", match.group())


class Source:
    def __init__(self, root, path):
        self.path = path
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as f:
            self.text = f.read()
        self.lines = self.text.splitlines()
        self.code = NOT_CODE.sub(blank, self.text)
        self.includes = []
        for number, line in enumerate(self.lines, 1):
            found = INCLUDE.match(line)
            if found:
                self.includes.append((number, found[1] == '"', found[2]))

    def line_of(self, position):
        return self.text.count("\n", 0, position) + 1


class House:
    def __init__(self, root):
        self.root = root
        self.passed = 0
        self.violations = []
        self.rooms = [Source(root, p) for p in self.find(TOPS, (".c", ".h"))]
        self.tests = [Source(root, p) for p in self.find(["tests"], (".c", ".h"))]

    def find(self, tops, endings):
        for top in tops:
            for folder, folders, names in os.walk(os.path.join(self.root, top)):
                folders.sort()
                for name in sorted(names):
                    if name.endswith(endings):
                        yield os.path.relpath(os.path.join(folder, name), self.root)

    def exists(self, path):
        return os.path.isfile(os.path.join(self.root, path))

    def read(self, path):
        if not self.exists(path):
            return ""
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as f:
            return f.read()

    def check(self, good, path, line, what):
        if good:
            self.passed += 1
        else:
            self.violations.append(f"{path}:{line}: {what}")

    def rules(self):
        return [getattr(self, name) for name in dir(self) if name.startswith("rule_")]

    # ---- includes ----

    @staticmethod
    def room_of(path):
        folder = os.path.dirname(path)
        return folder if folder in ROOMS else None

    def rule_room(self):
        for s in self.rooms:
            self.check(self.room_of(s.path), s.path, 1, "no room of the house; see the table of rooms")

    def rule_includes(self):
        for s in self.rooms:
            for line, ours, name in s.includes:
                if ours:
                    self.include_of_ours(s, line, name)
                else:
                    self.include_of_library(s, line, name)

    def include_of_ours(self, s, line, name):
        if not self.exists(name):
            self.check(False, s.path, line, f'"{name}" is not a path from the root')
            return
        allowed = ROOMS.get(self.room_of(s.path), set())
        room = self.room_of(name)
        good = allowed is None or name in FOR_EVERYONE or room in allowed
        self.check(good, s.path, line, f"{self.room_of(s.path)} may not include {name}")

    def include_of_library(self, s, line, name):
        for library, home in HOMES.items():
            if name.startswith(library):
                good = s.path.startswith(home) or s.path == LOADERS.get(library)
                self.check(good, s.path, line, f"<{name}> is at home in {home} only")
                return
        self.check(not self.exists(name), s.path, line, f'<{name}> is ours: write "{name}"')

    def rule_own_header_first(self):
        for s in self.rooms:
            own = s.path[:-2] + ".h"
            if s.path.endswith(".c") and self.exists(own):
                first = s.includes[0] if s.includes else (1, True, None)
                self.check(first[2] == own, s.path, first[0], f"{own} must be included first")

    def rule_reporters_are_pure(self):
        for s in self.rooms:
            if self.room_of(s.path) != "reporters":
                continue
            for line, _, name in s.includes:
                self.check(name not in REPORTER_HEADERS, s.path, line,
                    f"a reporter sees no file, clock or environment: {name}")
            found = REPORTER_WORDS.search(s.code)
            self.check(not found, s.path, s.line_of(found.start()) if found else 0,
                f"a reporter sees no file, clock or environment: {found and found.group()}")

    # ---- sizes and words ----

    def rule_file_size(self):
        for s in self.rooms + self.tests:
            if s.path.endswith(".c"):
                self.check(len(s.lines) <= FILE_LINES, s.path, len(s.lines),
                    f"{len(s.lines)} lines, at most {FILE_LINES}: split by noun")

    def rule_function_size(self):
        for s in self.rooms + self.tests:
            start = None
            for number, line in enumerate(s.lines, 1):
                if line == "{":
                    start = number
                elif line == "}" and start:
                    size = number - start + 1
                    self.check(size <= FUNCTION_LINES, s.path, start,
                        f"a function of {size} lines, at most {FUNCTION_LINES}")
                    start = None

    def rule_banned(self):
        self.ban(self.rooms + self.tests, BANNED)
        self.ban(self.rooms, BANNED_IN_ROOMS)

    def ban(self, sources, banned):
        call = re.compile(r"\b(" + "|".join(banned) + r")\s*\(")
        for s in sources:
            found = list(call.finditer(s.code))
            for f in found:
                self.check(False, s.path, s.line_of(f.start()), f"{f[1]}: {banned[f[1]]}")
            self.check(True, s.path, 0, "")

    def rule_programs_are_started_in_one_place(self):
        for s in self.rooms:
            found = STARTS.search(s.code)
            self.check(not found or s.path == STARTS_HOME, s.path, s.line_of(found.start()) if found else 0,
                f"{found and found[1]}: other programs are started in {STARTS_HOME} only")

    def rule_finished(self):
        """What golden cases and corpora hold was written by strangers."""
        word = re.compile(r"\b(" + "|".join(UNFINISHED) + r")\b")
        paths = [p for p in self.find(TOPS + ["tests", ".github"], TEXTS) if not p.startswith(STRANGERS)]
        paths += [p for p in SINGLE_TEXTS if self.exists(p)]
        for path in paths:
            for number, line in enumerate(self.read(path).splitlines(), 1):
                found = word.search(line)
                if found:
                    self.check(False, path, number, f"{found[1]}: finish it, or write an issue")
            self.check(True, path, 0, "")

    # ---- rows ----

    def golden_cases(self):
        golden = os.path.join(self.root, "tests/golden")
        names = sorted(os.listdir(golden)) if os.path.isdir(golden) else []
        return [n for n in names if os.path.isdir(os.path.join(golden, n))]

    def expected_outputs(self):
        """Everything that golden cases expect to come out, as one text."""
        texts = []
        for case in self.golden_cases():
            base = os.path.join("tests/golden", case)
            texts += [self.read(os.path.join(base, name)) for name in ("stdout", "stderr")]
            texts += [self.read(p) for p in self.find([os.path.join(base, "files")], "")]
        return "\n".join(texts)

    def rule_diagnostics(self):
        path = "gate/model/diagnostics.h"
        header = self.read(path)
        rows = [(header.count("\n", 0, m.start()) + 1, m[1], m[2]) for m in DIAGNOSTIC.finditer(header)]
        self.check(rows, path, 1, "no rows of diagnostics found")
        expected = self.expected_outputs()
        units = "\n".join(s.text for s in self.tests if s.path.startswith("tests/unit/"))
        program = "\n".join(s.code for s in self.rooms)
        seen = set()
        for line, name, slug in rows:
            self.check(name not in seen, path, line, f"{name}: a second row of that name")
            seen.add(name)
            # The same slug at a second level is its name's _NOTE.
            self.check(slug.upper().replace("-", "_") in (name, name.removesuffix("_NOTE")), path, line,
                f"{name}: '{slug}' is not the name's slug")
            self.check(re.search(rf"\bDIAG(NOSTIC_|\()({name})\b", program), path, line,
                f"{name}: nothing ever says it")
            shown = f"[{slug}]" in expected or f'"{slug}"' in expected + units
            self.check(shown or re.search(rf"\bDIAG(NOSTIC_|\(){name}\b", units), path, line,
                f"{name}: no golden case expects [{slug}] and no unit test knows it")

    def rule_parsers_have_cases(self):
        for path, line, name in self.rows("parser", "parsers/parser.h"):
            good = any(case == name or case.startswith(name + "-") for case in self.golden_cases())
            self.check(good, path, line, f"parser '{name}': no case tests/golden/{name}-*")

    def rule_reporters_have_cases(self):
        for path, line, name in self.rows("reporter", "reporters/reporter.h"):
            good = any(case == name or case.startswith(name + "-") or
                re.search(rf"--out[ =]{name}\b", self.read(f"tests/golden/{case}/cmd"))
                for case in self.golden_cases())
            self.check(good, path, line, f"reporter '{name}': no case tests/golden/{name}-* or --out {name}")

    def rows(self, kind, header):
        """Every row that the header declares; its name is `.name =` or the first text in it."""
        room = os.path.dirname(header)
        sources = [s for s in self.rooms if self.room_of(s.path) == room and s.path.endswith(".c")]
        text = self.read(header)
        declared = [name for m in re.finditer(rf"extern const struct {kind} (\w[\w, ]*);", text)
            for name in re.split(r",\s*", m[1])]
        self.check(declared, header, 1, f"declares no {kind}")
        for variable in declared:
            row = re.compile(rf"const struct {kind} {variable} = \{{[^}}]*?(?:\.name = )?\"([^\"]+)\"")
            found = [(s.path, s.line_of(m.start()), m[1]) for s in sources for m in row.finditer(s.text)]
            self.check(found, header, 1, f"{variable}: no row of that name in {room}/")
            yield from found


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../..")
    house = House(os.path.realpath(root))
    for rule in house.rules():
        before = house.passed + len(house.violations)
        rule()
        house.check(house.passed + len(house.violations) > before, "tests/meta/house.py", 1,
            f"{rule.__name__} had nothing to look at")
    for violation in house.violations:
        print(violation)
    print(f"{house.passed} checks passed, {len(house.violations)} failed")
    return 1 if house.violations else 0


if __name__ == "__main__":
    sys.exit(main())
