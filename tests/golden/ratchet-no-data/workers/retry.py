job(1)
job(2)
job(3)
