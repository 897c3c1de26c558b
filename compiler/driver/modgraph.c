// modgraph.c - which version of each module a program is built from: minimal version selection.
//
// The main module requires modules in certain versions, these require others in turn.  Of each
// module that can be reached so, the highest version that anybody requires is taken; nothing newer,
// though it may exist.  (Russ Cox, "Minimal Version Selection", research.swtch.com/vgo-mvs.)
//
// The graph is walked breadth first; a node is a module in a version, its edges are the lines of
// that version's go.mod.  Three things of the main module's go.mod change it: `replace` takes the
// go.mod of something else for a node, `exclude` removes edges, and the main module itself is not
// looked up, whatever version of it others require.
//
// Pruning.  A go.mod of Go 1.17 or later lists every module that its packages are built from.  So
// with such a main module
//
//  1. its own lines, the roots, are enough while they provide all packages: no go.mod is read but
//     those of modules that provide one, to know their language;
//  2. otherwise the graph is walked, but the edges of a root of Go 1.17 or later lead to leaves.
//
// The answer is the same as that of the whole graph as long as go.mod is up to date.  If it is not,
// (a version chosen is above the root's, or a package's module is no root) the go command would
// have to change go.mod.  With -mod=mod it is let (modcache.c); otherwise Vole refuses as it does.

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "modules.h"

void modules_fatal(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	fprintf(stderr, "go: ");
	vfprintf(stderr, fmt, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

void modgraph_outdated(const Modules *s)
{
	const char *disabled = "", *reason = "; ";
	if (s->disabled)
		disabled = arena_printf(", disabled by %s", s->disabled);
	if (s->reason)
		reason = arena_printf("\n\t(%s)\n\t", s->reason);
	modules_fatal("updates to go.mod needed%s%sto update it:\n\tgo mod tidy", disabled, reason);
}

Chosen *modgraph_chosen(const Modules *s, const char *path)
{
	path = intern(path);
	VEC_EACH(Chosen, c, &s->chosen)
		if (c->mod.path == path)
			return c;
	return NULL;
}

ModVersion modgraph_actual(const Chosen *c)
{
	return c->instead ? c->instead->to : c->mod;
}

// --- a node's go.mod -----------------------------------------------------------------------------

static const char *local_gomod(const Modules *s, const Replace *r)
{
	const char *target = r->to.path;
	const char *dir = path_absolute(target[0] == '/' ? target : path_join(s->root, target));
	return path_join(dir, "go.mod");
}

// What is wrong where the go command expects to be told by whom: see Modules.
static void *fault(Modules *s, const char *message)
{
	s->fault = message;
	return NULL;
}

// The text of a published go.mod, its sum checked; NULL after fault().
static char *published_gomod(Modules *s, ModVersion required, ModVersion m, size_t *size)
{
	const char *file = modcache_gomod_file(m);
	if (!gosum_has(&s->sum, m, "/go.mod"))
		return fault(s, arena_printf("%s@%s: missing go.sum entry for go.mod file; to add "
					     "it:\n\tgo mod download %s",
					     m.path, m.version, required.path));
	char *text = file_read(file, size);
	if (!text) {
		const char *wrong = modcache_fetch_graph(m);
		text = file_read(file, size);
		if (!text)
			return fault(s,
				     wrong ? wrong
					   : arena_printf("reading %s: %s", file, strerror(errno)));
	}
	gosum_check(&s->sum, m, "/go.mod", gosum_hash_gomod(text, *size));
	return text;
}

// What a local directory has; a replacement must have one.
static char *local_gomod_text(Modules *s, ModVersion m, ModVersion dir, const char *file, size_t *n)
{
	char *text = file_read(file, n);
	if (text)
		return text;
	return fault(s,
		     arena_printf("%s@%s (replaced by %s): reading %s: open %s: %s", m.path,
				  m.version, dir.path, path_shown(file), file,
				  errno == ENOENT ? "no such file or directory" : strerror(errno)));
}

// A module that another one takes the place of may call itself by either name.
static bool has_its_name(const GoMod *g, ModVersion required, ModVersion actual)
{
	return !*actual.version || !g->path || strcmp(g->path, required.path) == 0 ||
	       strcmp(g->path, actual.path) == 0;
}

static const GoMod *read_gomod(Modules *s, ModVersion m, const Replace *instead)
{
	ModVersion actual = instead ? instead->to : m;
	bool local = actual.version[0] == '\0';
	const char *file = local ? local_gomod(s, instead) : modcache_gomod_file(actual);
	size_t size;
	char *text = local ? local_gomod_text(s, m, actual, file, &size)
			   : published_gomod(s, m, actual, &size);
	if (!text)
		return NULL;
	GoMod *g = NEW(GoMod);
	if (!gomod_parse(g, file, text, false))
		exit(1);
	if (g->minor > GO_VERSION_MINOR)
		modules_fatal("%s@%s requires go >= %s (vole compiles go 1.%d)", m.path, m.version,
			      g->goversion, GO_VERSION_MINOR);
	if (!has_its_name(g, m, actual))
		return fault(s, arena_printf("%s@%s: parsing go.mod:\n"
					     "\tmodule declares its path as: %s\n"
					     "\t        but was required as: %s",
					     m.path, m.version, g->path, m.path));
	return g;
}

const GoMod *modgraph_gomod(Modules *s, Chosen *c)
{
	if (!c->gomod)
		c->gomod = read_gomod(s, c->mod, c->instead);
	return c->gomod;
}

// --- the choice ----------------------------------------------------------------------------------

static bool is_excluded(const Modules *s, ModVersion m)
{
	VEC_EACH(const ModVersion, x, &s->main->excludes)
		if (x->path == m.path && x->version == m.version)
			return true;
	return false;
}

// m is required.
static void choose(Modules *s, ModVersion m, bool root)
{
	Chosen *c = modgraph_chosen(s, m.path);
	if (!c) {
		c = NEW(Chosen);
		*c = (Chosen){.mod = m, .root = root};
		vec_push(&s->chosen, c);
	} else if (semver_compare(c->mod.version, m.version) < 0) {
		if (c->root && !root)
			modgraph_outdated(s);
		*c = (Chosen){.mod = m, .root = c->root};
	}
	c->instead = gomod_replacement(s->main, c->mod);
}

typedef struct {
	ModVersion mod;
	bool pruned; // do its requirements end the walk?
	const GoMod *gomod;
} NodeOf;

typedef struct {
	Vec nodes; // NodeOf*: met, in the order they are walked
} Walk;

static void meet(Walk *w, ModVersion m, bool pruned)
{
	VEC_EACH(NodeOf, n, &w->nodes)
		if (n->mod.path == m.path && n->mod.version == m.version && (!n->pruned || pruned))
			return;
	NodeOf *n = NEW(NodeOf);
	*n = (NodeOf){.mod = m, .pruned = pruned};
	vec_push(&w->nodes, n);
}

static void visit(Modules *s, Walk *w, NodeOf *n)
{
	const GoMod *g = read_gomod(s, n->mod, gomod_replacement(s->main, n->mod));
	if (!g)
		modules_fatal("%s", s->fault);
	bool lists_all = g->minor >= MINOR_PRUNED;
	VEC_EACH(const ModVersion, m, &g->requires) {
		if (m->path == s->main->path || is_excluded(s, *m))
			continue;
		choose(s, *m, false);
		if (!n->pruned || !lists_all)
			meet(w, *m, n->pruned && lists_all);
	}
}

void modgraph_complete(Modules *s)
{
	if (s->complete)
		return;
	s->complete = true;
	Walk w = {0};
	VEC_EACH(const ModVersion, m, &s->main->requires)
		if (!is_excluded(s, *m))
			meet(&w, *m, s->pruned);
	for (int i = 0; i < w.nodes.len; i++)
		visit(s, &w, w.nodes.at[i]);
}

void modgraph_start(Modules *s)
{
	VEC_EACH(const ModVersion, m, &s->main->requires)
		if (!is_excluded(s, *m))
			choose(s, *m, true);
	s->pruned = s->main->minor >= MINOR_PRUNED;
	if (!s->pruned)
		modgraph_complete(s);
}
