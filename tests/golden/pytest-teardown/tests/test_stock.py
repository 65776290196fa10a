import pytest


@pytest.fixture
def database():
    yield
    raise OSError("cannot drop the database")


def test_buys(database):
    pass


def test_sells(database):
    assert False
