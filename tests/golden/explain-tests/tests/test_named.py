def test_one(): pass
def test_two(): pass
def test_case_a(): pass
def test_case_b(): pass
