def delay(retries, base, most=60.0):
    """Seconds until the next attempt: twice as long each time, up to a limit."""
    seconds = base
    for _ in range(retries):
        seconds *= 2
        if seconds >= most:
            return most
    return seconds
