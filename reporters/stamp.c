#include "reporters/stamp.h"

#include "reporters/json_writer.h"

static void put_states(struct json_writer *w, const char *key, const struct file_states *s)
{
	json_open_array(w, key);
	for (size_t i = 0; i < s->paths.n; i++) {
		json_open_object(w, NULL);
		json_put_string(w, "path", s->paths.v[i]);
		if (s->blobs[i].n)
			json_put_string(w, "blob", s->blobs[i]);
		else
			json_put_null(w, "blob");
		json_close_object(w);
	}
	json_close_array(w);
}

void stamp_print(const struct stamp *s, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	json_open_object(&w, NULL);
	json_put_string(&w, "schema", STR(STAMP_SCHEMA STAMP_VERSION));
	json_put_string(&w, "tool", s->tool);
	json_put_string(&w, "sha256", s->sha256);
	json_put_string(&w, "commit", s->commit);
	json_put_string(&w, "tree", s->tree);
	json_put_bool(&w, "dirty", s->changed.paths.n > 0 || s->untracked.paths.n > 0);
	put_states(&w, "changed", &s->changed);
	put_states(&w, "untracked", &s->untracked);
	json_close_object(&w);
	buf_byte(out, '\n');
}
