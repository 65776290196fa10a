/* A section in the words of lcov and of gcovr. */
#include "tests/bench/generate.h"

static void record(struct out *o, const char *tag, uint64_t n)
{
	out_room(o);
	out_str(o, tag);
	out_u64(o, n);
	out_char(o, '\n');
}

static void function_record(
	struct out *o, const char *tag, uint64_t n, const struct section_function *f)
{
	out_room(o);
	out_str(o, tag);
	out_u64(o, n);
	out_char(o, ',');
	out_bytes(o, f->name, f->name_bytes);
	out_char(o, '\n');
}

static void write_functions(struct out *o, const struct section *s, const struct section_counts *c)
{
	uint64_t hit = 0;

	for (uint32_t i = 0; i < s->function_count; i++) {
		function_record(o, "FN:", s->functions[i].line, &s->functions[i]);
		if (s->order == NAMES_PAIRED)
			function_record(o, "FNDA:", c->functions[i], &s->functions[i]);
		hit += c->functions[i] > 0;
	}
	for (uint32_t i = 0; i < s->function_count && s->order != NAMES_PAIRED; i++)
		function_record(
			o, "FNDA:", c->functions[s->hashed[i]], &s->functions[s->hashed[i]]);
	record(o, "FNF:", s->function_count);
	record(o, "FNH:", hit);
}

static void branch_record(struct out *o, uint32_t line, uint32_t way, uint64_t count)
{
	out_room(o);
	out_bytes(o, "BRDA:", 5);
	out_u64(o, line);
	out_bytes(o, ",0,", 3);
	out_u64(o, way);
	out_char(o, ',');
	if (count == NOT_REACHED)
		out_char(o, '-');
	else
		out_u64(o, count);
	out_char(o, '\n');
}

static void write_branches(struct out *o, const struct section *s, const struct section_counts *c)
{
	const uint64_t *count = c->branches;
	uint64_t hit = 0;

	for (uint32_t i = 0; i < s->line_count; i++) {
		for (uint32_t way = 0; way < s->lines[i].ways; way++, count++) {
			branch_record(o, s->lines[i].number, way, *count);
			hit += *count != 0 && *count != NOT_REACHED;
		}
	}
	record(o, "BRF:", s->branch_count);
	record(o, "BRH:", hit);
}

static void write_lines(struct out *o, const struct section *s, const struct section_counts *c)
{
	uint64_t hit = 0;

	for (uint32_t i = 0; i < s->line_count; i++) {
		out_room(o);
		out_bytes(o, "DA:", 3);
		out_u64(o, s->lines[i].number);
		out_char(o, ',');
		out_u64(o, c->lines[i]);
		out_char(o, '\n');
		hit += c->lines[i] > 0;
	}
	record(o, "LF:", s->line_count);
	record(o, "LH:", hit);
}

void write_tracefile(struct out *o, const struct section *s, const struct section_counts *c)
{
	out_room(o);
	out_str(o, "TN:\nSF:");
	out_str(o, s->path);
	out_char(o, '\n');
	write_functions(o, s, c);
	write_branches(o, s, c);
	write_lines(o, s, c);
	out_room(o);
	out_str(o, "end_of_record\n");
}

static void gcovr_branches(struct out *o, const uint64_t *counts, uint32_t ways)
{
	for (uint32_t i = 0; i < ways; i++) {
		out_str(o, i ? ", {\"count\": " : "{\"count\": ");
		out_u64(o, counts[i] == NOT_REACHED ? 0 : counts[i]);
		out_str(o, ", \"fallthrough\": false, \"throw\": false}");
	}
}

void write_gcovr(struct out *o, const struct section *s, const struct section_counts *c)
{
	const uint64_t *count = c->branches;

	out_room(o);
	out_str(o, "{\"file\": \"");
	out_str(o, s->path);
	out_str(o, "\", \"functions\": [");
	for (uint32_t i = 0; i < s->function_count; i++) {
		out_room(o);
		out_str(o, i ? ", {\"name\": \"" : "{\"name\": \"");
		out_bytes(o, s->functions[i].name, s->functions[i].name_bytes);
		out_str(o, "\", \"lineno\": ");
		out_u64(o, s->functions[i].line);
		out_str(o, ", \"execution_count\": ");
		out_u64(o, c->functions[i]);
		out_char(o, '}');
	}
	out_str(o, "], \"lines\": [");
	for (uint32_t i = 0; i < s->line_count; i++) {
		out_room(o);
		out_str(o, i ? ", {\"line_number\": " : "{\"line_number\": ");
		out_u64(o, s->lines[i].number);
		out_str(o, ", \"count\": ");
		out_u64(o, c->lines[i]);
		out_str(o, ", \"branches\": [");
		gcovr_branches(o, count, s->lines[i].ways);
		count += s->lines[i].ways;
		out_str(o, "], \"gcovr/noncode\": false, \"gcovr/excluded\": false}");
	}
	out_str(o, "]}");
}
