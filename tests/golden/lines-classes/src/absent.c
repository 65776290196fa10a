int absent;

int present;
