import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver(ThreadingHTTPServer):
    """Gives the answers in turn, the last one from then on, and keeps the letters that came."""

    def __init__(self, answers, seconds):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = list(answers)
        self.seconds = seconds
        self.came = []
        self.times = []
        self.url = f"http://127.0.0.1:{self.server_port}/"

    def waits(self):
        """Seconds from before each answer to after the next letter: never less than was waited."""
        answered, arrived = self.times[1::2], self.times[2::2]
        return [after - before for before, after in zip(answered, arrived)]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        letter = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.times.append(time.monotonic())
        self.server.came.append(json.loads(letter))
        time.sleep(self.server.seconds)
        self.server.times.append(time.monotonic())
        answers = self.server.answers
        self.send_response(answers.pop(0) if len(answers) > 1 else answers[0])
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def receiver(*answers, seconds=0):
    with Receiver(answers, seconds) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
