import pytest

from app.accounts import rename, sign_up


def test_sign_up():
    assert sign_up("ann", "a-long-password").name == "ann"


def test_name_is_needed():
    with pytest.raises(ValueError):
        sign_up("", "a-long-password")


def test_name_without_spaces():
    with pytest.raises(ValueError):
        sign_up("an n", "a-long-password")


def test_password_is_needed():
    with pytest.raises(ValueError):
        sign_up("ann", "")


def test_password_is_long():
    with pytest.raises(ValueError):
        sign_up("ann", "short")


def test_rename():
    assert rename(sign_up("ann", "a-long-password"), "eve").name == "eve"


def test_rename_keeps_the_password():
    assert rename(sign_up("ann", "a-long-password"), "eve").verify("a-long-password")


def test_rename_checks_the_name():
    with pytest.raises(ValueError):
        rename(sign_up("ann", "a-long-password"), "e ve")
