#include "send.h"

int send_once(int job)
{
	if (job < 0)
		return -1;
	if (job > LIMIT)
		return -2;
	return job + 1;
}

int send_again(int job)
{
	int tries = 3;

	while (tries-- > 0) {
		if (send_once(job) > 0)
			return 1;
	}
	return 0;
}
