def test_once(): pass
