// gen_map.c - maps: creation, access, assignment, deletion.  Integer keys of 4 and 8 bytes and
// strings have entries of their own in the runtime; any other key is passed by address.
//
// A map that does not escape has its header in the frame, and a group beside it if it may do with
// one: the runtime moves on to the heap when that is full.  Neither is freed before the frame ends,
// but gen_dead.c clears the header, which may lead to a large table, where the map is dead, unless
// it was handed to a function.

#include <string.h>
#include "gen_body.h"

enum { MAX_FRAME = 8 << 10 }; // beyond, maps go to the heap: a function may have hundreds

typedef enum { KEY_ANY, KEY_32, KEY_64, KEY_STR } KeyKind;

static KeyKind key_kind(Type *map)
{
	Type *k = map->under->key->under;
	if (k->kind == T_STRING)
		return KEY_STR;
	if (!type_is_integer(k))
		return KEY_ANY;
	return k->size == 8 ? KEY_64 : k->size == 4 ? KEY_32 : KEY_ANY;
}

// Calls the variant of entry (map_access1, map_access2, map_assign) for the map's key type.
static LLVMValueRef map_call(Fn *f, const char *entry, Type *map, LLVMValueRef m, Val key)
{
	static const char *const suffix[] = {"", "_32", "_64", "_str"};
	KeyKind kind = key_kind(map);
	const char *name = arena_printf("%s%s", entry, suffix[kind]);
	LLVMValueRef type = gen_type_descriptor(f->g, map);
	switch (kind) {
	case KEY_STR:
		return GEN_RT(f, name, type, m, key.v[0], key.v[1]);
	case KEY_32:
	case KEY_64:
		return GEN_RT(f, name, type, m, gen_widen(f, key));
	default:
		return GEN_RT(f, name, type, m, gen_spill(f, key));
	}
}

// Maps of main.main go to the heap: its frame stays, and nothing clears a group that lies in it. So
// do all at -O0, where variables hold headers by their address, and gen_dead.c cannot see their
// end.
static bool may_lie_in_frame(Fn *f, Node *n)
{
	return n->esc == ESC_NONE && f->g->opt->opt && f->frame_size < MAX_FRAME &&
	       !gen_is_main(f->fn);
}

LLVMValueRef gen_new_map(Fn *f, Node *n, LLVMValueRef hint)
{
	Gen *g = f->g;
	LLVMValueRef type = gen_type_descriptor(g, n->type), group = LLVMConstNull(g->ptr);
	if (!may_lie_in_frame(f, n))
		return GEN_RT(f, "map_make", type, hint);
	LLVMTypeRef words[ABI_MAP_WORDS] = {g->i64, g->ptr, g->i64, g->i64, g->i64, g->i64};
	LLVMTypeRef header = LLVMStructTypeInContext(g->ctx, words, ABI_MAP_WORDS, false);
	LLVMValueRef m = gen_alloca(f, header, "map");
	if (!LLVMIsAConstantInt(hint) || LLVMConstIntGetZExtValue(hint) <= ABI_MAP_SLOTS)
		group = gen_temp(f, gen_map_group(n->type));
	GEN_RT(f, "map_make_at", type, m, group, hint);
	return m;
}

Val gen_map_index(Fn *f, Node *n)
{
	Val m = gen_expr(f, n->x);
	Val key = gen_passing_string(f, n->y);
	gen_position(f, n->pos);
	return gen_load_at(f, n->type, map_call(f, "map_access1", n->x->type, m.v[0], key));
}

Val gen_map_index2(Fn *f, Node *n, LLVMValueRef *found)
{
	Val m = gen_expr(f, n->x);
	Val key = gen_passing_string(f, n->y);
	gen_position(f, n->pos);
	LLVMValueRef pair = map_call(f, "map_access2", n->x->type, m.v[0], key);
	*found = gen_is_nonzero(f, gen_second(f, pair));
	return gen_load_at(f, n->x->type->under->elem, gen_first(f, pair));
}

Addr gen_map_assign(Fn *f, Type *map, LLVMValueRef m, Val key)
{
	LLVMValueRef p = map_call(f, "map_assign", map, m, key);
	return (Addr){.type = map->under->elem, .ptr = p};
}

void gen_map_delete(Fn *f, Node *n)
{
	Val m = gen_expr(f, n->x);
	Val key = gen_expr(f, n->y);
	GEN_RT(f, "map_delete", gen_type_descriptor(f->g, n->x->type), m.v[0], gen_spill(f, key));
}
