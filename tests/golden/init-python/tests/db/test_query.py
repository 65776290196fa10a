def test_query(): pass
