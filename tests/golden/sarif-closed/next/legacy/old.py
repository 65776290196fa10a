a
b
C
d
