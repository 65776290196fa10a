# Folders of tasks, named by the task and its process: what a killed one leaves can be told and swept.
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path


def root():
    return Path(os.environ["WORKSPACE"])


@contextmanager
def workspace(task):
    folder = Path(tempfile.mkdtemp(dir=root(), prefix=f"{task}.{os.getpid()}."))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def sweep():
    gone = []
    for folder in sorted(root().iterdir()):
        process = int(folder.name.split(".")[1])
        if not alive(process):
            shutil.rmtree(folder)
            gone.append(folder.name)
    return gone
