/*
 * What each fuzzer defines. To add one: write tests/fuzz/<name>_fuzz.c and put at least one input
 * into tests/fuzz/corpus/<name>/; tests/fuzz/<name>.dict is used if it is there.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
