two()
