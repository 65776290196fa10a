#include "gate/repo/history_commits.h"

#include <string.h>
#include <unistd.h>

#include "gate/base/file.h"
#include "gate/model/diagnostics.h"

#define FIRST_SLOTS 64u

/* An id is a digest: any of its bits are as good as a hash. */
static size_t hash_of(const git_oid *id)
{
	size_t hash;

	memcpy(&hash, id->id, sizeof(hash));
	return hash;
}

static uint32_t *slot_of(const struct commits *c, const git_oid *id)
{
	size_t i = hash_of(id) & (c->slot_count - 1);

	while (c->slots[i] && memcmp(&c->v[c->slots[i] - 1].id, id, sizeof(*id)) != 0)
		i = (i + 1) & (c->slot_count - 1);
	return &c->slots[i];
}

static void grow(struct commits *c)
{
	size_t old = c->slot_count * sizeof(*c->slots);

	arena_drop(&c->arena, c->slots, old);
	c->slot_count = c->slot_count ? 2 * c->slot_count : FIRST_SLOTS;
	c->slots = arena_alloc(&c->arena, c->slot_count * sizeof(*c->slots));
	for (size_t i = 0; i < c->n; i++)
		*slot_of(c, &c->v[i].id) = (uint32_t)i + 1;
}

uint32_t commits_of(struct commits *c, const git_oid *id)
{
	uint32_t *slot;

	if (2 * (c->n + 1) > c->slot_count)
		grow(c);
	slot = slot_of(c, id);
	if (!*slot) {
		ARENA_PUSH(&c->arena, c->v, c->n, c->cap)->id = *id;
		*slot = (uint32_t)c->n;
	}
	return *slot - 1;
}

static int take_id(struct str line, struct str word, git_oid *out)
{
	return str_starts(line, word) && line.n == word.n + REPO_ID_HEX
		? git_oid_fromstr(out, line.p + word.n)
		: -1;
}

/* committer NAME <ADDRESS> 1700000000 +0100 */
static uint64_t time_of(struct str line)
{
	struct str zone = str_trim(str_cut_last(&line, '>'));
	struct str seconds = str_cut(&zone, ' ');
	uint64_t time = 0;

	return str_to_u64(seconds, &time) == 0 ? time : 0;
}

/* The lines up to the committer's come first and in this order; a name has no line end in it. */
static int parse(struct commits *c, uint32_t index, struct str text)
{
	struct str line;
	git_oid id;

	if (!str_line(&text, &line) || take_id(line, STR("tree "), &c->v[index].tree) < 0)
		return -1;
	c->v[index].parents = c->parent_count;
	while (str_line(&text, &line) && take_id(line, STR("parent "), &id) == 0) {
		*ARENA_PUSH(&c->arena, c->parents, c->parent_count, c->parent_cap) =
			commits_of(c, &id);
		c->v[index].parent_count++;
	}
	while (line.n && !str_starts(line, STR("committer ")) && str_line(&text, &line))
		;
	c->v[index].time = time_of(line);
	return 0;
}

void commits_load(struct commits *c, uint32_t index)
{
	git_odb_object *object = NULL;
	struct str text;

	if (c->v[index].state != COMMIT_NAMED)
		return;
	c->v[index].state = COMMIT_ABSENT;
	if (git_odb_read(&object, c->odb, &c->v[index].id) == 0 &&
		git_odb_object_type(object) == GIT_OBJECT_COMMIT) {
		text = (struct str){ git_odb_object_data(object), git_odb_object_size(object) };
		if (parse(c, index, text) == 0)
			c->v[index].state = COMMIT_READ;
	}
	git_odb_object_free(object);
}

bool commit_ends_here(const struct commit *commit)
{
	return commit->state == COMMIT_ABSENT || (commit->shallow && commit->parent_count);
}

/* Work trees of one repository share it. */
static int read_shallow(struct commits *c, const char *folder, struct diags *d)
{
	struct str path = arena_printf(&c->arena, "%sshallow", folder), rest, line;
	struct file file;
	git_oid id;

	if (access(path.p, F_OK) < 0)
		return 0;
	if (file_read(&file, path.p, d, DIAG(REPO_OBJECT)) < 0)
		return -1;
	rest = buf_str(&file.bytes);
	while (str_line(&rest, &line)) {
		uint32_t index;

		if (take_id(line, STR(""), &id) < 0)
			continue;
		index = commits_of(c, &id);
		c->v[index].shallow = c->shallow = true;
	}
	file_release(&file);
	return 0;
}

int commits_init(struct commits *c, struct repo *r, struct diags *d)
{
	*c = (struct commits){ 0 };
	if (git_repository_odb(&c->odb, r->git) < 0)
		return diag_at(d, DIAG(REPO_OBJECT), (struct place){ 0 },
			"the objects of the repository cannot be read: %s", repo_why());
	return read_shallow(c, git_repository_commondir(r->git), d);
}

void commits_release(struct commits *c)
{
	git_odb_free(c->odb);
	arena_release(&c->arena);
}
