from database.engine import session_of
from database.models.account import Account
from workers import letters
from workers.celery_app import app
from workers.connections import data, engine


@app.task
def erase(account_id):
    """Takes away all that is known of an account; what stays is that it happened."""
    with session_of(engine()) as session:
        account = session.get(Account, account_id)
        if account is None:
            return {"state": "unknown"}
        address = account.email
        session.delete(account)
    gone = letters.forget(address)
    data().rpush("erased", account_id)
    return {"state": "erased", "letters": gone}
