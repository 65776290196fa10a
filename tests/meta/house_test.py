#!/usr/bin/env python3
"""Each rule of house.py sees a violation that is planted for it, at its line, and nothing else."""
import os
import subprocess
import sys
import tempfile
import unittest

HOUSE = os.path.join(os.path.dirname(os.path.realpath(__file__)), "house.py")

# The smallest tree that keeps every rule.
CLEAN = {
    "gate/exit.h": "enum exit_status { EXIT_OPEN };\n",
    "gate/base/str.h": "#include <stddef.h>\n",
    "gate/base/str.c": '#include "gate/base/str.h"\n\n#include <string.h>\n\nint a(void)\n{\n\treturn 0;\n}\n',
    "gate/base/file.h": "",
    "gate/model/diagnostics.h": '#include "gate/exit.h"\nrow(LCOV_CUT, "lcov-cut", ERROR, 3)\n'
        'row(LCOV_CUT_NOTE, "lcov-cut", NOTE, 0)\n',
    "gate/repo/repo.c": "#include <git2.h>\n",
    "gate/commands/check.c": '#include "parsers/parser.h"\n#include "policies/load.h"\n',
    "parsers/parser.h": '#include "gate/model/diagnostics.h"\nextern const struct parser lcov_parser;\n',
    "parsers/lcov.c": '#include "parsers/parser.h"\nint cut = DIAG(LCOV_CUT) + DIAG(LCOV_CUT_NOTE);\n'
        'const struct parser lcov_parser = {\n\t.name = "lcov",\n};\n',
    "policies/load.h": "",
    "reporters/reporter.h": "extern const struct reporter terminal_reporter, json_reporter;\n",
    "reporters/terminal.c": 'const struct reporter terminal_reporter = { "terminal", 0 };\n',
    "reporters/json.c": 'const struct reporter json_reporter = { .name = "json" };\n',
    "tests/golden/lcov-cut/cmd": "# a cut tracefile\nareagate check --out json\n",
    "tests/golden/lcov-cut/stderr": "a.info:3: error: cut [lcov-cut]\n",
    "tests/golden/terminal-plain/cmd": "# a table\n",
}


def house(changes):
    with tempfile.TemporaryDirectory() as root:
        for path, text in (CLEAN | changes).items():
            if text is None:
                continue
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as f:
                f.write(text)
        run = subprocess.run([sys.executable, "-B", HOUSE, root], capture_output=True, text=True)
        return run.returncode, run.stdout.splitlines()


class HouseTest(unittest.TestCase):
    def finds(self, changes, *expected):
        status, lines = house(changes)
        self.assertEqual(list(expected), [l[:len(e)] for l, e in zip(lines[:-1], expected)], lines)
        self.assertEqual(len(expected), len(lines) - 1, lines)
        self.assertTrue(lines[-1].endswith(f" checks passed, {len(expected)} failed"), lines)
        self.assertEqual(1, status)

    def test_a_clean_tree_passes(self):
        status, lines = house({})
        self.assertEqual(0, status, lines)
        self.assertRegex(lines[-1], r"^[1-9]\d+ checks passed, 0 failed$")

    def test_an_empty_tree_fails(self):
        status, _ = house({path: None for path in CLEAN})
        self.assertEqual(1, status)

    def test_a_room_may_not_include_a_room_above(self):
        self.finds({"gate/base/buf.c": '#include "gate/model/diagnostics.h"\n'},
            "gate/base/buf.c:1: gate/base may not include gate/model/diagnostics.h")
        self.finds({"parsers/junit.c": '\n#include "policies/load.h"\n'},
            "parsers/junit.c:2: parsers may not include policies/load.h")
        self.finds({"reporters/x.h": '#include "gate/repo/notes.h"\n', "gate/repo/notes.h": ""},
            "reporters/x.h:1: reporters may not include gate/repo/notes.h")

    def test_everyone_may_include_the_exit_statuses(self):
        self.assertEqual(0, house({"gate/base/memory.c": '#include "gate/exit.h"\n'})[0])

    def test_includes_are_written_from_the_root(self):
        self.finds({"gate/base/buf.c": '#include "str.h"\n'}, "gate/base/buf.c:1: \"str.h\" is not")
        self.finds({"gate/base/buf.c": "#include <gate/base/str.h>\n"}, "gate/base/buf.c:1: <gate/")

    def test_the_own_header_is_first(self):
        source = CLEAN["gate/base/str.c"].replace('#include "gate/base/str.h"', "#include <stddef.h>")
        self.finds({"gate/base/str.c": source + '#include "gate/base/str.h"\n'},
            "gate/base/str.c:1: gate/base/str.h must be included first")

    def test_a_source_lies_in_a_room(self):
        self.finds({"parsers/old/x.c": "\n"}, "parsers/old/x.c:1: no room of the house")

    def test_a_library_has_one_home(self):
        for header, home in (("git2.h", "gate/repo/"), ("git2/sys/odb_backend.h", "gate/repo/"),
                ("cjson/cJSON.h", "gate/base/json.c"),
                ("pcre2.h", "gate/base/pattern.c"), ("zlib.h", "gate/base/gzip.c"),
                ("nettle/sha2.h", "gate/base/digest.c")):
            self.finds({"gate/model/x.c": f"#include <{header}>\n"},
                f"gate/model/x.c:1: <{header}> is at home in {home} only")
        self.finds({"gate/lazy/git.c": "#include <git2.h>\n#include <zlib.h>\n"},
            "gate/lazy/git.c:2: <zlib.h> is at home in gate/base/gzip.c only")

    def test_a_reporter_sees_nothing_of_the_world(self):
        self.finds({"reporters/x.c": "#include <time.h>\n"}, "reporters/x.c:1: a reporter sees")
        self.finds({"reporters/x.c": '#include "gate/base/file.h"\n'}, "reporters/x.c:1: a reporter sees")
        self.finds({"reporters/x.c": '/* getenv(x) */\nchar *p = getenv("CI");\n'},
            "reporters/x.c:2: a reporter sees no file, clock or environment: getenv")
        self.finds({"reporters/x.c": "void f(FILE *out);\n"}, "reporters/x.c:1: a reporter sees")
        self.finds({"reporters/x.c": 'int n = printf("x");\n'}, "reporters/x.c:1: a reporter sees")
        self.assertEqual(0, house({"reporters/x.c": "#include <stdio.h>\nint n = snprintf(b, 1, f);\n"})[0])

    def test_a_file_has_at_most_400_lines(self):
        self.finds({"gate/base/buf.c": "\n" * 401}, "gate/base/buf.c:401: 401 lines, at most 400")
        self.assertEqual(0, house({"gate/base/buf.c": "\n" * 400})[0])

    def test_a_function_has_at_most_40_lines(self):
        body = "\nint f(void)\n{\n" + "\tx();\n" * 38 + "}\n"
        self.assertEqual(0, house({"gate/base/buf.c": body})[0])
        self.finds({"gate/base/buf.c": body.replace("}", "\tx();\n}")},
            "gate/base/buf.c:3: a function of 41 lines, at most 40")

    def test_banned_functions_are_seen_in_code_only(self):
        for name in ("strcpy", "strncpy", "strcat", "sprintf", "strtok", "atoi", "sscanf", "gets", "alloca",
                "system", "popen"):
            self.finds({"gate/base/buf.c": f"\nint x = {name} (p);\n"}, f"gate/base/buf.c:2: {name}: ")
        self.assertEqual(0, house({"gate/base/buf.c": '/* strcpy(a) */ char *s = "atoi(b)";\n'})[0])
        self.assertEqual(0, house({"gate/base/buf.c": "int x = buf_gets(b) + my_strcpy(c);\n"})[0])
        self.assertEqual(0, house({"tests/unit/x_test.c": 'int x = system("true");\n'})[0])
        self.finds({"tests/unit/x_test.c": "int x = atoi(y);\n"}, "tests/unit/x_test.c:1: atoi: ")

    def test_other_programs_are_started_in_one_place(self):
        for name in ("fork", "execvp", "posix_spawnp"):
            self.finds({"gate/base/buf.c": f"\nint x = {name} (p);\n"}, f"gate/base/buf.c:2: {name}: ")
            self.assertEqual(0, house({"gate/base/process.c": f"int x = {name}(p);\n"})[0])
        self.assertEqual(0, house({"tests/unit/x_test.c": "int x = fork();\n"})[0])

    def test_nothing_is_left_unfinished(self):
        self.finds({"gate/base/buf.c": "/* " + "TO" + "DO: later */\n"}, "gate/base/buf.c:1: ")
        self.finds({"tests/e2e/x.sh": "\n# " + "FIX" + "ME\n"}, "tests/e2e/x.sh:2: ")
        self.assertEqual(0, house({"tests/golden/lcov-cut/in.info": "TN:" + "TO" + "DO\n"})[0])

    def test_a_diagnostic_is_said_and_shown(self):
        header = CLEAN["gate/model/diagnostics.h"] + 'row(LCOV_JUNK, "lcov-junk", ERROR, 3)\n'
        said = CLEAN["parsers/lcov.c"] + "int junk = DIAG(LCOV_JUNK);\n"
        self.finds({"gate/model/diagnostics.h": header},
            "gate/model/diagnostics.h:4: LCOV_JUNK: nothing ever says it",
            "gate/model/diagnostics.h:4: LCOV_JUNK: no golden case")
        self.finds({"gate/model/diagnostics.h": header, "parsers/lcov.c": said},
            "gate/model/diagnostics.h:4: LCOV_JUNK: no golden case")
        for shown in ({"tests/golden/terminal-plain/stdout": "a: error: b [lcov-junk]\n"},
                {"tests/golden/terminal-plain/files/out/x.json": '{"slug": "lcov-junk"}\n'},
                {"tests/unit/lcov_test.c": "int x = DIAG(LCOV_JUNK);\n"}):
            changes = {"gate/model/diagnostics.h": header, "parsers/lcov.c": said}
            self.assertEqual(0, house(changes | shown)[0], shown)

    def test_a_slug_belongs_to_one_name(self):
        header = CLEAN["gate/model/diagnostics.h"]
        self.finds({"gate/model/diagnostics.h": header.replace("LCOV_CUT_NOTE, ", "LCOV_CUT, ")},
            "gate/model/diagnostics.h:3: LCOV_CUT: a second row")
        said = CLEAN["parsers/lcov.c"] + "int end = DIAG(LCOV_END);\n"
        self.finds({"gate/model/diagnostics.h": header.replace("LCOV_CUT_NOTE, ", "LCOV_END, "),
            "parsers/lcov.c": said}, "gate/model/diagnostics.h:3: LCOV_END: 'lcov-cut' is not")

    def test_a_row_has_a_golden_case(self):
        gone = {"tests/golden/terminal-plain/cmd": None}
        self.finds(gone, "reporters/terminal.c:1: reporter 'terminal': no case")
        self.finds({"tests/golden/lcov-cut/cmd": None, "tests/golden/lcov-cut/stderr": None,
            "tests/golden/json-x/cmd": "# x\n", "tests/golden/json-x/stderr": "[lcov-cut]"},
            "parsers/lcov.c:3: parser 'lcov': no case")

    def test_a_declared_row_exists(self):
        header = CLEAN["parsers/parser.h"].replace("lcov_parser;", "lcov_parser, tap_parser;")
        self.finds({"parsers/parser.h": header}, "parsers/parser.h:1: tap_parser: no row")


if __name__ == "__main__":
    unittest.main()
