def within(session, work):
    result = work(session)
    commit(session)
    count('committed')
    return result


def savepoint(session, name):
    point = session.begin_nested()
    point.name = name
    points.append(point)
    return point


def retry_on_deadlock(session, work):
    for attempt in range(3):
        point = savepoint(session, 'retry')
        if try_once(point, work):
            return attempt


def lock_rows(session, ids):
    ids = sorted(ids)
    rows = session.rows(ids)
    rows = rows.with_for_update()
    return rows.all()
