"""Retries what may go wrong for a while."""
import time


class GaveUp(Exception):
    pass


def retry(call, times=3, pause=0.1):
    for attempt in range(times):
        try:
            return call()
        except OSError as error:
            if attempt + 1 == times:
                raise GaveUp(error) from error
            time.sleep(pause * 2 ** attempt)
    raise GaveUp("never tried")


def forever(call):
    while True:
        if call():
            return


def later(call, queue):
    if queue.full():
        raise GaveUp("full")
    queue.put(call)
    return queue


def done(queue):
    return not queue.size()
