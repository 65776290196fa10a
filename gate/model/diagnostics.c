#include "gate/model/diagnostics.h"

const struct diag_kind diagnostics[DIAGNOSTIC_COUNT] = {
#define DIAGNOSTIC_ROW(name, slug, level, status, about) \
	[DIAGNOSTIC_##name] = { slug, DIAG_##level, status },
	DIAGNOSTICS(DIAGNOSTIC_ROW)
#undef DIAGNOSTIC_ROW
};

const char *const diagnostic_abouts[DIAGNOSTIC_COUNT] = {
#define DIAGNOSTIC_ROW(name, slug, level, status, about) [DIAGNOSTIC_##name] = about,
	DIAGNOSTICS(DIAGNOSTIC_ROW)
#undef DIAGNOSTIC_ROW
};
