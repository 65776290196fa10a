# Row-level security: the database itself keeps accounts apart, whatever a query forgets.
from contextlib import contextmanager

from sqlalchemy import text

from database.engine import session_of

ME = "nullif(current_setting('app.account', true), '')::int"
MINE = f"account_id = {ME}"
SHARED = f"id IN (SELECT document_id FROM shares WHERE account_id = {ME})"
RULES = [
    "GRANT SELECT, INSERT, UPDATE, DELETE ON documents, notes TO tenant",
    "GRANT SELECT ON shares TO tenant",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO tenant",
    "ALTER TABLE documents ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS own ON documents",
    "DROP POLICY IF EXISTS own ON notes",
    "DROP POLICY IF EXISTS shared ON documents",
    f"CREATE POLICY own ON documents TO tenant USING ({MINE})",
    f"CREATE POLICY own ON notes TO tenant USING ({MINE})",
    f"CREATE POLICY shared ON documents FOR SELECT TO tenant USING ({SHARED})",
]


def protect(connection):
    connection.execute(text("; ".join(RULES)))


@contextmanager
def session_as(engine, account_id):
    """A session that sees and changes nothing but what this account may, until its end."""
    with session_of(engine) as session:
        session.execute(text("SET LOCAL ROLE tenant"))
        me = {"me": str(account_id)}
        session.execute(text("SELECT set_config('app.account', :me, true)"), me)
        yield session
