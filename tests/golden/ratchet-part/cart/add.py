add(1)
add(2)
add(3)
add(4)
