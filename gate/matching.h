/*
 * The files that a glob names: in the manifest, or on the command line, where no shell has put them in.
 */
#ifndef GATE_MATCHING_H
#define GATE_MATCHING_H

#include "gate/base/file.h"
#include "gate/base/glob.h"
#include "gate/options.h"

/*
 * The files that match, sorted, named as the glob begins; none of them is a stamp. `root`: what the glob is
 * taken from, "" for the current folder, else with a slash at its end. -1 after a [report-file] diagnostic;
 * it is no mistake that nothing matches.
 */
int matching_files(struct file_list *out, struct arena *a, struct str root,
	const struct globs *glob, struct diags *d);

/*
 * Puts files into the arguments, from the first report on, where one of them is a glob and no file has that
 * name. -1 after a [report-none] diagnostic where nothing matches.
 */
int matching_arguments(struct options *o, struct diags *d);

#endif
