late = 1

later = 2
