/*
 * Stamps of reports: written right after the tests, read where their reports are judged.
 */
#ifndef GATE_STAMPING_H
#define GATE_STAMPING_H

#include "gate/model/evidence.h"
#include "gate/model/stamp.h"
#include "gate/repo/head.h"
#include "gate/workplace.h"

/*
 * Writes the stamp of the report at `path` beside it. Nobody knows what was in a `changed` file that was
 * edited after the report was written: the stamp says so. -1 after a diagnostic.
 */
int stamping_write(const struct stamp *of_work, const struct changed_files *changed,
	struct str path, struct diags *d);

enum stamped {
	STAMPED_NOT,   /* there is no stamp */
	STAMPED_WHOLE, /* of the judged tree, whatever commit it is in */
	STAMPED_OTHER, /* of another one, of which some files may be the same */
	STAMPED_WRONG, /* after a diagnostic */
};

struct stamp_look {
	struct stamp stamp;
	struct file_states since; /* the stamp's commit: what the judged tree has otherwise */
	bool known;               /* the tree of that commit is there, so that `since` says all */
};

/* What the stamp beside the report says of the commit that is judged. */
enum stamped stamping_look(
	struct stamp_look *out, const struct report *r, struct workplace *w, struct diags *d);

/* Whether the file was as this blob when the tests ran, as far as it is known. */
bool stamping_has(const struct stamp_look *look, struct str path, struct str blob);

#endif
