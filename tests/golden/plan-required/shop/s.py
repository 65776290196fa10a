buy = 1
