/*
 * The work tree beside what the index says of it, by several threads: which tracked files are there as
 * noted, and what else lies in their folders. Only this room includes it.
 */
#ifndef REPO_WORK_SCAN_H
#define REPO_WORK_SCAN_H

#include "gate/repo/listing.h"
#include "gate/repo/work_files.h"

enum scan_state {
	SCAN_SAME,
	SCAN_GONE,
	SCAN_OTHER, /* other bytes, as they lie there, or another mode */
};

struct scanned {
	enum scan_state state;
	uint32_t mode; /* of SCAN_OTHER */
};

struct work_scan {
	const struct listing *listing; /* folded */
	const struct work_files *files;
	int root;             /* the work tree, open */
	bool has_modes;       /* core.fileMode: the executable bit is what the file system says */
	bool has_links;       /* core.symlinks: else a link is a file with the path in it */
	unsigned threads;     /* at most; 0: as many as there are processors */
	struct arena *arena;  /* of the rest */
	struct scanned *each; /* file of the listing */
	struct str *others;   /* paths that are not tracked, folders with a slash at the end */
	size_t n, cap;
};

/* -1 after a diagnostic: a folder that cannot be read may hold anything. */
int work_scan(struct work_scan *s, struct diags *d);

#endif
