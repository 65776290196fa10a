int t1;
int t2;
