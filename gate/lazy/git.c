#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <stdarg.h>

#include "gate/lazy/lazy.h"

/*
 * The version in libgit2's name changes with each minor release, whatever changed in it. In these, as the
 * headers of 1.5.1, 1.7.2, 1.8.4 and 1.9.0 have them, what gate/repo/ calls and reads is the same: of its
 * structs only git_diff_options has another layout, where id_abbrev moved, which stays 0 here.
 */
static const char *const files[] = {
	"libgit2.so." LIBGIT2_SOVERSION,
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR >= 5 && LIBGIT2_VER_MINOR <= 9
	"libgit2.so.1.9",
	"libgit2.so.1.8",
	"libgit2.so.1.7",
	"libgit2.so.1.5",
#endif
	NULL,
};

static const struct lazy_library library = { files, EXIT_REPOSITORY };

/* What follows depends on the option: only those that gate/repo/ sets are passed on. */
int git_libgit2_opts(int option, ...)
{
	LAZY_TARGET(git_libgit2_opts);
	const char **extensions;
	va_list rest;
	int result;

	va_start(rest, option);
	switch (option) {
	case GIT_OPT_SET_EXTENSIONS:
		extensions = va_arg(rest, const char **);
		result = target(option, extensions, va_arg(rest, size_t));
		break;
	case GIT_OPT_ENABLE_FSYNC_GITDIR:
	case GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION:
		result = target(option, va_arg(rest, int));
		break;
	default:
		result = -1;
	}
	va_end(rest);
	return result;
}

/*
 * Where libgit2 is built with mbed TLS, as Debian's, it reads and parses every certificate of the system
 * when it starts: half of a short run. We use none of its transports, so there is nobody to trust. The
 * linker exports these two, and what is loaded later finds them before mbed TLS's own
 * (dlopen(3), RTLD_LOCAL; mbedtls/x509_crt.h has what they are).
 */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int mbedtls_x509_crt_parse_path(void *chain, const char *path);

enum { MBEDTLS_ERR_X509_FILE_IO_ERROR = -0x2900 };

__attribute__((used, visibility("default"))) int mbedtls_x509_crt_parse_file(
	void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return MBEDTLS_ERR_X509_FILE_IO_ERROR;
}

__attribute__((used, visibility("default"))) int mbedtls_x509_crt_parse_path(
	void *chain, const char *path)
{
	return mbedtls_x509_crt_parse_file(chain, path);
}

/* clang-format off */
LAZY4(int, git_blob_create_from_buffer, git_oid *, git_repository *, const void *, size_t)
LAZY_VOID(git_blob_free, (git_blob *a), (a))
LAZY3(int, git_blob_lookup, git_blob **, git_repository *, const git_oid *)
LAZY1(const void *, git_blob_rawcontent, const git_blob *)
LAZY1(git_object_size_t, git_blob_rawsize, const git_blob *)
LAZY_VOID(git_buf_dispose, (git_buf *a), (a))
LAZY(int, git_commit_create,
	(git_oid *a, git_repository *b, const char *c, const git_signature *d, const git_signature *e,
		const char *f, const char *g, const git_tree *h, size_t i, const git_commit *j[]),
	(a, b, c, d, e, f, g, h, i, j))
LAZY_VOID(git_commit_free, (git_commit *a), (a))
LAZY1(const git_oid *, git_commit_id, const git_commit *)
LAZY3(int, git_commit_lookup, git_commit **, git_repository *, const git_oid *)
LAZY1(git_time_t, git_commit_time, const git_commit *)
LAZY2(int, git_commit_tree, git_tree **, const git_commit *)
LAZY1(const git_oid *, git_commit_tree_id, const git_commit *)
LAZY_VOID(git_config_free, (git_config *a), (a))
LAZY3(int, git_config_get_bool, int *, const git_config *, const char *)
LAZY(int, git_diff_buffers,
	(const void *a, size_t b, const char *c, const void *d, size_t e, const char *f,
		const git_diff_options *g, git_diff_file_cb h, git_diff_binary_cb i, git_diff_hunk_cb j,
		git_diff_line_cb k, void *l),
	(a, b, c, d, e, f, g, h, i, j, k, l))
LAZY2(int, git_diff_find_similar, git_diff *, const git_diff_find_options *)
LAZY_VOID(git_diff_free, (git_diff *a), (a))
LAZY2(const git_diff_delta *, git_diff_get_delta, const git_diff *, size_t)
LAZY1(size_t, git_diff_num_deltas, const git_diff *)
LAZY4(int, git_diff_tree_to_workdir_with_index, git_diff **, git_repository *, git_tree *,
	const git_diff_options *)
LAZY5(int, git_diff_tree_to_tree, git_diff **, git_repository *, git_tree *, git_tree *,
	const git_diff_options *)
LAZY0(const git_error *, git_error_last)
LAZY4(int, git_filter_list_apply_to_buffer, git_buf *, git_filter_list *, const char *, size_t)
LAZY_VOID(git_filter_list_free, (git_filter_list *a), (a))
LAZY6(int, git_filter_list_load, git_filter_list **, git_repository *, git_blob *, const char *,
	git_filter_mode_t, uint32_t)
LAZY3(int, git_ignore_path_is_ignored, int *, git_repository *, const char *)
LAZY1(size_t, git_index_entrycount, const git_index *)
LAZY_VOID(git_index_free, (git_index *a), (a))
LAZY2(const git_index_entry *, git_index_get_byindex, git_index *, size_t)
LAZY3(const git_index_entry *, git_index_get_bypath, git_index *, const char *, int)
LAZY2(int, git_index_open, git_index **, const char *)
LAZY1(const char *, git_index_path, const git_index *)
LAZY0(int, git_libgit2_init)
LAZY0(int, git_libgit2_shutdown)
LAZY3(int, git_libgit2_version, int *, int *, int *)
LAZY_VOID(git_object_free, (git_object *a), (a))
LAZY1(const git_oid *, git_object_id, const git_object *)
LAZY4(int, git_object_lookup, git_object **, git_repository *, const git_oid *, git_object_t)
LAZY3(int, git_object_peel, git_object **, const git_object *, git_object_t)
LAZY1(git_object_t, git_object_type, const git_object *)
LAZY1(const char *, git_object_type2string, git_object_t)
LAZY3(int, git_odb_add_backend, git_odb *, git_odb_backend *, int)
LAZY2(void *, git_odb_backend_data_alloc, git_odb_backend *, size_t)
LAZY2(int, git_odb_add_disk_alternate, git_odb *, const char *)
LAZY_VOID(git_odb_free, (git_odb *a), (a))
LAZY4(int, git_odb_hash, git_oid *, const void *, size_t, git_object_t)
LAZY1(const void *, git_odb_object_data, git_odb_object *)
LAZY_VOID(git_odb_object_free, (git_odb_object *a), (a))
LAZY1(size_t, git_odb_object_size, git_odb_object *)
LAZY1(git_object_t, git_odb_object_type, git_odb_object *)
LAZY3(int, git_odb_read, git_odb_object **, git_odb *, const git_oid *)
LAZY4(int, git_odb_read_header, size_t *, git_object_t *, git_odb *, const git_oid *)
LAZY2(int, git_oid_equal, const git_oid *, const git_oid *)
LAZY2(int, git_oid_fromstr, git_oid *, const char *)
LAZY1(int, git_oid_is_zero, const git_oid *)
LAZY3(char *, git_oid_tostr, char *, size_t, const git_oid *)
LAZY6(int, git_reference_create, git_reference **, git_repository *, const char *,
	const git_oid *, int, const char *)
LAZY7(int, git_reference_create_matching, git_reference **, git_repository *, const char *,
	const git_oid *, int, const git_oid *, const char *)
LAZY3(int, git_reference_dwim, git_reference **, git_repository *, const char *)
LAZY_VOID(git_reference_free, (git_reference *a), (a))
LAZY3(int, git_reference_lookup, git_reference **, git_repository *, const char *)
LAZY1(const char *, git_reference_name, const git_reference *)
LAZY3(int, git_reference_name_to_id, git_oid *, git_repository *, const char *)
LAZY3(int, git_reference_peel, git_object **, const git_reference *, git_object_t)
LAZY2(int, git_reference_resolve, git_reference **, const git_reference *)
LAZY2(int, git_reference_remove, git_repository *, const char *)
LAZY1(const char *, git_repository_commondir, const git_repository *)
LAZY2(int, git_repository_config_snapshot, git_config **, git_repository *)
LAZY_VOID(git_repository_free, (git_repository *a), (a))
LAZY5(int, git_repository_hashfile, git_oid *, git_repository *, const char *, git_object_t,
	const char *)
LAZY1(int, git_repository_head_unborn, git_repository *)
LAZY2(int, git_repository_index, git_index **, git_repository *)
LAZY1(int, git_repository_is_shallow, git_repository *)
LAZY2(int, git_repository_odb, git_odb **, git_repository *)
LAZY4(int, git_repository_open_ext, git_repository **, const char *, unsigned int, const char *)
LAZY1(const char *, git_repository_path, const git_repository *)
LAZY3(int, git_repository_set_ident, git_repository *, const char *, const char *)
LAZY2(int, git_repository_set_index, git_repository *, git_index *)
LAZY3(int, git_repository_set_workdir, git_repository *, const char *, int)
LAZY1(const char *, git_repository_workdir, const git_repository *)
LAZY3(int, git_revparse_single, git_object **, git_repository *, const char *)
LAZY_VOID(git_signature_free, (git_signature *a), (a))
LAZY5(int, git_signature_new, git_signature **, const char *, const char *, git_time_t, int)
LAZY2(const git_tree_entry *, git_tree_entry_byindex, const git_tree *, size_t)
LAZY2(const git_tree_entry *, git_tree_entry_byname, const git_tree *, const char *)
LAZY3(int, git_tree_entry_bypath, git_tree_entry **, const git_tree *, const char *)
LAZY_VOID(git_tree_entry_free, (git_tree_entry *a), (a))
LAZY1(git_filemode_t, git_tree_entry_filemode, const git_tree_entry *)
LAZY1(const git_oid *, git_tree_entry_id, const git_tree_entry *)
LAZY1(const char *, git_tree_entry_name, const git_tree_entry *)
LAZY1(git_object_t, git_tree_entry_type, const git_tree_entry *)
LAZY1(size_t, git_tree_entrycount, const git_tree *)
LAZY_VOID(git_tree_free, (git_tree *a), (a))
LAZY1(const git_oid *, git_tree_id, const git_tree *)
LAZY3(int, git_tree_lookup, git_tree **, git_repository *, const git_oid *)
LAZY1(git_repository *, git_tree_owner, const git_tree *)
LAZY1(size_t, git_treebuilder_entrycount, git_treebuilder *)
LAZY_VOID(git_treebuilder_free, (git_treebuilder *a), (a))
LAZY2(const git_tree_entry *, git_treebuilder_get, git_treebuilder *, const char *)
LAZY5(int, git_treebuilder_insert, const git_tree_entry **, git_treebuilder *, const char *,
	const git_oid *, git_filemode_t)
LAZY3(int, git_treebuilder_new, git_treebuilder **, git_repository *, const git_tree *)
LAZY2(int, git_treebuilder_remove, git_treebuilder *, const char *)
LAZY2(int, git_treebuilder_write, git_oid *, git_treebuilder *)
