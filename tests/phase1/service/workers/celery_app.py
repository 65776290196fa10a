import os

from celery import Celery

app = Celery("workers", broker=os.environ["BROKER_URL"], backend=os.environ["BROKER_URL"])
app.conf.update(
    include=[
        "workers.delivery_tasks",
        "workers.report_tasks",
        "workers.batch_tasks",
        "workers.privacy_tasks",
    ],
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
)
