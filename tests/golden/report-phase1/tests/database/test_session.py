from database.session import is_stale


def test_session_is_stale():
    ...

def test_stale_session_is_closed():
    ...
