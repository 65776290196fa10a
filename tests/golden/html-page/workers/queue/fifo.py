items = []


def put(item):
    items.append(item)
