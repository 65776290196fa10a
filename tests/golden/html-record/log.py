log()
