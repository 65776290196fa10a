from app.routes import get


def test_front_page():
    assert get("/") == 200


def test_sign_up_page():
    assert get("/sign-up") == 200


def test_login_page():
    assert get("/login") == 200


def test_account_needs_login():
    assert get("/account") == 401


def test_unknown_page():
    assert get("/nowhere") == 404
