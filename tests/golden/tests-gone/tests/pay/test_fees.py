class TestFee:
    def test_fee(self):
        pass
