#include "gate/model/head.h"

const char *const head_names[HEADS] = {
	[HEAD_COMMIT] = "commit",
	[HEAD_INDEX] = "index",
	[HEAD_WORKTREE] = "worktree",
};

enum head head_of(struct str name)
{
	enum head h = HEAD_COMMIT;

	while (h < HEADS && !str_eq(name, str_of(head_names[h])))
		h++;
	return h;
}
