#include "gate/base/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

/* A path matches or it does not in far fewer steps; a pattern that needs more is an attack. */
enum { MATCH_LIMIT = 100000, COUNTED_LIMIT = 10000000 };

struct pattern {
	pcre2_code *code;
	pcre2_match_data *data;
};

/* PCRE2 starts its own count anew at each byte of the text, so the steps of all are counted here. */
static int count_step(pcre2_callout_block *at, void *user)
{
	uint64_t *steps = user;

	(void)at;
	if (!steps)
		return 0;
	if (!*steps)
		return PCRE2_ERROR_CALLOUT;
	--*steps;
	return 0;
}

static pcre2_match_context *limits(uint64_t *steps)
{
	static pcre2_match_context *context;

	if (!context) {
		context = pcre2_match_context_create(NULL);
		if (!context)
			memory_exhausted();
	}
	/* Where steps are counted, those say when it is enough. */
	pcre2_set_match_limit(context, steps ? COUNTED_LIMIT : MATCH_LIMIT);
	pcre2_set_callout(context, count_step, steps);
	return context;
}

static struct pattern *pattern_new(pcre2_code *code)
{
	struct pattern *p = memory_get(sizeof(*p));

	p->code = code;
	p->data = pcre2_match_data_create_from_pattern(code, NULL);
	if (!p->data)
		memory_exhausted();
	return p;
}

static struct pattern *few_groups(struct pattern *p, struct pattern_mistake *m)
{
	if (pattern_groups(p) <= PATTERN_GROUPS_MAX)
		return p;
	snprintf(m->why, sizeof(m->why), "more than %d groups", PATTERN_GROUPS_MAX);
	pattern_free(p);
	return NULL;
}

struct pattern *pattern_of_regex(struct str regex, struct pattern_mistake *m)
{
	pcre2_code *code;
	int error;

	*m = (struct pattern_mistake){ 0 };
	if (regex.n > PATTERN_BYTES_MAX) {
		snprintf(m->why, sizeof(m->why), "longer than %d bytes", PATTERN_BYTES_MAX);
		return NULL;
	}
	/* Texts need not be UTF-8, and what is not would never match. */
	code = pcre2_compile((PCRE2_SPTR)regex.p, regex.n, PCRE2_AUTO_CALLOUT | PCRE2_NEVER_UTF,
		&error, &m->offset, NULL);
	if (code)
		return few_groups(pattern_new(code), m);
	if (pcre2_get_error_message(error, (PCRE2_UCHAR *)m->why, sizeof(m->why)) < 0)
		snprintf(m->why, sizeof(m->why), "error %d of PCRE2", error);
	return NULL;
}

struct pattern *pattern_of_glob(struct str glob, const char **why)
{
	PCRE2_UCHAR *regex = NULL;
	PCRE2_SIZE length = 0, offset;
	pcre2_code *code;
	int error;

	if (pcre2_pattern_convert(
		    (PCRE2_SPTR)glob.p, glob.n, PCRE2_CONVERT_GLOB, &regex, &length, NULL) != 0) {
		*why = "a '[' without its ']', or a '\\' at the end";
		return NULL;
	}
	code = pcre2_compile(regex, length, PCRE2_DOTALL, &error, &offset, NULL);
	pcre2_converted_pattern_free(regex);
	if (!code) {
		*why = "not a glob that can be matched";
		return NULL;
	}
	return pattern_new(code);
}

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	pcre2_match_data_free(p->data);
	pcre2_code_free(p->code);
	free(p);
}

unsigned pattern_groups(const struct pattern *p)
{
	uint32_t n = 0;

	pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &n);
	return n;
}

unsigned pattern_group(const struct pattern *p, const char *name)
{
	int n = pcre2_substring_number_from_name(p->code, (PCRE2_SPTR)name);

	return n > 0 ? (unsigned)n : 0;
}

static int match(const struct pattern *p, struct str text, uint64_t *steps)
{
	const char *bytes = text.p ? text.p : "";

	return pcre2_match(p->code, (PCRE2_SPTR)bytes, text.n, 0, 0, p->data, limits(steps));
}

bool pattern_matches(const struct pattern *p, struct str text)
{
	return match(p, text, NULL) >= 0;
}

bool pattern_find(
	const struct pattern *p, struct str text, struct str *found, unsigned n, uint64_t *steps)
{
	const PCRE2_SIZE *at;
	int count;

	count = *steps ? match(p, text, steps) : PCRE2_ERROR_CALLOUT;
	if (count < 0) {
		*steps = count == PCRE2_ERROR_NOMATCH ? *steps : 0;
		return false;
	}
	at = pcre2_get_ovector_pointer(p->data);
	for (unsigned i = 0; i < n; i++) {
		bool set = i < (unsigned)count && at[2 * i] != PCRE2_UNSET &&
			at[2 * i] <= at[2 * i + 1];

		found[i] = set ? (struct str){ text.p + at[2 * i], at[2 * i + 1] - at[2 * i] }
			       : STR("");
	}
	return true;
}

const char *pattern_library_version(void)
{
	static char version[64];

	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) > (int)sizeof(version))
		return "unknown";
	pcre2_config(PCRE2_CONFIG_VERSION, version);
	return version;
}
