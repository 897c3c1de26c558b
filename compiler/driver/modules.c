// modules.c - packages of modules: from an import path to a directory.
//
// A package may lie in any module whose path is a prefix of the package's.  All such modules that
// are chosen (modgraph.c) are looked at, from the longest path to the shortest: the directory that
// remains of the path must hold Go files, and in a module that lies in a local directory no other
// module may begin on the way down.  Exactly one module must have it; that is why an import can
// need modules in the cache that turn out to provide nothing, and their sums.
//
// First the main module's own lines are tried, then, if they yield nothing, the whole graph.
//
// A module's sources are looked up as late as this, and fetched if the cache lacks them.
//
// Build tags of one module come from three places: `//vole:tags` in go.mod (load_gomod.c);
// $VOLE_TAGS, `MODULE=TAG,TAG MODULE=...`; and a table here, of modules whose code for Go's own
// compiler is the one that Vole can use.

#include <stdlib.h>
#include <string.h>

#include "modules.h"

// --- tags ----------------------------------------------------------------------------------------

static const ModTags for_all[] = {
    {"golang.org/x/sys", "gc"}, // its assembly is understood: asmfile.c
};

static void append_tags(Buf *b, const char *list)
{
	buf_putc(b, ' ');
	buf_puts(b, list);
}

static void append_environment(Buf *b, const char *path)
{
	const char *s = getenv("VOLE_TAGS");
	size_t len = strlen(path);
	for (s = s ? s : ""; *s;) {
		size_t n = strcspn(s, " ");
		if (n > len && strncmp(s, path, len) == 0 && s[len] == '=')
			append_tags(b, arena_strndup(s + len + 1, n - len - 1));
		s += n + (s[n] != '\0');
	}
}

static const char *tags_of(const Modules *s, const char *path)
{
	Buf b = {0};
	for (size_t i = 0; i < sizeof for_all / sizeof *for_all; i++)
		if (strcmp(for_all[i].path, path) == 0)
			append_tags(&b, for_all[i].tags);
	VEC_EACH(const ModTags, t, &s->main->tags)
		if (strcmp(t->path, path) == 0)
			append_tags(&b, t->tags);
	append_environment(&b, path);
	return b.len ? buf_str(&b) : "";
}

// --- sources of a module -------------------------------------------------------------------------

static const char *local_dir(const Modules *s, const char *target)
{
	return path_absolute(target[0] == '/' ? target : path_join(s->root, target));
}

// Its directory.  NULL: go.sum does not list it, or *why says what else is wrong.
static const char *sources(Modules *s, Chosen *c, const char **why)
{
	ModVersion m = modgraph_actual(c);
	if (c->dir)
		return c->dir;
	if (m.version[0] == '\0' && dir_exists(local_dir(s, m.path)))
		return c->dir = local_dir(s, m.path);
	if (m.version[0] == '\0') {
		*why = arena_printf("%s@%s: replacement directory %s does not exist", c->mod.path,
				    c->mod.version, m.path);
		return NULL;
	}
	if (!gosum_has(&s->sum, m, ""))
		return NULL;
	const char *sum = modcache_recorded_sum(m);
	if (!sum && (*why = modcache_fetch(m)))
		return NULL;
	gosum_check(&s->sum, m, "", sum ? sum : modcache_recorded_sum(m));
	return c->dir = modcache_dir(m);
}

static bool has_go_files(const char *dir)
{
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names)
		if (path_has_suffix(name, ".go"))
			return true;
	return false;
}

// The directory of package `path` in module `module` that lies in `root`, if it is one there.
static const char *within(const char *path, const char *module, const char *root, bool local)
{
	size_t n = strlen(module);
	const char *dir = path_join(root, path[n] ? path + n + 1 : "");
	if (!has_go_files(dir))
		return NULL;
	for (const char *d = dir; local && strlen(d) > strlen(root); d = path_dir(d))
		if (file_exists(path_join(d, "go.mod")))
			return NULL;
	return dir;
}

// --- looking up ----------------------------------------------------------------------------------

typedef struct {
	const char *path;
	Vec found, dirs; // Chosen* (NULL: the main module), const char*; longest module path first
	Vec unsummed;    // Chosen*: not in go.sum
	const char *why; // a module cannot be had
} Search;

static void look_in(Modules *s, Search *l, const char *module)
{
	const char *dir;
	if (strcmp(module, s->main->path) == 0) {
		dir = within(l->path, module, s->root, true);
		if (dir) {
			vec_push(&l->found, NULL);
			vec_push(&l->dirs, (char *)dir);
		}
		return;
	}
	Chosen *c = modgraph_chosen(s, module);
	if (!c)
		return;
	const char *root = sources(s, c, &l->why);
	if (!root) {
		if (!l->why)
			vec_push(&l->unsummed, c);
		return;
	}
	dir = within(l->path, module, root, modgraph_actual(c).version[0] == '\0');
	if (dir) {
		vec_push(&l->found, c);
		vec_push(&l->dirs, (char *)dir);
	}
}

static void look(Modules *s, Search *l)
{
	l->found = l->dirs = l->unsummed = (Vec){0};
	for (const char *m = l->path; strcmp(m, ".") != 0 && !l->why; m = path_dir(m))
		look_in(s, l, m);
}

static const char *ambiguous(const Modules *s, const Search *l)
{
	Buf b = {0};
	buf_printf(&b, "ambiguous import: found package %s in multiple modules:", l->path);
	for (int i = l->found.len - 1; i >= 0; i--) {
		const Chosen *c = l->found.at[i];
		buf_printf(&b, "\n\t%s%s%s (%s)", c ? c->mod.path : s->main->path, c ? " " : "",
			   c ? c->mod.version : "", (char *)l->dirs.at[i]);
	}
	return buf_str(&b);
}

static const char *unsummed(const Search *l, const Importer *from)
{
	Buf b = {0};
	if (l->found.len > 0)
		buf_printf(&b,
			   "missing go.sum entry needed to verify package %s%s is provided by "
			   "exactly one module",
			   l->path,
			   from->path ? arena_printf(" (imported by %s)", from->path) : "");
	else
		buf_printf(&b, "missing go.sum entry for module providing package %s%s", l->path,
			   from->path ? arena_printf(" (imported by %s)", from->path) : "");
	if (from->path) {
		bool versioned = from->version && *from->version;
		buf_printf(&b, "; to add:\n\tgo get%s %s%s%s", from->test ? " -t" : "", from->path,
			   versioned ? "@" : "", versioned ? from->version : "");
		return buf_str(&b);
	}
	buf_puts(&b, "; to add:\n\tgo mod download");
	for (int i = l->unsummed.len - 1; i >= 0; i--)
		buf_printf(&b, " %s", ((Chosen *)l->unsummed.at[i])->mod.path);
	return buf_str(&b);
}

// Does a replacement that nobody requires have the package?
static const char *unrequired(const Modules *s, const char *path)
{
	const Replace *best = NULL;
	VEC_EACH(const Replace, r, &s->main->replaces) {
		bool longer = !best || strlen(r->from.path) > strlen(best->from.path);
		if (r->to.version[0] || !path_within(path, r->from.path) || !longer ||
		    modgraph_chosen(s, r->from.path))
			continue;
		if (within(path, r->from.path, local_dir(s, r->to.path), true))
			best = r;
	}
	return best ? best->from.path : NULL;
}

const char *modules_lookup_disabled(const Modules *s, const char *path)
{
	return arena_printf(
	    "cannot find module providing package %s: import lookup disabled by %s%s", path,
	    s->disabled, s->reason ? arena_printf("\n\t(%s)", s->reason) : "");
}

static const char *missing(const Modules *s, const char *path)
{
	const char *replaced = unrequired(s, path);
	if (replaced)
		return arena_printf("module %s provides package %s and is replaced but not "
				    "required; to add it:\n\tgo get %s",
				    replaced, path, replaced);
	if (s->disabled)
		return modules_lookup_disabled(s, path);
	return arena_printf("no required module provides package %s; to add it:\n\tgo get %s", path,
			    path);
}

// The one module found must be among those that go.mod lists, and its own requirements fit these.
// What is wrong, or NULL.
static const char *check_roots(Modules *s, Chosen *c, const char *path, const Importer *from)
{
	bool from_main = from->path && !*from->version;
	if (c->checked)
		return NULL;
	const GoMod *g = modgraph_gomod(s, c);
	if (!g)
		return s->fault;
	if (!c->root && from_main)
		return arena_printf("package %s imports %s from implicitly required module; to add "
				    "missing requirements, run:\n\tgo get %s@%s",
				    from->path, path, c->mod.path, c->mod.version);
	if (!c->root && s->pruned)
		modgraph_outdated(s);
	c->checked = c->root;
	VEC_EACH(const ModVersion, m, &g->requires) {
		const Chosen *have = modgraph_chosen(s, m->path);
		if (have && semver_compare(have->mod.version, m->version) < 0)
			modgraph_complete(s); // exits unless the requirement is excluded
	}
	return NULL;
}

bool modules_may_hold(const Modules *s, const char *path)
{
	if (path_within(path, s->main->path))
		return true;
	VEC_EACH(const ModVersion, m, &s->main->requires)
		if (path_within(path, m->path))
			return true;
	return false;
}

static const char *find_vendored(Modules *s, const char *path, const char **why)
{
	const char *dir =
	    path_within(path, s->main->path) ? within(path, s->main->path, s->root, true) : NULL;
	return dir ? dir : modvendor_find(s, path, why);
}

const char *modules_find(Modules *s, const char *path, const Importer *from, const char **why)
{
	if (s->vendoring)
		return find_vendored(s, path, why);
	Search l = {.path = path};
	look(s, &l);
	if (l.found.len == 0 && l.unsummed.len == 0 && !l.why && !s->complete) {
		modgraph_complete(s);
		look(s, &l);
	}
	if (l.why || l.found.len != 1 || l.unsummed.len > 0) {
		*why = l.why             ? l.why
		       : l.found.len > 1 ? ambiguous(s, &l)
		       : l.unsummed.len  ? unsummed(&l, from)
					 : missing(s, path);
		return NULL;
	}
	if (l.found.at[0])
		*why = check_roots(s, l.found.at[0], path, from);
	return *why ? NULL : l.dirs.at[0];
}

// --- the module of a directory -------------------------------------------------------------------

static bool vendored_of_dir(const Modules *s, const char *dir, ModuleOf *m)
{
	const char *vendor = path_join(s->root, "vendor");
	if (!s->vendoring || !path_within(dir, vendor) || !dir[strlen(vendor)])
		return false;
	const char *path = intern(dir + strlen(vendor) + 1);
	VEC_EACH(const Vendored, v, &s->vendored)
		VEC_EACH(const char, have, &v->packages)
			if (have == path)
				*m = (ModuleOf){v->mod.path, v->mod.version, vendor, v->minor,
						tags_of(s, v->mod.path)};
	return m->path != NULL;
}

bool modules_of_dir(Modules *s, const char *dir, ModuleOf *m)
{
	*m = (ModuleOf){0};
	if (vendored_of_dir(s, dir, m))
		return true;
	Chosen *best = NULL;
	VEC_EACH(Chosen, c, &s->chosen)
		if (c->dir && path_within(dir, c->dir) &&
		    (!best || strlen(c->dir) > strlen(best->dir)))
			best = c;
	bool in_main = path_within(dir, s->root);
	if (best && (!in_main || strlen(best->dir) > strlen(s->root))) {
		*m = (ModuleOf){best->mod.path, best->mod.version, best->dir,
				best->gomod ? best->gomod->minor : MINOR_UNSAID,
				tags_of(s, best->mod.path)};
	} else if (in_main) {
		bool said = s->main->goversion != NULL;
		*m =
		    (ModuleOf){s->main->path, "", s->root, said ? s->main->minor : GO_VERSION_MINOR,
			       tags_of(s, s->main->path)};
	}
	return m->path != NULL;
}

// Why there is a vendor/ that is used, or is not; NULL: there is none, or -mod decides.
static const char *vendor_reason(const Modules *s, const char *mod)
{
	const char *go = s->main->goversion;
	if (mod || !dir_exists(path_join(s->root, "vendor")))
		return NULL;
	if (!go)
		return "Go version in go.mod is unspecified, so vendor directory was not used.";
	return s->vendoring
		   ? "Go version in go.mod is at least 1.14 and vendor directory exists."
		   : arena_printf("Go version in go.mod is %s, so vendor directory was not used.",
				  go);
}

Modules *modules_open(const Module *m, const char *mod)
{
	if (!m->root)
		return NULL;
	Modules *s = NEW(Modules);
	*s = (Modules){.main = m->gomod, .root = m->root};
	bool vendor = m->gomod->minor >= MINOR_VENDOR && m->goversion &&
		      dir_exists(path_join(m->root, "vendor"));
	s->vendoring = mod ? strcmp(mod, "vendor") == 0 : vendor;
	s->reason = vendor_reason(s, mod);
	if (s->reason || (mod && strcmp(mod, "mod") != 0))
		s->disabled = s->vendoring ? "-mod=vendor" : "-mod=readonly";
	if (s->vendoring) {
		modvendor_open(s);
		return s;
	}
	gosum_read(&s->sum, path_join(m->root, "go.sum"));
	modgraph_start(s);
	return s;
}
