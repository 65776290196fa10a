#define LIMIT 9

int send_once(int job);
