// heapview.c - `vole tool heapview`: the tiers of the allocator of a running program, or of one
// that left a core, as a page or as text.

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "flagvalue.h"
#include "heapview.h"

static const char usage[] =
    "usage: vole tool heapview [-output file] [-text] [-n count] [-every duration] pid\n"
    "       vole tool heapview [-output file] [-text] program core\n\n"
    "Shows where the memory of a program's heap is: in objects, in free slots of spans that an\n"
    "mcache has or mcentral keeps, in pages that are free or given back to the system, and what\n"
    "no slot can use; by size class, by page and by slot. The program is stopped while its heap\n"
    "is read and goes on unharmed.\n\n"
    "	-output file     write there instead of to standard output\n"
    "	-text            tables instead of a page\n"
    "	-n count         take that many snapshots, which the page steps through\n"
    "	-every duration  wait that long between them (1s)\n";

typedef struct {
	const char *output;
	bool text;
	int count;
	int64_t every;
} Options;

static int misuse(const char *message)
{
	fprintf(stderr, "%s\n%s", message, usage);
	return 2;
}

static int complain(const char *message)
{
	fprintf(stderr, "vole tool heapview: %s\n", message);
	return 1;
}

// --- flags ---------------------------------------------------------------------------------------

static bool parse_number(const char *s, int *n)
{
	char *end;
	errno = 0;
	long value = strtol(s, &end, 10);
	*n = (int)value;
	return isdigit((unsigned char)*s) && !*end && !errno && value == *n;
}

static const char *set_text(const char *value, Options *o)
{
	if (flag_bool(value, &o->text))
		return NULL;
	return arena_printf("invalid boolean value \"%s\" for -text: parse error", value);
}

static const char *set_value(const char *name, const char *value, Options *o)
{
	bool good = true;
	if (strcmp(name, "output") == 0)
		o->output = value;
	else if (strcmp(name, "n") == 0)
		good = parse_number(value, &o->count);
	else
		good = flag_duration(value, &o->every) && o->every >= 0;
	if (!good)
		return arena_printf("invalid value \"%s\" for flag -%s: parse error", value, name);
	return o->count < 1 ? "-n: at least one snapshot" : NULL;
}

// The flag args[*i], and its value if that is an argument of its own.  NULL, or what is wrong.
static const char *parse_flag(int n, char **args, int *i, Options *o)
{
	const char *flag = args[*i] + 1 + (args[*i][1] == '-');
	size_t length = strcspn(flag, "=");
	const char *name = arena_strndup(flag, length);
	const char *value = flag[length] ? flag + length + 1 : NULL;
	if (strcmp(name, "text") == 0)
		return set_text(value ? value : "true", o);
	if (strcmp(name, "output") != 0 && strcmp(name, "n") != 0 && strcmp(name, "every") != 0)
		return arena_printf("flag provided but not defined: -%s", name);
	if (!value && *i + 1 >= n)
		return arena_printf("flag needs an argument: -%s", name);
	return set_value(name, value ? value : args[++*i], o);
}

// --- snapshots -----------------------------------------------------------------------------------

static volatile sig_atomic_t enough;

static void stop_taking(int sig)
{
	(void)sig;
	enough = 1;
}

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static void wait_until(int64_t when)
{
	int64_t left;
	while (!enough && (left = when - now()) > 0)
		nanosleep(&(struct timespec){left / 1000000000, left % 1000000000}, NULL);
}

// Puts the snapshots into `json`, and what there is to print into `text`, or prints it at once.
static int take_all(Memory *m, const char *title, const Options *o, Buf *json, Buf *text)
{
	HeapMap map;
	const char *error = heap_find(m, &map);
	int64_t begun = now();
	if (o->count > 1)
		sigaction(SIGINT, &(struct sigaction){.sa_handler = stop_taking}, NULL);
	for (int i = 0; i < o->count && !error && !enough; i++) {
		Heap heap;
		wait_until(begun + i * o->every);
		int64_t at = now() - begun;
		error = heap_take(m, &map, &heap);
		if (error && i > 0) { // show what there is
			complain(error);
			return 0;
		}
		if (error)
			break;
		heap.taken_ns = at;
		buf_puts(json, i ? ",\n" : "");
		if (!o->text) {
			heap_json(&heap, json);
			continue;
		}
		buf_printf(text, "%sHeap of %s", i ? "\n" : "", title);
		if (i)
			buf_printf(text, ", %s later", measure_label(at, "nanoseconds", "auto"));
		buf_puts(text, ": ");
		heap_print(&heap, text);
		if (!o->output && !page_write(NULL, text->s, text->len))
			return 1;
		text->len = o->output ? text->len : 0;
	}
	signal(SIGINT, SIG_DFL);
	return error ? complain(error) : 0;
}

static int view(Memory *m, const char *title, const Options *o)
{
	Buf json = {0}, text = {0};
	size_t size;
	buf_puts(&json, "{\"title\":");
	json_string(&json, title);
	buf_puts(&json, ",\"names\":");
	heap_json_names(&json);
	buf_puts(&json, ",\n\"heaps\":[");
	int status = take_all(m, title, o, &json, &text);
	if (status)
		return status;
	if (o->text)
		return !o->output || page_write(o->output, buf_str(&text), text.len) ? 0 : 1;
	buf_puts(&json, "]}");
	const char *page =
	    page_compose(PAGE_HEAPVIEW, arena_printf("heapview: %s", title), buf_str(&json), &size);
	return page_write(o->output, page, size) ? 0 : 1;
}

int heapview_main(int n, char **args)
{
	Options o = {.count = 1, .every = 1000000000};
	int i = 0, pid = 0;
	for (; i < n && args[i][0] == '-' && args[i][1]; i++) {
		if (strcmp(args[i] + 1 + (args[i][1] == '-'), "h") == 0 ||
		    strcmp(args[i] + 1 + (args[i][1] == '-'), "help") == 0) {
			fputs(usage, stderr);
			return 0;
		}
		const char *error = parse_flag(n, args, &i, &o);
		if (error)
			return misuse(error);
	}
	if (n - i != 1 && n - i != 2)
		return misuse(n == i ? "no process named" : "too many arguments");
	if (n - i == 1 && (!parse_number(args[i], &pid) || pid == 0))
		return misuse(arena_printf("%s is no process number", args[i]));
	if (n - i == 2 && o.count > 1)
		return misuse("a core is one snapshot");
	const char *error;
	Memory *m =
	    pid ? memory_of_process(pid, &error) : memory_of_core(args[i], args[i + 1], &error);
	if (!m)
		return complain(error);
	const char *name = tool_base_name(memory_program(m)->path);
	return view(m,
		    pid ? arena_printf("%s (process %d)", name, pid)
			: arena_printf("%s (core %s)", name, args[i + 1]),
		    &o);
}
