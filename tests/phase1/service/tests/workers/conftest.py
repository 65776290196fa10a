import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from workers.connections import data

WORKER = [
    "setpriv", "--pdeathsig", "TERM",
    sys.executable, "-m", "celery", "-A", "tests.workers.measured", "worker",
    "--concurrency=2", "--without-gossip", "--without-mingle", "--without-heartbeat",
]
LONG = 60
# A process of Celery's pool may sleep 300 times for a tenth of a second before it ends.
STOP = 150


class Queue:
    """Tasks go to a real worker process, which starts with the first of them."""

    def __init__(self, folder):
        self.folder = folder
        self.worker = None

    def send(self, task, *args, limits=None, **named):
        if self.worker is None:
            log = Path("build/worker.log").open("wb")
            env = {**os.environ, "WORKSPACE": str(self.folder)}
            self.worker = subprocess.Popen(WORKER, stdout=log, stderr=log, env=env)
            log.close()
        return task.apply_async(args, named, **(limits or {}))

    def call(self, task, *args, **named):
        return self.send(task, *args, **named).get(timeout=LONG, interval=0.02)

    def stop(self):
        if self.worker is not None:
            self.worker.send_signal(signal.SIGTERM)
            try:
                self.worker.wait(timeout=STOP)
            except subprocess.TimeoutExpired:
                self.worker.kill()
                raise


@pytest.fixture(scope="module")
def worker(tmp_path_factory):
    queue = Queue(tmp_path_factory.mktemp("workspace"))
    yield queue
    queue.stop()


@pytest.fixture
def queue(worker):
    """The queue, with the data of tasks gone."""
    data().flushdb()
    return worker
