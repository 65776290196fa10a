from app.sessions import LIFETIME, guest


def test_guest():
    assert guest(0).user.name == "guest"


def test_valid_at_the_start():
    assert guest(10).valid(10)


def test_not_before():
    assert not guest(10).valid(9)


def test_valid_to_the_end():
    assert guest(10).valid(10 + LIFETIME - 1)


def test_not_after():
    assert not guest(10).valid(10 + LIFETIME)


def test_not_when_closed():
    session = guest(0)
    session.close()
    assert not session.valid(1)
