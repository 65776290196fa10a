#include "gate/clock.h"

#include <stdlib.h>
#include <time.h>

#include "gate/model/diagnostics.h"

int clock_now(uint64_t *seconds, struct diags *d)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");

	*seconds = (uint64_t)time(NULL);
	if (!fixed || !*fixed)
		return 0;
	if (str_to_u64(str_of(fixed), seconds) == 0 && *seconds <= CLOCK_MAX)
		return 0;
	return diag_at(d, DIAG(USAGE), (struct place){ 0 },
		"SOURCE_DATE_EPOCH is '%s': seconds since 1970 are meant, up to the year 9999",
		fixed);
}
