// link.c - objects to executable, through the system linker.
//
// The linker is run directly, with what the C compiler would give it for an ordinary dynamic
// program (config.h, made at build time, says where those files are).  Between go_text_begin.o and
// go_text_end.o stand the packages and the program's own object (gen_stub.c), so that the runtime
// can tell goroutine code by its address.
//
// Functions, variables and descriptors that nothing refers to are dropped (--gc-sections); each has
// a section of its own (gen_sections.c).  What the runtime finds by other ways than a reference is
// in sections goroots, gotypes and gomaps, which __start_ and __stop_ symbols delimit: these do not
// keep them (start-stop-gc), an entry is kept with its variable or descriptor.
//
// Where possible the library's share of this is done once (prelink.c).
//
// The executable is written under another name in its directory and renamed when it is complete.

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "codegen.h"
#include "compiler.h"
#include "config.h"
#include "linker.h"
#include "linknames.h"
#include "methods.h"

extern char **environ;

// --- what a program has besides its packages -----------------------------------------------------

static const char *make_stub(const Vec *order, const Records *records, const Vec *vars,
			     const char *temp, const Options *o)
{
	Vec packages = {0}, tables = methods_tables(records, order->len);
	VEC_EACH(Unit, u, order)
		vec_push(&packages, u->pkg);
	GenOutput out = {.object = temp};
	return gen_main_stub(&packages, &tables, vars, o, &out) ? temp : NULL;
}

// The object with go_inits[] and the method tables of this program, and variables that no package
// defines.  Cached: it depends only on which packages there are and on their records, which most
// changes to a package leave as they are.
static const char *stub_object(const Vec *order, const Vec *vars, const Options *o)
{
	KeyState *s = key_new("stub");
	Records *records = arena_alloc((size_t)order->len * sizeof *records);
	int n = 0;
	VEC_EACH(Unit, u, order) {
		records[n] = methods_records(u->entry.object);
		key_string(s, u->pkg->path);
		key_int(s, (int64_t)records[n].size);
		key_bytes(s, records[n].text, records[n].size);
		n++;
	}
	VEC_EACH(const LinkedVar, v, vars) {
		key_string(s, v->symbol);
		key_string(s, v->type);
		key_int(s, v->size);
		key_int(s, v->align);
	}
	Key k = key_done(s);
	const char *stem = cache_stem(k);
	CacheEntry entry = {0};
	if (cache_find(stem, k, &entry))
		return entry.object;
	const char *temp = make_stub(order, records, vars, cache_temp(stem), o);
	if (temp)
		return cache_publish(stem, k, temp, &entry);
	diag_flush();
	return NULL;
}

// --- running the linker --------------------------------------------------------------------------

static void add(Vec *args, const char *arg)
{
	vec_push(args, (char *)arg);
}

void link_add_library(Vec *args, const Vec *order, const char *stub)
{
	VEC_EACH(Unit, u, order)
		if (u->pkg->is_std)
			add(args, u->entry.object);
	add(args, stub);
	add(args, path_join(install_root(), "go_text_end.o"));
	add(args, path_join(install_root(), "libruntime.a"));
}

// All of goroots, gotypes and gomaps in it is needed: see prelink.c.
static void add_prelinked(Vec *args, const char *library)
{
	static const char *const kept[] = {"go_library_roots", "go_library_types",
					   "go_library_maps"};
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		add(args, "-u");
		add(args, kept[i]);
	}
	add(args, library);
}

// An executable is identified by what went into it: profiles name the program so.
static const char *build_id(const Vec *order, const char *stub, const char *library,
			    const Command *c)
{
	KeyState *s = key_new("program");
	VEC_EACH(Unit, u, order)
		key_string(s, path_base(u->entry.object));
	key_string(s, path_base(stub));
	key_string(s, library ? path_base(library) : NULL);
	key_int(s, c->strip);
	Key k = key_done(s);
	return arena_printf("--build-id=0x%016llx%016llx", (unsigned long long)k.hi,
			    (unsigned long long)k.lo);
}

// Compressing the debug data of a small program would be a third of its link; that of a large one
// is most of its file.
static const char *debug_data(const Vec *order, const char *library)
{
	enum { SMALL = 8 << 20 };
	struct stat st;
	off_t bytes = 0;

	VEC_EACH(Unit, u, order)
		if ((!library || !u->pkg->is_std) && !stat(u->entry.object, &st))
			bytes += st.st_size;
	if (library && !stat(library, &st))
		bytes += st.st_size;
	return bytes < SMALL ? "--compress-debug-sections=none" : "--compress-debug-sections=zlib";
}

static Vec linker_command(const Vec *order, const char *stub, const Command *c, const char *output)
{
	const char *library = prelink_library(order, stub, c);
	static const char *const fixed[] = {
	    CONFIG_LD,
	    "-m",
	    "elf_x86_64",
	    "-dynamic-linker",
	    CONFIG_INTERPRETER,
	    "-no-pie",
	    "-z",
	    "now",
	    "-z",
	    "noexecstack",
	    "-z",
	    "nodynamic-undefined-weak",
	    "--gc-sections",
	    "-z",
	    "start-stop-gc",
	    "--hash-style=gnu",
	    "--eh-frame-hdr",
	};
	Vec args = {0};
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		add(&args, fixed[i]);
	add(&args, debug_data(order, library));
	add(&args, build_id(order, stub, library, c));
	if (c->strip)
		add(&args, "-s");
	add(&args, "-o");
	add(&args, output);
	add(&args, CONFIG_CRT1);
	add(&args, CONFIG_CRTI);
	add(&args, path_join(install_root(), "go_text_begin.o"));
	VEC_EACH(Unit, u, order)
		if (!u->pkg->is_std)
			add(&args, u->entry.object);
	if (library)
		add_prelinked(&args, library);
	else
		link_add_library(&args, order, stub);
	add(&args, "-L" CONFIG_LIBDIR);
	add(&args, "--as-needed");
	add(&args, "-lm");
	add(&args, "-lpthread");
	add(&args, "-lc");
	add(&args, CONFIG_LIBGCC);
	add(&args, CONFIG_CRTN);
	return args;
}

static void print_command(const Vec *args)
{
	for (int i = 0; i < args->len; i++)
		fprintf(stderr, "%s%s", i ? " " : "", (char *)args->at[i]);
	fputc('\n', stderr);
}

const char *link_run(Vec *args, const Command *c, FILE *log)
{
	if (c->trace)
		print_command(args);
	posix_spawn_file_actions_t actions;
	pid_t pid;
	int status;
	vec_push(args, NULL);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(log), STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, fileno(log), STDERR_FILENO);
	int error = posix_spawnp(&pid, args->at[0], &actions, NULL, (char **)args->at, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error)
		return arena_printf("cannot run %s: %s", (char *)args->at[0], strerror(error));
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return "lost the linker";
	if (WIFEXITED(status))
		return WEXITSTATUS(status) == 0 ? NULL : "the linker failed";
	return arena_printf("the linker was stopped: %s", strsignal(WTERMSIG(status)));
}

static void print_log(FILE *log)
{
	char line[2000];
	rewind(log);
	while (fgets(line, sizeof line, log))
		fprintf(stderr, "\t%s", line);
}

// --- the output ----------------------------------------------------------------------------------

static bool fail(const Unit *u, const char *what)
{
	fprintf(stderr, "vole build %s: %s\n", u->path, what);
	return false;
}

static bool link_to(const Vec *order, const Unit *u, const char *stub, const Command *c,
		    const char *file)
{
	Vec args = linker_command(order, stub, c, file);
	FILE *log = tmpfile();
	const char *wrong = log ? link_run(&args, c, log) : "cannot make a temporary file";
	if (wrong) {
		fail(u, wrong);
		if (log)
			print_log(log);
	}
	if (log)
		fclose(log);
	return !wrong;
}

static bool link_special(const Vec *order, const Unit *u, const char *stub, const Command *c,
			 const char *output)
{
	const char *temp = path_join(install_work(), "a.out");
	if (!link_to(order, u, stub, c, temp))
		return false;
	return file_copy_onto(temp, output) ||
	       fail(u, arena_printf("copying %s to %s: %s", temp, output, strerror(errno)));
}

static bool link_file(const Vec *order, const Unit *u, const char *stub, const Command *c,
		      const char *output)
{
	const char *temp =
	    arena_printf("%s/.%s.%d.tmp", path_dir(output), path_base(output), (int)getpid());
	if (dir_exists(output))
		return fail(u, arena_printf("build output \"%s\" already exists and is a directory",
					    output));
	if (access(path_dir(output), W_OK | X_OK) != 0)
		return fail(u, arena_printf("cannot write %s: %s", output, strerror(errno)));
	install_remove_when_stopped(temp);
	bool ok = link_to(order, u, stub, c, temp);
	if (ok && rename(temp, output) != 0)
		ok = fail(u, arena_printf("cannot write %s: %s", output, strerror(errno)));
	if (!ok)
		unlink(temp);
	install_remove_when_stopped(NULL);
	return ok;
}

bool link_program(const Program *p, Unit *u, const Command *c, const char *output)
{
	Vec order = program_init_order(p, u);
	Vec vars = {0};
	const char *wrong = linknames_resolve(&order, &vars);
	if (wrong)
		return fail(u, wrong);
	const char *stub = stub_object(&order, &vars, &u->options);
	if (!stub)
		return false;
	return file_is_special(output) ? link_special(&order, u, stub, c, output)
				       : link_file(&order, u, stub, c, output);
}
