get(1)
get(2)
get(3)
