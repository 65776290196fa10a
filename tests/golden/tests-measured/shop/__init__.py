"""The shop."""


def price(n):
    """In cents."""
    return n * 100
