def test_get(): pass
