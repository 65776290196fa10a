#include <string.h>

#include "gate/base/path.h"
#include "parsers/cause_row.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_host_char(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c && strchr("._-:[]", c));
}

static bool is_this_machine(struct str host)
{
	return str_eq_nocase(host, STR("localhost")) || str_starts(host, STR("127.")) ||
		str_eq(host, STR("::1")) || str_eq(host, STR("[::1]")) ||
		str_eq(host, STR("0.0.0.0")) || str_eq(host, STR("::")) ||
		str_eq(host, STR("[::]"));
}

void cause_address(struct cause_what *w, struct str host, struct str port)
{
	cause_add(w, is_this_machine(host) ? STR("localhost") : host);
	cause_add(w, STR(":"));
	cause_add(w, port);
}

/* Not 12:30 of a time, and not a.py:12 of a place in a file. */
static bool is_host(struct str host, struct str port)
{
	size_t colons = 0, points = 0, letters = 0;

	for (size_t i = 0; i < host.n; i++) {
		colons += host.p[i] == ':';
		points += host.p[i] == '.';
		letters += !is_digit(host.p[i]) && !strchr(".:[]-", host.p[i]);
	}
	if (!host.n || path_is_source(host) || port.n < 2 || port.n > 5)
		return false;
	if (colons)
		return str_has(host, STR("::"));
	return points == 3 || str_eq_nocase(host, STR("localhost")) ||
		(letters && (points || port.n >= 4));
}

/* The first host:port of the text. */
static bool find_pair(struct cause_what *w, struct str s)
{
	for (size_t i = 0, n; i < s.n; i += n + 1) {
		struct str word = str_skip(s, i), port;

		for (n = 0; n < word.n && is_host_char(word.p[n]); n++)
			;
		word.n = n;
		while (word.n && strchr(".:", word.p[word.n - 1]))
			word.n--;
		if (str_last_index(word, ':') == word.n)
			continue;
		port = str_cut_last(&word, ':');
		for (size_t k = 0; k < port.n; k++)
			port.n = is_digit(port.p[k]) ? port.n : 0;
		if (is_host(word, port)) {
			cause_address(w, word, port);
			return true;
		}
	}
	return false;
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* The last text in quotes before the word "port", else the word right before it. */
static struct str host_before(struct str s)
{
	size_t end = s.n, start;

	for (size_t i = s.n; i-- > 1;) {
		if (!is_quote(s.p[i]))
			continue;
		for (start = i; start > 0 && s.p[start - 1] != s.p[i]; start--)
			;
		if (start > 0)
			return (struct str){ s.p + start, i - start };
		break;
	}
	while (end && !is_host_char(s.p[end - 1]))
		end--;
	for (start = end; start && is_host_char(s.p[start - 1]); start--)
		;
	return (struct str){ s.p + start, end - start };
}

/* "localhost" (127.0.0.1), port 5432; host='localhost', port=8080 */
static bool find_phrase(struct cause_what *w, struct str s)
{
	for (size_t i = 0; i + 5 < s.n; i++) {
		struct str rest = str_skip(s, i), port, host;

		if (!str_starts(rest, STR("port")) || (i && is_host_char(s.p[i - 1])))
			continue;
		rest = str_skip(rest, 4);
		while (rest.n && strchr(" =:", rest.p[0]))
			rest = str_skip(rest, 1);
		for (port = (struct str){ rest.p, 0 }; port.n < rest.n && is_digit(rest.p[port.n]);
			port.n++)
			;
		host = host_before((struct str){ s.p, i });
		if (port.n < 2 || port.n > 5 || !host.n || host.n > CAUSE_WHAT_BYTES_MAX / 2)
			continue;
		cause_address(w, host, port);
		return true;
	}
	return false;
}

/* The line of the match and the two after it, as libpq writes them. */
static struct str lines_around(const struct cause_match *m)
{
	struct str rest, line, around = m->line;

	rest = str_skip(m->text, (size_t)(m->line.p - m->text.p));
	for (int i = 0; i < 3 && str_line(&rest, &line); i++)
		around.n = (size_t)(line.p + line.n - around.p);
	return around;
}

bool cause_host(struct cause_what *w, const struct cause_match *m)
{
	struct str before = { m->line.p, m->at };

	/* From the match on; patterns with a host in them have it behind their start. */
	return find_pair(w, str_skip(m->line, m->at)) || find_pair(w, before) ||
		find_phrase(w, lines_around(m));
}
