#include "gate/version.h"

#include "gate/base/gzip.h"
#include "gate/base/json.h"
#include "gate/base/pattern.h"
#include "gate/base/digest.h"
#include "gate/repo/repo.h"

void version_print(struct buf *out)
{
	const struct {
		const char *name;
		const char *(*version)(void);
	} libraries[] = {
		{ "libgit2", repo_library_version },
		{ "cJSON", json_library_version },
		{ "PCRE2", pattern_library_version },
		{ "zlib", gzip_library_version },
		{ "nettle", digest_library_version },
	};

	buf_puts(out, VERSION_TOOL "\n");
	for (size_t i = 0; i < sizeof(libraries) / sizeof(libraries[0]); i++)
		buf_printf(out, "%s %s\n", libraries[i].name, libraries[i].version());
}
