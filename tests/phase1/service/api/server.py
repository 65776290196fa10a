import threading
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server


@contextmanager
def serving(app, silence_seconds=5, host="127.0.0.1"):
    """The port of a server that runs until the end of the block; it hangs up on silent clients."""

    class Handler(WSGIRequestHandler):
        timeout = silence_seconds

        def log_request(self, *_):
            pass

    server = make_server(host, 0, app, threaded=True, request_handler=Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
