"""What is tried before each release: a document comes in, is shown, and goes."""
import tempfile
import urllib.request

from sqlalchemy import select

from api.app import create_app
from api.server import serving
from database import schema
from database.engine import make_engine
from database.models.account import Account
from database.transactions import retrying
from workers import batches, workspace  # noqa: F401: they can be imported
from workers.celery_app import app as queue


def a_document(client):
    token = client.post("/accounts", json={"email": "smoke@example.com"}).get_json()["token"]
    me = {"Authorization": f"Bearer {token}"}
    assert client.get("/account", headers=me).get_json()["balance"] == 0
    made = client.put("/documents/first", data=b"some bytes", headers=me)
    assert made.status_code == 201
    where = f"/documents/{made.get_json()['id']}"
    assert client.get(where, headers=me).get_json()["size"] == 10
    assert client.post(f"{where}/notes", json={"text": "good"}, headers=me).status_code == 204
    assert len(client.get("/documents", headers=me).get_json()) == 1
    assert client.delete(where, headers=me).status_code == 204


def main():
    engine = make_engine()
    schema.create(engine)
    schema.empty(engine)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(engine, "smoke", folder)
        with serving(app) as port:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as answer:
                assert answer.status == 200
        a_document(app.test_client())
    assert retrying(engine, lambda session: session.scalars(select(Account.balance)).all()) == [0]
    with queue.connection_for_write() as broker:
        broker.ensure_connection(max_retries=3)
    print("smoke: all is well")


if __name__ == "__main__":
    main()
