#include "parsers/parser.h"

#include "gate/base/buf.h"
#include "parsers/looks.h"

const struct parser *const parsers[] = { &lcov_parser, &junit_parser, &ctest_listing_parser,
	&pytest_listing_parser };
const size_t parser_count = sizeof(parsers) / sizeof(parsers[0]);

static const struct parser *find_parser(struct str head)
{
	for (size_t i = 0; i < parser_count; i++) {
		if (parsers[i]->sniff(head))
			return parsers[i];
	}
	return NULL;
}

/*
 * XML in UTF-16 is read, but sniffers look for ASCII: they get every second byte, if that starts like
 * XML. What is no ASCII becomes a question mark. Empty if it does not.
 */
static struct str narrow(struct str head, char *into)
{
	bool marked = str_starts(head, STR("\xff\xfe")) || str_starts(head, STR("\xfe\xff"));
	size_t from = marked ? 2 : 0, low, n = 0;

	if (head.n < from + 2)
		return STR("");
	low = head.p[from] ? 0 : 1;
	for (size_t i = from; i + 1 < head.n; i += 2)
		into[n++] = head.p[i + 1 - low] ? '?' : head.p[i + low];
	return n && into[0] == '<' ? (struct str){ into, n } : STR("");
}

static void unknown(struct str path, struct str head, struct diags *d)
{
	const struct look *look = looks_like(head);
	struct buf accepted = { 0 };

	for (size_t i = 0; i < parser_count; i++)
		buf_printf(
			&accepted, "%s%s (%s)", i ? ", " : "", parsers[i]->name, parsers[i]->about);
	diag_at(d, DIAG(REPORT_FORMAT), (struct place){ .file = path },
		"no format that is read: it looks like %s%s%s; accepted are " STR_FMT, look->what,
		look->mend ? ": " : "", look->mend ? look->mend : "", STR_ARG(buf_str(&accepted)));
	buf_release(&accepted);
}

static struct str head_of(struct stream *in)
{
	char mark[3];

	if (str_eq(stream_peek(in, sizeof(mark)), STR("\xef\xbb\xbf")))
		stream_read(in, mark, sizeof(mark));
	return stream_peek(in, PARSER_HEAD);
}

const struct parser *parser_of(struct input in, struct diags *d)
{
	struct str head = head_of(in.stream), sniffed;
	const struct parser *parser;
	char ascii[PARSER_HEAD / 2];

	if (stream_failed(in.stream))
		return NULL;
	if (!str_trim(head).n && head.n < PARSER_HEAD) {
		diag_at(d, DIAG(REPORT_EMPTY), (struct place){ .file = in.path },
			"the report is empty: the run that should have written it did not get that far");
		return NULL;
	}
	sniffed = narrow(head, ascii);
	parser = find_parser(sniffed.n ? sniffed : head);
	if (!parser)
		unknown(in.path, head, d);
	return parser;
}

int parse_report(struct input in, struct report *into, struct diags *d)
{
	struct diags of_report = { .arena = d->arena };
	const struct parser *parser = parser_of(in, &of_report);
	int result = -1;

	if (parser) {
		into->format = str_of(parser->name);
		result = parser->parse(in, into, &of_report);
	}
	report_count(into);
	report_take_notes(into, into->arena, &of_report);
	diags_move(d, &of_report);
	return result;
}
