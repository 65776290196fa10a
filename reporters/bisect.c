/*
 * Where a rule broke, or what the records say of it if they do not tell.
 */
#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/log.h"
#include "reporters/table.h"

static const char *const words[STANDINGS] = {
	[STANDING_UNKNOWN] = "",
	[STANDING_HELD] = "held",
	[STANDING_BROKEN] = "broken",
};

static void add_stand(struct table *t, const struct stand *s)
{
	struct str id = short_id(s->commit);
	struct buf date = { 0 };

	log_date(s->time, &date);
	table_cell(t, str_of(words[s->standing]),
		s->standing == STANDING_HELD ? STYLE_GOOD : STYLE_BAD);
	table_cellf(t, STYLE_STRONG, STR_FMT "%s", STR_ARG(id), s->by_tree ? "*" : "");
	table_cell(t, buf_str(&date), STYLE_PLAIN);
	table_cell(t, s->job, STYLE_PLAIN);
	table_cell(t, s->got, STYLE_PLAIN);
	table_cell(t, s->want, STYLE_PLAIN);
	table_cell(t, s->say, STYLE_PLAIN);
	buf_release(&date);
}

static void print_both(const struct bisect *b, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "", false, 0 },
		{ "commit", false, 0 },
		{ "date", false, 3 },
		{ "job", false, 0 },
		{ "got", true, 0 },
		{ "want", true, 0 },
		{ "", false, 1 },
	};
	struct table t;

	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	add_stand(&t, &b->bad);
	add_stand(&t, &b->good);
	buf_byte(out, '\n');
	table_print(&t, look, 2, out);
	table_release(&t);
}

static void range(const struct bisect *b, struct buf *out)
{
	buf_add(out, short_id(b->good.commit));
	buf_puts(out, "..");
	buf_add(out, short_id(b->bad.commit));
}

static void print_found(const struct bisect *b, const struct look *look, struct buf *out)
{
	uint64_t between = bisect_between(b);

	buf_puts(out, " broke in ");
	buf_add(out, short_id(b->bad.commit));
	buf_byte(out, '\n');
	print_both(b, look, out);
	buf_byte(out, '\n');
	if (between) {
		buf_printf(out,
			"%" PRIu64 " commit%s between them without a record of it: ", between,
			between == 1 ? "" : "s");
		range(b, out);
		buf_byte(out, '\n');
	} else
		buf_puts(out, "no commit between them\n");
	if (b->newest.standing == STANDING_HELD) {
		buf_puts(out, "it holds again in the newest record, ");
		buf_add(out, short_id(b->newest.commit));
		buf_byte(out, '\n');
	}
}

static void records(struct buf *out, const char *what, uint64_t n)
{
	buf_printf(out, "%s%" PRIu64 " record%s", what, n, n == 1 ? "" : "s");
}

static void span(const struct bisect *b, struct buf *out)
{
	bool one = str_eq(b->oldest.commit, b->newest.commit);

	if (!one) {
		buf_puts(out, ", from ");
		buf_add(out, short_id(b->oldest.commit));
	}
	buf_puts(out, one ? ", in " : " to ");
	buf_add(out, short_id(b->newest.commit));
}

static void print_not_found(const struct bisect *b, struct buf *out)
{
	uint64_t held = b->seen[STANDING_HELD], broken = b->seen[STANDING_BROKEN];

	buf_puts(out, " never went from held to broken: ");
	if (!held && !broken) {
		records(out, "no data in ", b->seen[STANDING_UNKNOWN]);
	} else {
		if (held)
			records(out, "held in ", held);
		if (broken)
			records(out, held ? ", broken in " : "broken in ", broken);
		span(b, out);
	}
	buf_byte(out, '\n');
	if (broken && b->oldest.standing == STANDING_BROKEN)
		buf_puts(out, "the oldest of them has it broken: it broke before\n");
}

static void print_carried(const struct bisect *b, struct buf *out)
{
	if (!b->carried)
		return;
	records(out, "passed over ", b->carried);
	buf_puts(out,
		b->carried == 1 ? " whose figures are carried from an older one\n"
				: " whose figures are carried from older ones\n");
}

void bisect_terminal(const struct bisect *b, const struct look *look, struct buf *out)
{
	escape_terminal(out, b->area);
	buf_byte(out, ' ');
	escape_terminal(out, b->rule);
	if (b->found)
		print_found(b, look, out);
	else
		print_not_found(b, out);
	print_carried(b, out);
	log_walk(&b->walk, b->found && (b->good.by_tree || b->bad.by_tree), "", out);
}

static void put_stand(struct json_writer *w, const char *key, const struct stand *s)
{
	if (s->standing == STANDING_UNKNOWN) {
		json_put_null(w, key);
		return;
	}
	json_open_object(w, key);
	json_put_string(w, "commit", s->commit);
	json_put_string(w, "found_by", s->by_tree ? STR("tree") : STR("commit"));
	if (s->time)
		json_put_u64(w, "time", s->time);
	else
		json_put_null(w, "time");
	json_put_string(w, "job", s->job);
	json_put_string(w, "outcome", str_of(words[s->standing]));
	json_put_string(w, "got", s->got);
	json_put_string(w, "want", s->want);
	json_put_string(w, "say", s->say);
	json_close_object(w);
}

void bisect_json(const struct bisect *b, const struct look *look, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	(void)look;
	json_open_object(&w, NULL);
	json_put_string(&w, "schema", STR("areagate/bisect/1"));
	json_put_string(&w, "area", b->area);
	json_put_string(&w, "rule", b->rule);
	json_put_bool(&w, "found", b->found);
	put_stand(&w, "held", &b->good);
	put_stand(&w, "broken", &b->bad);
	if (b->found)
		json_put_u64(&w, "commits_between", bisect_between(b));
	else
		json_put_null(&w, "commits_between");
	put_stand(&w, "newest", &b->newest);
	put_stand(&w, "oldest", &b->oldest);
	json_put_u64(&w, "records_held", b->seen[STANDING_HELD]);
	json_put_u64(&w, "records_broken", b->seen[STANDING_BROKEN]);
	json_put_u64(&w, "records_without_data", b->seen[STANDING_UNKNOWN]);
	if (b->carried)
		json_put_u64(&w, "records_carried", b->carried);
	log_walk_json(&w, &b->walk);
	json_close_object(&w);
	buf_byte(out, '\n');
}
