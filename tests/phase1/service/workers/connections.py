# What a worker process talks to: opened when first needed, so after the fork.
import os
from functools import lru_cache

import redis
from sqlalchemy.pool import NullPool

from database.engine import make_engine


@lru_cache
def data():
    return redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


@lru_cache
def engine():
    return make_engine(poolclass=NullPool)
