# Letters that could not be delivered, for somebody to look at.
import json

from workers.connections import data


def keep(letter, reason):
    data().rpush("letters", json.dumps({**letter, "reason": reason}))


def kept():
    return [json.loads(text) for text in data().lrange("letters", 0, -1)]


def forget(address):
    """Drops letters to an address, and says how many."""
    gone = 0
    for text in data().lrange("letters", 0, -1):
        if json.loads(text)["to"] == address:
            gone += data().lrem("letters", 1, text)
    return gone
