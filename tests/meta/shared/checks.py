"""What the checks of the tree have in common: they read files of it, call the program, and count.

This folder holds what is no test by itself.
"""
import os
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../../.."))
AREAGATE = os.path.join(ROOT, os.environ.get("AREAGATE") or "build/dev/areagate")
HERMETIC = os.path.join(ROOT, "tests/hermetic")
SAID_MAX = 1000

passed = 0
failed = 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(what if len(what) <= SAID_MAX else what[:SAID_MAX] + "...")


def read(path, errors="strict"):
    """The text of a file of the tree, its line ends as they are."""
    with open(os.path.join(ROOT, path), encoding="utf-8", errors=errors, newline="") as f:
        return f.read()


def need_program():
    if not os.access(AREAGATE, os.X_OK):
        sys.exit(f"{os.path.basename(sys.argv[0])}: error: no program at {AREAGATE}; build it: ./dev build")


def closing():
    """Says how many there were; the exit status, which is none of a good end if there was none."""
    print(f"{passed} checks passed, {failed} failed")
    return 0 if passed and not failed else 1
