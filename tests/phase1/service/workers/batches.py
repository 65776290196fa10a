import time

from workers.connections import data

# The next free moment, in microseconds of Redis' own clock; taking it moves it on.
TAKE = """
local now = redis.call('TIME')
local us = now[1] * 1000000 + now[2]
local at = math.max(us, tonumber(redis.call('GET', KEYS[1]) or 0))
redis.call('SET', KEYS[1], string.format('%.0f', at + ARGV[1]), 'EX', 60)
return at - us
"""


def pieces(items, size):
    for start in range(0, len(items), size):
        yield items[start : start + size]


# So many a second, however many processes share the name.
class Rate:
    def __init__(self, name, per_second):
        self.key = f"rate:{name}"
        self.step_us = int(1_000_000 / per_second)

    def wait(self):
        seconds = data().eval(TAKE, 1, self.key, self.step_us) / 1_000_000
        time.sleep(seconds)
        return seconds
