#include "parsers/declared_scan.h"

const struct syntax c_syntax = { .line = { "//" },
	.open = "/*",
	.end = "*/",
	.quotes = "\"'",
	.raw = true,
	.directives = true };
const struct syntax cmake_syntax = { .line = { "#" },
	.open = "#[[",
	.end = "]]",
	.long_quotes = "\"",
	.word = "-./:+${}~<>=!@*;\\|,&%^?" };
const struct syntax go_syntax = {
	.line = { "//" }, .open = "/*", .end = "*/", .quotes = "\"'", .long_quotes = "`"
};
/* Kotlin's names may be quoted by backticks. */
const struct syntax java_syntax = {
	.line = { "//" }, .open = "/*", .end = "*/", .quotes = "\"'`", .word = "$", .triple = true
};
const struct syntax csharp_syntax = { .line = { "//" },
	.open = "/*",
	.end = "*/",
	.quotes = "\"'",
	.triple = true,
	.directives = true };
const struct syntax js_syntax = { .line = { "//" },
	.open = "/*",
	.end = "*/",
	.quotes = "\"'",
	.long_quotes = "`",
	.word = "$",
	.braced = true,
	.regex = true };
const struct syntax php_syntax = { .line = { "//", "#" },
	.open = "/*",
	.end = "*/",
	.long_quotes = "\"'",
	.word = "$\\",
	.documents = true };
const struct syntax python_syntax = { .line = { "#" }, .quotes = "\"'", .triple = true };
const struct syntax ruby_syntax = { .line = { "#" },
	.open = "\n=begin",
	.end = "\n=end",
	.long_quotes = "\"'",
	.word = "?!:@$",
	.regex = true };
const struct syntax rust_syntax = { .line = { "//" },
	.open = "/*",
	.end = "*/",
	.nested = true,
	.long_quotes = "\"",
	.raw = true,
	.lifetimes = true };
