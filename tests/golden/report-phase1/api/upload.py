def receive(request):
    part = request.files['file']
    check_size(part)
    key = save(part)
    return created(key)


def check_size(part):
    limit = settings.upload_bytes
    if part.size > limit:
        raise TooLarge(part.size)
    return part.size


def save(part):
    key = new_key()
    bucket().put(key, part.stream)
    count('uploads')
    return key


def remove(key):
    bucket().remove(key)
    count('removed')
    audit('remove', key)
    return key
