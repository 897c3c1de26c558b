// phases.c - the phases of compiling a package.
//
//	source text -> parse -> check -> inline -> escape      compile_front()
//	typed tree -> LLVM IR -> optimised -> object           compile_back()
//
// A package whose object is up to date goes through none of them: compile_outline() shows its
// importers what its source declares and what its summary says.
//
// --stop-after ends after a phase it names; an error ends after the phase that found it.

#include <string.h>

#include "codegen.h"
#include "compiler.h"
#include "escape.h"
#include "inline.h"
#include "parts.h"
#include "phasetime.h"
#include "summary.h"
#include "tree.h"

static Package *find_import(void *arg, const char *path, Pos pos)
{
	Unit *u = arg;
	(void)pos;
	VEC_EACH(Import, import, &u->imports)
		if (strcmp(import->path, path) == 0)
			return import->unit ? import->unit->pkg : NULL;
	return NULL;
}

// An outline has no bodies to count in.
static Node *counters_of(const Source *s)
{
	File *f = parse_covered(s->path, s->base, s->text, s->size, s->cover);
	return f->decls.at[f->decls.len - 1];
}

// Some package that is compiled asks for the first of an outline's names.
static void open_outline(Package *p)
{
	Unit *u = p->loader;
	VEC_EACH(Source, s, &u->sources) {
		File *f = parse_outline(s->path, s->base, s->text, s->size);
		vec_push(&p->files, f);
		if (s->cover)
			vec_push(&f->decls, counters_of(s));
	}
	check_outline(p, find_import, u);
}

bool compile_outline(Unit *u)
{
	if (!summary_read(u->pkg, u->entry.summary, u->entry.summary_size))
		return false;
	u->pkg->outline = true;
	u->pkg->open = open_outline;
	return true;
}

static void parse(Unit *u)
{
	VEC_EACH(Source, s, &u->sources) {
		File *f = s->cover ? parse_covered(s->path, s->base, s->text, s->size, s->cover)
				   : parse_file(s->path, s->base, s->text, s->size);
		f->pkg = u->pkg;
		vec_push(&u->pkg->files, f);
	}
}

// -d=treecheck=1: a tree that breaks lang.h's rules is a fault of the phase before.
static void verify(Unit *u, const char *phase)
{
	if (options_debug(&u->options, "treecheck", 0) && treecheck(u->pkg, stderr) > 0)
		bug("illegal tree after %s", phase);
}

static void run_phases(Unit *u, const Command *c)
{
	int errors = error_count(), syntax_errors = syntax_error_count();
	phase_done(&u->options, u->path, "before");
	parse(u);
	phase_done(&u->options, u->path, "parse");
	if (syntax_error_count() > syntax_errors)
		check_labels(u->pkg);
	if (syntax_error_count() > syntax_errors || c->stop_after == PHASE_PARSE)
		return;
	check_package(u->pkg, find_import, u);
	if (error_count() > errors || c->stop_after == PHASE_CHECK)
		return;
	phase_done(&u->options, u->path, "check");
	verify(u, "check");
	inline_package(u->pkg, &u->options);
	phase_done(&u->options, u->path, "inline");
	verify(u, "inlining");
	if (c->stop_after == PHASE_INLINE)
		return;
	escape_package(u->pkg, &u->options);
	phase_done(&u->options, u->path, "escape");
	Buf summary = {0};
	summary_write(u->pkg, &u->options, &summary);
	u->entry.summary = summary.s;
	u->entry.summary_size = summary.len;
}

static void dump(const Func *f)
{
	printf("func %s\n", f->name);
	VEC_EACH(Node, n, &f->body)
		node_dump(stdout, n, 1);
}

bool compile_front(Unit *u, const Command *c)
{
	int errors = error_count();
	crash_context(u->path);
	run_phases(u, c);
	if (c->dump_ast && u->named)
		VEC_EACH(Func, f, &u->pkg->funcs)
			dump(f);
	return error_count() == errors;
}

bool compile_decisions(Unit *u)
{
	crash_context(u->path);
	Gen *g = gen_package(u->pkg, &u->options);
	if (g)
		gen_close(g);
	return g;
}

bool compile_back(Unit *u, const Command *c, const char *out)
{
	GenOutput files = {0};
	Emit emit = u->named ? c->emit : EMIT_OBJECT;
	*(emit == EMIT_ASM ? &files.assembly : emit == EMIT_LLVM ? &files.ir : &files.object) = out;
	crash_context(u->path);
	Gen *g = gen_package(u->pkg, &u->options);
	if (!g)
		return false;
	int parts = emit == EMIT_OBJECT ? parts_of(g, c) : 1;
	bool ok = parts > 1 ? parts_write(g, c, parts, out) : gen_write(g, &files);
	gen_close(g);
	return ok;
}
