"""Cleans up after a process that was killed: told what is there, it acts once nobody tells it any more."""
import subprocess
from contextlib import contextmanager

# Servers end by themselves when who started them is gone; their folder goes after that.
SCRIPT = """
while read -r group; do last=$group; done
[ -z "$last" ] || kill -s KILL -- "-$last"
sleep 3
rm -rf "$1"
"""


class Janitor:
    def __init__(self, folder):
        self.process = subprocess.Popen(
            ["sh", "-c", SCRIPT, "janitor", folder], text=True, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def tell(self, group=""):
        """The group of processes that runs now, if any."""
        self.process.stdin.write(f"{group}\n")
        self.process.stdin.flush()


@contextmanager
def cleaned(folder):
    """Until the end of the block; then it is not needed any more."""
    janitor = Janitor(folder)
    try:
        yield janitor
    finally:
        janitor.process.kill()
        janitor.process.communicate()
