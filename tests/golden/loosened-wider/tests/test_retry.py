def test_once(): pass
def test_twice(): pass
