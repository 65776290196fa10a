/*
 * First policies, proposed: areas that the tree shows, the reports that were found, and what they come to.
 * policies/survey.c fills it from paths, reporters/draft.c writes it as policies.
 */
#ifndef MODEL_PROPOSAL_H
#define MODEL_PROPOSAL_H

#include "gate/model/declared.h"
#include "gate/model/verdict.h"

struct text_list {
	struct str *v;
	size_t n, cap;
};

struct proposed_area {
	struct str name;
	struct str title;                /* where the name lacks letters of it; or empty */
	struct str folder;               /* that it is; empty: files of several */
	bool renamed;                    /* its name is not that of the folder, but for accents */
	struct text_list sources, tests; /* globs */
	struct text_list owners;
	size_t files; /* of source */
	bool others;  /* tests that no name tells the area of are in it */
	enum framework_kind framework;
	struct str command;                 /* or empty */
	const struct area_verdict *figures; /* today's; NULL: no report was read */
};

struct proposed_report {
	struct str name, path; /* the path is a glob */
	bool coverage;         /* else it is about tests */
};

struct proposal {
	struct arena *arena;
	struct proposed_area *v;
	size_t n, cap;
	struct text_list foreign;   /* globs of others' code */
	struct text_list generated; /* paths that reports know and the tree does not */
	struct text_list measured;  /* globs of tests that reports have as sources */
	struct proposed_report *reports;
	size_t report_count, report_cap;
	const struct area_verdict *figures; /* of the project; NULL: no report was read */
	struct str owners_file;             /* where the owners are from, or empty */
};

#endif
