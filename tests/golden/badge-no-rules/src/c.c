int c;
int f;
