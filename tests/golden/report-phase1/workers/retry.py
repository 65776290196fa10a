def delay_of(attempt):
    base = 2 ** attempt
    limit = 300
    delay = min(base, limit)
    return delay


def is_final(error):
    kind = type(error)
    if kind in FINAL:
        return True
    return False


def schedule(job, attempt):
    delay = delay_of(attempt)
    due = clock() + delay
    queue().push(job, due)
    return due


def give_up(job, error):
    job.state = 'failed'
    job.error = str(error)
    job.save()
    notify(job.owner, job)
