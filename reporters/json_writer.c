#include "reporters/json_writer.h"

#include <inttypes.h>

#include "reporters/escape.h"

static void new_line(struct json_writer *w)
{
	if (!w->indented)
		return;
	buf_byte(w->out, '\n');
	buf_repeat(w->out, ' ', (size_t)w->depth * 2);
}

/* What comes before any value. */
static void begin(struct json_writer *w, const char *key)
{
	if (w->filled)
		buf_byte(w->out, ',');
	if (w->depth)
		new_line(w);
	if (key) {
		escape_json(w->out, str_of(key));
		buf_puts(w->out, w->indented ? ": " : ":");
	}
	w->filled = true;
}

static void open_bracket(struct json_writer *w, const char *key, char bracket)
{
	begin(w, key);
	buf_byte(w->out, bracket);
	w->depth++;
	w->filled = false;
}

static void close_bracket(struct json_writer *w, char bracket)
{
	w->depth--;
	if (w->filled)
		new_line(w);
	buf_byte(w->out, bracket);
	w->filled = true;
}

void json_open_object(struct json_writer *w, const char *key)
{
	open_bracket(w, key, '{');
}

void json_close_object(struct json_writer *w)
{
	close_bracket(w, '}');
}

void json_open_array(struct json_writer *w, const char *key)
{
	open_bracket(w, key, '[');
}

void json_close_array(struct json_writer *w)
{
	close_bracket(w, ']');
}

void json_put_string(struct json_writer *w, const char *key, struct str value)
{
	begin(w, key);
	escape_json(w->out, value);
}

void json_put_u64(struct json_writer *w, const char *key, uint64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + value % 10);
	while (value /= 10);
	begin(w, key);
	buf_add(w->out, (struct str){ digits + at, sizeof(digits) - at });
}

void json_put_bool(struct json_writer *w, const char *key, bool value)
{
	begin(w, key);
	buf_puts(w->out, value ? "true" : "false");
}

void json_put_null(struct json_writer *w, const char *key)
{
	begin(w, key);
	buf_puts(w->out, "null");
}

void json_put_decimal(struct json_writer *w, const char *key, struct decimal value)
{
	begin(w, key);
	buf_byte(w->out, '"');
	decimal_print(w->out, value);
	buf_byte(w->out, '"');
}

void json_put_percent(struct json_writer *w, const char *key, uint64_t part, uint64_t whole)
{
	if (!whole) {
		json_put_null(w, key);
		return;
	}
	begin(w, key);
	buf_byte(w->out, '"');
	ratio_print(w->out, part, whole);
	buf_byte(w->out, '"');
}

void json_put_seconds(struct json_writer *w, const char *key, uint64_t time_us)
{
	struct buf text = { 0 };

	buf_printf(&text, "%" PRIu64 ".%03" PRIu64, time_us / 1000000, time_us / 1000 % 1000);
	json_put_string(w, key, buf_str(&text));
	buf_release(&text);
}
