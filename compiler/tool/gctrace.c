// gctrace.c - reading gctrace lines, of Vole's programs and Go's:
//
//	gc 3 @0.051s 2%: 0.051+3.8+0.074 ms clock, 0.10+0.099/0.30/1.1+0.14 ms cpu,
//	11->12->8 MB, 13 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced) (major)
//
// on one line.  Stacks and globals are missing before Go 1.19.  A line may have a prefix: loggers
// put one there.

#include <stdlib.h>
#include <string.h>

#include "tool.h"

typedef struct {
	const char *at;
	bool bad;
} Scanner;

// The text must be next.
static void expect(Scanner *s, const char *text)
{
	size_t n = strlen(text);
	if (!s->bad && strncmp(s->at, text, n) == 0)
		s->at += n;
	else
		s->bad = true;
}

static bool accept(Scanner *s, const char *text)
{
	size_t n = strlen(text);
	bool found = !s->bad && strncmp(s->at, text, n) == 0;
	s->at += found ? n : 0;
	return found;
}

static double number(Scanner *s)
{
	size_t n = strspn(s->at, "0123456789.");
	if (s->bad || n == 0) {
		s->bad = true;
		return 0;
	}
	double value = strtod(arena_strndup(s->at, n), NULL);
	s->at += n;
	return value;
}

// Numbers with the separators between them and the text behind them, as a JSON member.
static void numbers(Scanner *s, Buf *b, const char *name, const char *const *separators)
{
	buf_printf(b, ",\"%s\":[", name);
	for (int i = 0; separators[i]; i++) {
		buf_printf(b, "%s%.9g", i ? "," : "", number(s));
		expect(s, separators[i]);
	}
	buf_putc(b, ']');
}

static bool parse_at(const char *start, Buf *out)
{
	Scanner s = {.at = start};
	Buf b = {0};
	expect(&s, "gc ");
	buf_printf(&b, "{\"n\":%.9g", number(&s));
	expect(&s, " @");
	buf_printf(&b, ",\"at\":%.9g", number(&s));
	expect(&s, "s ");
	buf_printf(&b, ",\"percent\":%.9g", number(&s));
	expect(&s, "%");
	bool leaks = accept(&s, " (checking for goroutine leaks)");
	expect(&s, ": ");
	numbers(&s, &b, "clock", (const char *const[]){"+", "+", " ms clock, ", NULL});
	numbers(&s, &b, "cpu", (const char *const[]){"+", "/", "/", "+", " ms cpu, ", NULL});
	numbers(&s, &b, "heap", (const char *const[]){"->", "->", " MB, ", NULL});
	buf_printf(&b, ",\"goal\":%.9g", number(&s));
	expect(&s, " MB goal, ");
	double value = number(&s), stacks = 0, globals = 0;
	if (accept(&s, " MB stacks, ")) {
		stacks = value;
		globals = number(&s);
		expect(&s, " MB globals, ");
		value = number(&s);
	}
	expect(&s, " P");
	buf_printf(&b, ",\"stacks\":%.9g,\"globals\":%.9g,\"procs\":%.9g", stacks, globals, value);
	bool forced = accept(&s, " (forced)");
	const char *kind = accept(&s, " (minor)") ? "minor" : accept(&s, " (major)") ? "major" : "";
	if (s.bad || !(*s.at == '\0' || *s.at == '\n' || *s.at == '\r'))
		return false;
	buf_printf(&b, ",\"forced\":%s,\"leaks\":%s,\"kind\":\"%s\",\"line\":",
		   forced ? "true" : "false", leaks ? "true" : "false", kind);
	json_string(&b, arena_strndup(start, (size_t)(s.at - start)));
	buf_putc(&b, '}');
	buf_write(out, b.s, b.len);
	return true;
}

const char *gctrace_begin(const char *line)
{
	for (const char *s = line; (s = strchr(s, 'g')) != NULL; s++)
		if (strncmp(s, "gc ", 3) == 0 ? s[3] == '\0' || (s[3] >= '0' && s[3] <= '9')
					      : strcmp(s, "g") == 0 || strcmp(s, "gc") == 0)
			return s;
	return NULL;
}

const char *gctrace_parse(const char *line, Buf *b)
{
	for (const char *s = line; (s = gctrace_begin(s)) != NULL; s++)
		if (parse_at(s, b))
			return s;
	return NULL;
}
