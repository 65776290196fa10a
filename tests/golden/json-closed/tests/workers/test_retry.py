# 3 tests
