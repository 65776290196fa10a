"""Sign-up and the checks of what was typed in."""
from app.models.user import User


def sign_up(name, password):
    if not name or " " in name:
        raise ValueError("name")
    if len(password) < 12:
        raise ValueError("password")
    return User(name, password)


def rename(user, name):
    return sign_up(name, user.password)
