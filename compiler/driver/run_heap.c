// run_heap.c - after `vole run -m=heap`: the lines that allocated most, and why they did.
//
// Two tables are joined.  One is what the program has left (runtime/heapsites.c): every stack that
// something was allocated on, how much, and what stands at its addresses.  The other is what the
// compiler has said of each package (escape/allocs.c): where it may allocate, what, and why; it
// lies beside the objects in the cache, so nothing is compiled again.
//
// They have a file (its last two elements, as directories move) and a line in common.  Of several
// rows on that line those of the machine function that ran are meant, inlined at the line that ran:
// what was inlined elsewhere may have got another verdict there.  Of those that are left, the ones
// that fit what the runtime was asked for (an object, a longer slice, text ...) and how large it
// was, by the size classes.  If several remain they are all shown.  Where there is none, it was
// code of the runtime that allocated, or code that the compiler made.
//
// What a library allocates is counted at its own line, and the user's line is shown that led there:
// the innermost frame in the main module.

#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "escape.h"

enum { MAX_CANDIDATES = 4 };

typedef struct Row {
	const char *func, *what, *why;
	int outer;    // line of func
	int64_t size; // 0: not known
	char class;
	const struct Row *next; // of the same line
} Row;

typedef struct Place {
	const char *func, *file;
	int line;
	const struct Place *outer; // what it is inlined into
} Place;

typedef struct {
	const char *where; // file:line func
	int64_t bytes;
} Caller;

typedef struct {
	const Place *leaf;
	const char *what, *why;
	int64_t bytes, objects;
	Vec callers; // Caller*
} Group;

typedef struct {
	PtrMap rows;   // "dir/file.go:line" -> Row *
	PtrMap places; // address -> Place *
	PtrMap keys;   // Group.leaf and what -> Group *
	Vec groups;
	Vec user; // const char*: packages of the main module
	bool complete;
	bool off; // -escape=off
} Table;

static const void *address(const char *s)
{
	return (const void *)strtoull(s, NULL, 10); // NOLINT: a key
}

// --- what the compiler said ----------------------------------------------------------------------

// Cuts *s at the first c; what is before it.
static char *cut(char **s, char c)
{
	char *field = *s, *end = strchr(field, c);
	*s = end ? end + 1 : field + strlen(field);
	if (end)
		*end = '\0';
	return field;
}

static void add_row(Table *t, char *line)
{
	const char *file = cut(&line, '\t'), *number = cut(&line, '\t');
	cut(&line, '\t'); // column: debug data have none
	Row *r = NEW(Row);
	const char *key = intern(arena_printf("%s:%s", file, number));
	r->func = cut(&line, '\t');
	r->outer = atoi(cut(&line, '\t'));
	r->size = atoll(cut(&line, '\t'));
	r->class = *cut(&line, '\t');
	r->what = cut(&line, '\t');
	r->why = line;
	r->next = ptrmap_get(&t->rows, key);
	ptrmap_set(&t->rows, key, r);
}

static void read_rows(Table *t, const Unit *u)
{
	CacheEntry e = {0};
	if (!u || !u->stem || !cache_find(u->stem, u->key, &e))
		return;
	for (char *text = arena_printf("%s", e.allocs); *text;)
		add_row(t, cut(&text, '\n'));
}

// --- what the program left -----------------------------------------------------------------------

static void add_place(Table *t, char *line)
{
	const void *pc = address(cut(&line, ' '));
	Place *p = NEW(Place), *inner = ptrmap_get(&t->places, pc);
	p->line = atoi(cut(&line, ' '));
	p->func = cut(&line, '\t');
	p->file = line;
	for (; inner && inner->outer; inner = (Place *)inner->outer)
		;
	if (inner)
		inner->outer = p;
	else
		ptrmap_set(&t->places, pc, p);
}

static const Place *machine_function(const Place *p)
{
	while (p && p->outer)
		p = p->outer;
	return p;
}

static bool is_initialiser(const char *func)
{
	return path_has_suffix(func, ".init");
}

static const char *package_of(const char *func)
{
	size_t n = strcspn(func, "[");
	const char *slash = memrchr(func, '/', n), *dot = strchr(slash ? slash : func, '.');
	return dot ? arena_strndup(func, (size_t)(dot - func)) : func;
}

static bool is_users(const Table *t, const Place *p)
{
	const char *package = package_of(p->func);
	VEC_EACH(const char, path, &t->user)
		if (strcmp(path, package) == 0)
			return true;
	return false;
}

static const char *place_text(const Table *t, const Place *p)
{
	const char *file = is_users(t, p) || *p->file != '/'
			       ? path_shown(p->file)
			       : path_join(package_of(p->func), path_base(p->file));
	return arena_printf("%s:%d", file, p->line);
}

// --- the join ------------------------------------------------------------------------------------

static const Row *rows_of(const Table *t, const Place *p)
{
	const char *at = strrchr(p->file, '/');
	while (at && at > p->file && at[-1] != '/')
		at--;
	return ptrmap_get(&t->rows, intern(arena_printf("%s:%d", at ? at : p->file, p->line)));
}

typedef bool Fits(const Row *r, const void *arg);

static bool is_of(const Row *r, const void *func)
{
	return strcmp(r->func, func) == 0;
}

static bool is_inlined_at(const Row *r, const void *line)
{
	return r->outer == *(const int *)line;
}

// The runtime's functions begin with the name of their part.
typedef struct {
	const char *name;
	const char *classes; // of rows (escape/allocs.c) that may call it
	const char *makes;
} Part;

static const Part *part_of(const char *entry)
{
	static const Part parts[] = {
	    {"malloc_", "okgm", "an object"}, {"slice_make", "k", "a slice"},
	    {"slice_", "s", "a slice"},       {"string_", "t", "text"},
	    {"map_", "m", "a map"},           {"chan_", "c", "a channel"},
	    {"sched_", "g", "a goroutine"}};
	static const Part other = {"", "fgo", "memory of the runtime"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strncmp(entry, parts[i].name, strlen(parts[i].name)) == 0)
			return &parts[i];
	return &other;
}

// May it have called that function?
static bool is_called(const Row *r, const void *entry)
{
	return strchr(part_of(entry)->classes, r->class) != NULL;
}

// A slot has at most an eighth more than the object, or its word for the type, or 16 bytes.
static bool is_sized(const Row *r, const void *slot)
{
	int64_t size = *(const int64_t *)slot;
	return r->size == 0 || (r->size <= size && size <= r->size + r->size / 8 + 24);
}

static bool has_size(const Row *r, const void *unused)
{
	(void)unused;
	return r->size > 0;
}

// Those that fit, unless none does.
static void narrow(Vec *rows, Fits *fits, const void *arg)
{
	Vec kept = {0};
	VEC_EACH(Row, r, rows)
		if (fits(r, arg))
			vec_push(&kept, r);
	if (kept.len > 0)
		*rows = kept;
}

static bool has_text(const Vec *rows, const Row *r)
{
	VEC_EACH(const Row, other, rows)
		if (strcmp(other->what, r->what) == 0 && strcmp(other->why, r->why) == 0)
			return true;
	return false;
}

static Vec candidates(const Table *t, const Place *leaf, const char *entry, int64_t size)
{
	Vec rows = {0}, different = {0};
	const char *function = machine_function(leaf)->func;
	bool known = !is_initialiser(function); // else values that are data have no row
	for (const Row *r = rows_of(t, leaf); r; r = r->next)
		if (known || is_of(r, function))
			vec_push(&rows, (void *)r);
	narrow(&rows, is_of, function);
	narrow(&rows, is_inlined_at, &machine_function(leaf)->line);
	narrow(&rows, is_called, entry);
	narrow(&rows, is_sized, &size);
	narrow(&rows, has_size, NULL);
	for (int i = rows.len - 1; i >= 0; i--) // in the order of the text
		if (!has_text(&different, rows.at[i]) && different.len < MAX_CANDIDATES)
			vec_push(&different, rows.at[i]);
	return different;
}

// Their texts, each once.
static const char *join(const Vec *rows, bool why)
{
	Buf b = {0};
	PtrMap seen = {0};
	VEC_EACH(const Row, r, rows) {
		const char *text = intern(why ? r->why : r->what);
		if (ptrmap_get(&seen, text))
			continue;
		ptrmap_set(&seen, text, (void *)text);
		buf_printf(&b, "%s%s", b.len == 0 ? "" : why ? "; or " : " or ", text);
	}
	return buf_str(&b);
}

static const char *unknown_reason(const Table *t, const Place *leaf)
{
	if (t->off)
		return "-escape=off";
	if (is_initialiser(machine_function(leaf)->func))
		return "initial values of package variables live as long as the program";
	return leaf->line == 0 ? "the runtime allocates for itself"
			       : "the runtime, or code that the compiler made, allocates here";
}

static Group *group_of(Table *t, const Place *leaf, const char *entry, int64_t size)
{
	Vec rows = candidates(t, leaf, entry, size);
	const char *what = rows.len > 0 ? join(&rows, false) : part_of(entry)->makes,
		   *why = rows.len > 0 ? join(&rows, true) : unknown_reason(t, leaf);
	const char *key =
	    intern(arena_printf("%s:%d %s\n%s\n%s", leaf->file, leaf->line, leaf->func, what, why));
	Group *g = ptrmap_get(&t->keys, key);
	if (!g) {
		g = NEW(Group);
		*g = (Group){.leaf = leaf, .what = what, .why = why};
		ptrmap_set(&t->keys, key, g);
		vec_push(&t->groups, g);
	}
	return g;
}

static void add_caller(const Table *t, Group *g, const Place *p, int64_t bytes)
{
	const char *where = arena_printf("%s %s", place_text(t, p), p->func);
	VEC_EACH(Caller, c, &g->callers)
		if (strcmp(c->where, where) == 0) {
			c->bytes += bytes;
			return;
		}
	Caller *c = NEW(Caller);
	*c = (Caller){where, bytes};
	vec_push(&g->callers, c);
}

// objects size entry pc pc ...
static void add_stack(Table *t, char *line)
{
	static const Place nowhere = {"the runtime", "", 0, NULL};
	int64_t objects = atoll(cut(&line, ' ')), size = atoll(cut(&line, ' '));
	const Place *entry = ptrmap_get(&t->places, address(cut(&line, ' ')));
	const Place *leaf = ptrmap_get(&t->places, address(line));
	if (!leaf)
		leaf = &nowhere;
	Group *g = group_of(t, leaf, entry ? entry->func : "", size);
	g->objects += objects;
	g->bytes += objects * size;
	while (*line && !is_users(t, leaf))
		for (const Place *p = ptrmap_get(&t->places, address(cut(&line, ' '))); p;
		     p = p->outer)
			if (is_users(t, p)) {
				add_caller(t, g, p, objects * size);
				return;
			}
}

// The addresses stand behind the stacks, which need them.
static void read_sites(Table *t, const char *file)
{
	size_t size;
	char *text = file_read(file, &size);
	Vec stacks = {0};
	while (text && *text) {
		char *line = cut(&text, '\n');
		if (line[0] == 'b')
			vec_push(&stacks, line + 2);
		else if (line[0] == 'p')
			add_place(t, line + 2);
		t->complete = strcmp(line, "end") == 0;
	}
	VEC_EACH(char, line, &stacks)
		add_stack(t, line);
}

// --- the table -----------------------------------------------------------------------------------

static int by_bytes(const void *a, const void *b)
{
	const Group *x = *(Group *const *)a, *y = *(Group *const *)b;
	if (x->bytes != y->bytes)
		return x->bytes < y->bytes ? 1 : -1;
	if (x->objects != y->objects)
		return x->objects < y->objects ? 1 : -1;
	int order = strcmp(x->leaf->file, y->leaf->file);
	if (order == 0)
		order = x->leaf->line - y->leaf->line;
	return order ? order : strcmp(x->what, y->what);
}

static void print_callers(const Group *g)
{
	const Caller *most = NULL;
	VEC_EACH(const Caller, c, &g->callers)
		if (!most || c->bytes > most->bytes)
			most = c;
	if (!most)
		return;
	fprintf(stderr, "%34sfor: %s", "", most->where);
	if (g->callers.len > 1)
		fprintf(stderr, ", and %d more", g->callers.len - 1);
	fputc('\n', stderr);
}

static void print_group(const Table *t, const Group *g, int64_t total)
{
	fprintf(stderr, "%12lld %11lld %6.2f%%  %s  %s", (long long)g->bytes, (long long)g->objects,
		100.0 * (double)g->bytes / (double)total, place_text(t, g->leaf), g->leaf->func);
	if (g->leaf->outer)
		fprintf(stderr, ", inlined into %s", machine_function(g->leaf)->func);
	fprintf(stderr, "\n%34s%s\n%34swhy: %s\n", "", g->what, "", g->why);
	print_callers(g);
}

static void print(const Table *t, int lines)
{
	int64_t bytes = 0, objects = 0, rest = 0;
	for (int i = 0; i < t->groups.len; i++) {
		const Group *g = t->groups.at[i];
		bytes += g->bytes;
		objects += g->objects;
		rest += i >= lines ? g->bytes : 0;
	}
	fprintf(stderr, "heap: %lld bytes in %lld objects, allocated at %d places\n",
		(long long)bytes, (long long)objects, t->groups.len);
	if (t->groups.len > 0)
		fprintf(stderr, "%12s %11s %7s  %s\n", "bytes", "objects", "share", "where");
	for (int i = 0; i < t->groups.len && i < lines; i++)
		print_group(t, t->groups.at[i], bytes);
	if (t->groups.len > lines)
		fprintf(stderr, "%12lld %11s %6.2f%%  at %d more places\n", (long long)rest, "",
			100.0 * (double)rest / (double)bytes, t->groups.len - lines);
}

void heap_table(const Program *p, Unit *u, const Command *c, const char *sites)
{
	Table t = {.off = c->named.escape == ESCAPE_OFF};
	Vec units = program_init_order(p, u);
	VEC_EACH(const Unit, unit, &units) {
		read_rows(&t, unit);
		if (unit->named || (unit->module && !*unit->version))
			vec_push(&t.user, (void *)unit->pkg->path);
	}
	read_sites(&t, sites);
	if (!t.complete) {
		fprintf(stderr, "vole: the program ended without telling what it has allocated\n");
		return;
	}
	if (t.groups.len > 1)
		qsort(t.groups.at, (size_t)t.groups.len, sizeof(void *), by_bytes);
	print(&t, c->heap_lines);
}
