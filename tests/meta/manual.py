"""The manual says all that the program has: keys of policies, variables of the environment, and it is sound mdoc.

Commands, options, formats and diagnostics are in it by how it is made (gate/manual/manual.c).
"""
import json
import os
import re
import subprocess
import sys

from shared.checks import AREAGATE, ROOT, check, closing

PAGES = os.path.dirname(AREAGATE)
METRICS = ("lines", "branches", "functions", "mcdc")

def page(name):
    with open(os.path.join(PAGES, name), encoding="utf-8") as file:
        return file.read()


def keys_of(schema, node, prefix=""):
    """The paths of all keys that stand in no list."""
    while "$ref" in node:
        name = node["$ref"].rsplit("/", 1)[1]
        if name in ("target", "ratchet", "waivers", "framework", "plan_ids", "carry"):
            node = {}
        else:
            node = schema["$defs"][name]
    found = set()
    for key, value in node.get("properties", {}).items():
        below = keys_of(schema, value, prefix + key + ".")
        found |= below or {prefix + key}
    return found


def policy_keys():
    with open(os.path.join(ROOT, "policies/policy.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    keys = set()
    for definition in schema["$defs"].values():
        if "area" in definition.get("properties", {}) or "version" in definition.get("properties", {}):
            keys |= keys_of(schema, definition)
    keys.discard("$schema")
    return keys


def check_keys():
    text = page("areagate-policy.5").replace("\\\n", "")
    named = {word for line in re.findall(r"^\.It Cm (.*)$", text, re.M) for word in line.split(" , ")}
    for key in list(named):
        if ".METRIC." in key:
            named.remove(key)
            metrics = METRICS[:3] if key.startswith("patch.") else METRICS
            named |= {key.replace("METRIC", metric) for metric in metrics}
    keys = policy_keys()
    check(len(keys) > 40, f"only {len(keys)} keys were found in the schema")
    for key in sorted(keys - named):
        check(False, f"areagate-policy.5 does not tell of '{key}'")
    for key in sorted(named - keys):
        check(False, f"areagate-policy.5 tells of '{key}', which the schema does not have")
    check(keys == named, "areagate-policy.5 and the schema differ")


def variables():
    found = set()
    for folder in ("gate", "policies", "parsers", "reporters"):
        for path, _, files in os.walk(os.path.join(ROOT, folder)):
            for name in files:
                if name.endswith(".c"):
                    with open(os.path.join(path, name), encoding="utf-8") as file:
                        text = file.read()
                    found |= set(re.findall(r'(?:getenv|environment)\("([A-Z_]+)"\)', text))
                    if name == "ci.c":  # which has a table of them, too
                        found |= set(re.findall(r'"([A-Z][A-Z_]+)"', text))
    return found


def check_variables():
    named = {word for line in re.findall(r"^\.It Ev (.*)$", page("areagate.1"), re.M) for word in line.split(" , ")}
    check(len(named) > 10, "no variables were found in the page")
    for name in sorted(variables() ^ named):
        check(False, f"areagate.1 and the sources differ in the variable {name}")


def check_mdoc():
    for name in ("areagate.1", "areagate-policy.5"):
        told = subprocess.run(["mandoc", "-T", "lint", name], cwd=PAGES, capture_output=True, text=True, check=False)
        check(not told.stdout, told.stdout)
        check("@" not in re.sub(r"[\w.]+@[\w.]+", "", page(name)), f"{name}: a part was not put in")


check_keys()
check_variables()
check_mdoc()
sys.exit(closing())
