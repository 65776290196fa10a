def test_put(): pass
