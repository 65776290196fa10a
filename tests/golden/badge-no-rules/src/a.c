int a;
int f;
