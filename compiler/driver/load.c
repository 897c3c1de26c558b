// load.c - packages: which files they have, what they import, and in what order they are compiled.
//
// A directory is a package.  Loading starts at the packages the command line names (load_args.c)
// and follows imports depth first:
//
// 1. An import path becomes a directory: the standard library's first, be it in stdlib/ or in an
//    installed Go (golib.c), then the module around the current directory and those it requires
//    (modules.c).
// 2. The directory's files that match the build constraints are read; their package clauses and
//    imports are parsed.
// 3. The imports are loaded; then the package itself is appended to Program.units.  So every
//    package comes after those it imports, and one met again while it is being loaded closes a
//    cycle.
//
// Messages are those of the go command: positions relative to the current directory, without `./`.
// Loading goes on after an error, to report what else is wrong, but nothing is compiled then.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "golib.h"
#include "modules.h"

const char *unit_title(const Unit *u)
{
	return u->title ? u->title : u->path;
}

// --- messages ------------------------------------------------------------------------------------

// `dir/file.go:line:col`, as the go command prints places.
const char *place_shown(Pos pos)
{
	return arena_printf("%s:%u:%u", path_shown(posbase(pos.base)->source), pos.line, pos.col);
}

// Complains about an import; pos is unknown for a package named on the command line.
static Unit *import_error(Loader *l, Pos pos, const char *message)
{
	l->failed = true;
	if (pos_known(pos))
		fprintf(stderr, "%s: %s\n", place_shown(pos), message);
	else
		fprintf(stderr, "%s\n", message);
	return NULL;
}

// The chain of imports that led back to `again`.
static Unit *cycle_error(Loader *l, Pos pos, const Unit *again)
{
	l->failed = true;
	Unit *root = l->stack.at[0];
	fprintf(stderr, "package %s\n", root->path);
	for (int i = 1; i < l->stack.len; i++) {
		Unit *u = l->stack.at[i];
		fprintf(stderr, "\timports %s from %s\n", u->path,
			path_base(posbase(u->imported_at.base)->file));
	}
	fprintf(stderr, "\timports %s from %s: import cycle not allowed%s\n", again->path,
		path_base(posbase(pos.base)->file), again->tests ? " in test" : "");
	return NULL;
}

// --- import path to directory --------------------------------------------------------------------

static bool has_go_files(const char *dir)
{
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names)
		if (path_has_suffix(name, ".go"))
			return true;
	return false;
}

// The directory of `path` if it lies in the module at root named module.
static const char *within_module(const char *path, const char *module, const char *root)
{
	size_t n = strlen(module);
	if (strncmp(path, module, n) != 0 || (path[n] != '\0' && path[n] != '/'))
		return NULL;
	return path_join(root, path[n] ? path + n + 1 : "");
}

static const char *in_pairs(const Vec *modules, const char *path)
{
	for (int i = 0; i < modules->len; i += 2) {
		const char *dir = within_module(path, modules->at[i], modules->at[i + 1]);
		if (dir && has_go_files(dir))
			return dir;
	}
	return NULL;
}

// In a module that go.work names.
static const char *workspace_dir(const Module *m, const char *path)
{
	const char *dir = in_pairs(&m->used, path);
	return dir ? dir : in_pairs(&m->replaced, path);
}

static bool first_element_has_dot(const char *path)
{
	size_t n = strcspn(path, "/");
	return memchr(path, '.', n) != NULL;
}

// Is it one of the copies of other modules' packages in Go's library?
static bool is_vendored(const char *path)
{
	return path_within(path, "vendor") || path_within(path, "cmd/vendor");
}

// The directory of a package that Go's library has, and the path that it has there.
static const char *golib_dir(const Loader *l, const char **path, const Unit *from)
{
	const char *src = l->command->to_library ? NULL : golib_src();
	if (!src)
		return NULL;
	if (from && from->pkg->is_golib) {
		const char *vendor = path_within(from->path, "cmd") ? "cmd/vendor" : "vendor";
		const char *vendored = path_join(vendor, *path), *dir = path_join(src, vendored);
		if (has_go_files(dir)) {
			*path = vendored;
			return dir;
		}
	} else if (is_vendored(*path)) {
		return NULL;
	}
	const char *dir = path_join(src, *path);
	return !first_element_has_dot(*path) && has_go_files(dir) ? dir : NULL;
}

// Can the path be of the standard library only?  Those of modules have a dot in their first
// element, or are the main module's, or go.mod names them.
static bool is_of_library(const Loader *l, const char *path)
{
	return !first_element_has_dot(path) && !modules_may_hold(l->module.modules, path);
}

// NULL: none; *why then says more than that, or NULL.
static const char *package_dir(const Loader *l, const char **path, const Unit *from,
			       const char **why)
{
	const char *dir = path_join(l->std, *path);
	bool ours = !first_element_has_dot(*path) && has_go_files(dir);
	if (ours && !(l->go_sets & golib_set_of(*path)))
		return dir;
	const char *go = golib_dir(l, path, from);
	if (go || ours)
		return go ? go : dir;
	const char *used = workspace_dir(&l->module, *path);
	if (used)
		return used;
	if (!l->module.modules || is_of_library(l, *path))
		return NULL;
	Importer importer = {.path = from ? from->path : NULL,
			     .version = from ? from->version : NULL,
			     .test = from && from->tests};
	return modules_find(l->module.modules, *path, &importer, why);
}

static const char *missing_package(const Loader *l, const char *path)
{
	if (golib_lists(path) && !golib_src())
		return golib_missing(path);
	if (!first_element_has_dot(path)) {
		const char *dir = path_join(golib_src() ? golib_src() : l->std, path);
		if (golib_src() && is_vendored(path) && has_go_files(dir))
			return "use of vendored package not allowed";
		if (dir_exists(dir) && access(dir, R_OK) != 0)
			return arena_printf("open %s: %s", dir, strerror(errno));
		return arena_printf("package %s is not in std (%s)", path, dir);
	}
	return arena_printf("no required module provides package %s: go.mod file not found in "
			    "current directory or any parent directory",
			    path);
}

static bool is_relative(const char *path)
{
	return strcmp(path, ".") == 0 || strncmp(path, "./", 2) == 0 || strncmp(path, "..", 2) == 0;
}

// The import path that a local one stands for; any other stays.
static const char *without_local(const Command *c, const char *path)
{
	if (!c->local || !is_relative(path))
		return path;
	return path_absolute(arena_printf("/%s/%s", c->local, path)) + 1;
}

static bool has_unprintable(const char *path)
{
	int32_t r = ' ';
	for (const char *s = path; *s && unicode_print(r);)
		s += utf8_decode(s, strlen(s), &r);
	return !unicode_print(r);
}

static const char *malformed_element(const char *path)
{
	for (const char *s = path;; s++) {
		size_t n = strcspn(s, "/");
		if (n == 0)
			return s[n] ? "double slash" : "trailing slash";
		if (n <= 2 && memcmp(s, "..", n) == 0)
			return arena_printf("invalid path element \"%.*s\"", (int)n, s);
		s += n;
		if (!*s)
			return NULL;
	}
}

// What is wrong with the spelling of an import path, or NULL.
static const char *malformed(const char *path)
{
	if (path[0] == '\0' || strpbrk(path, " !\"#$%&'()*,:;<=>?[\\]^`{|}") ||
	    has_unprintable(path))
		return arena_printf("invalid import path: %s", path);
	if (is_relative(path))
		return arena_printf("\"%s\" is relative, but relative import paths are not "
				    "supported in module mode",
				    path);
	if (path[0] == '/')
		return arena_printf("\"%s\" is not a package path", path);
	const char *element = malformed_element(path);
	return element ? arena_printf("malformed import path \"%s\": %s", path, element) : NULL;
}

// Is `from` in the parent of every element `internal` of `path`, or below it?
static bool sees_internal(const char *path, const char *from)
{
	for (const char *s = path; (s = strstr(s, "/internal")); s++) {
		if (s[9] != '\0' && s[9] != '/')
			continue;
		if (!path_within(from, arena_strndup(path, (size_t)(s - path))))
			return false;
	}
	return true;
}

// Code below a directory `internal` may be imported from that directory's parent and below only.
// The two parts of the standard library are one.  Between modules, whose directories lie anywhere,
// import paths decide.
static bool internal_allowed(const Unit *u, const Unit *from)
{
	if (u->pkg->is_std && from->pkg->is_std)
		return true;
	if (sees_internal(u->dir, from->dir))
		return true;
	return !u->pkg->is_std && !from->pkg->is_std && sees_internal(u->path, from->path);
}

// --- the files of a package ----------------------------------------------------------------------

static int by_path(const void *a, const void *b)
{
	const Import *x = *(Import *const *)a, *y = *(Import *const *)b;
	return strcmp(x->path, y->path);
}

static void note_imports(Unit *u, const Source *s)
{
	VEC_EACH(Node, n, &s->head->imports) {
		size_t size;
		const char *path = intern(const_string_val(n->val, &size));
		bool known = strlen(path) != size; // a NUL, which the checker refuses
		VEC_EACH(Import, old, &u->imports)
			known |= old->path == path;
		if (known)
			continue;
		Import *import = NEW(Import);
		import->path = path;
		import->pos = n->pos;
		vec_push(&u->imports, import);
	}
}

// file: what the executable calls it.
static void push_source(Unit *u, Source *s, const char *file, const char *shown)
{
	s->base = posbase_new(file, shown, u->pkg);
	posbase(s->base)->source = s->path;
	posbase(s->base)->goversion = atoi(u->pkg->goversion + strlen("1."));
	vec_push(&u->sources, s);
}

void add_text(Unit *u, const char *name, char *text, size_t size)
{
	Source *s = NEW(Source);
	*s = (Source){.path = name, .text = text, .size = size};
	push_source(u, s, name, name);
}

// A file's name by its package's path, for -trimpath.
static const char *trimmed_path(const Unit *u, const char *file)
{
	const char *base = path_base(file);
	if (u->from_files)
		return arena_printf("./%s", base);
	size_t n = strlen(u->path);
	if (u->tests == TESTS_EXTERNAL && path_has_suffix(u->path, "_test"))
		n -= strlen("_test");
	return path_join(arena_strndup(u->path, n), base);
}

// Reads one file.  `shown`: its name in the compiler's messages.
bool add_source(Loader *l, Unit *u, const char *path, const char *shown)
{
	Source *s = NEW(Source);
	s->path = path;
	s->text = file_read(path, &s->size);
	if (!s->text) {
		fprintf(stderr, "open %s: %s\n", path_shown(path), strerror(errno));
		l->failed = true;
		return false;
	}
	push_source(u, s, l->command->trimpath ? trimmed_path(u, path) : path, shown);
	return true;
}

void parse_heads(Loader *l, Unit *u)
{
	int errors = syntax_error_count();
	VEC_EACH(Source, s, &u->sources) {
		s->head = parse_imports(s->path, s->base, s->text, s->size);
		note_imports(u, s);
	}
	if (syntax_error_count() == errors || l->command->as_given) {
		diag_forget(); // parsing the whole says it again
		return;
	}
	l->failed = true;
	fprintf(stderr, "# %s\n", unit_title(u));
	diag_flush();
}

// All files must have one package clause.
static bool same_clause(Loader *l, Unit *u)
{
	Source *first = NULL;
	VEC_EACH(Source, s, &u->sources) {
		if (!s->head->pkgname)
			continue; // a syntax error, reported
		if (!first)
			first = s;
		if (s->head->pkgname == first->head->pkgname)
			continue;
		fprintf(stderr, "found packages %s (%s) and %s (%s) in %s\n", first->head->pkgname,
			path_base(first->path), s->head->pkgname, path_base(s->path), u->dir);
		l->failed = true;
		return false;
	}
	u->pkg->name = first ? first->head->pkgname : "";
	return true;
}

bool is_test_name(const char *name)
{
	return path_has_suffix(name, "_test.go");
}

static bool is_source_name(const Unit *u, const char *name)
{
	if (!path_has_suffix(name, ".go") || name[0] == '_' || name[0] == '.')
		return false;
	return is_test_name(name) ? u->tests != TESTS_NONE : u->tests != TESTS_EXTERNAL;
}

// Is the test file s, whose package clause tells, one of u's?
static bool is_own_test(const Unit *u, const Source *s)
{
	File *head = parse_imports(s->path, s->base, s->text, s->size);
	diag_forget();
	bool external = head->pkgname && path_has_suffix(head->pkgname, "_test");
	return external == (u->tests == TESTS_EXTERNAL);
}

// Does source s, just read, belong to u?  excluded: counts those that constraints exclude.
static bool belongs(const Unit *u, const Source *s, int *excluded)
{
	if (!build_tags_match(s->text, s->size, u->pkg->is_golib)) {
		++*excluded;
		return false;
	}
	return !is_test_name(s->path) || is_own_test(u, s);
}

// As `go build` shows files: ./x.go in the current directory, dir/x.go elsewhere.
const char *shown_in_package(const char *path)
{
	const char *shown = path_shown(path);
	return strchr(shown, '/') ? shown : arena_printf("./%s", shown);
}

static void report_no_sources(Loader *l, const Unit *u, int excluded, int tests)
{
	if (excluded > 0)
		import_error(
		    l, u->imported_at,
		    arena_printf("package %s: build constraints exclude all Go files in %s",
				 u->path, u->dir));
	else
		import_error(l, u->imported_at,
			     arena_printf("no %sGo files in %s", tests ? "non-test " : "", u->dir));
}

typedef struct {
	int excluded, tests; // files met
} Met;

static void find_source(Loader *l, Unit *u, const char *dir, const char *name, Met *met)
{
	const char *path = path_join(dir, name);
	met->tests += path_has_suffix(name, "_test.go");
	if (!is_source_name(u, name) || !file_exists(path))
		return;
	if (!build_name_matches(name)) {
		met->excluded++;
		return;
	}
	if (!add_source(l, u, path, shown_in_package(path)))
		return;
	if (!belongs(u, u->sources.at[u->sources.len - 1], &met->excluded))
		u->sources.len--;
}

// What the package's assembly amounts to.  false after a message if that is too much.
static bool find_assembly(Loader *l, Unit *u, const Vec *names)
{
	char *links = NULL;
	bool any = false;
	const char *why = u->tests == TESTS_EXTERNAL ? NULL : asm_read(u, names, &links, &any);
	if (why) {
		import_error(l, u->imported_at, why);
		return false;
	}
	if (any)
		u->pkg->allow_bodyless = true; // the linker says which are missing
	if (links && u->sources.len > 0) {
		const Source *first = u->sources.at[0];
		File *head = parse_imports(first->path, first->base, first->text, first->size);
		diag_forget();
		char *text = arena_printf("package %s\n\nimport _ \"unsafe\"\n\n%s",
					  head->pkgname ? head->pkgname : "_", links);
		add_text(u, path_join(u->dir, "vole_assembly.go"), text, strlen(text));
	}
	return true;
}

// Fills u->sources from its directory, and what Vole lays over that.  A package under test may have
// none.
bool find_sources(Loader *l, Unit *u)
{
	const char *overlay = NULL;
	Met met = {0};
	if (u->pkg->is_golib) {
		overlay = path_join(path_join(l->std, "overlay"), u->path);
		Vec added = dir_list(overlay);
		VEC_EACH(const char, name, &added)
			find_source(l, u, overlay, name, &met);
	}
	build_set_module_tags(u->tags ? u->tags : "");
	Vec names = dir_list(u->dir);
	VEC_EACH(const char, name, &names)
		if (!overlay || !file_exists(path_join(overlay, name)))
			find_source(l, u, u->dir, name, &met);
	bool usable = u->pkg->is_std || find_assembly(l, u, &names);
	build_set_module_tags("");
	if (!usable)
		return false;
	if (u->sources.len == 0 && !l->failed && u->tests == TESTS_NONE)
		report_no_sources(l, u, met.excluded, met.tests);
	return u->sources.len > 0;
}

// --- units ---------------------------------------------------------------------------------------

// The module that u is of, and so its language.
static void note_module(Loader *l, Unit *u)
{
	ModuleOf m;
	if (l->module.modules && modules_of_dir(l->module.modules, u->dir, &m)) {
		u->module = m.path;
		u->version = m.version;
		u->tags = m.tags;
		u->pkg->goversion = arena_printf("1.%d", m.minor);
	}
	if (l->command->goversion)
		u->pkg->goversion = l->command->goversion;
}

Unit *unit_new(Loader *l, const char *path, const char *dir)
{
	Unit *u = NEW(Unit);
	u->pkg = NEW(Package);
	u->pkg->loader = u;
	u->path = intern(path);
	u->dir = u->pkg->dir = dir;
	u->pkg->is_golib = golib_holds(dir);
	u->pkg->is_std = u->pkg->is_golib || path_within(dir, l->std);
	u->pkg->is_runtime = u->pkg->is_std && strcmp(path, "runtime") == 0;
	u->pkg->allow_bodyless = u->pkg->is_std || l->command->as_given;
	u->pkg->goversion = "1." GO_VERSION_MINOR_TEXT;
	if (!u->pkg->is_std)
		note_module(l, u);
	bool prebuilt = u->pkg->is_std && !u->pkg->is_golib;
	u->options = prebuilt ? l->command->std : l->command->deps;
	vec_push(&l->known, u);
	return u;
}

// The program's packages may use all of syscall, too.
static unsigned wanted_sets(const Unit *from, const char *path)
{
	if (from->pkg->is_golib)
		return golib_wants(path);
	bool program = !from->pkg->is_std;
	return program && golib_src() ? golib_wants(path) & GOLIB_SYSTEM : 0;
}

static void load_import(Loader *l, Unit *from, Import *import)
{
	if (strcmp(import->path, "unsafe") == 0)
		return;
	if (strcmp(import->path, "C") == 0) {
		import_error(l, import->pos, "import \"C\": cgo not supported");
		return;
	}
	const char *path = without_local(l->command, import->path), *why = golib_refusal(path);
	if (why) {
		import_error(l, import->pos,
			     arena_printf("import \"%s\" not supported: %s", path, why));
		return;
	}
	l->wanted_sets |= wanted_sets(from, path);
	Unit *u = import->unit = load_package(l, path, from, import->pos);
	if (!u)
		return;
	if (u->is_main)
		import_error(l, import->pos,
			     arena_printf("import \"%s\" is a program, not an importable package",
					  import->path));
	else if (!from->generated && !internal_allowed(u, from))
		import_error(
		    l, (Pos){0},
		    arena_printf("package %s\n\t%s: use of internal package %s not allowed",
				 from->path, place_shown(import->pos), import->path));
}

void load_imports(Loader *l, Unit *u)
{
	if (u->imports.len > 0)
		qsort(u->imports.at, (size_t)u->imports.len, sizeof *u->imports.at, by_path);
	VEC_EACH(Import, import, &u->imports)
		load_import(l, u, import);
}

static void note_settings(const Loader *l, Unit *u)
{
	VEC_EACH(const LinkSetting, s, &l->command->settings) {
		if (strcmp(s->path, u->pkg->path) != 0)
			continue;
		VarSetting *v = NEW(VarSetting);
		*v = (VarSetting){s->name, s->value};
		vec_push(&u->pkg->settings, v);
	}
}

// u's sources are known: reads their heads, loads the imports, appends u.
void load_unit(Loader *l, Unit *u)
{
	u->state = UNIT_LOADING;
	vec_push(&l->stack, u);
	parse_heads(l, u);
	if (same_clause(l, u)) {
		u->is_main = strcmp(u->pkg->name, "main") == 0 && !u->tests;
		u->pkg->path = u->is_main ? intern("main") : u->path;
		if (!l->command->as_given) // the compiler proper is told of no files
			l->failed |= !embeds_find(u);
		note_settings(l, u);
		if (l->cover)
			l->cover(l, u);
		load_imports(l, u);
		if (u->is_main && !l->command->as_given) {
			u->pkg->buildinfo = buildinfo_text(l, u);
			u->pkg->goroot = buildinfo_goroot(l, u);
		}
	}
	vec_pop(&l->stack);
	u->state = UNIT_LOADED;
	vec_push(&l->program->units, u);
}

Unit *load_directory(Loader *l, const char *path, const char *dir, Pos pos)
{
	if (l->listed) {
		l->listed(l, path, dir);
		return NULL;
	}
	VEC_EACH(Unit, u, &l->known)
		if (strcmp(u->dir, dir) == 0 && !u->from_files && u->tests != TESTS_EXTERNAL)
			return u->state == UNIT_LOADING ? cycle_error(l, pos, u) : u;
	Unit *u = unit_new(l, path, dir);
	u->imported_at = pos;
	if (!find_sources(l, u)) {
		vec_pop(&l->known);
		return NULL;
	}
	load_unit(l, u);
	return u;
}

Unit *load_package(Loader *l, const char *path, const Unit *from, Pos pos)
{
	VEC_EACH(Unit, u, &l->known)
		if (u->tests && strcmp(u->path, path) == 0 && u->state != UNIT_LOADING)
			return u;
	const char *wrong = from ? malformed(path) : NULL;
	if (wrong && l->command->as_given && !is_relative(path))
		return NULL; // the compiler proper says it in its own words
	if (wrong)
		return import_error(l, pos, wrong);
	const char *why = NULL, *dir = package_dir(l, &path, from, &why);
	if (!dir)
		return why && strncmp(why, "package ", 8) == 0 // it names the importer itself
			   ? import_error(l, (Pos){0}, why)
			   : import_error(l, pos, why ? why : missing_package(l, path));
	return load_directory(l, path, dir, pos);
}

Unit *load_files(Loader *l, const char *path, const Vec *files)
{
	const char *dir = path_dir(path_absolute(files->at[0]));
	Unit *u = unit_new(l, path, dir);
	u->from_files = true;
	VEC_EACH(const char, file, files) {
		const char *abs = path_absolute(file);
		if (!add_source(l, u, abs, l->command->as_given ? file : shown_in_package(abs)))
			return NULL;
	}
	load_unit(l, u);
	return u;
}

// --- initialisation order ------------------------------------------------------------------------

static void collect(Vec *all, Unit *u)
{
	VEC_EACH(Unit, have, all)
		if (have == u)
			return;
	VEC_EACH(Import, import, &u->imports)
		if (import->unit)
			collect(all, import->unit);
	vec_push(all, u);
}

static bool contains(const Vec *units, const Unit *u)
{
	VEC_EACH(Unit, have, units)
		if (have == u)
			return true;
	return false;
}

static bool ready(const Unit *u, const Vec *done)
{
	VEC_EACH(Import, import, &u->imports)
		if (import->unit && !contains(done, import->unit))
			return false;
	return true;
}

static int by_unit_path(const void *a, const void *b)
{
	const Unit *x = *(Unit *const *)a, *y = *(Unit *const *)b;
	return strcmp(x->pkg->path, y->pkg->path);
}

// Appends root and what it imports to `order`: always the first package, by path, that is not there
// yet and whose imports are.  (The language leaves the order open; this is Go's.)
static void append_in_order(Vec *order, Unit *root)
{
	Vec all = {0};
	collect(&all, root);
	qsort(all.at, (size_t)all.len, sizeof *all.at, by_unit_path);
	for (bool found = true; found;) {
		found = false;
		VEC_EACH(Unit, u, &all) {
			if (contains(order, u) || !ready(u, order))
				continue;
			vec_push(order, u);
			found = true;
			break;
		}
	}
}

Vec program_init_order(const Program *p, Unit *u)
{
	Vec order = {0};
	if (p->runtime)
		append_in_order(&order, p->runtime);
	append_in_order(&order, u);
	return order;
}
