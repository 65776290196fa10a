"""Nothing is served yet: written in phase 2."""


def get(path):
    return 501
