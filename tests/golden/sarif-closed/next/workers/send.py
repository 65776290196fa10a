1
2 changed
3
4
5

7
8
9
10
