// gen.c - one package: typed tree in, object file out.
//
//  1. Package variables become globals; those whose initialisers are constant get them at once.
//  2. PATH.init runs the other initialisers in order, then the package's init functions
//     (gen_init.c).
//  3. Functions and methods are generated; the closures and wrappers they ask for follow.
//  4. Type descriptors, itabs and generated equality functions that were asked for are defined.
//  5. LLVM verifies, optimises and writes the module.
//
// Variables that packages share by //go:linkname are one symbol.  Who has a constant initial value
// defines it; a variable without one is a weak definition under its own name, and no definition
// under another's: the record of it (gen_records.c) lets the link give a symbol that nobody defines
// its place (compiler/driver/linknames.c).  Only who defines the symbol tells the collector.
//
// See gen.h for how values, types and calls look in LLVM's eyes.

#include "gen_body.h"
#include "phasetime.h"

static void open_types(Gen *g)
{
	LLVMContextRef c = g->ctx;
	g->i1 = LLVMInt1TypeInContext(c);
	g->i8 = LLVMInt8TypeInContext(c);
	g->i16 = LLVMInt16TypeInContext(c);
	g->i32 = LLVMInt32TypeInContext(c);
	g->i64 = LLVMInt64TypeInContext(c);
	g->f32 = LLVMFloatTypeInContext(c);
	g->f64 = LLVMDoubleTypeInContext(c);
	g->ptr = LLVMPointerTypeInContext(c, 0);
	g->void_ = LLVMVoidTypeInContext(c);
}

Gen *gen_open(const char *name, Package *p, const Options *o)
{
	Gen *g = NEW(Gen);
	g->ctx = LLVMContextCreate();
	g->mod = LLVMModuleCreateWithNameInContext(name, g->ctx);
	g->pkg = p;
	g->opt = o;
	g->barriers = options_debug(o, "wb", 1) != 0;
	open_types(g);
	g->records = open_memstream(&g->records_text, &g->records_size);
	gen_target_open(g);
	return g;
}

void gen_close(Gen *g)
{
	LLVMDisposeTargetData(g->layout);
	LLVMDisposeTargetMachine(g->machine);
	LLVMDisposeModule(g->mod);
	LLVMContextDispose(g->ctx);
}

// --- package variables ---------------------------------------------------------------------------

// Go's limit: code reaches data within 2 GiB.
static void check_symbol_size(const Gen *g, const Object *o)
{
	enum { MAX_SYMBOL = 2000000000 };
	int64_t size = type_size(o->type);
	if (size > MAX_SYMBOL)
		error_at(o->pos, "%s.%s: symbol too large (%ld bytes > %d bytes)", g->pkg->path,
			 o->sym, (long)size, MAX_SYMBOL);
}

static bool is_stored(const Object *o)
{
	return !o->is_blank && type_size(o->type) > 0;
}

static void define_global(Gen *g, Object *o)
{
	if (!is_stored(o))
		return;
	check_symbol_size(g, o);
	if (o->linkname)
		return;
	LLVMValueRef v = gen_global(g, o);
	LLVMSetInitializer(v, LLVMConstNull(gen_memtype(g, o->type)));
	gen_add_root(g, v, o->type);
}

// The constant initial values are known.
static void settle_global(Gen *g, Object *o)
{
	if (!is_stored(o))
		return;
	LLVMValueRef v = gen_global(g, o), init = LLVMGetInitializer(v);
	if (o->linkname) {
		gen_record_linkname(g, o);
		if (init && !LLVMGetComdat(v))
			gen_add_root(g, v, o->type);
	} else if (LLVMIsNull(init) && !g->pkg->is_std) {
		LLVMSetLinkage(v, LLVMWeakAnyLinkage);
	}
}

// --- functions -----------------------------------------------------------------------------------

static bool is_generated(const Func *f)
{
	bool generic = f->tparams.len && !f->instance;
	return f->has_body && !generic && !(f->obj && f->obj->is_blank);
}

// Closures declared while others were generated; generating one may declare more.
static void gen_pending(Gen *g)
{
	while (g->pending.len)
		gen_function(g, vec_pop(&g->pending));
}

static void gen_bodies(Gen *g)
{
	VEC_EACH(Object, o, &g->pkg->globals)
		define_global(g, o);
	gen_init_function(g);
	VEC_EACH(Object, o, &g->pkg->globals)
		settle_global(g, o);
	VEC_EACH(Func, f, &g->pkg->funcs)
		if (is_generated(f))
			gen_function(g, f);
	gen_pending(g);
	gen_types_declared(g);
	gen_types_finish(g);
	gen_pending(g);
	gen_records_finish(g);
	gen_keep_entries(g);
	gen_buildinfo(g);
}

Gen *gen_package(Package *p, const Options *o)
{
	int errors = error_count();
	Gen *g = gen_open(p->path, p, o);
	gen_debug_begin(g);
	gen_bodies(g);
	gen_debug_end(g);
	phase_done(o, p->path, "generate");
	if (options_debug(o, "irdump", 0))
		LLVMDumpModule(g->mod);
	if (error_count() == errors) {
		gen_target_optimise(g);
		return g;
	}
	gen_close(g);
	return NULL;
}
