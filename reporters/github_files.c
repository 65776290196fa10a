/* What goes into the files that GitHub's runner names: outputs of the step, and its summary. */
#include <inttypes.h>

#include "gate/exit.h"
#include "reporters/escape.h"
#include "reporters/github.h"
#include "reporters/reporter.h"

/* GitHub drops a summary over 1 MiB whole, and other commands of the step may have put something there. */
enum { SUMMARY_BYTES_MAX = 1000000 };

static void put_id(const char *name, struct str id, struct buf *out)
{
	bool hex = true;

	for (size_t i = 0; i < id.n; i++)
		hex &= str_index(STR("0123456789abcdef"), id.p[i]) < 16;
	buf_printf(out, "%s=" STR_FMT "\n", name, STR_ARG(hex ? id : STR("")));
}

static void put_coverage(const char *prefix, const struct area_coverage *c, struct buf *out)
{
	struct count n = c->count;

	if (!c->known || !n.total) {
		buf_printf(out, "%scoverage=\n%slines-covered=\n%slines-total=\n", prefix, prefix,
			prefix);
		return;
	}
	buf_printf(out,
		"%scoverage=%" PRIu64 "\n%slines-covered=%" PRIu64 "\n%slines-total=%" PRIu64 "\n",
		prefix, n.covered * 100 / n.total, prefix, n.covered, prefix, n.total);
}

void github_outputs(const struct verdict *v, struct buf *out)
{
	static const struct area_coverage none = { 0 };
	const struct area_verdict *project = v->area_count ? &v->areas[0] : NULL;

	buf_printf(out, "gate=%s\nexit=%d\n", gate_names[v->gate], verdict_exit(v));
	buf_printf(out, "rules=%zu\nbroken=%zu\nno-data=%zu\n", v->finding_count,
		verdict_count(v, RULE_BROKEN), verdict_count(v, RULE_NO_DATA));
	put_coverage("", project ? &project->coverage[METRIC_LINES] : &none, out);
	put_coverage("patch-", project ? &project->patch[METRIC_LINES] : &none, out);
	put_id("commit", v->commit, out);
	put_id("base", v->base.rule == BASE_NONE ? STR("") : v->base.commit, out);
	put_id("baseline", v->baseline.rule == BASELINE_NONE ? STR("") : v->baseline.commit, out);
}

/* Of a name that is given again the last value counts: a verdict that was told before is taken back. */
void github_failure_outputs(int status, struct buf *out)
{
	buf_printf(out, "gate=%s\nexit=%d\n", gate_names[GATE_CANNOT_JUDGE], status);
}

void github_summary(const struct verdict *v, struct buf *out)
{
	markdown_reporter.report(v, &(struct look){ .most_bytes = SUMMARY_BYTES_MAX }, out);
}

void github_failure_summary(const struct diags *d, int status, struct buf *out)
{
	buf_printf(out, "# areagate: %s (exit status %d)\n\n",
		status == EXIT_OUTPUT ? "output failed" : "cannot judge", status);
	for (const struct diag *i = d->first; i; i = i->next) {
		struct buf place = { 0 };

		if (i->kind->level != DIAG_ERROR)
			continue;
		buf_add(&place, i->at.file);
		if (i->at.line)
			buf_printf(&place, ":%" PRIu32, i->at.line);
		buf_puts(out, "- ");
		escape_markdown_code(out, buf_str(&place));
		buf_puts(out, place.n ? ": " : "");
		escape_markdown(out, i->text);
		if (i->more)
			buf_printf(out, " (and %" PRIu64 " more like it)", i->more);
		buf_puts(out, "\n");
		buf_release(&place);
	}
}
