"""Commands measured in turn: A B C A B C, so that a slow minute of the machine meets all of them."""
import os
import signal
import statistics
import subprocess
import sys
import time

FAILED, ENDED, LEFT_OUT, NOT_INSTALLED = "failed", "ended", "left out", "not installed"
SECONDS = 11 * 60   # for the whole bench; slow peers are left out once it is used up
PEER_SECONDS = 200  # for one peer


class Row:
    """A command of a table, as a reader would type it. The first row is what others are compared with."""

    def __init__(self, key, what, command, peer=False, needs=None, size=None):
        self.key, self.what, self.command, self.peer, self.needs = key, what, command, peer, needs
        self.size = size  # if it does not read all that the others do
        self.seconds, self.rss, self.state = [], [], None

    def median(self):
        return statistics.median(self.seconds) if self.seconds else None


class Bench:
    def __init__(self, rounds=None):
        self.rounds = rounds
        self.started = time.monotonic()
        self.wrong = []
        self.tables = {}
        self.bytes = {}

    def complain(self, what):
        print(f"tests/bench: error: {what}", file=sys.stderr)
        self.wrong.append(what)

    @staticmethod
    def words(command):
        """The shell expands a command once, so that what is measured is not a shell."""
        command, _, output = command.partition(" > ")
        text = subprocess.run(["bash", "-c", f"words=({command}); printf '%s\\0' \"${{words[@]}}\""],
            check=True, stdout=subprocess.PIPE, text=True).stdout
        return text.split("\0")[:-1], output or os.devnull

    def run(self, row, limit):
        words, output = self.words(row.command)
        done = subprocess.run(["measure", output, str(limit), *words], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, errors="replace")
        seconds, rss, status = done.stdout.split() if done.returncode == 0 else (0, 0, done.returncode)
        if int(status) == -signal.SIGALRM and row.peer:
            row.state = f"{ENDED} after {limit} s"
        elif int(status) != 0:
            row.state = f"{FAILED}: exit status {status}"
            what = f"{row.command}: exit status {status}\n{done.stderr.strip()[-500:]}"
            if row.peer:
                print(f"tests/bench: {what}", file=sys.stderr)
            else:
                self.complain(what)
        else:
            row.seconds.append(float(seconds))
            row.rss.append(int(rss))

    def turn(self, row, number):
        """A peer has one turn: the slowest take minutes."""
        left = int(SECONDS - (time.monotonic() - self.started))
        if row.state or (row.peer and number > 0):
            return
        if row.needs and not os.path.exists(row.needs):
            row.state = NOT_INSTALLED
        elif row.peer and left < 20:
            row.state = f"{LEFT_OUT}: the bench has taken long enough"
        else:
            self.run(row, min(left, PEER_SECONDS) if row.peer else PEER_SECONDS)

    def measure(self, name, title, size, rounds, rows):
        """Prints a table; what it holds is found again by its name."""
        print(f"{name}: {title}", file=sys.stderr)
        for number in range(min(rounds, self.rounds or rounds)):
            for row in rows:
                self.turn(row, number)
        self.tables[name] = {row.key: row for row in rows}
        self.bytes[name] = size
        print(f"\n### {title}\n")
        print(f"| what | s | x `{self.program(rows[0])}` | MB/s | peak RSS, MiB | command |")
        print("| --- | --: | --: | --: | --: | --- |")
        for row in rows:
            print(self.line(row, rows[0], size), flush=True)

    @staticmethod
    def program(row):
        words = row.command.split()
        return words[3] if words[:2] == ["env", "-C"] else words[0]

    @staticmethod
    def line(row, first, size):
        if not row.seconds:
            return f"| {row.what} | {row.state} | | | | `{row.command}` |"
        s = row.median()
        # Of the same rounds.
        beside = statistics.median(first.seconds[:len(row.seconds)]) if first.seconds else float("nan")
        times = f"{s / beside:.1f}" if s < 100 * beside else f"{s / beside:,.0f}"
        if row.size:
            times, size = "", row.size
        speed = f"{size / s / 1e6:,.0f}" if size else ""
        return (f"| {row.what} | {s:.{4 if s < 1 else 2}f} | {times} | {speed} | "
            f"{max(row.rss) / 1024:,.0f} | `{row.command}` |")

    def seconds(self, name, key):
        row = self.tables.get(name, {}).get(key)
        return row.median() if row else None

    def ratio(self, name, key, beside):
        a, b = self.seconds(name, key), self.seconds(name, beside)
        return a / b if a and b else None

    def peak(self, name, key):
        """Of the input's bytes."""
        row = self.tables.get(name, {}).get(key)
        return max(row.rss) * 1024 / self.bytes[name] if row and row.rss else None
