/* Every file that is measured, or should be, in its folders, which sum up what is in them. */
#include "reporters/html.h"

enum {
	DEPTH_MAX = 40,  /* folders in folders; readers end far below their own limits */
	OPEN_FILES = 40, /* of so few everything is seen at once */
	FILES_SHOWN = 20000,
};

/* What a row says. */
struct row {
	struct count lines;
	uint64_t unreported;
};

/* A run of files, and how much of their paths stands above. */
struct branch {
	const struct detail *detail;
	size_t from, to, prefix;
	unsigned depth;
	size_t *left; /* so many files may still be shown */
};

static void put_row(struct html *h, const struct row *r, bool folder)
{
	HTML(h, " <span class=\"row\">");
	if (r->lines.total) {
		html_bar(h, r->lines, NULL);
		HTML(h, " <span>");
		html_percent(h, r->lines);
		HTML_NUMBER(h, "</span> <span>", r->lines.covered, "/");
		HTML_NUMBER(h, "", r->lines.total, "</span>");
	} else {
		HTML_WORDS(h, "<span class=\"dim\">", r->unreported ? "in no report" : "no code",
			"</span>");
	}
	HTML(h, "</span>");
	if (folder && r->unreported && r->lines.total) {
		HTML(h, " <small>");
		html_counted(h, r->unreported, "file in no report", "files in no report");
		HTML(h, "</small>");
	}
}

static struct row sum(const struct branch *b)
{
	struct row r = { 0 };

	for (size_t i = b->from; i < b->to; i++) {
		const struct file_detail *f = &b->detail->files[i];

		if (f->coverage)
			r.lines = count_sum(r.lines, lines_count(&f->coverage->lines));
		r.unreported += !f->coverage;
	}
	return r;
}

static void put_file(struct html *h, const struct branch *b, size_t i)
{
	const struct file_detail *f = &b->detail->files[i];
	struct row r = sum(&(struct branch){ b->detail, i, i + 1, 0, 0, NULL });

	HTML(h, "<li>");
	if (html_shows(f))
		HTML_NUMBER(h, "<a href=\"#f", i + 1, "\">");
	HTML_TEXT(h, "<code>", str_skip(f->path, b->prefix), "</code>");
	if (html_shows(f))
		HTML(h, "</a>");
	put_row(h, &r, false);
	HTML(h, "</li>\n");
}

/* The files from `from` on that lie in one folder with it; its own length, with the slash, or 0. */
static size_t folder_of(const struct branch *b, size_t from, size_t *to)
{
	struct str path = b->detail->files[from].path;
	size_t n = str_index(str_skip(path, b->prefix), '/');

	*to = from + 1;
	if (b->prefix + n == path.n || b->depth == DEPTH_MAX)
		return 0;
	path.n = b->prefix + n + 1;
	while (*to < b->to && str_starts(b->detail->files[*to].path, path))
		++*to;
	return n + 1;
}

/* A folder that holds nothing but a folder is one with it. */
static size_t shared_prefix(const struct branch *b)
{
	struct str first = b->detail->files[b->from].path;

	first.n = str_shared(first, b->detail->files[b->to - 1].path);
	return str_last_index(first, '/') + 1;
}

static void put_branch(struct html *h, const struct branch *b);

static void put_folder(struct html *h, const struct branch *above, size_t from, size_t to)
{
	struct branch b = { above->detail, from, to, 0, above->depth + 1, above->left };
	struct row r = sum(&b);
	struct str name = above->detail->files[from].path;

	b.prefix = shared_prefix(&b);
	name.n = b.prefix;
	if (above->detail->file_count <= OPEN_FILES)
		HTML(h, "<li><details open><summary>");
	else
		HTML(h, "<li><details><summary>");
	HTML_TEXT(h, "<code>", str_skip(name, above->prefix), "</code>");
	put_row(h, &r, true);
	HTML(h, "</summary>\n");
	put_branch(h, &b);
	HTML(h, "</details></li>\n");
}

static void put_branch(struct html *h, const struct branch *b)
{
	size_t i = b->from, to;

	HTML(h, "<ul>\n");
	for (; i < b->to && *b->left; i = to) {
		if (folder_of(b, i, &to)) {
			put_folder(h, b, i, to);
		} else {
			put_file(h, b, i);
			--*b->left;
		}
	}
	if (i < b->to) {
		HTML(h, "<li>and ");
		html_counted(h, b->to - i, "more file", "more files");
		HTML(h, "</li>\n");
	}
	HTML(h, "</ul>\n");
}

static bool has(const struct verdict *v)
{
	return v->detail && v->detail->file_count;
}

static void put(struct html *h, const struct verdict *v)
{
	size_t left = FILES_SHOWN;
	struct branch all = { v->detail, 0, v->detail->file_count, 0, 0, &left };
	struct row r = sum(&all);

	HTML(h, "<p>");
	html_counted(h, v->detail->file_count, "file", "files");
	if (r.lines.total) {
		HTML(h, ", ");
		html_percent(h, r.lines);
		HTML(h, " of lines covered");
	}
	if (r.unreported) {
		HTML(h, ", ");
		html_counted(h, r.unreported, "of them in no report", "of them in no report");
	}
	HTML(h, "</p>\n<div class=\"tree\">\n");
	put_branch(h, &all);
	HTML(h, "</div>\n");
}

const struct html_section html_tree = { "files", "Files", has, put };
