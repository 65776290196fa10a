import shop
import shop.old


def test_price():
    assert shop.price(2) == 200
