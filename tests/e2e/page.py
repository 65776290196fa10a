"""What html.sh asks of a page: faults of its form, of its colours, and of what a browser makes of it."""

import base64
import hashlib
import http.server
import re
import sys
import threading
from html.parser import HTMLParser

VOID = {"meta"}
ELEMENTS = {
    "a", "b", "body", "circle", "code", "dd", "desc", "details", "div", "dl", "dt", "figcaption", "figure", "h1",
    "h2", "h3", "head", "header", "html", "i", "li", "main", "meta", "nav", "ol", "p", "path", "polyline",
    "section", "small", "span", "strong", "style", "summary", "svg", "table", "tbody", "td", "th", "thead",
    "title", "tr", "ul",
}
ATTRIBUTES = {
    "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "content", "cx", "cy", "d", "href",
    "http-equiv", "id", "lang", "name", "open", "points", "r", "role", "scope", "start", "tabindex", "viewbox",
}
# Text on ground: variables of the style sheet.
PAIRS = [
    *((text, "bg") for text in ("fg", "dim", "link", "good", "bad", "doubt")),
    *((text, "soft") for text in ("fg", "dim")),
    *((text, ground) for text in ("fg", "dim") for ground in ("bad-bg", "doubt-bg")),
    ("bad", "bad-bg"), ("doubt", "doubt-bg"),
]
CONTRAST_WANTED = 4.5


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.faults, self.open, self.ids, self.links = [], [], [], []
        self.count, self.headings, self.texts = {}, [], {}
        self.feed(text)
        self.close()
        self.faults += [f"<{name}> is not closed" for name in self.open]

    def fault(self, what):
        self.faults.append(f"line {self.getpos()[0]}: {what}")

    def handle_starttag(self, name, attributes):
        values = dict(attributes)
        if name not in ELEMENTS:
            self.fault(f"an element <{name}>")
        for attribute in values:
            if attribute not in ATTRIBUTES:
                self.fault(f"an attribute {attribute}")
        if name == "th" and values.get("scope") not in ("col", "row"):
            self.fault("a <th> without a scope")
        if name == "svg" and values.get("aria-hidden") != "true" and values.get("role") != "img":
            self.fault("an <svg> that is neither hidden nor an image")
        if self.open and self.open[-1] == "details" and name != "summary" and \
                not self.count.get("summary", 0) >= self.count.get("details", 0):
            self.fault("<details> without a <summary> first")
        if self.open and self.open[-1] in ("ul", "ol") and name != "li":
            self.fault(f"<{name}> in a list")
        if re.fullmatch("h[1-6]", name):
            self.headings.append(int(name[1]))
        if "id" in values:
            self.ids.append(values["id"])
        if "href" in values:
            self.links.append(values["href"])
        # An image has a title of its own.
        kind = "svg title" if name == "title" and self.open[-1] == "svg" else name
        self.count[kind] = self.count.get(kind, 0) + 1
        if name not in VOID:
            self.open.append(name)

    def handle_startendtag(self, name, attributes):
        self.handle_starttag(name, attributes)
        self.open.pop()

    def handle_endtag(self, name):
        if not self.open or self.open.pop() != name:
            self.fault(f"</{name}> closes something else")

    def handle_data(self, data):
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def handle_comment(self, data):
        self.fault("a comment")


def form(text):
    page = Page(text)
    yield from page.faults
    for name in ("h1", "main", "title", "style"):
        if page.count.get(name) != 1:
            yield f"{page.count.get(name)} <{name}>"
    if len(page.ids) != len(set(page.ids)):
        yield "an id stands twice"
    for link in set(page.links):
        if link[:1] != "#" or link[1:] not in page.ids:
            yield f"a link to {link}"
    for before, after in zip(page.headings, page.headings[1:]):
        if after > before + 1:
            yield f"a heading of level {after} after one of level {before}"
    style = re.search("<style>(.*?)</style>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    if f"style-src 'sha256-{digest}'" not in text:
        yield f"the policy does not allow the style, whose digest is {digest}"
    if re.search("url\\(|@import|https?:", style):
        yield "the style sheet fetches something"


def luminance(colour):
    if len(colour) == 4:
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text):
    """The least contrast of each scheme, as WCAG 2 computes it; faults where it is too little."""
    schemes = re.findall(r":root\{([^}]*)\}", text)
    if len(schemes) != 2:
        yield f"{len(schemes)} colour schemes"
    for scheme in schemes:
        colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", scheme))
        for front, ground in PAIRS:
            low, high = sorted((luminance(colours[front]), luminance(colours[ground])))
            ratio = (high + 0.05) / (low + 0.05)
            if ratio < CONTRAST_WANTED:
                yield f"{front} {colours[front]} on {ground} {colours[ground]}: {ratio:.2f}"


def browsed(original, seen):
    """Is what a browser made of the page still the page?"""
    before, after = Page(original), Page(seen)
    for name in ("script", "img", "iframe", "object", "link", "video", "audio", "form"):
        if name in after.count:
            yield f"<{name}> in the browser"
    for name in ("li", "details", "tr", "a", "code", "b"):
        if before.count.get(name) != after.count.get(name):
            yield f"{after.count.get(name)} <{name}> in the browser, {before.count.get(name)} in the page"
    if before.texts["title"] != after.texts["title"]:
        yield f"the title became {after.texts['title']}"


def serve(folder, log):
    """Serves the folder and writes down what is asked for; prints its port first."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=folder)

        def log_message(self, *arguments):
            with open(log, "a", encoding="utf-8") as file:
                print(self.path, file=file)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    # With whoever started it.
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


def main():
    what, *arguments = sys.argv[1:]
    if what == "serve":
        serve(*arguments)
        return
    texts = [open(path, encoding="utf-8", errors="strict").read() for path in arguments]
    print(*{"form": form, "contrast": contrast, "browsed": browsed}[what](*texts), sep="\n")


if __name__ == "__main__":
    main()
