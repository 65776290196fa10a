import time

from workers.batches import Rate, pieces
from workers.celery_app import app
from workers.connections import data


def send(address, text):
    if "@" not in address:
        raise ValueError(f"'{address}' is no address")
    data().rpush("outbox", f"{time.time()} {address} {text}")


@app.task
def announce(addresses, text, per_second=20, size=10):
    """Sends to all; one that is wrong is told and keeps nobody else waiting."""
    rate = Rate("announce", per_second)
    sent, refused = 0, []
    for piece in pieces(addresses, size):
        for address in piece:
            try:
                rate.wait()
                send(address, text)
                sent += 1
            except ValueError as error:
                refused.append(str(error))
    return {"sent": sent, "refused": refused}
