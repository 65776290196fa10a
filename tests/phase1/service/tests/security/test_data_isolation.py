"""Accounts see and change what is theirs, by every way that leads to a document."""
import time

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import DBAPIError

from api.app import create_app
from database.engine import session_of
from database.models.account import Account as User
from database.models.document import Document, Note, Share
from database.transactions import Invalid, flush
from security import access, tokens
from security.rows import session_as


@pytest.fixture
def users(engine):
    """Two of them, with two documents each: 1 and 2 are the first one's, 3 and 4 the other's."""
    with session_of(engine) as session:
        both = [User(email=f"{name}@example.com") for name in ("ada", "bob")]
        session.add_all(both)
        session.flush()
        for user in both:
            for title in ("diary", "plan"):
                session.add(Document(account_id=user.id, title=title))
                session.flush()
    return both


def ids(rows):
    return sorted(row.id for row in rows)


def test_an_account_sees_its_own_documents_only(engine, users):
    ada, bob = users
    with session_of(engine) as session:
        assert ids(access.visible(session, ada.id)) == [1, 2]
        assert ids(access.visible(session, bob.id)) == [3, 4]
        assert access.readable(session, ada.id, 1).title == "diary"
        with pytest.raises(access.Forbidden):
            access.readable(session, ada.id, 3)


def test_endpoints_want_a_token_of_the_owner(engine, users, tmp_path):
    client = create_app(engine, "secret", tmp_path).test_client()

    def status(method, token, where="/documents/1"):
        headers = {"Authorization": f"Bearer {token}"}
        return client.open(where, method=method, headers=headers).status_code

    ada, bob = (tokens.issue("secret", user.id, time.time()) for user in users)
    old = tokens.issue("secret", users[0].id, time.time() - 7200)
    forged = tokens.issue("guess", users[0].id, time.time())
    said = [status("GET", token) for token in (ada, bob, old, forged, "")]
    assert said == [200, 404, 401, 401, 401]
    assert [status("DELETE", token) for token in (bob, ada, ada)] == [404, 204, 404]
    assert client.post("/accounts", json={"email": users[0].email}).status_code == 409


def test_row_level_security_holds_without_a_condition(engine, users):
    ada, bob = users
    with session_as(engine, ada.id) as session:
        assert ids(session.scalars(select(Document))) == [1, 2]
        assert session.execute(delete(Document).where(Document.id == 3)).rowcount == 0
        assert session.execute(text("UPDATE documents SET title = 'mine'")).rowcount == 2
    with session_as(engine, "") as session:
        assert session.scalars(select(Document)).all() == []
    planted = Document(account_id=bob.id, title="planted")
    with pytest.raises(DBAPIError, match="row-level security"), session_as(engine, ada.id) as session:
        session.add(planted)


def test_shared_documents_are_read_and_not_written(engine, users):
    ada, bob = users
    with session_of(engine) as session:
        access.share(session, ada.id, 1, bob.email)
    with session_as(engine, bob.id) as session:
        assert ids(access.visible(session, bob.id)) == [1, 3, 4]
        with pytest.raises(access.Forbidden, match="for reading"):
            access.writable(session, bob.id, 1)
        assert session.execute(text("UPDATE documents SET title = '' WHERE id = 1")).rowcount == 0
    with session_of(engine) as session:
        with pytest.raises(access.Forbidden, match="no such account"):
            access.share(session, ada.id, 2, "eve@example.com")
        assert access.unshare(session, ada.id, 1) == 1
        assert ids(access.visible(session, bob.id)) == [3, 4]


def test_bulk_deletion_stays_within_the_account(engine, users):
    ada, bob = users
    with session_of(engine) as session:
        with pytest.raises(access.Forbidden, match=r"\[3\]"):
            access.delete_all(session, ada.id, [1, 2, 3])
        assert access.delete_all(session, ada.id, [1, 2]) == 2
    with session_of(engine) as session:
        assert ids(session.scalars(select(Document))) == [3, 4]


def test_foreign_keys_stay_within_the_account(engine, users):
    ada, bob = users
    with session_of(engine) as session:
        session.add(Note(document_id=1, account_id=ada.id, text="mine"))
    with pytest.raises(Invalid, match="notes_document_id"), session_of(engine) as session:
        session.add(Note(document_id=1, account_id=bob.id, text="planted"))
        flush(session)
    with session_as(engine, bob.id) as session:
        assert session.scalars(select(Note)).all() == []


def test_cascades_end_at_the_account(engine, users):
    ada, bob = users
    with session_of(engine) as session:
        session.add(Note(document_id=1, account_id=ada.id, text="on mine"))
        session.add(Note(document_id=3, account_id=bob.id, text="on his"))
        access.share(session, ada.id, 1, bob.email)
        access.share(session, bob.id, 3, ada.email)
    with session_of(engine) as session:
        session.delete(session.get(User, ada.id))
    with session_of(engine) as session:
        assert ids(session.scalars(select(Document))) == [3, 4]
        assert session.scalars(select(Note.text)).all() == ["on his"]
        assert session.scalar(select(func.count()).select_from(Share)) == 0
