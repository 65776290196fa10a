#include "gate/model/diagnostics.h"
#include "gate/repo/readers.h"
#include "gate/repo/work_files.h"

enum {
	BLOBS_A_THREAD = 128,
	BLOBS_AN_INDEX = 64, /* for fewer, reading the index takes longer than it saves */
};

struct blobs {
	const struct blobs_request *want;
	git_oid *ids;
	bool *has;
	struct work_files files;
	const git_index_entry **entries; /* of files that are not modified, else NULL */
};

/* From the work tree where that has the same bytes, else from the repository. */
static int read_text(const struct blobs *b, struct reader *r, size_t item, struct buf *file,
	struct reader_blob *out)
{
	git_object_t type;
	size_t bytes;

	if (!b->entries[item] || git_odb_read_header(&bytes, &type, r->odb, &b->ids[item]) < 0 ||
		bytes > READERS_TEXT_BYTES_MAX ||
		!work_files_read(&b->files, b->entries[item], bytes, file))
		return reader_blob(r, &b->ids[item], out);
	out->text = buf_str(file);
	return 0;
}

static int read_one(void *blobs, struct reader *r, size_t item)
{
	const struct blobs *b = blobs;
	struct repo_blob out = { .missing = true };
	struct reader_blob blob = { 0 };
	struct buf file = { 0 };

	if (!b->has[item])
		return 0;
	git_oid_tostr(out.id, sizeof(out.id), &b->ids[item]);
	if (read_text(b, r, item, &file, &blob) == 0) {
		out.missing = false;
		out.too_large = blob.too_large;
		out.text = blob.text;
	}
	b->want->take(b->want->user, item, &out);
	git_blob_free(blob.blob);
	buf_release(&file);
	return 0;
}

static void find_id(struct blobs *b, git_tree *tree, size_t item)
{
	git_tree_entry *entry = NULL;

	if (git_tree_entry_bypath(&entry, tree, b->want->paths[item].p) < 0)
		return;
	/* The text of a link is the path it leads to. */
	b->has[item] = git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
		git_tree_entry_filemode(entry) != GIT_FILEMODE_LINK;
	b->ids[item] = *git_tree_entry_id(entry);
	if (b->has[item])
		b->entries[item] =
			work_files_find(&b->files, b->want->paths[item].p, &b->ids[item]);
	git_tree_entry_free(entry);
}

int repo_blobs(struct repo *repo, const struct revision *rev, const struct blobs_request *want,
	struct diags *d)
{
	struct blobs b = { .want = want };
	struct reading reading = { repo, want->n, want->threads, BLOBS_A_THREAD, read_one, &b };
	struct reading_failure failure;
	struct arena scratch = { 0 };
	git_tree *tree = NULL;
	git_oid id;
	int result = 0;

	b.ids = arena_alloc(&scratch, want->n * sizeof(*b.ids));
	b.has = arena_alloc(&scratch, want->n * sizeof(*b.has));
	b.entries = arena_alloc(&scratch, want->n * sizeof(git_index_entry *));
	if (want->n >= BLOBS_AN_INDEX)
		work_files_open(&b.files, repo);
	if (repo_id_parse(&id, rev->tree) < 0 || git_tree_lookup(&tree, repo->git, &id) < 0) {
		result = diag_at(d, DIAG(REPO_OBJECT), (struct place){ 0 },
			"the tree of commit %s cannot be read: %s", rev->commit, repo_why());
		goto out;
	}
	for (size_t i = 0; i < want->n; i++)
		find_id(&b, tree, i);
	if (readers_run(&reading, &failure) < 0)
		result = diag_at(d, DIAG(REPO_OBJECT), (struct place){ 0 },
			"the repository cannot be read: %s", failure.why);
out:
	work_files_close(&b.files);
	git_tree_free(tree);
	arena_release(&scratch);
	return result;
}

bool repo_has_blob(struct repo *repo, const char *id)
{
	git_odb *odb = NULL;
	git_object_t type;
	git_oid oid;
	size_t bytes;
	bool found;

	found = repo_id_parse(&oid, id) == 0 && git_repository_odb(&odb, repo->git) == 0 &&
		git_odb_read_header(&bytes, &type, odb, &oid) == 0 && type == GIT_OBJECT_BLOB;
	git_odb_free(odb);
	return found;
}
