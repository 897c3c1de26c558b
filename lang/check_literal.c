// check_literal.c - composite literals, and the set that finds repeated constants.

#include "check.h"

#include <stdlib.h>
#include <string.h>

// --- repeated constants --------------------------------------------------------------------------
//
// A constant of a type becomes an interned key, so equal ones are one pointer.

static const char *const_key(const Const *c, Type *t)
{
	Buf b = {0};
	size_t n;
	buf_printf(&b, "%p:", (void *)t);
	if (const_kind(c) == C_STRING) {
		const char *s = const_string_val(c, &n);
		buf_write(&b, s, n);
	} else {
		buf_puts(&b, const_text(c));
	}
	return intern_n(b.s, b.len);
}

static uint32_t key_slot(const ConstSet *s, const char *key)
{
	uint64_t h = (uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u;
	uint32_t i = (uint32_t)(h >> 32) & (s->cap - 1);
	while (s->slots[i].key && s->slots[i].key != key)
		i = (i + 1) & (s->cap - 1);
	return i;
}

static void grow(ConstSet *s)
{
	ConstSet old = *s;
	s->cap = old.cap ? old.cap * 2 : 16;
	s->slots = arena_alloc(s->cap * sizeof *s->slots);
	for (uint32_t i = 0; i < old.cap; i++)
		if (old.slots[i].key)
			s->slots[key_slot(s, old.slots[i].key)] = old.slots[i];
}

// What a type parameter stands for decides the kind of a number: 1, 1.0 and 1+0i are all one.
static const Const *simplest(const Const *c)
{
	const Const *n = const_to_kind(c, C_INT);
	if (!n)
		n = const_to_kind(c, C_FLOAT);
	return n ? n : c;
}

// Adds n, a constant (perhaps converted to an interface).  Returns the equal one added before.
Node *const_set_add(ConstSet *s, Node *n)
{
	Node *c = n->op == OCONVIFACE && n->implicit ? n->x : n;
	if (!is_const(c))
		return NULL;
	if (s->len * 2 >= s->cap)
		grow(s);
	bool number = is_tparam(c->type) && const_kind(c->val) >= C_INT;
	const char *key = const_key(number ? simplest(c->val) : c->val, c->type);
	uint32_t i = key_slot(s, key);
	if (s->slots[i].key)
		return s->slots[i].node;
	s->slots[i].key = key;
	s->slots[i].node = n;
	s->len++;
	return NULL;
}

// --- elements ------------------------------------------------------------------------------------

static Node *element(Node *value, int64_t num)
{
	Node *e = node_new(OELEM, value->pos);
	e->x = value;
	e->num = num;
	e->type = value->type;
	return e;
}

static int field_index(Type *s, const char *name)
{
	for (int i = 0; i < s->nfields; i++)
		if (s->fields[i].name == name && !name_blank(name) &&
		    (!s->fields[i].pkg || s->fields[i].pkg == env.pkg))
			return i;
	return -1;
}

static void keyed_field(Node *kv, Type *base, Type *s, bool *visited, Vec *out)
{
	Node *key = kv->x;
	expr(&kv->y);
	if (key->op != OIDENT) {
		expr_error(kv, "invalid field name %s in struct literal", expr_str(key));
		return;
	}
	int i = field_index(s, key->sym);
	if (i < 0) {
		expr_error(key, "%s", lookup_failure(base, key->sym, true));
		return;
	}
	assign(&kv->y, s->fields[i].type, "struct literal");
	if (visited[i]) {
		expr_error(kv, "duplicate field name %s in struct literal", key->sym);
		return;
	}
	visited[i] = true;
	vec_push(out, element(kv->y, i));
}

static bool positional_field(Node **vp, Type *base, Type *s, int i, Vec *out)
{
	expr(vp);
	if (i >= s->nfields) {
		if ((*vp)->op != OBAD)
			expr_error(*vp, "too many values in struct literal of type %s", tstr(base));
		return false;
	}
	Field *f = &s->fields[i];
	if (f->pkg && f->pkg != env.pkg) {
		expr_error(
		    *vp, "implicit assignment to unexported field %s in struct literal of type %s",
		    f->name, tstr(base));
		return true;
	}
	assign(vp, f->type, "struct literal");
	vec_push(out, element(*vp, i));
	return true;
}

static void mixture(Node *at)
{
	expr_error(at, "mixture of field:value and value elements in struct literal");
}

static void struct_literal(Node *n, Type *base, Type *s)
{
	Vec out = {0};
	bool keyed = n->list.len && ((Node *)n->list.at[0])->op == OKEYVAL;
	bool visited[s->nfields + 1];
	memset(visited, 0, sizeof visited);
	for (int i = 0; i < n->list.len; i++) {
		Node *e = n->list.at[i];
		if (keyed != (e->op == OKEYVAL))
			mixture(e);
		else if (keyed)
			keyed_field(e, base, s, visited, &out);
		else if (!positional_field((Node **)&n->list.at[i], base, s, i, &out))
			break;
	}
	if (!keyed && n->list.len && n->list.len < s->nfields)
		error_at(pos_known(n->sympos) ? n->sympos : start_pos(n),
			 "too few values in struct literal of type %s", tstr(base));
	n->op = OSTRUCTLIT;
	n->list = out;
}

// --- arrays and slices ---------------------------------------------------------------------------

static int cmp_index(const void *a, const void *b)
{
	const Node *x = *(Node *const *)a, *y = *(Node *const *)b;
	return (x->num > y->num) - (x->num < y->num);
}

// Elements are in order unless written with keys; two with one index are neighbours once sorted.
static void check_duplicate_indices(Vec *elems)
{
	Node **copy = arena_alloc(sizeof *copy * (size_t)(elems->len + 1));
	for (int i = 0; i < elems->len; i++)
		copy[i] = elems->at[i];
	qsort(copy, (size_t)elems->len, sizeof *copy, cmp_index);
	for (int i = 1; i < elems->len; i++)
		if (copy[i]->num == copy[i - 1]->num) {
			Node *later_one =
			    pos_cmp(copy[i]->pos, copy[i - 1]->pos) > 0 ? copy[i] : copy[i - 1];
			expr_error(later_one->y ? later_one->y : later_one->x,
				   "duplicate index %lld in array or slice literal",
				   (long long)copy[i]->num);
		}
}

static bool keyed_index(Node *kv, int64_t length, int64_t *index)
{
	int64_t value;
	check_index(&kv->x, length, &value);
	if (kv->x->op == OBAD)
		return false;
	if (value < 0) {
		expr_error(kv, "index %s must be integer constant", expr_str(kv->x));
		return false;
	}
	*index = value;
	return true;
}

// Returns the length of the literal; elements with faults are left out.
static int64_t indexed_elements(Node *n, Type *elem, int64_t length)
{
	Vec out = {0};
	bool keyed = false, overflow = false;
	int64_t index = 0, max = 0;
	for (int i = 0; i < n->list.len; i++) {
		Node *e = n->list.at[i], *kv = e->op == OKEYVAL ? e : NULL;
		Node **vp = kv ? &kv->y : (Node **)&n->list.at[i];
		bool ok = true;
		keyed |= kv != NULL;
		if (kv)
			ok = keyed_index(kv, length, &index);
		else if (length >= 0 && index >= length) {
			if (!overflow)
				expr_error(e, "index %lld is out of bounds (>= %lld)",
					   (long long)index, (long long)length);
			ok = false;
			overflow = true;
		}
		expr_hint(vp, elem);
		assign(vp, elem, "array or slice literal");
		if (ok) {
			Node *el = element(*vp, index);
			el->y = kv ? kv->x : NULL;
			vec_push(&out, el);
		}
		index++;
		max = index > max ? index : max;
	}
	if (keyed)
		check_duplicate_indices(&out);
	VEC_EACH(Node, el, &out)
		el->y = NULL;
	n->list = out;
	return max;
}

// --- maps ----------------------------------------------------------------------------------------

static void map_literal(Node *n, Type *m)
{
	ConstSet seen = {0};
	Vec out = {0};
	VEC_EACH(Node, kv, &n->list) {
		if (kv->op != OKEYVAL) {
			expr_error(kv, "missing key in map literal");
			continue;
		}
		expr_hint(&kv->x, m->key);
		assign(&kv->x, m->key, "map literal");
		if (kv->x->op != OBAD && !env.instance && const_set_add(&seen, kv->x)) {
			Node *c = kv->x->op == OCONVIFACE ? kv->x->x : kv->x;
			expr_error(kv->x, "duplicate key %s in map literal", const_text(c->val));
			continue;
		}
		expr_hint(&kv->y, m->elem);
		assign(&kv->y, m->elem, "map literal");
		if (kv->x->op != OBAD && kv->y->op != OBAD)
			vec_push(&out, kv);
	}
	n->op = OMAPLIT;
	n->list = out;
}

// --- the literal ---------------------------------------------------------------------------------

static bool is_open_array(const Node *t)
{
	return t->op == OTARRAY && t->x->op == OELLIPSIS;
}

static void use_elements(Node *n)
{
	VEC_EACH(Node, e, &n->list) {
		Node *v = e->op == OKEYVAL ? e->y : e;
		if (v->op != OCOMPLIT || v->x)
			expr(&v);
	}
}

static void invalid_literal(Node *n, Type *t, bool is_elem, Type *core)
{
	use_elements(n);
	if (type_under(t)->kind != T_INVALID)
		expr_error(n, "invalid composite literal%s type %s%s", is_elem ? " element" : "",
			   tstr(t), core ? "" : " (no common underlying type)");
	bad(n);
}

static void open_array(Node *n)
{
	Node *orig = NEW(Node);
	*orig = *n;
	Type *elem = type_expr(&n->x->y);
	if (elem->kind == T_INVALID) {
		use_elements(n);
		bad(n);
		return;
	}
	int64_t len = indexed_elements(n, elem, -1);
	n->op = OARRAYLIT;
	n->type = type_array(elem, len);
	n->sympos = (Pos){0};
	n->x = NULL;
	n->orig = orig;
}

static void literal_of(Node *n, Type *base, bool is_elem)
{
	Type *core = core_type(base);
	Pos start = start_pos(n);
	n->type = base;
	switch (core ? core->kind : T_INVALID) {
	case T_STRUCT:
		struct_literal(n, base, core);
		break;
	case T_ARRAY:
		indexed_elements(n, core->elem, core->len);
		n->op = OARRAYLIT;
		break;
	case T_SLICE:
		n->num = indexed_elements(n, core->elem, -1);
		n->op = OSLICELIT;
		break;
	case T_MAP:
		map_literal(n, core);
		break;
	default:
		invalid_literal(n, base, is_elem, core);
		return;
	}
	n->sympos = start;
	n->x = NULL;
}

void composite_literal(Node **np, Type *hint)
{
	Node *n = *np;
	Type *t = hint;
	if (n->x && is_open_array(n->x)) {
		open_array(n);
		return;
	}
	if (n->x)
		t = type_expr(&n->x);
	else if (!hint)
		expr_error(n, "missing type in composite literal");
	if (!t || t->kind == T_INVALID) {
		use_elements(n);
		bad(n);
		return;
	}
	Type *core = n->x ? NULL : core_type(t);
	if (!core || core->kind != T_PTR) {
		literal_of(n, t, !n->x);
		return;
	}
	literal_of(n, core->elem, true);
	if (n->op == OBAD)
		return;
	Node *p = node_new(OPTRLIT, n->pos);
	p->x = n;
	p->type = t;
	p->implicit = true;
	*np = p;
}
