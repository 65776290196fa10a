# 1 test
