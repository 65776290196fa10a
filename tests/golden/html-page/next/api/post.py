def post(path, body):
    raise NotImplementedError
