int o1;
int o2;
