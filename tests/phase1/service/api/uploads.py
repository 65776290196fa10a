# Uploads come in pieces: what is too large or too slow is given up, and leaves nothing behind.
import os
import tempfile
import time
from contextlib import contextmanager

from werkzeug.exceptions import ClientDisconnected

PIECE_BYTES = 64 * 1024


class TooLarge(Exception):
    pass


class TooSlow(Exception):
    pass


@contextmanager
def received(stream, length, folder, max_bytes, max_seconds):
    """The path of a file with all of the stream, which is there until the end of the block."""
    if length is None or length > max_bytes:
        raise TooLarge(f"at most {max_bytes} bytes")
    handle, path = tempfile.mkstemp(dir=folder, prefix="upload-")
    try:
        with os.fdopen(handle, "wb") as file:
            copy(stream, file, length, time.monotonic() + max_seconds)
        yield path
    finally:
        os.unlink(path)


def copy(stream, file, length, end):
    while length > 0:
        try:
            piece = stream.read(min(length, PIECE_BYTES))
        except ClientDisconnected as error:  # or a read that took longer than the server waits
            raise TooSlow(f"{length} bytes did not come") from error
        if time.monotonic() > end:
            raise TooSlow(f"{length} bytes were still to come")
        file.write(piece)
        length -= len(piece)
