"""Transactions, by real connections to PostgreSQL that stand in each other's way."""
import threading

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeout

from database.engine import make_engine, session_of
from database.models.account import Account as User
from database.models.document import Document
from database.transactions import Conflict, Invalid, each, flush, insert_all, move, rename, retrying


@pytest.fixture
def users(engine):
    """Two of them, with a balance of 100 each."""
    with session_of(engine) as session:
        both = [User(email=f"{name}@example.com", balance=100) for name in ("ada", "bob")]
        session.add_all(both)
    return both


def balances(engine):
    with session_of(engine) as session:
        return session.scalars(select(User.balance).order_by(User.id)).all()


def count(engine, model):
    with session_of(engine) as session:
        return session.scalar(select(func.count()).select_from(model))


def at_once(*works):
    """Runs all in threads of their own and returns what each returned or raised."""
    said = [None] * len(works)

    def run(number, work):
        try:
            said[number] = work()
        except Exception as error:
            said[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


def add(session, user, amount):
    changed = update(User).where(User.id == user.id).values(balance=User.balance + amount)
    session.execute(changed)


def crossing(engine, users, attempts):
    """Two transactions that lock both rows, each first the one that the other wants next."""
    met = threading.Barrier(2)
    ada, bob = users

    def work_on(first, second):
        entered = []

        def work(session):
            entered.append(True)
            add(session, first, 1)
            if len(entered) == 1:
                met.wait(30)
            add(session, second, 1)
            return len(entered)

        return lambda: retrying(engine, work, attempts=attempts)

    return at_once(work_on(ada, bob), work_on(bob, ada))


def test_nested_rollback_keeps_the_outer_work(engine, users):
    ada, bob = users
    with session_of(engine) as session:
        move(session, ada.id, bob.id, 10)
        with pytest.raises(Invalid, match="balance is too low"):
            with session.begin_nested():
                move(session, ada.id, bob.id, 1000)
    assert balances(engine) == [90, 110]


def test_savepoints_refuse_one_of_many(engine, users):
    taken, free = User(email="ada@example.com"), User(email="eve@example.com")
    with session_of(engine) as session:
        refused = each(session, [taken, free], session.add)
    assert refused == [(taken, "an account with this address is there already")]
    assert count(engine, User) == 3


def test_optimistic_lock_refuses_the_second_writer(engine, users):
    with pytest.raises(Conflict, match="changed meanwhile"), session_of(engine) as first:
        mine = first.get(User, users[0].id)
        with session_of(engine) as second:
            rename(second, second.get(User, users[0].id), "ada@second.example.com")
        rename(first, mine, "ada@first.example.com")
    with session_of(engine) as session:
        kept = session.get(User, users[0].id)
        assert (kept.email, kept.version) == ("ada@second.example.com", 2)


def test_deadlock_ends_one_of_two(engine, users):
    said = crossing(engine, users, attempts=1)
    assert sorted(type(one) for one in said if one != 1) == [Conflict]
    assert "deadlock" in str([one for one in said if one != 1][0])
    assert balances(engine) == [101, 101]


def test_deadlock_is_retried_until_both_are_done(engine, users):
    assert sorted(crossing(engine, users, attempts=3)) == [1, 2]
    assert balances(engine) == [102, 102]


def test_isolation_levels_see_what_they_should(engine, users):
    def twice(isolation):
        with session_of(engine, isolation) as session:
            before = session.scalar(select(User.balance).where(User.id == users[0].id))
            with session_of(engine) as other:
                add(other, users[0], 1)
            return session.scalar(select(User.balance).where(User.id == users[0].id)) - before

    assert twice("READ COMMITTED") == 1
    assert twice("REPEATABLE READ") == 0


def test_write_skew_is_refused_when_serializable(engine, users):
    met = threading.Barrier(2)

    def take_from(user):
        entered = []

        def work(session):
            entered.append(True)
            together = session.scalar(select(func.sum(User.balance)))
            if len(entered) == 1:
                met.wait(30)
            if together >= 150:
                add(session, user, -100)
            return together

        return lambda: retrying(engine, work, isolation="SERIALIZABLE")

    assert sorted(at_once(*(take_from(user) for user in users))) == [100, 200]
    assert sorted(balances(engine)) == [0, 100]


def test_constraint_violations_leave_nothing_behind(engine, users):
    wrong = {
        "address is there already": User(email="ada@example.com"),
        "balance is too low": User(email="eve@example.com", balance=-1),
        "documents_account_id_fkey": Document(account_id=404, title="nobody's"),
    }
    for reason, row in wrong.items():
        with pytest.raises(Invalid, match=reason), session_of(engine) as session:
            session.add(Document(account_id=users[0].id, title="goes as well"))
            session.add(row)
            flush(session)
    assert (count(engine, User), count(engine, Document)) == (2, 0)
    with pytest.raises(Invalid, match="no such account"), session_of(engine) as session:
        move(session, users[0].id, 404, 1)
    with pytest.raises(DBAPIError, match="does not exist"):
        retrying(engine, lambda session: session.execute(text("SELECT * FROM nowhere")))


def test_bulk_insert_is_all_or_nothing(engine, users):
    rows = [{"account_id": users[0].id, "title": f"page {n}", "size": n} for n in range(500)]
    with session_of(engine) as session:
        assert insert_all(session, Document, rows) == 500
        with pytest.raises(Invalid, match="documents_account_id_fkey"):
            insert_all(session, Document, rows + [{"account_id": 404, "title": "", "size": 0}])
    assert count(engine, Document) == 500


def test_pool_has_a_limit_and_recovers():
    engine = make_engine(pool_size=2, max_overflow=0, pool_timeout=0.2)
    with engine.connect(), engine.connect() as second:
        with pytest.raises(PoolTimeout):
            engine.connect()
        second.close()
        with engine.connect() as third:
            assert third.scalar(text("SELECT 1")) == 1
    engine.dispose()
