def tell(item):
    if item:
        print(item)


def any_left(items):
    return any(item for item in items)


key = lambda item: item
