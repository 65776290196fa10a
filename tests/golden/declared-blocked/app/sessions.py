"""Who is logged in, and until when."""
from app.accounts import sign_up

LIFETIME = 3600


class Session:
    def __init__(self, user, start):
        self.user, self.start, self.open = user, start, True

    def close(self):
        self.open = False

    def valid(self, now):
        return self.open and self.start <= now < self.start + LIFETIME


def guest(now):
    return Session(sign_up("guest", "a-long-password"), now)
