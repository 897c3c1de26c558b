// debugvars.c - switches from the environment: GODEBUG, GOGC, GOMEMLIMIT.
//
// GODEBUG is a list of name=value, parted by commas; a name that is not in the table is ignored, as
// Go does.  The switches are described in docs/debugging.md.

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "gc.h"
#include "os.h"
#include "debugvars.h"

DebugVars debug = {.invalidptr = 1, .madvdontneed = 1, .memprofilerate = -1};

static const struct {
	const char *name;
	int *value;
} switches[] = {
    {"asyncpreemptoff", &debug.asyncpreemptoff},
    {"clobberfree", &debug.clobberfree},
    {"efence", &debug.efence},
    {"gccheckmark", &debug.gccheckmark},
    {"gcgen", &debug.gcgen},
    {"gcpacertrace", &debug.gcpacertrace},
    {"gcstoptheworld", &debug.gcstoptheworld},
    {"gcstress", &debug.gcstress},
    {"gctrace", &debug.gctrace},
    {"inittrace", &debug.inittrace},
    {"invalidptr", &debug.invalidptr},
    {"madvdontneed", &debug.madvdontneed},
    {"memprofilerate", &debug.memprofilerate},
#if VOLE_DEBUG
    {"nomemory", &debug.nomemory},
#endif
    {"panicnil", &debug.panicnil},
    {"scavtrace", &debug.scavtrace},
    {"scheddetail", &debug.scheddetail},
    {"schedtrace", &debug.schedtrace},
};

static bool same(const char *a, size_t n, const char *b)
{
	return strlen(b) == n && memcmp(a, b, n) == 0;
}

static void set_switch(const char *name, size_t n, const char *value, size_t vn)
{
	if (same(name, n, "gcbarrier")) {
		debug.gcbarrier_dijkstra = same(value, vn, "dijkstra");
		return;
	}
	if (same(name, n, "gcmark")) {
		debug.gcmark_spans = same(value, vn, "span");
		return;
	}
#if VOLE_DEBUG
	for (int i = 0; same(name, n, "forgetroot") && i < NUM_ROOT_CLASSES; i++)
		if (same(value, vn, root_class_names[i]))
			debug.forgetroot = i + 1;
#endif
	const char *end = value;
	int64_t x;
	if (!os_number(&end, &x) || end != value + vn || x < INT_MIN || x > INT_MAX)
		return;
	for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++)
		if (same(name, n, switches[i].name))
			*switches[i].value = (int)x;
}

// Left by the main package's object, if it is the program's (gen_buildinfo.c).
extern const GoString go_buildinfo __attribute__((weak));
extern const GoString go_root __attribute__((weak));

GoString debug_module_info(void) GO_SYMBOL("runtime.debug.moduleInfo");
GoString runtime_built_root(void) GO_SYMBOL("runtime.builtRoot");
GoString runtime_default_settings(void) GO_SYMBOL("runtime.defaultSettings");

GoString debug_module_info(void)
{
	return &go_buildinfo ? go_buildinfo : (GoString){0};
}

GoString runtime_built_root(void)
{
	return &go_root ? go_root : (GoString){0};
}

GoString runtime_default_settings(void)
{
	static const char line[] = "\nbuild\tDefaultGODEBUG=";
	const size_t n = sizeof line - 1;
	GoString info = debug_module_info();
	const uint8_t *at = info.len ? memmem(info.ptr, (size_t)info.len, line, n) : NULL;

	if (!at)
		return (GoString){0};
	at += n;
	const uint8_t *end = memchr(at, '\n', (size_t)(info.ptr + info.len - at));
	return (GoString){at, end - at};
}

// The value that a list, a=1,b=2, gives a name last.
static bool last_setting(GoString list, const char *name, GoString *value)
{
	const uint8_t *end = list.ptr + list.len, *equals;
	bool found = false;

	for (const uint8_t *p = list.ptr, *next; p < end; p = next + 1) {
		next = memchr(p, ',', (size_t)(end - p));
		if (!next)
			next = end;
		equals = memchr(p, '=', (size_t)(next - p));
		if (!equals || !same((const char *)p, (size_t)(equals - p), name))
			continue;
		*value = (GoString){equals + 1, next - equals - 1};
		found = true;
	}
	return found;
}

void debug_change(GoString environment) GO_SYMBOL("runtime.changeSwitches");

// The one switch of the runtime that //go:debug lines may set, and the program, by GODEBUG, while
// it runs.  A value that is no number changes nothing.
void debug_change(GoString environment)
{
	static const char name[] = "panicnil";
	char text[16] = "0";
	GoString value = {(const uint8_t *)text, 1};

	if (!last_setting(environment, name, &value))
		last_setting(runtime_default_settings(), name, &value);
	if (value.len >= (intptr_t)sizeof text)
		return;
	memmove(text, value.ptr, (size_t)value.len);
	text[value.len] = 0;
	set_switch(name, sizeof name - 1, text, (size_t)value.len);
}

void debugvars_init(void)
{
	const char *p = os_getenv("GODEBUG");
	debug_change((GoString){(const uint8_t *)p, p ? (intptr_t)strlen(p) : 0});
	while (p && *p) {
		size_t n = (size_t)(strchrnul(p, ',') - p);
		const char *equals = memchr(p, '=', n);
		if (equals)
			set_switch(p, (size_t)(equals - p), equals + 1,
				   (size_t)(p + n - equals - 1));
		p += n + (p[n] == ',');
	}
#if VOLE_DEBUG
	os_fail_at(debug.nomemory);
#endif
}

// GOGC: a number, or "off".  Anything else counts as 100.
int64_t env_gogc(void)
{
	const char *text = os_getenv("GOGC");
	if (!text || !*text)
		return 100;
	if (!strcmp(text, "off"))
		return -1;
	int64_t n;
	if (!os_number(&text, &n) || *text || n < INT32_MIN || n > INT32_MAX)
		return 100;
	return n < 0 ? -1 : n;
}

// digits [B | KiB | MiB | GiB | TiB]; -1 if it is not that, or too large.
static int64_t parse_bytes(const char *text)
{
	static const struct {
		const char *suffix;
		int shift;
	} units[] = {
	    {"", 0}, {"B", 0}, {"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"TiB", 40},
	};
	int64_t n;
	const char *p = text;
	if (!os_number(&p, &n) || *text == '-')
		return -1;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (!strcmp(p, units[i].suffix))
			return n > INT64_MAX >> units[i].shift ? -1 : n << units[i].shift;
	return -1;
}

int64_t env_memlimit(void)
{
	const char *text = os_getenv("GOMEMLIMIT");
	if (!text || !*text || !strcmp(text, "off"))
		return INT64_MAX;
	int64_t n = parse_bytes(text);
	if (n >= 0)
		return n;
	rt_printf("GOMEMLIMIT=%s\n", text);
	throw("malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`");
}
