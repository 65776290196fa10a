#!/usr/bin/env python3
"""readme.py runs examples, and sees each way in which one can be wrong."""
import os
import subprocess
import sys
import tempfile
import unittest

README = os.path.join(os.path.dirname(os.path.realpath(__file__)), "readme.py")
GATE = '#!/bin/sh\necho "gate: $*"\nexit 1\n'


def readme(text, other=""):
    """Runs the examples of a page, beside another one."""
    with tempfile.TemporaryDirectory() as folder:
        path, gate, beside = (os.path.join(folder, name) for name in ("R.md", "areagate", "other.md"))
        for name, content in ((path, text), (gate, GATE), (beside, other)):
            with open(name, "w", encoding="utf-8") as f:
                f.write(content)
        os.chmod(gate, 0o755)
        run = subprocess.run([sys.executable, "-B", README, path], capture_output=True, text=True,
            env=dict(os.environ, AREAGATE=gate))
        return run.returncode, run.stdout.replace(path, "R.md")


def console(text):
    return "```console\n" + text + "```\n"


class ReadmeTest(unittest.TestCase):
    def passes(self, text, count, other=""):
        self.assertEqual((0, f"{count} passed, 0 failed\n"), readme(text, other))

    def fails(self, text, *parts, other=""):
        status, out = readme(text, other)
        self.assertEqual(1, status, out)
        for part in parts:
            self.assertIn(part, out)

    def test_a_readme_without_examples_fails(self):
        self.fails("# x\n```sh\nfalse\n```\n", "R.md:1: no examples found", "0 passed, 1 failed")

    def test_output_is_compared_exactly(self):
        self.passes(console("$ areagate check a\ngate: check a\n"), 1)
        self.fails("text\n" + console("$ areagate check a\ngate: check b\n"), "R.md:2: ", "-gate: check b",
            "+gate: check a")
        self.fails(console("$ printf 'a\\nb\\n'\na\n"), "+b")
        self.fails(console("$ true\na\n"), "-a")

    def test_stderr_counts_as_output(self):
        self.passes(console("$ echo a >&2\na\n"), 1)

    def test_dots_stand_for_any_lines(self):
        self.passes(console("$ seq 9\n1\n...\n9\n"), 1)
        self.passes(console("$ seq 2\n1\n...\n2\n"), 1)
        self.fails(console("$ seq 9\n1\n...\n8\n"), "prints something else")

    def test_the_status_can_be_shown(self):
        self.passes(console("$ areagate\ngate: \n$ echo $?\n1\n"), 2)
        self.fails(console("$ areagate\ngate: \n$ echo $?\n0\n"), "+1", "1 passed, 1 failed")

    def test_a_silent_command_must_succeed(self):
        self.passes(console("$ true\n"), 1)
        self.fails(console("$ false\n"), "`false` prints nothing and fails with 1")

    def test_a_command_goes_on_after_a_backslash(self):
        self.passes(console("$ echo a \\\n    b\na b\n"), 1)

    def test_a_block_that_exits_is_seen(self):
        self.fails(console("$ exit 0\n$ echo a\na\n"), "ended early")

    def test_folders_are_set_up_and_kept(self):
        setup = "<!-- example: one\necho a > f\n-->\n"
        self.passes(setup + console("$ cat f\na\n") + "text\n" + console("$ cat f\na\n"), 2)
        self.fails(setup + "<!-- example: two -->\n" + console("$ cat f\na\n"), "No such file")
        self.fails("<!-- example: one\nfalse\n-->\n" + console("$ echo a\na\n"), "setting up fails with 1")

    def test_a_block_becomes_a_file(self):
        file = "<!-- example: one file: policies/a.json -->\n```json\n{ }\n```\n"
        self.passes(file + console("$ cat policies/a.json\n{ }\n"), 1)

    def test_data_that_nothing_reads_fails(self):
        self.fails(console("$ echo a\na\n") + "```json\n{ }\n```\n", "R.md:5: JSON that becomes no file")
        self.fails(console("$ echo a\na\n") + "```yaml\na: 1\n```\n", "R.md:5: YAML that becomes no file")

    def test_a_folder_begins_with_what_another_page_prepares(self):
        other = ("<!-- example: one file: a -->\n```json\n{ }\n```\n<!-- example: one\necho b >b\n-->\n" +
            console("$ rm a b\n") + "<!-- example: two\nrm a\n-->\n")
        text = "<!-- example: one from: other.md -->\n" + console("$ cat a b\n{ }\nb\n")
        self.passes(text, 1, other)
        self.fails(text.replace("other.md", "none.md"), "R.md:1: ", "none.md")

    def test_links_lead_somewhere(self):
        other = "# The `first` page, all of it\n```sh\n# no heading\n```\n"
        examples = console("$ echo a\na\n")
        self.passes(examples + "[a](other.md#the-first-page-all-of-it) [b](https://x.example/y) [c](#d)\n# D\n", 1, other)
        self.fails(examples + "\n[a](none.md)\n", "R.md:6: there is no none.md")
        self.fails(examples + "[a](other.md#no-heading)\n", "other.md has no heading 'no-heading'", other=other)
        self.fails(examples + "[a](#e)\n", "this page has no heading 'e'")


if __name__ == "__main__":
    unittest.main()
