import json
import urllib.error
import urllib.request

from workers import letters
from workers.backoff import delay
from workers.celery_app import app
from workers.once import once


# May pass: worth another attempt.
class Unavailable(Exception):
    pass


# Will not pass.
class Refused(Exception):
    pass


def post(url, letter):
    request = urllib.request.Request(url, json.dumps(letter).encode(), method="POST")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        kind = Unavailable if error.code >= 500 else Refused
        raise kind(f"status {error.code}") from None
    except OSError as error:
        raise Unavailable(str(error)) from None


@app.task(bind=True, max_retries=3)
def deliver(self, url, letter, base=0.1):
    try:
        with once(f"letter:{letter['id']}", seconds=600) as first:
            if not first:
                return "delivered already"
            post(url, letter)
            return "delivered"
    except Refused as error:
        letters.keep(letter, str(error))
        return "refused"
    except Unavailable as error:
        if self.request.retries == self.max_retries:
            letters.keep(letter, str(error))
            return "given up"
        raise self.retry(exc=error, countdown=delay(self.request.retries, base))
