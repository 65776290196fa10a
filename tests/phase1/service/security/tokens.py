# Tokens that say who asks: an id and an end, signed.
import hashlib
import hmac


class BadToken(Exception):
    pass


def signature(secret, payload):
    return hmac.new(secret.encode(), payload.encode(), hashlib.sha256).hexdigest()


def issue(secret, account_id, now, seconds=3600):
    payload = f"{account_id}.{int(now) + seconds}"
    return f"{payload}.{signature(secret, payload)}"


def account_of(secret, token, now):
    payload, _, signed = token.rpartition(".")
    if not hmac.compare_digest(signed.encode(), signature(secret, payload).encode()):
        raise BadToken("not signed by us")
    account_id, end = payload.split(".")
    if int(end) <= now:
        raise BadToken("no longer valid")
    return int(account_id)
