import workers.queue
