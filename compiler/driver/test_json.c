// test_json.c - `vole test -json`: a test program's output as a stream of events.
//
// The events are those of Go's test2json (go doc test2json), one JSON object a line.  The program,
// run with -test.v=test2json, begins the lines that speak of a test with the byte 0x16, so that
// what a test prints is not taken for one.  A test's `--- PASS` comes before the lines it logged;
// the event that ends the test waits for these: they are the lines with deeper indentation.

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "test.h"

enum { MARKER = 0x16, LONGEST_LINE = 4096 };

typedef struct {
	const char *action, *test;
	double seconds;
	int depth;
} Report;

struct TestJson {
	FILE *out;
	const char *package;
	const char *test; // that output belongs to now, or NULL
	Vec reports;      // Report*: ends of tests that wait
	Buf line;
	bool within_line; // part of a long line is out
};

// --- one event -----------------------------------------------------------------------------------

static void put_rune(FILE *out, int32_t r, const char *s, size_t n)
{
	switch (r) {
	case '"':
	case '\\':
		fprintf(out, "\\%c", r);
		break;
	case '\n':
		fputs("\\n", out);
		break;
	case '\r':
		fputs("\\r", out);
		break;
	case '\t':
		fputs("\\t", out);
		break;
	case '\b':
		fputs("\\b", out);
		break;
	case '\f':
		fputs("\\f", out);
		break;
	default:
		if (r < 0x20 || r == '<' || r == '>' || r == '&' || r == 0x2028 || r == 0x2029)
			fprintf(out, "\\u%04x", (unsigned)r);
		else if (r == 0xfffd && n == 1)
			fputs("\\ufffd", out);
		else
			fwrite(s, 1, n, out);
	}
}

static void put_string(FILE *out, const char *s, size_t n)
{
	putc('"', out);
	for (size_t i = 0; i < n;) {
		int32_t r;
		size_t used = (size_t)utf8_decode(s + i, n - i, &r);
		put_rune(out, r, s + i, used);
		i += used;
	}
	putc('"', out);
}

static void put_field(FILE *out, const char *name, const char *value)
{
	fprintf(out, ",\"%s\":", name);
	put_string(out, value, strlen(value));
}

static void open_event(TestJson *j, const char *action, const char *test)
{
	struct timespec now;
	struct tm utc;
	char date[32];
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &utc);
	fprintf(j->out, "{\"Time\":\"%s.%09ldZ\",\"Action\":\"%s\"", date, now.tv_nsec, action);
	put_field(j->out, "Package", j->package);
	if (test)
		put_field(j->out, "Test", test);
}

static void close_event(TestJson *j)
{
	fputs("}\n", j->out);
}

static void put_elapsed(TestJson *j, double seconds)
{
	char text[64];
	snprintf(text, sizeof text, "%.3f", seconds);
	size_t n = strlen(text);
	while (text[n - 1] == '0')
		n--;
	n -= text[n - 1] == '.';
	fprintf(j->out, ",\"Elapsed\":%.*s", (int)n, text);
}

static void output(TestJson *j, const char *text, size_t n)
{
	open_event(j, "output", j->test);
	fputs(",\"Output\":", j->out);
	put_string(j->out, text, n);
	close_event(j);
}

static void simple_event(TestJson *j, const char *action)
{
	open_event(j, action, j->test);
	close_event(j);
}

// Ends the tests whose lines are over: those at least as deep.
static void flush_reports(TestJson *j, int depth)
{
	j->test = j->reports.len > 0 || depth == 0 ? NULL : j->test;
	while (j->reports.len > depth) {
		Report *r = vec_pop(&j->reports);
		open_event(j, r->action, r->test);
		put_elapsed(j, r->seconds);
		close_event(j);
	}
}

// --- lines ---------------------------------------------------------------------------------------

static const char *after(const char *s, const char *prefix)
{
	size_t n = strlen(prefix);
	return strncmp(s, prefix, n) == 0 ? s + n : NULL;
}

static const char *trimmed(const char *s)
{
	size_t n = strcspn(s, "\r\n");
	return arena_strndup(s, n);
}

// === RUN, PAUSE, CONT, NAME, ATTR.
static bool update_line(TestJson *j, const char *s, const char *line, size_t n)
{
	static const struct {
		const char *prefix, *action;
	} updates[] = {
	    {"=== RUN   ", "run"}, {"=== PAUSE ", "pause"}, {"=== CONT  ", "cont"},
	    {"=== NAME  ", NULL},  {"=== ATTR  ", "attr"},
	};
	for (size_t i = 0; i < sizeof updates / sizeof *updates; i++) {
		const char *name = after(s, updates[i].prefix);
		if (!name)
			continue;
		flush_reports(j, 0);
		name = trimmed(name);
		size_t len = strcspn(name, " ");
		j->test = *name ? arena_strndup(name, len) : NULL;
		if (!updates[i].action)
			return true; // only the name changes
		if (strcmp(updates[i].action, "attr") != 0) {
			simple_event(j, updates[i].action);
		} else {
			const char *key = name + len + (name[len] == ' ');
			size_t key_len = strcspn(key, " ");
			open_event(j, "attr", j->test);
			put_field(j->out, "Key", arena_strndup(key, key_len));
			put_field(j->out, "Value", key + key_len + (key[key_len] == ' '));
			close_event(j);
		}
		output(j, line, n);
		return true;
	}
	return false;
}

// --- PASS: name (0.00s)
static bool result_line(TestJson *j, const char *s, const char *line, size_t n)
{
	static const struct {
		const char *prefix, *action;
	} results[] = {
	    {"--- PASS: ", "pass"},
	    {"--- FAIL: ", "fail"},
	    {"--- SKIP: ", "skip"},
	    {"--- BENCH: ", "bench"},
	};
	int depth = 0;
	while (strncmp(s, "    ", 4) == 0) {
		s += 4;
		depth++;
	}
	for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
		const char *rest = after(s, results[i].prefix);
		if (!rest || depth > j->reports.len)
			continue;
		rest = trimmed(rest);
		size_t len = strcspn(rest, " ");
		const char *time = strstr(rest, " (");
		Report *r = NEW(Report);
		*r = (Report){.action = results[i].action,
			      .test = arena_strndup(rest, len),
			      .seconds = time ? strtod(time + 2, NULL) : 0,
			      .depth = depth};
		flush_reports(j, depth);
		j->test = r->test;
		output(j, line, n);
		vec_push(&j->reports, r);
		return true;
	}
	return false;
}

static bool is_summary(const char *s)
{
	s = trimmed(s);
	return strcmp(s, "PASS") == 0 || strcmp(s, "FAIL") == 0 || after(s, "FAIL\t") ||
	       after(s, "ok  \t") || after(s, "?   \t") || after(s, "exit status ");
}

static void whole_line(TestJson *j, const char *line, size_t n)
{
	bool marked = line[0] == MARKER;
	line += marked;
	n -= marked;
	if (is_summary(line)) {
		flush_reports(j, 0);
		j->test = NULL;
		output(j, line, n);
		return;
	}
	if (marked && update_line(j, line, line, n))
		return;
	if ((marked || line[0] == ' ') && result_line(j, line, line, n))
		return;
	int depth = 0;
	for (const char *s = line; depth < j->reports.len && strncmp(s, "    ", 4) == 0; s += 4)
		depth++;
	if (j->reports.len > 0 && depth > 0)
		j->test = ((Report *)j->reports.at[depth - 1])->test;
	output(j, line, n);
}

void test_json_write(TestJson *j, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (text[i] == MARKER && j->line.len > 0 && !j->within_line) {
			whole_line(j, buf_str(&j->line), j->line.len); // it had no newline
			j->line = (Buf){0};
		}
		buf_putc(&j->line, text[i]);
		if (text[i] != '\n' && j->line.len < LONGEST_LINE)
			continue;
		if (j->within_line)
			output(j, j->line.s, j->line.len);
		else
			whole_line(j, buf_str(&j->line), j->line.len);
		j->within_line = text[i] != '\n';
		j->line.len = 0;
	}
	fflush(j->out);
}

static void build_event(const char *title, const char *action, const char *text, size_t n,
			FILE *out)
{
	fputs("{\"ImportPath\":", out);
	put_string(out, title, strlen(title));
	fprintf(out, ",\"Action\":\"%s\"", action);
	if (text) {
		fputs(",\"Output\":", out);
		put_string(out, text, n);
	}
	fputs("}\n", out);
}

void test_json_build(const char *title, const char *text, FILE *out)
{
	for (const char *s = text; *s;) {
		size_t n = strcspn(s, "\n");
		n += s[n] == '\n';
		build_event(title, "build-output", s, n, out);
		s += n;
	}
	build_event(title, "build-fail", NULL, 0, out);
}

TestJson *test_json_start(const char *package, FILE *out)
{
	TestJson *j = NEW(TestJson);
	*j = (TestJson){.package = package, .out = out};
	simple_event(j, "start");
	return j;
}

void test_json_end(TestJson *j, const char *result, double seconds, const char *build)
{
	if (j->line.len > 0)
		whole_line(j, buf_str(&j->line), j->line.len);
	flush_reports(j, 0);
	open_event(j, result, NULL);
	put_elapsed(j, seconds);
	if (build)
		put_field(j->out, "FailedBuild", build);
	close_event(j);
	fflush(j->out);
}
