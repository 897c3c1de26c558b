// commands.c - what each command does with a program: build, run, compile, and the small ones.
//
// All begin with build_program(): load.c finds the packages, build.c brings their objects up to
// date (phases.c says how one is compiled).  link.c makes executables, run.c runs them.

#include <stdlib.h>
#include <string.h>
#include <errno.h>

#include "config.h"
#include "golib.h"

// --- build ---------------------------------------------------------------------------------------

// The last element of the import path that is no version, or the first file's name.
const char *default_name(const Unit *u)
{
	if (u->from_files) {
		const Source *first = u->sources.at[0];
		const char *name = path_base(first->path);
		return arena_strndup(name, strlen(name) - strlen(".go"));
	}
	const char *name = path_base(u->path);
	bool version =
	    name[0] == 'v' && name[1] && strspn(name + 1, "0123456789") == strlen(name + 1);
	return version && name != u->path ? path_base(path_dir(u->path)) : name;
}

bool is_dir_name(const char *s)
{
	return s && (path_has_suffix(s, "/") || dir_exists(s));
}

static bool copy_object(const Unit *u, const char *to)
{
	size_t size;
	char *data = file_read(u->entry.object, &size);
	bool ok = data && file_write(to, data, size);
	free(data);
	if (!ok)
		fprintf(stderr, "vole: cannot write %s: %s\n", to, strerror(errno));
	return ok;
}

// -o with one target, or no -o and one target.
static bool finish_single(const Program *p, Unit *u, const Command *c)
{
	if (u->is_main)
		return link_program(p, u, c, c->output ? c->output : default_name(u));
	return !c->output || copy_object(u, c->output);
}

// -o with a directory: every command goes there.
static bool finish_in_dir(const Program *p, const Command *c)
{
	if (!make_dirs(path_absolute(c->output))) {
		fprintf(stderr, "vole: cannot make directory %s: %s\n", c->output, strerror(errno));
		return false;
	}
	VEC_EACH(Unit, u, &p->targets)
		if (u->is_main && !link_program(p, u, c, path_join(c->output, default_name(u))))
			return false;
	return true;
}

static bool finish_build(const Program *p, const Command *c)
{
	if (is_dir_name(c->output))
		return finish_in_dir(p, c);
	return p->targets.len != 1 || finish_single(p, p->targets.at[0], c);
}

// Loads and compiles; links nothing.
static int build_program(Program *p, Command *c)
{
	if (c->keep_work)
		install_keep_work();
	if (!load_program(p, c))
		return 1;
	return c->stop_after == PHASE_LOAD ? 0 : build_objects(p, c);
}

static bool links(const Command *c)
{
	return c->stop_after == PHASE_LINK && c->emit == EMIT_OBJECT;
}

int command_build(Command *c)
{
	Program p = {0};
	int status;
	if (!decisions_wanted(c, &status) || (status = build_program(&p, c)) != 0)
		return status;
	if (c->html)
		return decisions_index(&p, c) ? 0 : 1;
	if (c->output && p.targets.len > 1 && !is_dir_name(c->output)) {
		fprintf(stderr, "vole: cannot write multiple packages to non-directory %s\n",
			c->output);
		return 1;
	}
	return !links(c) || finish_build(&p, c) ? 0 : 1;
}

// --- run -----------------------------------------------------------------------------------------

// Splits the arguments into what to build and what the program gets.
static Vec take_program_args(Command *c)
{
	int n = 0;
	while (n < c->args.len && path_has_suffix(c->args.at[n], ".go"))
		n++;
	if (n == 0 && c->args.len > 0)
		n = 1;
	Vec rest = {c->args.at + n, c->args.len - n, c->args.len - n};
	c->args.len = n;
	return rest;
}

static int run_linked(const Program *p, Unit *u, const Command *c, const char *program,
		      const Vec *args)
{
	if (!c->heap_lines)
		return run_program(program, args, c->gcview, NULL);
	const char *sites = path_absolute(path_join(install_work(), "heap-sites"));
	if (!file_write(sites, "", 0)) {
		fprintf(stderr, "vole: cannot write %s: %s\n", sites, strerror(errno));
		return 1;
	}
	int status = run_program(program, args, c->gcview, sites);
	heap_table(p, u, c, sites);
	return status;
}

int command_run(Command *c)
{
	Vec rest = take_program_args(c);
	if (c->heap_lines && c->strip) {
		fprintf(stderr, "vole: -m=heap needs the debug data that -ldflags leaves out\n");
		return 2;
	}
	if (c->args.len == 0) {
		fprintf(stderr, "vole: no go files listed\n");
		return 1;
	}
	Program p = {0};
	int status = build_program(&p, c);
	if (status || !links(c))
		return status;
	Unit *u = p.targets.len == 1 ? p.targets.at[0] : NULL;
	if (!u || !u->is_main) {
		fprintf(stderr,
			u ? "package %s is not a main package\n"
			  : "vole: %s matches multiple packages\n",
			u ? u->path : (const char *)c->args.at[0]);
		return 1;
	}
	const char *program =
	    c->output ? path_absolute(c->output) : path_join(install_work(), default_name(u));
	return link_program(&p, u, c, program) ? run_linked(&p, u, c, program, &rest) : 1;
}

// --- other commands ------------------------------------------------------------------------------

int command_compile(Command *c)
{
	if (c->args.len == 0) {
		fprintf(stderr, "usage: vole compile [-e] [-m] [-l] [-o object] file.go...\n");
		return 2;
	}
	c->as_given = true;
	if (!c->output && c->emit == EMIT_OBJECT) {
		const char *name = path_base(c->args.at[0]);
		c->output = arena_printf("%.*s.o", (int)strcspn(name, "."), name);
	}
	Program p = {0};
	return build_program(&p, c);
}

// The library's own objects: what `make` runs.
int command_stdlib(Command *c)
{
	c->to_library = true;
	c->stop_after = PHASE_GEN;
	vec_push(&c->args, "std");
	Program p = {0};
	return build_program(&p, c);
}

int command_clean(Command *c)
{
	const char *dir = install_cache();
	if (c->cache && dir && !remove_tree(dir)) {
		fprintf(stderr, "vole: cannot remove %s: %m\n", dir);
		return 1;
	}
	if (c->test_cache && dir)
		cache_forget_results();
	return 0;
}

int command_version(void)
{
	printf("vole version %s linux/amd64 (language Go 1.%d, LLVM %s)\n", VOLE_VERSION,
	       GO_VERSION_MINOR, CONFIG_LLVM_VERSION);
	return 0;
}

int command_env(int n, char **names)
{
	Module m = {0};
	if (!module_find(&m, current_dir()))
		return 1;
	const char *const table[][2] = {
	    {"GOARCH", "amd64"},
	    {"GOMOD", m.root ? path_join(m.root, "go.mod") : "/dev/null"},
	    {"GOOS", "linux"},
	    {"GOROOT", golib_root() ? golib_root() : ""},
	    {"GOVERSION", golib_version() ? golib_version() : ""},
	    {"VOLE_CACHE", install_cache() ? install_cache() : "off"},
	    {"VOLE_ROOT", install_root()},
	    {"VOLE_VERSION", VOLE_VERSION},
	};
	for (int i = 0; i < n; i++) {
		const char *value = "";
		for (size_t k = 0; k < sizeof table / sizeof *table; k++)
			if (strcmp(table[k][0], names[i]) == 0)
				value = table[k][1];
		printf("%s\n", value);
	}
	for (size_t k = 0; n == 0 && k < sizeof table / sizeof *table; k++)
		printf("%s='%s'\n", table[k][0], table[k][1]);
	return 0;
}
