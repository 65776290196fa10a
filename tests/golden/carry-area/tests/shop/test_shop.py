def test_buy(): pass
def test_sell(): pass
