// load_args.c - what the command line's arguments name: files, directories, import paths, patterns.

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "golib.h"
#include "modules.h"

static bool complain(Loader *l, const char *message)
{
	fprintf(stderr, "%s\n", message);
	l->failed = true;
	return false;
}

static bool is_local(const char *arg)
{
	return arg[0] == '/' || strcmp(arg, ".") == 0 || strcmp(arg, "..") == 0 ||
	       strncmp(arg, "./", 2) == 0 || strncmp(arg, "../", 3) == 0;
}

static void add_target(Loader *l, Unit *u)
{
	if (!u || u->named)
		return;
	u->named = true;
	u->options = l->command->named;
	vec_push(&l->program->targets, u);
}

// --- files ---------------------------------------------------------------------------------------

static bool check_file(Loader *l, const char *file, const char *first)
{
	struct stat st;
	if (!path_has_suffix(file, ".go"))
		return complain(l, arena_printf("named files must be .go files: %s", file));
	if (stat(file, &st) != 0)
		return complain(l, arena_printf("stat %s: %s", file,
						errno == ENOENT ? "no such file or directory"
								: strerror(errno)));
	if (S_ISDIR(st.st_mode))
		return complain(l, arena_printf("%s is a directory, should be a Go file", file));
	if (strcmp(path_dir(path_absolute(file)), path_dir(path_absolute(first))) != 0)
		return complain(
		    l, arena_printf("named files must all be in one directory; have %s and %s",
				    path_dir(first), path_dir(file)));
	return true;
}

static void load_named_files(Loader *l)
{
	const Vec *files = &l->command->args;
	VEC_EACH(const char, file, files)
		if (!check_file(l, file, files->at[0]))
			return;
	const char *path = l->command->path ? l->command->path : "command-line-arguments";
	if (l->listed)
		l->listed(l, path, path_dir(path_absolute(files->at[0])));
	else
		add_target(l, load_files(l, path, files));
}

// --- directories ---------------------------------------------------------------------------------

// The import path of a directory; NULL after a complaint if it is in no module.
static const char *path_of_dir(Loader *l, const char *dir)
{
	const Module *m = &l->module;
	const char *std = golib_holds(dir) ? golib_src() : l->std;
	if (path_within(dir, std))
		return dir[strlen(std)] ? dir + strlen(std) + 1 : ".";
	for (int i = 0; i < m->used.len; i += 2) {
		const char *root = m->used.at[i + 1];
		if (path_within(dir, root))
			return arena_printf("%s%s", (char *)m->used.at[i], dir + strlen(root));
	}
	if (!m->root) {
		complain(l,
			 "go: go.mod file not found in current directory or any parent directory");
		return NULL;
	}
	if (!path_within(dir, m->root)) {
		complain(l, arena_printf("directory %s outside main module "
					 "or its selected dependencies",
					 path_shown(dir)));
		return NULL;
	}
	const char *rest = dir + strlen(m->root);
	return arena_printf("%s%s", m->path, strcmp(m->root, "/") == 0 && *rest ? dir : rest);
}

static void load_dir_arg(Loader *l, const char *arg)
{
	const char *dir = path_absolute(arg);
	if (!dir_exists(dir)) {
		complain(l, arena_printf("stat %s: directory not found", dir));
		return;
	}
	const char *path = path_of_dir(l, dir);
	if (path)
		add_target(l, load_directory(l, path, dir, (Pos){0}));
}

// --- patterns with ... ---------------------------------------------------------------------------

// Does s match pattern, where `...` stands for any text?  x/... matches x too.
static bool matches(const char *pattern, const char *s)
{
	for (; *pattern; pattern++, s++) {
		if (strcmp(pattern, "/...") == 0 && *s == '\0')
			return true;
		if (strncmp(pattern, "...", 3) == 0) {
			for (;; s++) {
				if (matches(pattern + 3, s))
					return true;
				if (*s == '\0')
					return false;
			}
		}
		if (*pattern != *s)
			return false;
	}
	return *s == '\0';
}

// tests: do _test.go files count?
static bool holds_sources(const char *dir, bool tests)
{
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names) {
		if (!path_has_suffix(name, ".go") || (!tests && is_test_name(name)) ||
		    !build_name_matches(name))
			continue;
		size_t size;
		const char *text = file_read(path_join(dir, name), &size);
		if (text && build_tags_match(text, size, golib_holds(dir)))
			return true;
	}
	return false;
}

typedef struct {
	const char *pattern; // NULL: everything
	int found;
} Walk;

static void walk(Loader *l, Walk *w, const char *dir, const char *path)
{
	if ((!w->pattern || matches(w->pattern, path)) && holds_sources(dir, l->listed != NULL)) {
		w->found++;
		add_target(l, load_directory(l, path, dir, (Pos){0}));
	}
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names) {
		const char *below = path_join(dir, name);
		if (name[0] == '_' || name[0] == '.' || strcmp(name, "testdata") == 0 ||
		    !dir_exists(below))
			continue;
		if (strcmp(name, "vendor") == 0 || file_exists(path_join(below, "go.mod")) ||
		    (dir == l->std && strcmp(name, "overlay") == 0)) // parts of packages: golib.c
			continue;
		walk(l, w, below, *path ? arena_printf("%s/%s", path, name) : name);
	}
}

// ./dir/rest, where rest holds the first `...`: walks dir, matching paths below it.
static void walk_local(Loader *l, Walk *w, const char *arg)
{
	const char *rest = strstr(arg, "...");
	while (rest > arg && rest[-1] != '/')
		rest--;
	const char *dir = path_absolute(arena_strndup(arg, (size_t)(rest - arg)));
	const char *base = path_of_dir(l, dir);
	if (!base)
		return;
	w->pattern = arena_printf("%s/%s", base, rest);
	walk(l, w, dir, base);
}

static void load_pattern(Loader *l, const char *arg)
{
	Walk w = {.pattern = arg};
	if (is_local(arg)) {
		walk_local(l, &w, arg);
	} else {
		bool std = strcmp(arg, "std") == 0;
		if (std)
			w.pattern = NULL;
		walk(l, &w, l->std, "");
		for (int i = 0; !std && i < l->module.used.len; i += 2)
			walk(l, &w, l->module.used.at[i + 1], l->module.used.at[i]);
		if (!std && l->module.root && !l->module.work)
			walk(l, &w, l->module.root, l->module.path);
	}
	if (w.found == 0 && !l->failed)
		fprintf(stderr, "vole: warning: \"%s\" matched no packages\n", arg);
}

// --- all arguments -------------------------------------------------------------------------------

static void load_arg(Loader *l, const char *arg)
{
	if (strstr(arg, "...") || strcmp(arg, "std") == 0)
		load_pattern(l, arg);
	else if (is_local(arg))
		load_dir_arg(l, arg);
	else
		add_target(l, load_package(l, arg, NULL, (Pos){0}));
}

bool arg_means(const char *arg, const Unit *u)
{
	if (!is_local(arg))
		return strcmp(arg, "all") == 0 || matches(arg, u->path);
	return matches(path_absolute(arg), u->dir);
}

static bool any_main(const Program *p)
{
	VEC_EACH(Unit, u, &p->targets)
		if (u->is_main)
			return true;
	return false;
}

// The runtime's Go half is part of every program.
static void load_runtime(Loader *l)
{
	if (any_main(l->program) && l->command->stop_after == PHASE_LINK && !l->command->as_given)
		l->program->runtime = load_package(l, "runtime", NULL, (Pos){0});
}

// Does -mod say what can be done here?  With -mod=mod go.mod is brought up to date.
static bool obey_mod(const Command *c)
{
	static bool updated;
	const char *mod = c->mod ? c->mod : "";
	Module m = {0};
	if (*mod && strcmp(mod, "readonly") != 0 && strcmp(mod, "vendor") != 0 &&
	    strcmp(mod, "mod") != 0) {
		fprintf(stderr,
			"-mod=%s not supported (can be '', 'mod', 'readonly', or 'vendor')\n", mod);
		return false;
	}
	if (updated || strcmp(mod, "mod") != 0)
		return true;
	updated = true;
	if (!module_find(&m, current_dir()) || !workspace_find(&m, current_dir()))
		return false;
	if (m.work)
		fprintf(stderr,
			"go: -mod may only be set to readonly or vendor when in workspace mode, "
			"but it is set to \"mod\"\n"
			"\tRemove the -mod flag to use the default readonly value, \n"
			"\tor set GOWORK=off to disable workspace mode.\n");
	return !m.work && (!m.root || modcache_update(c));
}

bool loader_start(Loader *l, Program *p, const Command *c)
{
	*l = (Loader){.program = p, .command = c, .std = install_stdlib()};
	if (!obey_mod(c) || !module_find(&l->module, current_dir()) ||
	    !workspace_find(&l->module, current_dir()))
		return false;
	l->module.modules = modules_open(&l->module, c->mod);
	return true;
}

bool names_files(const Command *c)
{
	const char *first = c->args.len > 0 ? c->args.at[0] : NULL;
	return first && (path_has_suffix(first, ".go") || c->as_given) && !dir_exists(first);
}

void load_args(Loader *l, const Vec *args)
{
	if (names_files(l->command))
		load_named_files(l);
	else if (args->len == 0)
		load_arg(l, ".");
	else
		VEC_EACH(const char, arg, args)
			load_arg(l, arg);
}

bool loader_restarts(const Loader *l, unsigned *go_sets)
{
	if (l->failed || !(l->wanted_sets & ~*go_sets))
		return false;
	*go_sets |= l->wanted_sets;
	return true;
}

bool load_program(Program *p, const Command *c)
{
	Loader l;
	unsigned go_sets = 0;
	do {
		*p = (Program){0};
		if (!loader_start(&l, p, c))
			return false;
		l.go_sets = go_sets;
		load_args(&l, &c->args);
	} while (loader_restarts(&l, &go_sets));
	if (!l.failed)
		load_runtime(&l);
	return !l.failed;
}
