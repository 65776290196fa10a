#include "send.h"

int send_once(int job)
{
	if (job < 0)
		return -1;
	return job + 1;
}
// line 9
// line 10
// line 11
// line 12
// line 13
// line 14
// line 15
// line 16
// line 17
// line 18
// line 19
// line 20
