def test_buy():
    pass


def test_later():
    pass
