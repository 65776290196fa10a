"""What lcov-merge.sh asks of a tracefile: its records, or the faults of its form."""

import sys

TOTALS = {
    "LF": "DA", "LH": "DA", "FNF": "FNDA", "FNH": "FNDA",
    "BRF": "BRDA", "BRH": "BRDA", "MCF": "MCDC", "MCH": "MCDC",
}


def parse(tag, rest):
    """The text before a record's count, the count, the text behind it; None if it has none."""
    if tag == "DA":
        line, count, *checksum = rest.split(",")
        return line + ",", count, "".join("," + text for text in checksum)
    if tag == "FNDA":
        count, _, name = rest.partition(",")
        return "", count, "," + name
    if tag == "BRDA":
        branch, _, count = rest.rpartition(",")
        return branch + ",", count, ""
    if tag == "MCDC":
        line, group, sense, count, condition = rest.split(",", 4)
        return f"{line},{group},{sense},", count, "," + condition
    return None


def lines(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            tag, _, rest = line.rstrip("\n").partition(":")
            yield number, tag, rest


def records(path):
    """Each as "path tag record". lcov writes a section a test name: their counts are summed."""
    counts, others = {}, set()
    source = None
    for _, tag, rest in lines(path):
        counted = parse(tag, rest)
        if tag == "SF":
            source = rest
        elif counted:
            before, count, behind = counted
            key = f"{source} {tag} {before}", behind
            known = counts.get(key, "-")
            counts[key] = known if count == "-" else int(count) + (0 if known == "-" else known)
        elif tag in ("FN", "FNL", "FNA"):
            others.add(f"{source} {tag} {rest}")
    for (before, behind), count in counts.items():
        yield f"{before}{count}{behind}"
    yield from others


def faults(path):
    """What areagate's output never is, whatever was merged."""
    sources, found, seen, tag = [], {}, set(), None
    for number, tag, rest in lines(path):
        counted = parse(tag, rest)
        if tag == "SF":
            sources.append(rest.encode())
            found, seen = {"DA": [], "FNDA": [], "BRDA": [], "MCDC": []}, set()
        elif counted:
            found[tag].append(counted[1] not in ("0", "-"))
            which = tag, counted[0], "" if tag == "DA" else counted[2]
            if which in seen:
                yield f"line {number}: the same {tag} a second time"
            seen.add(which)
        elif tag in TOTALS:
            of = found[TOTALS[tag]]
            if int(rest) != (sum(of) if tag.endswith("H") else len(of)):
                yield f"line {number}: {tag} is not what its records say"
        elif tag == "TN" and rest:
            yield f"line {number}: a test name"
        elif tag == "FN" and rest.split(",")[1].isdigit():
            yield f"line {number}: the last line of a function"
        elif tag not in ("TN", "VER", "FN", "end_of_record"):
            yield f"line {number}: a record {tag}"
    if tag != "end_of_record":
        yield "the last line is not end_of_record"
    if sources != sorted(set(sources)):
        yield "source files are not sorted, or one stands twice"


if __name__ == "__main__":
    print(*{"records": records, "faults": faults}[sys.argv[1]](sys.argv[2]), sep="\n")
