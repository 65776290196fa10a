#include "gate/model/base.h"

const char *const base_rule_names[BASE_RULES] = {
	[BASE_NONE] = "none",
	[BASE_EXPLICIT] = "explicit",
	[BASE_PULL_REQUEST] = "pull-request",
	[BASE_MERGE_QUEUE] = "merge-queue",
	[BASE_PUSH] = "push",
	[BASE_MERGE_REQUEST] = "merge-request",
	[BASE_UPSTREAM] = "upstream",
	[BASE_UNCOMMITTED] = "uncommitted",
	[BASE_FIRST_PARENT] = "first-parent",
	[BASE_OTHER] = "other",
};

enum base_rule base_rule_of(struct str name)
{
	for (int i = BASE_EXPLICIT; i < BASE_RULES; i++) {
		if (str_eq(name, str_of(base_rule_names[i])))
			return (enum base_rule)i;
	}
	return BASE_OTHER;
}
