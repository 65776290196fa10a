"""What head.sh compares: the lines that a change added, one `path:line` each, as areagate and as git tell."""

import json
import re
import sys

# Others are spelled in a way of their own by each of both: that they are there, the trees tell.
PLAIN = re.compile(r"src/[\w/.-]+\.c:\d+", re.ASCII)
HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def of_explanation(text):
    """Every line is in the report and uncovered, so the uncovered ones are those that were added."""
    for listed in json.loads(text)["coverage"]:
        for file in listed["files"]:
            for part in filter(None, (file["uncovered"] or "").split(",")):
                first, _, last = part.partition("-")
                for line in range(int(first), int(last or first) + 1):
                    yield f"{file['path']}:{line}"


def of_diff(text):
    """Links have no lines."""
    path, link = None, False
    for row in text.split(b"\n"):
        hunk = HUNK.match(row)
        if row.startswith(b"diff --git "):
            link = False
        elif row.startswith((b"new file mode ", b"index ")):
            link |= row.endswith(b" 120000")
        elif row.startswith(b"+++ "):
            path = row[4:].removeprefix(b"b/").rstrip(b"\t").decode(errors="replace")
        elif hunk and not link:
            first, count = int(hunk[1]), int(hunk[2] or 1)
            for line in range(first, first + count):
                yield f"{path}:{line}"


def main():
    read = {"explanation": of_explanation, "diff": of_diff}[sys.argv[1]]
    rows = {row for row in read(sys.stdin.buffer.read()) if PLAIN.fullmatch(row)}
    print("\n".join(sorted(rows)))


main()
