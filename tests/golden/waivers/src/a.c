int n1;
int n2;
int n3;
int n4;
