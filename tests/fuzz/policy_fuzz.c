/* Policies: a pull request can change them, so any bytes get an answer. */
#include "policies/policy.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct diags d = { .arena = &arena };
	struct policies policies = { .arena = &arena, .folder = STR("policies") };
	struct str bytes = { (const char *)data, size };

	policy_parse(&policies, bytes, STR("policies/project.json"), &d);
	policy_parse(&policies, bytes, STR("policies/area.json"), &d);
	policies_check(&policies, &d);
	policies_release(&policies);
	arena_release(&arena);
	return 0;
}
