#include "gate/syncing.h"

#include "gate/clock.h"
#include "gate/outputs.h"
#include "gate/repo/notes_sync.h"
#include "reporters/note.h"

enum { DAYS_KEPT = 365, SECONDS_A_DAY = 86400 };

/* Lines of records, each once: one record lies on its commit and on its tree. */
struct syncing {
	struct names fetched, pushed, dropped;
};

/* Adds the records of `from` that are not in `known`. */
static void count(struct names *into, struct str from, struct str known)
{
	struct arena a = { 0 };
	struct names lines = { .arena = &a };

	while (known.n)
		names_add(&lines, str_cut(&known, '\n'));
	while (from.n) {
		struct str line = str_cut(&from, '\n');

		if (str_starts(line, STR("{")) && names_find(&lines, line) == NAMES_NONE)
			names_add(into, line);
	}
	arena_release(&a);
}

static int join(void *user, struct str here, struct str there, uint64_t cutoff, struct buf *out)
{
	struct syncing *s = user;

	count(&s->fetched, there, here);
	if (!note_join(there, here, cutoff, &s->dropped, out))
		return 0;
	count(&s->pushed, buf_str(out), there);
	return out->n > 0;
}

static int drop(void *user, struct str note, uint64_t cutoff, struct buf *out)
{
	struct syncing *s = user;

	return note_drop(note, cutoff, &s->dropped, out);
}

/* What was fetched before stays fetched; what was not pushed is joined again. */
static void restart(void *user)
{
	struct syncing *s = user;

	s->pushed = (struct names){ .arena = s->pushed.arena };
}

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static int print(
	const struct syncing *s, const struct options *o, unsigned attempts, struct diags *d)
{
	struct buf text = { 0 };
	int result;

	buf_printf(&text, "%zu record%s fetched, %zu pushed, ", s->fetched.n, plural(s->fetched.n),
		s->pushed.n);
	if (o->compact || s->dropped.n)
		buf_printf(&text, "%zu old one%s dropped, ", s->dropped.n, plural(s->dropped.n));
	buf_printf(&text, "%u attempt%s\n", attempts, plural(attempts));
	result = outputs_print(buf_str(&text), d);
	buf_release(&text);
	return result;
}

static uint64_t cutoff_of(const struct options *o, uint64_t now)
{
	uint64_t kept = (uint64_t)(o->days ? o->days : DAYS_KEPT) * SECONDS_A_DAY;

	return o->compact && now > kept ? now - kept : 0;
}

int syncing_run(struct workplace *w, const struct options *o, struct diags *d)
{
	struct syncing s = { { .arena = w->arena }, { .arena = w->arena }, { .arena = w->arena } };
	struct notes_sync how = {
		.remote = o->argument_count ? o->arguments[0] : SYNCING_REMOTE,
		.join = join,
		.drop = drop,
		.restart = restart,
		.user = &s,
	};
	unsigned attempts;
	uint64_t now;

	if (clock_now(&now, d) < 0)
		return -1;
	how.time = (int64_t)now;
	how.cutoff = cutoff_of(o, now);
	if (notes_sync(w->repo, &how, &attempts, d) < 0)
		return -1;
	return print(&s, o, attempts, d);
}
