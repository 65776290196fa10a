int b;
int f;
