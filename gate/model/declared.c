#include "gate/model/declared.h"

const char *const framework_names[FRAMEWORK_KINDS] = {
#define FRAMEWORK_NAME(name, text) [FRAMEWORK_##name] = text,
	FRAMEWORKS(FRAMEWORK_NAME)
#undef FRAMEWORK_NAME
};
