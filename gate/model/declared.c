#include "gate/model/declared.h"

#include <assert.h>

#include "gate/base/buf.h"
#include "gate/base/path.h"
#include "gate/model/declared_match.h"
#include "gate/model/names.h"

const char *const framework_names[FRAMEWORK_KINDS] = {
#define FRAMEWORK_NAME(name, text) [FRAMEWORK_##name] = text,
	FRAMEWORKS(FRAMEWORK_NAME)
#undef FRAMEWORK_NAME
};

/* Every declaration by its name and by its title, of any file and of its own. */
enum key_kind { KEY_NAME, KEY_TITLE, KEY_FILE_NAME, KEY_FILE_TITLE, KEY_KINDS };

/* The ends of chains are UINT32_MAX. */
struct keys {
	struct names texts;
	uint32_t *first; /* by id of the text */
	uint32_t *next;  /* by key: KEY_KINDS * declaration + kind */
	struct buf text;
};

/* Records of a report that each stand for a whole file. */
struct file_records {
	uint32_t first; /* UINT32_MAX: none */
	uint32_t heir;  /* the first test that took the place of one */
	size_t replaced, removed;
};

struct join {
	struct tests *tests;
	size_t reported; /* tests of reports, which come first */
	const struct declared_tests *declared;
	struct declared *shown; /* by declaration: as reports have it */
	struct arena *arena;
	struct keys keys;
	bool *known; /* by declaration: a report has it, or another declaration is the same */
	struct names files;
	struct file_records *records; /* by id of the file */
	uint32_t *next_record;        /* by test */
	bool *stood;                  /* by test: tests that took its place were found */
};

/* In a file: its path goes before the text. Valid until the next one. */
static struct str text_of_key(struct join *j, struct str file, struct str text)
{
	struct buf *b = &j->keys.text;

	if (!file.n)
		return text;
	buf_truncate(b, 0);
	buf_add(b, file);
	buf_byte(b, '\0');
	buf_add(b, text);
	return buf_str(b);
}

static uint32_t find_key(struct join *j, struct str file, struct str text)
{
	uint32_t id = names_find(&j->keys.texts, text_of_key(j, file, text));

	return id == NAMES_NONE ? UINT32_MAX : j->keys.first[id];
}

static const struct declared *of_key(const struct join *j, uint32_t key)
{
	return &j->shown[key / KEY_KINDS];
}

static bool is_twice(struct join *j, const struct declared *d)
{
	uint32_t key = find_key(j, d->file, d->name);

	for (; key != UINT32_MAX; key = j->keys.next[key]) {
		if (key % KEY_KINDS == KEY_FILE_NAME && str_eq(of_key(j, key)->suite, d->suite))
			return true;
	}
	return false;
}

static void add_key(struct join *j, struct str file, struct str text, uint32_t key)
{
	size_t before = j->keys.texts.n;
	uint32_t id = names_add(&j->keys.texts, text_of_key(j, file, text));

	j->keys.next[key] = id == before ? UINT32_MAX : j->keys.first[id];
	j->keys.first[id] = key;
}

static void add_keys(struct join *j)
{
	size_t n = j->declared->n;

	j->keys.texts.arena = j->arena;
	j->keys.first = arena_alloc(j->arena, KEY_KINDS * n * sizeof(*j->keys.first));
	j->keys.next = arena_alloc(j->arena, KEY_KINDS * n * sizeof(*j->keys.next));
	j->known = arena_alloc(j->arena, n * sizeof(*j->known));
	j->shown = arena_alloc(j->arena, n * sizeof(*j->shown));
	for (uint32_t i = 0; i < n; i++) {
		const struct declared *d = &j->shown[i];
		struct str title;

		j->shown[i] = declared_in_xml(j->arena, &j->declared->v[i]);
		j->known[i] = is_twice(j, d);
		if (j->known[i])
			continue;
		add_key(j, STR(""), d->name, KEY_KINDS * i + KEY_NAME);
		add_key(j, d->file, d->name, KEY_KINDS * i + KEY_FILE_NAME);
		if (!d->suite.n)
			continue;
		title = declared_title(j->arena, d);
		add_key(j, STR(""), title, KEY_KINDS * i + KEY_TITLE);
		add_key(j, d->file, title, KEY_KINDS * i + KEY_FILE_TITLE);
	}
}

/* One test of a report and the declarations that are it. */
struct match {
	const struct declared *first;
	bool sure; /* each side has a suite, or the title was whole */
	bool several_files;
};

static void take(struct join *j, struct match *m, uint32_t declaration, bool sure)
{
	const struct declared *d = &j->declared->v[declaration];

	j->known[declaration] = true;
	m->several_files |= m->first && !str_eq(m->first->file, d->file);
	m->sure = sure && (!m->first || m->sure);
	if (!m->first)
		m->first = d;
}

static void match_spelling(
	struct join *j, struct match *m, const struct test *t, const struct spelling *s)
{
	/* Without a tree a file is a module, whose extension is not known. */
	bool exact = path_extension(t->file).n > 0;
	uint32_t key = find_key(j, exact ? t->file : STR(""), s->name);

	for (; key != UINT32_MAX; key = j->keys.next[key]) {
		const struct declared *d = of_key(j, key);
		bool title = key % KEY_KINDS == KEY_TITLE || key % KEY_KINDS == KEY_FILE_TITLE;
		bool both = true;

		if (t->file.n && !declared_in_file(d, t->file))
			continue;
		if (title || declared_in_suite(d, s->suite, t->name, &both))
			take(j, m, key / KEY_KINDS, title || both);
	}
}

/* "adds %i" is what it becomes when it runs; only in its own file. */
static void match_open(struct join *j, struct match *m, const struct test *t, struct str name)
{
	for (uint32_t i = 0; i < j->declared->n && t->file.n; i++) {
		const struct declared *d = &j->declared->v[i];

		if (d->open && declared_in_file(d, t->file) &&
			(declared_like(d->name, name) ||
				declared_like(declared_title(j->arena, d), name)))
			take(j, m, i, false);
	}
}

/*
 * What is found in several files, or by its name alone, keeps the file that it has, if any: it would be
 * another area's test.
 */
static void match_test(struct join *j, struct test *t, bool any_open)
{
	struct spelling spellings[SPELLINGS_MAX];
	size_t n = declared_spellings(j->arena, t, spellings);
	struct match m = { 0 };

	for (size_t i = 0; i < n && !m.first; i++)
		match_spelling(j, &m, t, &spellings[i]);
	if (!m.first && any_open)
		match_open(j, &m, t, spellings[0].name);
	if (!m.first || m.several_files)
		return;
	t->line = m.first->line;
	if (!t->file.n && m.sure)
		t->file = m.first->file;
}

/* The record of a module, or of a hook that is named as its suite is, which kept all from starting. */
static bool stands_for_file(const struct test *t)
{
	if (!t->file.n || (t->state != TEST_BLOCKED && t->state != TEST_SKIPPED))
		return false;
	return t->module ||
		(t->state == TEST_BLOCKED &&
			(str_eq(t->name, t->suite) || str_eq(t->name, t->file)));
}

static void add_records(struct join *j)
{
	j->files.arena = j->arena;
	j->records = arena_alloc(j->arena, j->reported * sizeof(*j->records));
	j->next_record = arena_alloc(j->arena, j->reported * sizeof(*j->next_record));
	j->stood = arena_alloc(j->arena, j->reported * sizeof(*j->stood));
	for (uint32_t i = (uint32_t)j->reported; i-- > 0;) {
		size_t before = j->files.n;
		uint32_t id;

		if (!stands_for_file(&j->tests->v[i]))
			continue;
		id = names_add(&j->files, j->tests->v[i].file);
		j->next_record[i] = id == before ? UINT32_MAX : j->records[id].first;
		j->records[id].first = i;
	}
}

static struct file_records *records_of(const struct join *j, struct str file)
{
	uint32_t id = names_find(&j->files, file);

	if (id == NAMES_NONE) /* as without a tree */
		id = names_find(&j->files, (struct str){ file.p, file.n - path_extension(file).n });
	return id == NAMES_NONE ? NULL : &j->records[id];
}

/* A hook of a nested class keeps only its own tests from running. */
static bool stands_for(const struct test *record, const struct declared *d)
{
	bool names_file;
	struct str class = declared_class(record->suite, d->file, &names_file);

	return record->module || !names_file || !class.n ||
		declared_in_suite(d, record->suite, STR(""), NULL);
}

/* Of several records the one that says worse. */
static const struct test *record_for(
	struct join *j, const struct file_records *records, const struct declared *d)
{
	const struct test *found = NULL;

	for (uint32_t i = records ? records->first : UINT32_MAX; i != UINT32_MAX;
		i = j->next_record[i]) {
		const struct test *record = &j->tests->v[i];

		if (!stands_for(record, d))
			continue;
		j->stood[i] = true;
		if (!found || (found->state == TEST_SKIPPED && record->state == TEST_BLOCKED))
			found = record;
	}
	return found;
}

static void add_test(struct join *j, const struct declared *d)
{
	struct file_records *records = records_of(j, d->file);
	const struct test *record = record_for(j, records, d);
	struct test new = { .suite = d->suite,
		.name = d->name,
		.file = d->file,
		.line = d->line,
		.state = TEST_NOT_RUN,
		.best = TEST_NOT_RUN,
		.unreported = true };

	if (record) {
		new.state = record->state;
		new.best = record->best;
		new.label = record->label;
		new.best_label = record->best_label;
		new.message = record->message;
		new.cause = record->cause;
		new.errored = record->errored;
		new.unreported = false;
		if (!records->replaced++)
			records->heir = (uint32_t)j->tests->n;
	}
	*ARENA_PUSH(j->arena, j->tests->v, j->tests->n, j->tests->cap) = new;
}

/* A record that tests took the place of goes away: each for one, so that there are never fewer. */
static void remove_records(struct join *j)
{
	struct tests *all = j->tests;
	size_t kept = 0;

	for (uint32_t i = 0; i < all->n; i++) {
		struct file_records *r = NULL;

		if (i < j->reported && j->stood[i])
			r = &j->records[names_find(&j->files, all->v[i].file)];
		if (r && r->removed < r->replaced) {
			r->removed++;
			all->v[r->heir].time_us += all->v[i].time_us;
			all->v[r->heir].untimed |= all->v[i].untimed;
		} else {
			all->v[kept++] = all->v[i];
		}
	}
	all->n = kept;
}

void declared_join(struct tests *tests, const struct declared_tests *declared, struct arena *a)
{
	struct join j = { .tests = tests, .reported = tests->n, .declared = declared, .arena = a };
	bool any_open = false;

	if (!declared->n)
		return;
	add_keys(&j);
	for (size_t i = 0; i < declared->n; i++)
		any_open |= declared->v[i].open;
	for (size_t i = 0; i < j.reported; i++)
		match_test(&j, &tests->v[i], any_open);
	add_records(&j);
	for (size_t i = 0; i < declared->n; i++) {
		if (!j.known[i])
			add_test(&j, &declared->v[i]);
	}
	remove_records(&j);
	buf_release(&j.keys.text);
	assert(tests->n >= j.reported);
}
