// gen_records.c - what the linking phase must know of a package, left in its object.
//
// Of variables that //go:linkname names: see LINKNAMES_SECTION.  Of methods: they are
// NUL-terminated strings in section RECORDS_SECTION, which the linker leaves out; methods.c reads
// them and tells what they are for.
//
//     call NAME PATH MTYPE             an interface's method is called
//     want NAME PATH MTYPE             an interface type with this method has a descriptor here
//     reflect                          methods are called through reflection
//     count                            methods are counted through reflection
//     type SYMBOL PATH NAME N, then N times NAME PATH MTYPE IFN TFN       a GoUncommon
//     itab SYMBOL INTER TYPE HASH N, then N times NAME PATH MTYPE IFN     a GoItab

#include <stdarg.h>
#include <string.h>
#include "gen_types.h"

static void write_strings(Gen *g, int n, ...)
{
	va_list args;
	va_start(args, n);
	for (int i = 0; i < n; i++) {
		const char *s = va_arg(args, const char *);
		fwrite(s, 1, strlen(s) + 1, g->records);
	}
	va_end(args);
}

static const char *number(uint32_t n)
{
	return arena_printf("%u", n);
}

void gen_record_table(Gen *g, const MethodTable *t)
{
	if (t->inter)
		write_strings(g, 6, "itab", t->symbol, t->inter, t->type, number(t->hash),
			      number((uint32_t)t->n));
	else
		write_strings(g, 5, "type", t->symbol, t->path, t->name, number((uint32_t)t->n));
	for (int i = 0; i < t->n; i++) {
		const TableMethod *m = &t->methods[i];
		write_strings(g, 4, m->name, m->path, m->mtype, m->ifn);
		if (!t->inter)
			write_strings(g, 1, m->tfn);
	}
}

// False: it was there.
static bool record_method(Gen *g, const char *what, const IMethod *m)
{
	const char *path = gen_hidden_path(m->name, m->pkg), *mtype = gen_type_symbol(m->type);
	const char *key = intern(arena_printf("%s %s %s %s", what, m->name, path, mtype));
	if (ptrmap_get(&g->recorded, key))
		return false;
	ptrmap_set(&g->recorded, key, (void *)key);
	write_strings(g, 4, what, m->name, path, mtype);
	return true;
}

void gen_record_inter(Gen *g, Type *inter)
{
	for (int i = 0; i < inter->under->nimethods; i++)
		record_method(g, "want", &inter->under->imethods[i]);
}

// --- reflection ----------------------------------------------------------------------------------

// Methods of reflect.Type and reflect.Value.
static const struct {
	const char *name, *record;
} reflections[] = {
    {"Method", "reflect"},
    {"MethodByName", "reflect"},
    {"Methods", "reflect"},
    {"NumMethod", "count"},
};
enum { NREFLECTIONS = sizeof reflections / sizeof *reflections };

static bool in_reflect(const Gen *g)
{
	return strcmp(g->pkg->path, "reflect") == 0;
}

void gen_record_call(Gen *g, const IMethod *m)
{
	if (!record_method(g, "call", m) || in_reflect(g))
		return;
	for (int i = 0; i < NREFLECTIONS; i++)
		if (strcmp(m->name, reflections[i].name) == 0)
			write_strings(g, 1, reflections[i].record);
}

// Is the function called here, or its address taken?  That it stands in an itab does not count.
static bool is_used(Gen *g, const char *symbol)
{
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, symbol);
	if (!fn)
		return false;
	for (LLVMUseRef use = LLVMGetFirstUse(fn); use; use = LLVMGetNextUse(use))
		if (LLVMIsAInstruction(LLVMGetUser(use)))
			return true;
	return LLVMGetNamedGlobal(g->mod, arena_printf("%s·f", symbol));
}

static void record_reflections(Gen *g)
{
	static const char *const receivers[] = {"Value", "(*Value)", "(*rtype)"};
	for (int i = 0; i < NREFLECTIONS; i++)
		for (size_t k = 0; k < sizeof receivers / sizeof *receivers; k++)
			if (is_used(g, arena_printf("reflect.%s.%s", receivers[k],
						    reflections[i].name)))
				write_strings(g, 1, reflections[i].record);
}

// --- variables of other names --------------------------------------------------------------------

void gen_record_linkname(Gen *g, Object *o)
{
	const char *type = "";
	if (type_has_pointers(o->type)) {
		type = gen_type_symbol(o->type);
		vec_push(&g->entries, gen_type_descriptor(g, o->type));
	}
	buf_printf(&g->linknames, "%s%c%ld%c%ld%c%s%c", o->linkname, 0, (long)type_size(o->type), 0,
		   (long)type_align(o->type), 0, type, 0);
}

// --- the sections --------------------------------------------------------------------------------

static void add_section(Gen *g, const char *section, const char *text, size_t size)
{
	LLVMValueRef v =
	    gen_static(g, "records", LLVMConstStringInContext2(g->ctx, text, size, true), 1, true);
	LLVMSetSection(v, section);
	LLVMSetUnnamedAddress(v, LLVMGlobalUnnamedAddr);
	LLVMGlobalSetMetadata(v, LLVMGetMDKindIDInContext(g->ctx, "exclude", 7),
			      LLVMMDNodeInContext2(g->ctx, NULL, 0));
	vec_push(&g->entries, v);
}

void gen_records_finish(Gen *g)
{
	if (!in_reflect(g))
		record_reflections(g);
	fclose(g->records);
	add_section(g, RECORDS_SECTION, g->records_text, g->records_size);
	if (g->linknames.len)
		add_section(g, LINKNAMES_SECTION, g->linknames.s, g->linknames.len);
}
