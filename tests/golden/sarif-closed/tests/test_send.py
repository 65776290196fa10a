import workers

def test_once():
    assert [1] == [2]


def test_never():
    pass
