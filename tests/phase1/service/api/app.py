import time

from flask import Flask, g, jsonify, request
from sqlalchemy import select

from api import uploads
from database.engine import session_of
from database.models.account import Account
from database.models.document import Document, Note
from database.transactions import Invalid, flush
from security import access, tokens
from security.rows import session_as

STATUS = {
    tokens.BadToken: 401,
    access.Forbidden: 404,
    uploads.TooSlow: 408,
    Invalid: 409,
    uploads.TooLarge: 413,
}


def create_app(engine, secret, folder, max_bytes=64 * 1024 * 1024, max_seconds=30):
    app = Flask("documents")
    for error, status in STATUS.items():
        app.register_error_handler(error, lambda said, status=status: refuse(said, status))

    @app.before_request
    def who():
        if request.endpoint in ("sign_up", "health"):
            return
        token = request.headers.get("Authorization", "").partition("Bearer ")[2]
        g.account = tokens.account_of(secret, token, time.time())

    @app.get("/health")
    def health():
        with session_of(engine) as session:
            return jsonify(alive=session.scalar(select(1)) == 1)

    @app.post("/accounts")
    def sign_up():
        with session_of(engine) as session:
            account = Account(email=request.get_json()["email"])
            session.add(account)
            flush(session)
        return jsonify(id=account.id, token=tokens.issue(secret, account.id, time.time())), 201

    @app.get("/account")
    def account():
        with session_of(engine) as session:
            me = session.get(Account, g.account)
            return jsonify(email=me.email, balance=me.balance)

    @app.get("/documents")
    def listed():
        with session_as(engine, g.account) as session:
            return jsonify([shown(row) for row in access.visible(session, g.account)])

    @app.get("/documents/<int:document_id>")
    def one(document_id):
        with session_as(engine, g.account) as session:
            return jsonify(shown(access.readable(session, g.account, document_id)))

    @app.delete("/documents/<int:document_id>")
    def gone(document_id):
        with session_as(engine, g.account) as session:
            session.delete(access.writable(session, g.account, document_id))
        return "", 204

    @app.post("/documents/<int:document_id>/notes")
    def remark(document_id):
        with session_as(engine, g.account) as session:
            document = access.writable(session, g.account, document_id)
            note = {"document_id": document.id, "account_id": g.account}
            session.add(Note(**note, text=request.get_json()["text"]))
        return "", 204

    @app.put("/documents/<title>")
    def upload(title):
        coming = uploads.received(
            request.stream, request.content_length, folder, max_bytes, max_seconds
        )
        with coming, session_as(engine, g.account) as session:
            document = Document(account_id=g.account, title=title, size=request.content_length)
            session.add(document)
            flush(session)
            return jsonify(shown(document)), 201

    return app


def shown(document):
    return {"id": document.id, "title": document.title, "size": document.size}


def refuse(error, status):
    return jsonify(error=str(error)), status
