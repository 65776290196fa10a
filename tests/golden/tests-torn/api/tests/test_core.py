def test_f():
    pass


def test_g():
    pass
