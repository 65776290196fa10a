"""The workers' app for a worker process whose children measure their coverage, too."""
import coverage
from celery.signals import task_postrun, worker_process_init

from workers.celery_app import app  # noqa: F401: celery looks for it here


@worker_process_init.connect
def start(**_):
    coverage.process_startup()


# After each task: a child that is killed later on has saved what it did before.
@task_postrun.connect
def save(**_):
    coverage.Coverage.current().save()
