"""Writes what a stranger may: paths, sources and reports that are markup, commands and tricks."""
import os

os.makedirs("web", exist_ok=True)
paths = ["web/<script>alert(1)<", "web/a\"onclick=\"b&amp;.py", "web/\u202egpj.exe.py", "web/&#60;img src=x&#62;.py",
    "web/::error::.py", "web/' style='x.py", "web/javascript:alert(1).py"]
paths[0] += "\u2215script>.py"
lines = [b"</li></ol></details><script>alert(1)</script>", b"<!-- ", b"]]> &lt; &amp;lt; &#x3c;", b"\ttab \xff\xfe\x80 \xf0\x9f\x98\x80",
    "\u202e reversed \u200b zero \u2066".encode(), b"##[error]x ::error::y", b"\x1b[31mred\x00\x07", b"'\"`"]
lines[6] = lines[6].replace(b"\x00", b"")
with open("cov.info", "w", encoding="utf-8") as report:
    for path in paths:
        with open(path, "wb") as source:
            source.write(b"\n".join(lines) + b"\n")
        report.write(f"SF:{path}\n" + "".join(f"DA:{i},0\n" for i in range(1, 9)) + "end_of_record\n")
with open("junit.xml", "w", encoding="utf-8") as report:
    report.write('<testsuite name="&lt;suite&gt;">')
    for name in ["&lt;img src=x onerror=alert(1)&gt;", "&quot;&gt;&lt;svg onload=alert(1)&gt;", "a\u202eb &amp;amp; ##[group]c"]:
        report.write(f'<testcase classname="&lt;b&gt;" name="{name}"><failure message="{name} &lt;/p&gt;&lt;a href=x&gt;"/></testcase>\n')
    report.write("</testsuite>")
