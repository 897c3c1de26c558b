// gen_llvm.c - what the rest of the generator builds on: constants, declarations, attributes,
// collector roots.

#include <string.h>
#include "gen.h"

// --- constants -----------------------------------------------------------------------------------

LLVMValueRef gen_int(Gen *g, int64_t v)
{
	return LLVMConstInt(g->i64, (uint64_t)v, true);
}

LLVMValueRef gen_int32(Gen *g, int64_t v)
{
	return LLVMConstInt(g->i32, (uint64_t)v, true);
}

LLVMValueRef gen_int8(Gen *g, int64_t v)
{
	return LLVMConstInt(g->i8, (uint64_t)v, true);
}

LLVMValueRef gen_null(Gen *g)
{
	return LLVMConstNull(g->ptr);
}

LLVMValueRef gen_struct_const(Gen *g, LLVMValueRef *fields, int n)
{
	return LLVMConstStructInContext(g->ctx, fields, (unsigned)n, false);
}

LLVMValueRef gen_static(Gen *g, const char *hint, LLVMValueRef init, unsigned align, bool constant)
{
	char *name = arena_printf("%s.%d", hint, g->unique++);
	LLVMValueRef v = LLVMAddGlobal(g->mod, LLVMTypeOf(init), name);
	LLVMSetInitializer(v, init);
	LLVMSetLinkage(v, LLVMPrivateLinkage);
	LLVMSetAlignment(v, align);
	LLVMSetGlobalConstant(v, constant);
	return v;
}

// The bytes get a NUL behind them that is not part of the string: the linker then merges equal
// ones.
LLVMValueRef gen_bytes(Gen *g, const char *s, size_t n)
{
	const char *key = intern_n(s, n);
	LLVMValueRef v = ptrmap_get(&g->strings, key);
	if (v)
		return v;
	v = gen_static(g, "str", LLVMConstStringInContext2(g->ctx, s, n, false), 1, true);
	LLVMSetUnnamedAddress(v, LLVMGlobalUnnamedAddr);
	ptrmap_set(&g->strings, key, v);
	return v;
}

LLVMValueRef gen_gostring(Gen *g, const char *s, size_t n)
{
	LLVMValueRef p = n ? gen_bytes(g, s, n) : gen_null(g);
	return gen_struct_const(g, (LLVMValueRef[]){p, gen_int(g, (int64_t)n)}, 2);
}

// --- declarations --------------------------------------------------------------------------------

typedef struct {
	const char *result, *name, *params, *attrs;
} RtEntry;

static const RtEntry rt_entries[] = {
#define RT(result, name, params, attrs) {#result, #name, #params, attrs},
#include "abi.def"
#undef RT
};

static const RtEntry *rt_entry(const char *name)
{
	for (size_t i = 0; i < sizeof rt_entries / sizeof *rt_entries; i++)
		if (strcmp(rt_entries[i].name, name) == 0)
			return &rt_entries[i];
	bug("no runtime entry %s in abi.def", name);
}

static LLVMTypeRef rt_word_type(Gen *g, const char *s)
{
	if (strncmp(s, "ptr", 3) == 0)
		return g->ptr;
	if (strncmp(s, "i64", 3) == 0)
		return g->i64;
	if (strncmp(s, "f64", 3) == 0)
		return g->f64;
	if (strncmp(s, "pair", 4) == 0) // mostly a pointer and a count
		return LLVMStructTypeInContext(g->ctx, (LLVMTypeRef[]){g->ptr, g->i64}, 2, false);
	if (strncmp(s, "none", 4) == 0)
		return g->void_;
	bug("abi.def: unknown word %s", s);
}

// params is the text of a parameter list, "(ptr type, i64 n)" or "()".
static LLVMTypeRef rt_type(Gen *g, const char *name)
{
	const RtEntry *e = rt_entry(name);
	LLVMTypeRef params[8];
	unsigned n = 0;
	for (const char *s = e->params + 1; s && *s && *s != ')'; s = strchr(s, ',')) {
		s += strspn(s, ", ");
		params[n++] = rt_word_type(g, s);
	}
	return LLVMFunctionType(rt_word_type(g, e->result), params, n, false);
}

LLVMAttributeRef gen_enum_attr(Gen *g, const char *name, uint64_t value)
{
	unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
	return LLVMCreateEnumAttribute(g->ctx, kind, value);
}

void gen_add_attr(Gen *g, LLVMValueRef fn, unsigned index, const char *name)
{
	LLVMAddAttributeAtIndex(fn, index, gen_enum_attr(g, name, 0));
}

void gen_add_string_attr(Gen *g, LLVMValueRef fn, const char *key, const char *value)
{
	LLVMAttributeRef a = LLVMCreateStringAttribute(g->ctx, key, (unsigned)strlen(key), value,
						       (unsigned)strlen(value));
	LLVMAddAttributeAtIndex(fn, LLVMAttributeFunctionIndex, a);
}

static void rt_attributes(Gen *g, LLVMValueRef fn, const RtEntry *e)
{
	unsigned self = LLVMAttributeFunctionIndex;
	gen_add_attr(g, fn, self, "nounwind");
	for (const char *a = e->attrs; *a; a++)
		switch (*a) {
		case 'N':
			gen_add_attr(g, fn, self, "noreturn");
			gen_add_attr(g, fn, self, "nomerge");
			break;
		case 'C':
			gen_add_attr(g, fn, self, "cold");
			break;
		case 'R':
			gen_add_attr(g, fn, self, "returns_twice");
			break;
		case 'M':
			gen_add_attr(g, fn, LLVMAttributeReturnIndex, "noalias");
			gen_add_attr(g, fn, LLVMAttributeReturnIndex, "nonnull");
			break;
		default:
			bug("abi.def: unknown attribute %c of %s", *a, e->name);
		}
}

LLVMValueRef gen_rt(Gen *g, const char *name)
{
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, name);
	if (fn)
		return fn;
	fn = LLVMAddFunction(g->mod, name, rt_type(g, name));
	rt_attributes(g, fn, rt_entry(name));
	return fn;
}

LLVMValueRef gen_extern(Gen *g, const char *name, LLVMTypeRef type)
{
	LLVMValueRef v = LLVMGetNamedGlobal(g->mod, name);
	return v ? v : LLVMAddGlobal(g->mod, type, name);
}

LLVMValueRef gen_symbol(Gen *g, const char *name)
{
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, name);
	return fn ? fn : gen_extern(g, name, g->i8);
}

void gen_set_shared(Gen *g, LLVMValueRef v)
{
	size_t n;
	const char *name = LLVMGetValueName2(v, &n);
	LLVMSetLinkage(v, LLVMLinkOnceODRLinkage);
	LLVMSetComdat(v, LLVMGetOrInsertComdat(g->mod, name));
}

// noredzone: asynchronous preemption pushes a frame right below rsp.  null_pointer_is_valid: a nil
// dereference must reach its check, it is not undefined behaviour.
void gen_function_attributes(Gen *g, LLVMValueRef fn)
{
	static const char *const names[] = {"nounwind", "noredzone", "null_pointer_is_valid"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		gen_add_attr(g, fn, LLVMAttributeFunctionIndex, names[i]);
	gen_add_string_attr(g, fn, "split-stack", "");
	gen_add_string_attr(g, fn, "frame-pointer", "all");
	size_t n;
	const char *name = LLVMGetValueName2(fn, &n);
	LLVMSetSection(fn, arena_printf(".text.go.%.*s", (int)n, name));
}

void gen_no_split(LLVMValueRef fn)
{
	static const char split[] = "split-stack";
	LLVMRemoveStringAttributeAtIndex(fn, LLVMAttributeFunctionIndex, split, sizeof split - 1);
}

// --- tables that the linker puts together --------------------------------------------------------

// The linker keeps the entry if it keeps what the entry is about.
static void add_entry(Gen *g, const char *section, LLVMValueRef about, LLVMValueRef init)
{
	LLVMValueRef entry = gen_static(g, section, init, 8, true);
	LLVMSetSection(entry, section);
	LLVMSetComdat(entry, gen_group(g, about));
	LLVMSetUnnamedAddress(entry, LLVMGlobalUnnamedAddr);
	vec_push(&g->entries, entry);
}

void gen_add_root_of(Gen *g, LLVMValueRef addr, LLVMValueRef descriptor)
{
	LLVMValueRef fields[] = {addr, descriptor};
	add_entry(g, "goroots", addr, gen_struct_const(g, fields, 2));
}

void gen_add_root(Gen *g, LLVMValueRef addr, Type *t)
{
	if (type_has_pointers(t))
		gen_add_root_of(g, addr, gen_type_descriptor(g, t));
}

void gen_add_map(Gen *g, LLVMValueRef map, LLVMValueRef fn)
{
	add_entry(g, "gomaps", map, fn);
}

void gen_add_type(Gen *g, LLVMValueRef descriptor)
{
	add_entry(g, "gotypes", descriptor, descriptor);
}

// Nothing in the module refers to the entries of goroots, gotypes and gomaps and to the records:
// only this keeps them.
void gen_keep_entries(Gen *g)
{
	if (!g->entries.len)
		return;
	LLVMValueRef list =
	    LLVMConstArray2(g->ptr, (LLVMValueRef *)g->entries.at, (uint64_t)g->entries.len);
	LLVMValueRef used = LLVMAddGlobal(g->mod, LLVMTypeOf(list), "llvm.compiler.used");
	LLVMSetInitializer(used, list);
	LLVMSetLinkage(used, LLVMAppendingLinkage);
	LLVMSetSection(used, "llvm.metadata");
}
