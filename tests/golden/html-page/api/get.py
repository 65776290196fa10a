def get(path):
    return path or "/"
