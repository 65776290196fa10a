import os
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.orm import Session


def make_engine(**options):
    return create_engine(os.environ["DATABASE_URL"], future=True, **options)


@contextmanager
def session_of(engine, isolation=None):
    """A session that commits at its end, or rolls back if that is an exception."""
    if isolation:
        engine = engine.execution_options(isolation_level=isolation)
    session = Session(engine, future=True, expire_on_commit=False)
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.close()
