// gen_debug.c - DWARF: which function, file and line each instruction comes from.
//
// Tracebacks read it, and debuggers: functions, lines and frames, not variables.  Positions carry
// their inlining: a position base that stands for an inlined body names the call and the function,
// which becomes a location inlined at that call's location.  Columns are left out, as in Go: they
// would make the line table half as long again, for nobody.

#include <string.h>
#include "gen_body.h"

struct GenDebug {
	LLVMDIBuilderRef b;
	LLVMMetadataRef unit, file; // of the package
	LLVMMetadataRef type;       // of every subprogram; parameters are not described
	PtrMap files;               // interned path -> DIFile
	PtrMap scopes;              // Func* -> DISubprogram
};

static LLVMMetadataRef file_of(Gen *g, const char *path)
{
	path = intern(path);
	LLVMMetadataRef file = ptrmap_get(&g->debug->files, path);
	if (file)
		return file;
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	file = LLVMDIBuilderCreateFile(g->debug->b, name, strlen(name), path,
				       slash ? (size_t)(slash - path) : 0);
	ptrmap_set(&g->debug->files, path, file);
	return file;
}

// What tracebacks and runtime.Func call a function: type arguments are left out,
// main.Map[...].func1.
static const char *shown_name(const char *name)
{
	const char *open = strchr(name, '['), *close = strrchr(name, ']');
	if (!open || !close)
		return name;
	return arena_printf("%.*s[...]%s", (int)(open - name), name, close + 1);
}

static LLVMMetadataRef scope_of(Gen *g, Func *func)
{
	LLVMMetadataRef scope = ptrmap_get(&g->debug->scopes, func);
	if (scope)
		return scope;
	LLVMMetadataRef file =
	    func->pos.line ? file_of(g, posbase(func->pos.base)->file) : g->debug->file;
	unsigned line = func->pos.line ? pos_told(func->pos).line : 0;
	const char *name = shown_name(func->name);
	bool optimised = g->opt->opt > 0;
	// Tracebacks leave wrappers out.
	LLVMDIFlags flags = func->is_godefer_wrapper ? LLVMDIFlagArtificial : LLVMDIFlagZero;
	scope =
	    LLVMDIBuilderCreateFunction(g->debug->b, file, name, strlen(name), NULL, 0, file, line,
					g->debug->type, false, true, line, flags, optimised);
	ptrmap_set(&g->debug->scopes, func, scope);
	return scope;
}

static void module_flag(Gen *g, const char *name, unsigned value)
{
	LLVMAddModuleFlag(g->mod, LLVMModuleFlagBehaviorWarning, name, strlen(name),
			  LLVMValueAsMetadata(gen_int32(g, value)));
}

void gen_debug_begin(Gen *g)
{
	struct GenDebug *d = g->debug = NEW(struct GenDebug);
	d->b = LLVMCreateDIBuilder(g->mod);
	module_flag(g, "Debug Info Version", LLVMDebugMetadataVersion());
	module_flag(g, "Dwarf Version", 5); // half the size of 4: ranges take two bytes an end
	File *first = g->pkg->files.len ? g->pkg->files.at[0] : NULL;
	LLVMMetadataRef file = d->file =
	    file_of(g, first ? posbase(first->base)->file : g->pkg->path);
	d->unit = LLVMDIBuilderCreateCompileUnit(
	    d->b, LLVMDWARFSourceLanguageGo, file, "vole", 4, g->opt->opt > 0, "", 0, 0, "", 0,
	    LLVMDWARFEmissionFull, 0, false, false, "", 0, "", 0);
	d->type = LLVMDIBuilderCreateSubroutineType(d->b, file, NULL, 0, LLVMDIFlagZero);
}

void gen_debug_end(Gen *g)
{
	LLVMDIBuilderFinalize(g->debug->b);
	LLVMDisposeDIBuilder(g->debug->b);
}

void gen_debug_function(Fn *f)
{
	f->scope = scope_of(f->g, f->func);
	LLVMSetSubprogram(f->fn, f->scope);
}

// A //line directive within a function gives part of it to another file.
static LLVMMetadataRef location(Fn *f, Pos p)
{
	LLVMMetadataRef scope = f->scope, at = NULL;
	PosBase *base = posbase(p.base);
	Func *func = f->func;
	if (base->inlined_at.line) {
		func = base->inlined_func;
		scope = scope_of(f->g, func);
		at = location(f, base->inlined_at);
	}
	if (func->pos.line && base->file != posbase(func->pos.base)->file)
		scope = LLVMDIBuilderCreateLexicalBlockFile(f->g->debug->b, scope,
							    file_of(f->g, base->file), 0);
	return LLVMDIBuilderCreateDebugLocation(f->g->ctx, pos_told(p).line, 0, scope, at);
}

void gen_position(Fn *f, Pos p)
{
	if (!f->scope || (!p.line && f->pos.line))
		return;
	f->pos = p;
	LLVMMetadataRef where =
	    p.line ? location(f, p)
		   : LLVMDIBuilderCreateDebugLocation(f->g->ctx, 0, 0, f->scope, NULL);
	LLVMSetCurrentDebugLocation2(f->b, where);
}
