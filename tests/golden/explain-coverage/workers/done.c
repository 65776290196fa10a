int d1;
int d2;
int d3;
