/*
 * The progress report for a comment on a pull request, which a job of its own posts. Its first line is
 * not shown: by it the job finds the comment that it wrote before.
 */
#include <stdlib.h>

#include "gate/base/digest.h"
#include "gate/base/memory.h"
#include "reporters/reporter.h"

/* What GitHub takes, in characters. */
enum { COMMENT_BYTES_MAX = 65536 };

/* Nothing that could end the comment it stands in, or that a reader would have to take apart. */
static void put_job(struct str job, struct buf *out)
{
	static const struct str plain = { "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					  "0123456789._/",
		65 };

	for (size_t i = 0; i < job.n; i++) {
		if (str_index(plain, job.p[i]) < plain.n)
			buf_byte(out, job.p[i]);
		else
			buf_printf(out, "%%%02x", (unsigned)(unsigned char)job.p[i]);
	}
}

/* Of the names of the areas, in whatever order. */
static void put_areas(const struct verdict *v, struct buf *out)
{
	enum { DIGITS = 16 };
	struct str *names = memory_get((v->area_count + 1) * sizeof(*names));
	struct sha256 *sha256 = sha256_new();
	char hex[SHA256_HEX + 1];

	for (size_t i = 0; i < v->area_count; i++)
		names[i] = v->areas[i].name;
	qsort(names, v->area_count, sizeof(*names), str_cmp_qsort);
	for (size_t i = 0; i < v->area_count; i++) {
		sha256_add(sha256, names[i]);
		sha256_add(sha256, (struct str){ "", 1 });
	}
	sha256_end(sha256, hex);
	buf_add(out, (struct str){ hex, DIGITS });
	free(names);
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct look rest = *look;
	size_t start = out->n;

	buf_puts(out, "<!-- areagate:comment job=");
	put_job(v->job, out);
	buf_puts(out, " areas=");
	put_areas(v, out);
	buf_puts(out, " -->\n");
	rest.most_bytes = COMMENT_BYTES_MAX - (out->n - start);
	markdown_reporter.report(v, &rest, out);
}

const struct reporter comment_reporter = {
	.name = "comment",
	.about = "the progress report behind a hidden marker, for a job that comments",
	.report = report,
};
