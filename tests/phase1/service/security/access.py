# Who may do what with which document.
from sqlalchemy import delete, or_, select

from database.models.account import Account
from database.models.document import Document, Share


# Not there, or not theirs: whoever asks is not told which.
class Forbidden(Exception):
    pass


def visible(session, account_id):
    shared = select(Share.document_id).where(Share.account_id == account_id)
    mine = Document.account_id == account_id
    return session.scalars(
        select(Document).where(or_(mine, Document.id.in_(shared))).order_by(Document.id)
    ).all()


def readable(session, account_id, document_id):
    for document in visible(session, account_id):
        if document.id == document_id:
            return document
    raise Forbidden(f"no document {document_id}")


def writable(session, account_id, document_id):
    document = readable(session, account_id, document_id)
    if document.account_id != account_id:
        raise Forbidden(f"document {document_id} is shared for reading")
    return document


def share(session, account_id, document_id, email):
    document = writable(session, account_id, document_id)
    taker = session.scalars(select(Account).where(Account.email == email)).one_or_none()
    if taker is None:
        raise Forbidden("no such account")
    if taker.id != account_id:
        session.merge(Share(document_id=document.id, account_id=taker.id))


def unshare(session, account_id, document_id):
    document = writable(session, account_id, document_id)
    gone = session.execute(delete(Share).where(Share.document_id == document.id))
    return gone.rowcount


def delete_all(session, account_id, document_ids):
    """All of these documents, or none: one that is not theirs keeps the others as well."""
    wanted = set(document_ids)
    mine = {row.id for row in visible(session, account_id) if row.account_id == account_id}
    if not wanted <= mine:
        raise Forbidden(f"not theirs: {sorted(wanted - mine)}")
    session.execute(delete(Document).where(Document.id.in_(wanted)))
    return len(wanted)
