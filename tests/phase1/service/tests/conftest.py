import pytest

from database import schema
from database.engine import make_engine


@pytest.fixture(scope="session")
def database():
    engine = make_engine()
    schema.create(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database):
    """The database, with its tables empty."""
    schema.empty(database)
    return database
