# What a request does to the database happens as a whole or not at all.
import time

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from database.engine import session_of
from database.models.account import Account

PASSING = {"40001": "serialization failure", "40P01": "deadlock"}
REASONS = {
    "accounts_email_key": "an account with this address is there already",
    "balance_is_not_negative": "the balance is too low",
}


# Somebody else was faster: what was read is no longer so.
class Conflict(Exception):
    pass


# The database has a rule against it, which the text tells.
class Invalid(Exception):
    pass


def retrying(engine, work, attempts=3, isolation=None, pause=0.02):
    """What `work(session)` returns, tried again for errors that pass by themselves."""
    for attempt in range(1, attempts + 1):
        try:
            with session_of(engine, isolation) as session:
                return work(session)
        except DBAPIError as error:
            reason = PASSING.get(error.orig.pgcode)
            if reason is None:
                raise
            if attempt == attempts:
                raise Conflict(f"{reason}, {attempts} times") from error
            time.sleep(pause * attempt)


def move(session, giver, taker, amount):
    """Moves a balance. Rows are locked by id, so that two opposite moves wait for each other."""
    wanted = select(Account).where(Account.id.in_([giver, taker])).order_by(Account.id)
    found = {row.id: row for row in session.scalars(wanted.with_for_update())}
    if len(found) != 2:
        raise Invalid("no such account")
    found[giver].balance -= amount
    found[taker].balance += amount
    flush(session)


def rename(session, account, email):
    """Changes an account as it was read, unless it has changed since."""
    account.email = email
    try:
        flush(session)
    except StaleDataError as error:
        raise Conflict("the account has changed meanwhile") from error


def flush(session):
    try:
        session.flush()
    except IntegrityError as error:
        name = error.orig.diag.constraint_name
        raise Invalid(REASONS.get(name, f"against the rule {name}")) from error


def each(session, items, work):
    """Does `work(item)` for all items, each behind a savepoint; returns those that are refused."""
    refused = []
    for item in items:
        try:
            with session.begin_nested():
                work(item)
                flush(session)
        except Invalid as error:
            refused.append((item, str(error)))
    return refused


def insert_all(session, model, rows):
    """All rows, or none of them and Invalid."""
    try:
        with session.begin_nested():
            session.bulk_insert_mappings(model, rows)
    except IntegrityError as error:
        name = error.orig.diag.constraint_name
        raise Invalid(REASONS.get(name, f"against the rule {name}")) from error
    return len(rows)
