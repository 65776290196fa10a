def connect(url):
    engine = create_engine(url)
    session = Session(engine)
    session.begin()
    return session


def commit(session):
    session.flush()
    session.commit()
    session.close()
    return True


def roll_back(session):
    session.rollback()
    session.close()
    log('rolled back')
    return False


def is_stale(session):
    age = clock() - session.started
    limit = settings.session_seconds
    stale = age > limit
    return stale
