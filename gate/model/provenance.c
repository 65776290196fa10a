#include "gate/model/provenance.h"

#include "gate/base/digest.h"

static struct provenance *room(struct arena *a, size_t n)
{
	return arena_alloc(a, sizeof(struct provenance) + n * sizeof(struct checksum));
}

uint32_t checksum_hash(struct str checksum)
{
	return (uint32_t)str_hash(checksum);
}

/* By its form: MD5 in base64, without padding. */
static bool is_of_lcov(struct str checksum)
{
	size_t n = 0;

	while (n < checksum.n &&
		((checksum.p[n] >= 'a' && checksum.p[n] <= 'z') ||
			(checksum.p[n] >= 'A' && checksum.p[n] <= 'Z') ||
			(checksum.p[n] >= '/' && checksum.p[n] <= '9') || checksum.p[n] == '+'))
		n++;
	return n == checksum.n && n == MD5_BASE64;
}

static void add_checksum(struct provenance *p, uint32_t line, struct str text)
{
	p->v[p->n++] = (struct checksum){ line, checksum_hash(text) };
	p->foreign |= !is_of_lcov(text);
}

struct provenance *provenance_of(struct arena *a, const struct hits *h)
{
	struct provenance *p;
	size_t n = 0;

	for (size_t i = 0; h->words.n && i < h->lines.n; i++)
		n += h->lines.v[i].checksum != 0;
	if (!n && !h->version.n)
		return NULL;
	p = room(a, n);
	if (h->version.n)
		p->version = arena_str(a, h->version);
	for (size_t i = 0; p->n < n; i++) {
		const struct line_hits *l = &h->lines.v[i];

		if (l->checksum)
			add_checksum(p, l->line, h->words.v[l->checksum - 1]);
	}
	return p;
}

/* Both lists in `both`; how many lines differ. */
static size_t unite_lines(
	struct provenance *both, const struct provenance *x, const struct provenance *y)
{
	size_t i = 0, j = 0, conflicts = 0;

	while (i < x->n || j < y->n) {
		bool left = i < x->n && (j == y->n || x->v[i].line <= y->v[j].line);
		bool right = j < y->n && (i == x->n || y->v[j].line <= x->v[i].line);
		struct checksum c = left ? x->v[i] : y->v[j];

		if (left && right && y->v[j].hash != c.hash) {
			conflicts++;
			c.hash = y->v[j].hash < c.hash ? y->v[j].hash : c.hash;
		}
		both->v[both->n++] = c;
		i += left;
		j += right;
	}
	return conflicts;
}

/* Shards of one program mostly say the same. */
static bool is_same(const struct provenance *x, const struct provenance *y)
{
	if (x->n != y->n || x->foreign != y->foreign || !str_eq(x->version, y->version))
		return false;
	for (size_t i = 0; i < x->n; i++) {
		if (x->v[i].line != y->v[i].line || x->v[i].hash != y->v[i].hash)
			return false;
	}
	return true;
}

size_t provenance_unite(struct provenance **into, struct arena *a, const struct provenance *from)
{
	static const struct provenance nothing = { .n = 0 };
	const struct provenance *mine = *into ? *into : &nothing;
	struct provenance *both;
	size_t conflicts;

	if (!from || is_same(mine, from))
		return 0;
	both = room(a, mine->n + from->n);
	conflicts = unite_lines(both, mine, from);
	both->version = mine->version;
	both->foreign = mine->foreign || from->foreign;
	if (from->version.n && mine->version.n && !str_eq(from->version, mine->version))
		conflicts++;
	if (from->version.n && (!mine->version.n || str_cmp(from->version, mine->version) < 0))
		both->version = arena_str(a, from->version);
	*into = both;
	return conflicts;
}
