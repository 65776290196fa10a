from contextlib import contextmanager

from workers.connections import data


@contextmanager
def once(name, seconds):
    """Whether nobody else is at it or has done it; what ends with an exception is not done."""
    key = f"once:{name}"
    if not data().set(key, "1", nx=True, ex=seconds):
        yield False
        return
    try:
        yield True
    except BaseException:
        data().delete(key)
        raise
