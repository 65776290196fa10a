def test_big(): pass
