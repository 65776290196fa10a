def test_buy():
    pass
def test_pay():
    pass
def test_return():
    pass
def test_refund():
    pass
def test_other():
    pass
