rm(1)
rm(2)
rm(3)
rm(4)
