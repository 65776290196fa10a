send(1)
send(2)
send(3)
send(4)
