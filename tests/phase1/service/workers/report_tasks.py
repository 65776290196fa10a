import time

from celery.exceptions import SoftTimeLimitExceeded
from sqlalchemy import func, select

from database.engine import session_of
from database.models.document import Document
from workers import workspace
from workers.celery_app import app
from workers.connections import engine


def documents_of(account_id):
    with session_of(engine()) as session:
        mine = Document.account_id == account_id
        count, size = session.execute(
            select(func.count(), func.coalesce(func.sum(Document.size), 0)).where(mine)
        ).one()
    return {"documents": count, "bytes": size}


@app.task
def write_report(account_id, pages=1, pause=0.0):
    """A page at a time, with a pause after each for the sake of others."""
    done = 0
    with workspace.workspace("report") as folder:
        try:
            for page in range(pages):
                (folder / f"{page}.txt").write_text(f"{account_id}: {documents_of(account_id)}\n")
                done += 1
                time.sleep(pause)
        except SoftTimeLimitExceeded:
            return {"state": "out of time", "pages": done}
        return {"state": "written", "pages": done, **documents_of(account_id)}


@app.task
def sweep():
    return workspace.sweep()
