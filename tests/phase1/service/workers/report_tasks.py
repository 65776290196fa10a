import signal
import time
from contextlib import contextmanager

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


# A soft time limit is a signal that raises wherever the process is just then. Where that is SQLAlchemy's
# pool closing a connection, the pool logs an error of the connection, and the task goes on as if nothing was.
@contextmanager
def uninterrupted():
    """Work that a soft time limit waits for: it is raised at the end of the block."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])  # may raise: one has just come
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@app.task(bind=True)
def write_report(self, account_id, pages=1, pause=0.0):
    """A page at a time, with a pause after each for the sake of others."""
    done = 0
    with workspace.workspace(self.request.id) as folder:
        try:
            for page in range(pages):
                with uninterrupted():
                    (folder / f"{page}.txt").write_text(f"{account_id}: {documents_of(account_id)}\n")
                    done += 1
                time.sleep(pause)
        except SoftTimeLimitExceeded:
            return {"state": "out of time", "pages": done}
        return {"state": "written", "pages": done, **documents_of(account_id)}


@app.task
def sweep():
    return workspace.sweep()
