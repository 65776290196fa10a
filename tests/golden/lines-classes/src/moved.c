int moved;
int along;
int lost;
