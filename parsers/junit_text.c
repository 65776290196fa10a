#include "parsers/junit.h"

struct str junit_cut(struct str s, size_t most)
{
	if (s.n <= most)
		return s;
	for (s.n = most; s.n && ((unsigned char)s.p[s.n] & 0xc0) == 0x80;)
		s.n--;
	return s;
}

struct str junit_headline(struct str text, bool place_first)
{
	struct str rest = str_trim(text), line = STR(""), second;

	if (!str_line(&rest, &line))
		return line;
	rest = str_trim(rest);
	if (place_first && str_line(&rest, &second))
		line = second;
	return str_trim(line);
}
