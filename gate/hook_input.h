/*
 * What a hook is told, by git on its stdin, or by pre-commit, which reads that itself and hands it on in
 * its environment (for which this is the only reader). Nothing is believed of it but what the repository
 * has.
 */
#ifndef GATE_HOOK_INPUT_H
#define GATE_HOOK_INPUT_H

#include "gate/model/push.h"

struct hook_input {
	struct push push;
	struct str remote; /* its name, or a URL, or empty */
	bool skip;         /* AREAGATE_SKIP: the user does not want to hear of it */
};

/* Not for ever: a hook manager may leave a stdin open that nobody writes to. */
#define HOOK_INPUT_SECONDS 5

/*
 * Of a pre-push hook, whose arguments git gives: what pre-commit says, else stdin if it is no terminal,
 * else HEAD. -1 after a diagnostic. Texts are the arena's, or last as long as the process.
 */
int hook_input_sent(struct hook_input *out, struct arena *a, int argument_count, char **arguments,
	struct diags *d);

/* Of a pre-receive hook. */
int hook_input_received(struct hook_input *out, struct arena *a, struct diags *d);

#endif
