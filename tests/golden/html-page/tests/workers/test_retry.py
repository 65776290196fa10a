def test_retry(): pass
