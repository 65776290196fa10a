from sqlalchemy import text

import database.models.document  # noqa: F401: its tables
from database.models.base import Base
from security.rows import protect


def create(engine):
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        protect(connection)


def empty(engine):
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
