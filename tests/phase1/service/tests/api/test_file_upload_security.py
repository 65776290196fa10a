"""Uploads, by a real server and a client that takes its time."""
import socket
import time

import pytest
from sqlalchemy import func, select

from api.app import create_app
from api.server import serving
from database.engine import session_of
from database.models.account import Account
from database.models.document import Document
from security import tokens

LARGE = 50 * 1024 * 1024


@pytest.fixture
def token(engine):
    with session_of(engine) as session:
        ada = Account(email="ada@example.com")
        session.add(ada)
    return tokens.issue("secret", ada.id, time.time())


def status_of(port, token, length, send):
    """The status that a client gets which announces so many bytes and then calls send(socket)."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        head = f"PUT /documents/film HTTP/1.0\r\nAuthorization: Bearer {token}\r\n"
        client.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode())
        try:
            send(client)
        except OSError:
            pass  # hung up on: the answer is there already
        return int(client.makefile("rb").readline().split()[1])


def trickle(client):
    for _ in range(300):
        client.sendall(b"x" * 65536)
        time.sleep(0.1)
    raise AssertionError("the server never has enough")


def test_large_file_upload_timeout(engine, token, tmp_path):
    app = create_app(engine, "secret", tmp_path, max_seconds=2)
    with serving(app, silence_seconds=3) as port:
        assert status_of(port, token, LARGE, trickle) == 408
        assert status_of(port, token, LARGE, lambda client: client.sendall(b"x")) == 408
        assert status_of(port, token, 2 * LARGE, lambda client: None) == 413
        assert status_of(port, token, 5, lambda client: client.sendall(b"whole")) == 201
    assert list(tmp_path.iterdir()) == []
    with session_of(engine) as session:
        assert session.scalar(select(func.count()).select_from(Document)) == 1
