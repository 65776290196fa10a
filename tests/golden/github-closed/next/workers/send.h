#define LIMIT 9

int send_once(int job);
int send_again(int job);
