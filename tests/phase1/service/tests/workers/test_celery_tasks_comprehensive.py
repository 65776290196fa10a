"""Background workers, by a real worker process with Redis as its broker.

What is tested is imported in each test: one that is missing fails the tests of it and no others.
"""
import time
from pathlib import Path

import pytest
from celery.exceptions import TimeLimitExceeded

from database.engine import session_of
from tests.workers.receiver import receiver
from workers import letters
from workers.backoff import delay
from workers.connections import data

CLOCKS = 0.05  # seconds: Celery and Redis go by the time of day, which may be set meanwhile


@pytest.fixture
def user(engine):
    from database.models.account import Account as User

    with session_of(engine) as session:
        someone = User(email="ada@example.com")
        session.add(someone)
    return someone


def letter(number=1, to="ada@example.com"):
    return {"id": number, "to": to, "text": "hello"}


def eventually(happens):
    """What happens() says as soon as that is something, in a minute at most."""
    for _ in range(1200):
        said = happens()
        if said:
            return said
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def process_at_work(queue, task):
    """The process of a task, once that has its folder."""
    (folder,) = eventually(lambda: list(queue.folder.glob(f"{task.id}.*")))
    return int(folder.name.split(".")[1])


def test_retry_waits_twice_as_long_each_time(queue):
    from workers.delivery_tasks import deliver

    with receiver(503, 503, 200) as server:
        assert queue.call(deliver, server.url, letter(), base=1) == "delivered"
    first, second = server.waits()
    assert first >= 1 - CLOCKS
    assert second >= 2 - CLOCKS
    assert [delay(retries, 1, most=5) for retries in range(4)] == [1, 2, 4, 5]


def test_retry_gives_up_and_keeps_the_letter(queue):
    from workers.delivery_tasks import deliver

    with receiver(503) as server:
        assert queue.call(deliver, server.url, letter(), base=0.01) == "given up"
    assert len(server.came) == 4
    assert letters.kept() == [{**letter(), "reason": "status 503"}]


def test_retry_only_for_what_may_pass(queue, user):
    from workers.delivery_tasks import deliver

    with receiver(410) as server:
        assert queue.call(deliver, server.url, letter(to=user.email)) == "refused"
    assert len(server.came) == 1
    assert letters.kept()[0]["reason"] == "status 410"


def test_concurrent_deliveries_of_a_letter_are_one(queue, user):
    from workers.delivery_tasks import deliver

    with receiver(200, seconds=0.3) as server:
        both = [queue.send(deliver, server.url, letter(to=user.email)) for _ in range(2)]
        said = sorted(one.get(timeout=60) for one in both)
    assert said == ["delivered", "delivered already"]
    assert len(server.came) == 1


def test_soft_timeout_cleans_up(queue, engine):
    from workers.report_tasks import write_report

    # The second limit is for a task that misses the first: it shall not be there in the tests that follow.
    limits = {"soft_time_limit": 2, "time_limit": 30}
    said = queue.call(write_report, 1, 10_000, 0.05, limits=limits)
    assert said["state"] == "out of time"
    assert said["pages"] < 10_000
    assert list(queue.folder.iterdir()) == []


def test_hard_timeout_kills_the_process(queue, user):
    from workers.report_tasks import sweep, write_report

    endless = queue.send(write_report, user.id, 10_000, 0.05, limits={"time_limit": 3})
    process = process_at_work(queue, endless)
    with pytest.raises(TimeLimitExceeded):
        endless.get(timeout=60)
    assert eventually(lambda: not Path(f"/proc/{process}").exists())
    # Whether there was time to clean up is chance: this is what is left if there was none.
    left = queue.folder / f"report.{process}.left"
    left.mkdir()
    assert left.name in queue.call(sweep)
    assert list(queue.folder.iterdir()) == []


def test_report_counts_what_is_there(queue, user, engine):
    from database.models.document import Document
    from workers.report_tasks import write_report

    with session_of(engine) as session:
        for size in (10, 32):
            session.add(Document(account_id=user.id, title="one", size=size))
    said = queue.call(write_report, user.id)
    assert said == {"state": "written", "pages": 1, "documents": 2, "bytes": 42}


def redis_time():
    seconds, us = data().time()
    return seconds + us / 1_000_000


def check_rate(since, sent, per_second):
    """So many were sent, each in a share of time of its own, and the last one not before its share."""
    times = sorted(float(line.split()[0]) for line in data().lrange("outbox", 0, -1))
    end = int(data().get("rate:announce")) / 1_000_000
    assert len(times) == sent
    assert end - since >= sent / per_second - CLOCKS
    assert times[-1] >= end - 1 / per_second - CLOCKS


def test_batch_keeps_to_its_rate(queue):
    from workers.batch_tasks import announce

    assert queue.call(announce, [], "nothing")["sent"] == 0  # from here on the worker is there
    since = redis_time()
    said = queue.call(announce, ["ada@example.com"] * 6, "news", per_second=10, size=4)
    assert said == {"sent": 6, "refused": []}
    check_rate(since, 6, 10)


def test_batch_goes_on_after_a_bad_address(queue, user):
    from workers.batch_tasks import announce

    said = queue.call(announce, ["nobody", user.email], "news")
    assert said == {"sent": 1, "refused": ["'nobody' is no address"]}
    assert data().llen("outbox") == 1


def test_concurrent_batches_share_one_rate(queue, user):
    from workers.batch_tasks import announce

    assert queue.call(announce, [], "nothing")["sent"] == 0
    since = redis_time()
    both = [queue.send(announce, [user.email] * 3, "news", per_second=10) for _ in range(2)]
    assert [one.get(timeout=60)["sent"] for one in both] == [3, 3]
    check_rate(since, 6, 10)


def test_privacy_deletion_takes_everything(queue, user, engine):
    from database.models.document import Document
    from workers.privacy_tasks import erase

    with session_of(engine) as session:
        session.add(Document(account_id=user.id, title="diary"))
    letters.keep(letter(to=user.email), "status 503")
    letters.keep(letter(to="bob@example.com"), "status 503")
    assert queue.call(erase, user.id) == {"state": "erased", "letters": 1}
    with session_of(engine) as session:
        assert session.query(Document).count() == 0
        assert session.get(type(user), user.id) is None
    assert [one["to"] for one in letters.kept()] == ["bob@example.com"]


def test_privacy_deletion_of_nobody_is_told(queue):
    from workers.privacy_tasks import erase

    assert queue.call(erase, 404) == {"state": "unknown"}
    assert data().llen("erased") == 0
