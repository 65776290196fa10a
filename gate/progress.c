#include "gate/progress.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "gate/ci.h"
#include "gate/model/diagnostics.h"
#include "gate/outputs.h"
#include "reporters/escape.h"
#include "reporters/wrap.h"

#define START_MS 1000
#define STEP_MS 200
#define COLUMNS_USUAL 80u
#define ERASE "\r\x1b[K"

/* There is one terminal. */
static struct {
	pthread_mutex_t lock;
	bool wanted, shown;
	unsigned columns;
	int64_t next_ms;
} line = { .lock = PTHREAD_MUTEX_INITIALIZER };

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_start(const struct options *o)
{
	const char *term = getenv("TERM");
	struct look look = outputs_look(STDERR_FILENO, o);

	line.wanted = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0 && !ci_is_here() &&
		!o->quiet;
	line.columns = look.columns ? look.columns : COLUMNS_USUAL;
	line.next_ms = now_ms() + START_MS;
}

static void put_megabytes(struct buf *out, uint64_t bytes)
{
	uint64_t n = bytes / 1000000;

	if (n >= 1000)
		buf_printf(out, "%" PRIu64 ",%03" PRIu64, n / 1000, n % 1000);
	else
		buf_printf(out, "%" PRIu64, n);
}

void progress_say(struct buf *out, struct str path, uint64_t bytes, uint64_t all, unsigned columns)
{
	enum { PATH_COLUMNS_MIN = 12 };
	static const struct str before = { "reading ", 8 };
	struct buf shown = { 0 }, after = { 0 };
	unsigned taken;

	buf_puts(&after, ", ");
	put_megabytes(&after, bytes);
	if (all) {
		buf_puts(&after, " of ");
		put_megabytes(&after, all);
	}
	buf_puts(&after, " MB");
	/* One is left, or some terminals go on to the next line. */
	taken = (unsigned)(before.n + after.n) + 1;
	escape_terminal(&shown, path);
	buf_add(out, before);
	wrap_cut(out, buf_str(&shown),
		columns > taken + PATH_COLUMNS_MIN ? columns - taken : PATH_COLUMNS_MIN);
	buf_add(out, buf_str(&after));
	buf_release(&shown);
	buf_release(&after);
}

/* It is there to please: what cannot be written is left out. */
static void put(const struct buf *text)
{
	struct arena scratch = { 0 };
	struct diags ignored = { .arena = &scratch };

	(void)file_write_fd(STDERR_FILENO, "stderr", buf_str(text), &ignored, DIAG(OUTPUT_WRITE));
	arena_release(&scratch);
}

static void show(const struct progress *p, uint64_t bytes, uint64_t all)
{
	struct buf text = { 0 };

	buf_puts(&text, "\r");
	progress_say(&text, p->path, bytes, all, line.columns);
	buf_puts(&text, "\x1b[K");
	put(&text);
	buf_release(&text);
	line.shown = true;
	line.next_ms = now_ms() + STEP_MS;
}

static void more(struct stream_watch *w, uint64_t bytes, uint64_t all)
{
	/* Whoever is late has nothing newer to tell. */
	if (pthread_mutex_trylock(&line.lock) != 0)
		return;
	if (now_ms() >= line.next_ms)
		show((const struct progress *)w, bytes, all);
	pthread_mutex_unlock(&line.lock);
}

void progress_watch(struct progress *p, struct stream *s, struct str path)
{
	*p = (struct progress){ { more }, path };
	if (line.wanted)
		stream_watch(s, &p->watch);
}

void progress_end(void)
{
	struct buf text = { 0 };

	if (!line.shown)
		return;
	buf_puts(&text, ERASE);
	put(&text);
	buf_release(&text);
	line.shown = false;
}
