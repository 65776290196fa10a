"""What readers of SARIF, of code quality and of badges ask for. Called by schemas.sh.

usage: schemas.py [--schema FILE] --page FILE FOLDER...
"""
import argparse
import gzip
import json
import os
import re
import sys
import xml.etree.ElementTree as xml

from shared.checks import check, closing

# https://docs.github.com/en/code-security/code-scanning: what an upload may have.
RESULTS_MAX, RELATED_MAX, RUNS_MAX, PACKED_MAX = 25000, 1000, 20, 10_000_000
LEVELS = {"error": 0, "warning": 1, "note": 2}
SEVERITIES = ("info", "minor", "major", "critical", "blocker")
SVG = "{http://www.w3.org/2000/svg}"

# Relative, without scheme, host, query and fragment; and never a way out.
URI = re.compile(r"(?!/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")
LINK = re.compile(r"(?<!\\)(?:\\\\)*\[((?:[^\[\]\\]|\\.)*)\]\((\d+)\)")


def check_uri(where, location):
    artifact = location["physicalLocation"]["artifactLocation"]
    check(URI.fullmatch(artifact["uri"]) and ".." not in artifact["uri"].split("/"),
        f"{where}: {artifact['uri']} is no path in the repository")
    check(artifact["uriBaseId"] == "%SRCROOT%", f"{where}: a base that is not declared")
    region = location["physicalLocation"].get("region", {"startLine": 1})
    check(1 <= region["startLine"] <= region.get("endLine", region["startLine"]), f"{where}: {region}")


def check_result(where, result, rules):
    if "ruleIndex" in result:
        check(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{where}: ruleIndex is of another rule")
    check(len(result["locations"]) == 1, f"{where}: {len(result['locations'])} locations")
    related = result.get("relatedLocations", [])
    check(len(related) <= RELATED_MAX, f"{where}: {len(related)} related locations")
    for location in result["locations"] + related:
        check_uri(where, location)
    text = result["message"]["text"]
    ids = {location["id"] for location in related}
    check(all(int(link[1]) in ids for link in LINK.findall(text)), f"{where}: a link to nowhere in {text}")
    # What is left without our links must not have a bracket that is not escaped.
    rest = re.sub(r"\\.", "", LINK.sub("", text))
    check(not re.search(r"[\[\]\\]", rest), f"{where}: a bracket that is not escaped in {text}")


def check_run(where, run):
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    check(len({rule["id"] for rule in rules}) == len(rules), f"{where}: a rule twice")
    for rule in rules:
        check(all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help")), f"{where}: {rule}")
    check("%SRCROOT%" in run["originalUriBaseIds"], f"{where}: no base")
    check(len(results) <= RESULTS_MAX, f"{where}: {len(results)} results")
    levels = [LEVELS[result["level"]] for result in results]
    check(levels == sorted(levels), f"{where}: what matters most is not first")
    prints = {result["partialFingerprints"]["areagate/v1"] for result in results}
    check(len(prints) == len(results), f"{where}: {len(results) - len(prints)} fingerprints are shared")
    for i, result in enumerate(results):
        check_result(f"{where}: result {i}", result, rules)


def check_sarif(path, validator):
    with open(path, "rb") as f:
        data = f.read()
    log = json.loads(data)
    check(log["version"] == "2.1.0", f"{path}: version {log['version']}")
    check(len(gzip.compress(data, 6)) <= PACKED_MAX, f"{path}: too large to be uploaded")
    check(1 <= len(log["runs"]) <= RUNS_MAX, f"{path}: {len(log['runs'])} runs")
    ids = [run["automationDetails"]["id"] for run in log["runs"]]
    check(len(set(ids)) == len(ids), f"{path}: runs of one category")
    for i, run in enumerate(log["runs"]):
        check_run(f"{path}: run {i}", run)
    if validator:
        # All results are alike: of a log over the limit a part of them says the same.
        for run in log["runs"]:
            run["results"] = run["results"][:500]
        error = next(validator.iter_errors(log), None)
        check(error is None, f"{path}: {error and error.json_path}: {error and error.message}")


def check_gitlab(path):
    with open(path, encoding="utf-8") as f:
        issues = json.load(f)
    check(isinstance(issues, list), f"{path}: no array")
    for issue in issues:
        good = set(issue) == {"description", "check_name", "fingerprint", "severity", "location"} and \
            issue["description"] and issue["check_name"] and issue["severity"] in SEVERITIES and \
            re.fullmatch("[0-9a-f]{64}", issue["fingerprint"]) and \
            not issue["location"]["path"].startswith(("/", "../")) and issue["location"]["lines"]["begin"] >= 1
        check(good, f"{path}: {issue}")
    prints = {issue["fingerprint"] for issue in issues}
    check(len(prints) == len(issues), f"{path}: {len(issues) - len(prints)} fingerprints are shared")


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    if len(colour) == 4:
        colour = "#" + "".join(c * 2 for c in colour[1:])
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_badge(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    svg = xml.fromstring(text)
    title, texts = svg.findtext(SVG + "title"), list(svg.iter(SVG + "text"))
    check(svg.get("role") == "img" and title and svg.get("aria-label") == title, f"{path}: nothing to read out")
    label, value = ("".join(t.itertext()) for t in texts)
    check(title.startswith(f"{label}: {value}"), f"{path}: '{title}' says something else")
    check(re.search(r"\b(open|closed|cannot judge)\b", value), f"{path}: '{value}' does not say it")
    check(text.count("http") == 1 and "url(" not in text and "href" not in text, f"{path}: it loads something")
    grounds = [svg.find(SVG + "rect").get("fill"), svg.find(SVG + "path").get("fill")]
    ink = svg.find(SVG + "g").get("fill")
    for ground in grounds:
        check(contrast(ink, ground) >= 4.5, f"{path}: contrast {contrast(ink, ground):.2f} of {ink} on {ground}")
    ends = [int(t.get("x")) + int(t.get("textLength")) for t in texts]
    check(ends[0] < int(texts[1].get("x")) and ends[1] < int(svg.get("width")), f"{path}: the texts do not fit")
    return text


# As wide as the browser's own font is, within a fifth; and nothing is outside of the picture.
SCRIPT = """
let wrong = 0, all = 0;
for (const text of document.querySelectorAll("text")) {
	const wanted = Number(text.getAttribute("textLength"));
	const box = text.getBBox(), svg = text.ownerSVGElement;
	const fits = box.x >= 0 && box.x + box.width <= svg.width.baseVal.value && box.height <= 20;
	text.removeAttribute("textLength");
	const ratio = text.getComputedTextLength() / wanted;
	all++;
	if (!fits || ratio < 0.8 || ratio > 1.2) {
		wrong++;
		console.log(text.textContent, ratio);
	}
}
document.getElementById("found").textContent = `${wrong} of ${all} texts do not fit`;
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--schema")
    parser.add_argument("--page", required=True)
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    validator, badges, seen = None, [], {"sarif": 0, "json": 0, "svg": 0}
    if options.schema:
        import jsonschema
        with open(options.schema, encoding="utf-8") as f:
            validator = jsonschema.Draft202012Validator(json.load(f))
    for folder in options.folders:
        for top, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                path = os.path.join(top, name)
                ending = name.rsplit(".", 1)[-1]
                if ".git/" in path or name == "verdict.json" or "/policies/" in path or ending not in seen:
                    continue
                seen[ending] += 1
                if ending == "sarif":
                    check_sarif(path, validator)
                elif ending == "json":
                    check_gitlab(path)
                else:
                    badges.append(check_badge(path))
    for ending, count in seen.items():
        check(count, f"no .{ending} anywhere")
    with open(options.page, "w", encoding="utf-8") as f:
        f.write("<!doctype html><meta charset=utf-8><body>" + "\n".join(badges) +
            f"<pre id=\"found\"></pre><script>{SCRIPT}</script>")
    print(f"read: {seen}")
    return closing()


if __name__ == "__main__":
    sys.exit(main())
