#include "reporters/reporter.h"

const struct reporter *const reporters[] = {
	&terminal_reporter,
	&markdown_reporter,
	&json_reporter,
	&sarif_reporter,
	&gitlab_reporter,
	&badge_reporter,
	&note_reporter,
	&github_reporter,
	&comment_reporter,
	&html_reporter,
};

const size_t reporter_count = sizeof(reporters) / sizeof(reporters[0]);

const struct reporter *reporter_find(struct str name)
{
	for (size_t i = 0; i < reporter_count; i++) {
		if (str_eq(name, str_of(reporters[i]->name)))
			return reporters[i];
	}
	return NULL;
}

struct str short_id(struct str id)
{
	enum { ID_SHOWN = 12 };

	return (struct str){ id.p, id.n < ID_SHOWN ? id.n : ID_SHOWN };
}
