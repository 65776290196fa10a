"""A project whose names, paths and texts are of many languages and of strangers: python3 strange.py before|after FOLDER"""

import os
import sys
from xml.sax.saxutils import quoteattr

# What locales treat in different ways: letters and their capitals, order, width, points in numbers.
NAMES = ["ıI", "İi", "ß", "ä", "z", "Z", "a", "日本", "é", "e\u0301", "\u202eexe.\u2066txt", "٣", "1,5", "1.5"]
ATTACKS = ["::error::x", "##[group]", "<script>x</script>", "| a | b |", "`", "[x](y)", "@user #1", "]]>", "\u200b", "&amp;",
    "Grüße aus İstanbul", "日本語のテスト", "x" * 300, "No module named 'ışık'", "assert 1,5 == 1.5"]
PROJECT = """{ "version": 1, "title": "İşler: 日本 & <b>Grüße</b>",
  "reports": [{ "name": "coverage", "path": "build/*.info" }, { "name": "tests", "path": "build/*.xml" }],
  "paths": { "strip": ["/srv/ci/app"], "exclude": ["**/vendor/**"] },
  "records": { "branches": ["*"] },
  "coverage": { "lines": { "target": 83.5, "max_lost": 0, "max_new_uncovered": 1, "max_drop": 0.25 }, "branches": { "target": 70 } },
  "patch": { "lines": { "target": 90 } },
  "plan": { "planned": 40, "max_failed": 0, "max_seconds": 1.5 } }
"""
AREA = """{ "area": %s, "title": "%s", "sources": [%s], "tests": { "files": ["tests/%s/**"], "command": "pytest 'ı'" },
  "coverage": { "lines": { "target": 85, "baseline": 30 } }, "patch": { "lines": { "target": 90 } } }
"""
MISTAKEN = """{ "version": 1, "title": 7, "coverage": { "lınes": { "target": 101 } }, "ı": 2 }
"""


def write(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def sources():
    for i, name in enumerate(NAMES):
        yield i, f"src/{name}/{name}.py" if i % 2 else f"lib/{name}.py"


def write_sources(after):
    for i, path in sources():
        lines = [f"{name} = {i}  # {attack}" for name, attack in zip(NAMES, ATTACKS)]
        if after:
            lines[2:2] = ["added = 'İ'", "also = 1,5"]
            del lines[-i % 7]
        write(path, "\n".join(lines) + "\n")


def write_coverage(after):
    for part in "ab":
        text = ""
        for i, path in sources():
            text += f"SF:/srv/ci/app/{path}\nFN:1,f{i}\nFNDA:{i % 3},f{i}\nBRDA:3,0,0,{i % 2}\nBRDA:3,0,1,-\n"
            text += "".join(f"DA:{n},{(n * (i + 2) + after) % 5 * (1 + (part == 'b'))}\n" for n in range(1, 13))
            text += "end_of_record\n"
        write(f"build/{part}.info", text)


def write_tests(after):
    for part in ("ı", "i", "I", "日"):
        cases = ""
        write(f"tests/{part}/t.py", "")
        for i, name in enumerate(ATTACKS):
            result = ["", f"<failure message={quoteattr(ATTACKS[-i - 1])}>{i}</failure>", "<skipped/>",
                f"<error message={quoteattr(name)}/>"][(i + after) % 4]
            cases += f"<testcase classname={quoteattr('tests.' + part)} file='tests/{part}/t.py' name={quoteattr(name)} "
            cases += f"time='0.{i}5'>{result}</testcase>\n"
        write(f"build/{part}.xml", f"<testsuite name='s'>\n{cases}</testsuite>\n")


def main():
    what, folder = sys.argv[1:]
    after = what == "after"
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    write(".gitignore", "build/\n*.areagate\n")
    write("policies/project.json", PROJECT)
    write("policies/istanbul.json", AREA % ('"Istanbul"', "ı, ß & 日", '"src/**"', "ı"))
    write("policies/lib.json", AREA % ('"lib"', "|`<b>", '"lib/**"', "i"))
    write("mistaken/project.json", MISTAKEN)
    write_sources(after)
    write_coverage(after)
    write_tests(after)


if __name__ == "__main__":
    main()
