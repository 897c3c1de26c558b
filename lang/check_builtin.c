// check_builtin.c - predeclared functions; check_unsafe.c has those of package unsafe.

#include "check.h"

bool builtin_count_args(Node *n, int min, int max)
{
	int have = n->list.len;
	if (have >= min && (max < 0 || have <= max))
		return true;
	const char *shown = n->init.len == 0
				? expr_str(n)
				: arena_printf("%s(%s)", expr_str(n->x), expr_str(n->list.at[0]));
	error_at(start_pos(n), "invalid operation: %s arguments for %s (expected %d, found %d)",
		 have < min ? "not enough" : "too many", shown, min, have);
	bad(n);
	return false;
}

Node **builtin_arg(Node *n, int i)
{
	return (Node **)&n->list.at[i];
}

bool builtin_has_bad(Node *n)
{
	VEC_EACH(Node, a, &n->list)
		if (a->op == OBAD)
			return true;
	return false;
}

static const char *builtin_str(Node *n)
{
	return expr_str(n->x);
}

// Moves the first two arguments to x and y and makes n the op.
void builtin_finish(Node *n, Op op, Type *t)
{
	n->sympos = start_pos(n);
	n->x = n->list.len > 0 ? n->list.at[0] : NULL;
	n->y = n->list.len > 1 ? n->list.at[1] : NULL;
	n->list = (Vec){0};
	n->op = op;
	n->type = t;
}

static bool is_string_or_bytes(Type *t)
{
	if (type_is_string(t))
		return true;
	Type *u = type_under(t);
	return u->kind == T_SLICE && u->elem == type_byte;
}

static bool not_slice(Type *t)
{
	return type_under(t)->kind != T_SLICE;
}

// --- append, copy --------------------------------------------------------------------------------

static Type *slice_elem(Node *x, const char **why)
{
	Type *core = core_type(x->type);
	if (core && core->kind == T_SLICE)
		return core->elem;
	if (mode_of(x) == MODE_NIL)
		*why = "argument must be a slice; have untyped nil";
	else if (is_tparam(x->type) && !core && !typeset(x->type)->all &&
		 !all_types(x->type, not_slice))
		*why = arena_printf("mismatched slice element types in %s", operand_str(x));
	else
		*why = arena_printf("argument must be a slice; have %s", operand_str(x));
	return NULL;
}

static void append_count(Node *n, Type *slice, Type *elem)
{
	int have = n->list.len;
	Type *given[have], *want[] = {slice, type_slice(elem)};
	for (int i = 0; i < have; i++)
		given[i] = (*builtin_arg(n, i))->type;
	error_at(start_pos(*builtin_arg(n, have > 2 ? 2 : 0)), "%s arguments in call to append",
		 have > 2 ? "too many" : "not enough");
	error_more("have %s", types_summary(given, have, false, true));
	error_more("want %s", types_summary(want, 2, true, false));
	bad(n);
}

static void append(Node *n)
{
	const char *why;
	Node *s = *builtin_arg(n, 0);
	Type *elem = slice_elem(s, &why);
	if (!elem) {
		expr_error(s, "invalid append: %s", why);
		bad(n);
		return;
	}
	if (n->ddd && n->list.len == 2 && elem == type_byte &&
	    all_types((*builtin_arg(n, 1))->type, is_string_or_bytes) &&
	    mode_of(*builtin_arg(n, 1)) != MODE_NIL) {
		default_type(builtin_arg(n, 1));
	} else if (n->ddd) {
		if (n->list.len != 2) {
			append_count(n, s->type, elem);
			n->type = s->type;
			return;
		}
		assign_arg(builtin_arg(n, 1), type_slice(elem), n->x);
	} else {
		for (int i = 1; i < n->list.len; i++)
			assign_arg(builtin_arg(n, i), elem, n->x);
	}
	n->sympos = start_pos(n);
	n->x = NULL; // even of a faulty call the type is known
	n->op = OAPPEND;
	n->type = s->type;
}

static void copy(Node *n)
{
	Node *x = *builtin_arg(n, 0), *y = *builtin_arg(n, 1);
	const char *why;
	Type *dst = slice_elem(x, &why), *src;
	if (!dst) {
		expr_error(x, "invalid copy: %s", why);
		bad(n);
		return;
	}
	if (mode_of(y) != MODE_NIL && all_types(y->type, is_string_or_bytes) &&
	    !(type_under(y->type)->kind == T_SLICE)) {
		src = type_byte;
		default_type(builtin_arg(n, 1));
		y = *builtin_arg(n, 1);
	} else {
		src = slice_elem(y, &why);
	}
	if (!src) {
		expr_error(y, "invalid copy: %s", why);
		bad(n);
	} else if (dst != src) {
		expr_error(
		    x, "invalid copy: arguments %s and %s have different element types %s and %s",
		    operand_str(x), operand_str(y), tstr(dst), tstr(src));
		bad(n);
	} else {
		builtin_finish(n, OCOPY, types[T_INT]);
	}
}

// --- len, cap ------------------------------------------------------------------------------------

static Type *array_of(Type *u)
{
	if (u->kind == T_PTR && type_under(u->elem)->kind == T_ARRAY)
		u = type_under(u->elem);
	return u->kind == T_ARRAY ? u : NULL;
}

static bool has_len(Type *t)
{
	Type *u = type_under(t);
	return u->kind == T_MAP || type_is_string(u) || u->kind == T_SLICE || u->kind == T_CHAN ||
	       array_of(u);
}

static bool has_cap(Type *t)
{
	Type *u = type_under(t);
	return u->kind == T_SLICE || u->kind == T_CHAN || array_of(u);
}

static void length(Node *n, Op op, bool called)
{
	Node *x = *builtin_arg(n, 0);
	if (op == OLEN && is_const(x) && type_is_string(x->type)) {
		size_t len;
		const_string_val(x->val, &len);
		set_const(n, const_int((int64_t)len), types[T_INT]);
		return;
	}
	const char *as_written = type_is_untyped(x->type) ? operand_str(x) : NULL;
	default_type(builtin_arg(n, 0));
	x = *builtin_arg(n, 0);
	if (x->op == OBAD || !all_types(x->type, op == OLEN ? has_len : has_cap)) {
		if (x->op != OBAD && type_under(x->type)->kind != T_INVALID)
			expr_error(x, "invalid argument: %s for built-in %s",
				   as_written ? as_written : operand_str(x), builtin_str(n));
		bad(n);
		return;
	}
	Type *array = is_tparam(x->type) ? NULL : array_of(type_under(x->type));
	if (is_tparam(x->type) && !called)
		mark_nonconst(n->pos);
	if (array && !called && !is_nonconst(n->pos)) {
		set_const(n, const_int(array->len), types[T_INT]);
		return;
	}
	builtin_finish(n, op, types[T_INT]);
}

// --- maps and channels ---------------------------------------------------------------------------

static bool can_clear(Type *t)
{
	Kind k = type_under(t)->kind;
	return k == T_MAP || k == T_SLICE;
}

static void clear(Node *n)
{
	Node *x = *builtin_arg(n, 0);
	if (all_types(x->type, can_clear)) {
		builtin_finish(n, OCLEAR, NULL);
		return;
	}
	expr_error(
	    x,
	    "invalid argument: cannot clear %s: argument must be (or constrained by) map or slice",
	    operand_str(x));
	bad(n);
}

static bool is_chan(Type *t)
{
	return type_under(t)->kind == T_CHAN;
}

static bool can_close(Type *t)
{
	return is_chan(t) && type_under(t)->dir != CHAN_RECV;
}

static void close_chan(Node *n)
{
	Node *x = *builtin_arg(n, 0);
	if (!all_types(x->type, is_chan))
		expr_error(x, "invalid operation: cannot close non-channel %s", operand_str(x));
	else if (!all_types(x->type, can_close))
		expr_error(x, "invalid operation: cannot close receive-only channel %s",
			   operand_str(x));
	else {
		builtin_finish(n, OCLOSE, NULL);
		return;
	}
	bad(n);
}

static Type *map_key(Node *x)
{
	const TypeSet *s = typeset(x->type);
	Type *key = NULL, *u = type_under(x->type);
	if (!is_tparam(x->type))
		return u->kind == T_MAP ? u->key : NULL;
	for (int i = 0; i < s->n; i++) {
		u = type_under(s->terms[i].type);
		if (u->kind != T_MAP || (key && key != u->key))
			return NULL;
		key = u->key;
	}
	return key;
}

static void delete_key(Node *n)
{
	Node *m = *builtin_arg(n, 0);
	Type *key = map_key(m);
	if (!key) {
		expr_error(m, "invalid argument: %s is not a map", operand_str(m));
		bad(n);
		return;
	}
	assign(builtin_arg(n, 1), key, "argument to delete");
	if (builtin_has_bad(n))
		bad(n);
	else
		builtin_finish(n, ODELETE, NULL);
}

// --- make, new -----------------------------------------------------------------------------------

static bool make_size(Node **np, int64_t *value)
{
	expr(np);
	index_value(np, -1, value, "index");
	return (*np)->op != OBAD;
}

static bool can_make(Type *t)
{
	Kind k = type_under(t)->kind;
	return k == T_SLICE || k == T_MAP || k == T_CHAN;
}

static bool make_fault(Type *t)
{
	const TypeSet *s = typeset(t);
	return !s->all && s->n && !all_types(t, can_make);
}

static void make(Node *n)
{
	if (n->list.len == 0) {
		builtin_count_args(n, 1, -1);
		return;
	}
	Node *type_node = *builtin_arg(n, 0);
	const char *shown = expr_str(type_node);
	Type *t = type_expr(builtin_arg(n, 0)), *core;
	if (t->kind == T_INVALID) {
		for (int i = 1; i < n->list.len; i++)
			expr(builtin_arg(n, i));
		bad(n);
		return;
	}
	core = core_type(t);
	if (!core || (core->kind != T_SLICE && core->kind != T_MAP && core->kind != T_CHAN)) {
		expr_error(*builtin_arg(n, 0), "invalid argument: cannot make %s: %s", shown,
			   core || make_fault(t) ? "type must be slice, map, or channel"
						 : core_fault(t));
		bad(n);
		return;
	}
	int min = core->kind == T_SLICE ? 2 : 1;
	if (n->list.len < min || n->list.len > min + 1) {
		expr_error(n, "invalid operation: %s expects %d or %d arguments; found %d",
			   expr_str(n), min, min + 1, n->list.len);
		bad(n);
		return;
	}
	int64_t size[2] = {-1, -1};
	bool ok = true;
	for (int i = 1; i < n->list.len; i++)
		ok &= make_size(builtin_arg(n, i), &size[i - 1]);
	if (size[0] >= 0 && size[1] >= 0 && size[0] > size[1] && !env.instance) {
		expr_error(*builtin_arg(n, 1), "invalid argument: length and capacity swapped");
		ok = false;
	}
	if (!ok) {
		bad(n);
		return;
	}
	Node *len = n->list.len > 1 ? *builtin_arg(n, 1) : NULL,
	     *cap = n->list.len > 2 ? *builtin_arg(n, 2) : NULL;
	builtin_finish(n,
		       core->kind == T_SLICE ? OMAKESLICE
		       : core->kind == T_MAP ? OMAKEMAP
					     : OMAKECHAN,
		       t);
	n->x = len;
	n->y = cap;
}

static void new_value(Node *n)
{
	if (!builtin_count_args(n, 1, 1))
		return;
	Node **a = builtin_arg(n, 0);
	expr_or_type(a);
	if ((*a)->op == OTYPE) {
		Type *t = type_expr(a);
		variable_type(start_pos(*a), t);
		builtin_finish(n, ONEW, type_ptr(t));
		n->x = NULL;
		return;
	}
	if (mode_of(*a) == MODE_BUILTIN)
		expr(a);
	const char *written = expr_str(*a);
	if ((*a)->op != OBAD && type_is_untyped((*a)->type))
		assign(a, NULL, "argument to new");
	if ((*a)->op == OBAD) {
		bad(n);
		return;
	}
	version_require(start_pos(n), 26, "new(%s)", written);
	builtin_finish(n, ONEW, type_ptr((*a)->type));
}

// --- min, max ------------------------------------------------------------------------------------

static bool ordered(Type *t)
{
	return type_is_integer(t) || type_is_float(t) || type_is_string(t);
}

static bool match_ordered(Node *n)
{
	for (int i = 0; i < n->list.len; i++) {
		Node *a = *builtin_arg(n, i);
		if (!all_types(a->type, ordered)) {
			expr_error(a, "invalid argument: %s cannot be ordered", operand_str(a));
			return false;
		}
		if (i == 0)
			continue;
		match_binary(builtin_arg(n, 0), builtin_arg(n, i));
		if (builtin_has_bad(n))
			return false;
		Node *first = *builtin_arg(n, 0);
		a = *builtin_arg(n, i);
		if (first->type != a->type) {
			expr_error(a,
				   "invalid argument: mismatched types %s (previous argument) and "
				   "%s (type of %s)",
				   tstr(first->type), tstr(a->type), expr_str(a));
			return false;
		}
	}
	return true;
}

static void min_max(Node *n, Op op)
{
	if (!match_ordered(n)) {
		bad(n);
		return;
	}
	Node *best = *builtin_arg(n, 0);
	bool all_const = true;
	VEC_EACH(Node, a, &n->list) {
		all_const &= is_const(a) && !is_tparam(a->type);
		if (all_const && const_compare(op == OMIN ? OLT : OGT, a->val, best->val))
			best = a;
	}
	if (all_const) {
		set_const(n, best->val, best->type);
		return;
	}
	Type *t = type_default(best->type);
	for (int i = 0; i < n->list.len; i++)
		convert_untyped(builtin_arg(n, i), t);
	n->sympos = start_pos(n);
	n->x = NULL;
	n->op = builtin_has_bad(n) ? OBAD : op;
	n->type = builtin_has_bad(n) ? types[T_INVALID] : t;
}

// --- complex numbers -----------------------------------------------------------------------------

static Type *complex_of(Type *t)
{
	switch (type_under(t)->kind) {
	case T_FLOAT32:
		return types[T_COMPLEX64];
	case T_FLOAT64:
		return types[T_COMPLEX128];
	case T_UNTYPED_FLOAT:
		return types[T_UNTYPED_COMPLEX];
	default:
		return NULL;
	}
}

static Type *part_of(Type *t)
{
	switch (type_under(t)->kind) {
	case T_COMPLEX64:
		return types[T_FLOAT32];
	case T_COMPLEX128:
		return types[T_FLOAT64];
	case T_UNTYPED_COMPLEX:
		return types[T_UNTYPED_FLOAT];
	default:
		return NULL;
	}
}

static void to_untyped_float(Node *n)
{
	const Const *f = type_is_numeric(n->type) ? const_to_kind(n->val, C_FLOAT) : NULL;
	if (f)
		set_const(n, f, types[T_UNTYPED_FLOAT]);
}

static void settle_parts(Node **x, Node **y)
{
	bool xu = type_is_untyped((*x)->type), yu = type_is_untyped((*y)->type);
	if (xu && yu && is_const(*x) && is_const(*y)) {
		to_untyped_float(*x);
		to_untyped_float(*y);
	} else if (xu && yu) {
		convert_untyped(x, types[T_FLOAT64]);
		convert_untyped(y, types[T_FLOAT64]);
	} else if (xu) {
		convert_untyped(x, (*y)->type);
	} else if (yu) {
		convert_untyped(y, (*x)->type);
	}
}

static void complex_value(Node *n)
{
	settle_parts(builtin_arg(n, 0), builtin_arg(n, 1));
	if (builtin_has_bad(n)) {
		bad(n);
		return;
	}
	Node *x = *builtin_arg(n, 0), *y = *builtin_arg(n, 1);
	Type *t = complex_of(x->type);
	if (x->type != y->type) {
		expr_error(x, "invalid operation: %s (mismatched types %s and %s)", expr_str(n),
			   tstr(x->type), tstr(y->type));
		bad(n);
	} else if (!t) {
		expr_error(x, "invalid argument: arguments have type %s, expected floating-point",
			   tstr(x->type));
		bad(n);
	} else if (is_const(x) && is_const(y)) {
		set_const(
		    n,
		    const_complex(const_to_kind(x->val, C_FLOAT), const_to_kind(y->val, C_FLOAT)),
		    t);
	} else {
		builtin_finish(n, OCOMPLEX, t);
	}
}

static void complex_part(Node *n, Op op)
{
	Node *x = *builtin_arg(n, 0);
	bool constant = type_is_untyped(x->type) && is_const(x);
	if (constant && type_is_numeric(x->type))
		set_const(x, const_to_kind(x->val, C_COMPLEX), types[T_UNTYPED_COMPLEX]);
	else if (!constant)
		convert_untyped(builtin_arg(n, 0), types[T_COMPLEX128]);
	x = *builtin_arg(n, 0);
	Type *t = x->op == OBAD ? NULL : part_of(x->type);
	if (!t) {
		if (x->op != OBAD)
			expr_error(x,
				   "invalid argument: argument has type %s, expected complex type",
				   tstr(x->type));
		bad(n);
	} else if (is_const(x)) {
		const Const *c = const_to_kind(x->val, C_COMPLEX);
		set_const(n, op == OREAL ? const_real(c) : const_imag(c), t);
	} else {
		builtin_finish(n, op, t);
	}
}

// --- panic, print, recover -----------------------------------------------------------------------

static void panic_call(Node *n)
{
	assign(builtin_arg(n, 0), type_any, "argument to panic");
	if (builtin_has_bad(n))
		bad(n);
	else
		builtin_finish(n, OPANIC, NULL);
}

static void print_call(Node *n, Op op)
{
	const char *context =
	    op == OPRINT ? "argument to built-in print" : "argument to built-in println";
	for (int i = 0; i < n->list.len; i++)
		assign(builtin_arg(n, i), NULL, context);
	n->sympos = start_pos(n);
	n->x = NULL;
	n->op = builtin_has_bad(n) ? OBAD : op;
	n->type = builtin_has_bad(n) ? types[T_INVALID] : NULL;
}

static void recover_call(Node *n)
{
	if (env.func)
		env.func->has_recover = true;
	builtin_finish(n, ORECOVER, type_any);
}

// --- the dispatcher ------------------------------------------------------------------------------

static const struct {
	Op op;
	int min, max;
} arity[] = {
    {OAPPEND, 1, -1},
    {OLEN, 1, 1},
    {OCAP, 1, 1},
    {OCLEAR, 1, 1},
    {OCLOSE, 1, 1},
    {OCOMPLEX, 2, 2},
    {OCOPY, 2, 2},
    {ODELETE, 2, 2},
    {OIMAG, 1, 1},
    {OREAL, 1, 1},
    {OMIN, 1, -1},
    {OMAX, 1, -1},
    {OPANIC, 1, 1},
    {OPRINT, 0, -1},
    {OPRINTLN, 0, -1},
    {ORECOVER, 0, 0},
    {OUNSAFEADD, 2, 2},
    {OUNSAFESLICE, 2, 2},
    {OUNSAFESLICEDATA, 1, 1},
    {OUNSAFESTRING, 2, 2},
    {OUNSAFESTRINGDATA, 1, 1},
    {OLIT, 1, 1},
};

static bool check_count(Node *n, Object *b)
{
	for (size_t i = 0; i < sizeof arity / sizeof *arity; i++)
		if (arity[i].op == b->builtin)
			return builtin_count_args(n, arity[i].min, arity[i].max);
	return true;
}

static void checked_builtin(Node *n, Object *b, bool called)
{
	Op op = b->builtin;
	switch (op) {
	case OAPPEND:
		append(n);
		break;
	case OCOPY:
		copy(n);
		break;
	case OLEN:
	case OCAP:
		length(n, op, called);
		break;
	case OCLEAR:
		clear(n);
		break;
	case OCLOSE:
		close_chan(n);
		break;
	case ODELETE:
		delete_key(n);
		break;
	case OMIN:
	case OMAX:
		min_max(n, op);
		break;
	case OCOMPLEX:
		complex_value(n);
		break;
	case OREAL:
	case OIMAG:
		complex_part(n, op);
		break;
	case OPANIC:
		panic_call(n);
		break;
	case OPRINT:
	case OPRINTLN:
		print_call(n, op);
		break;
	case ORECOVER:
		recover_call(n);
		break;
	case OUNSAFEADD:
		unsafe_add(n);
		break;
	case OUNSAFESLICE:
	case OUNSAFESTRING:
		unsafe_slice(n, op);
		break;
	case OUNSAFESLICEDATA:
	case OUNSAFESTRINGDATA:
		unsafe_data(n, op);
		break;
	default:
		unsafe_size_of(n, b->builtin_id == BUILTIN_ALIGNOF);
	}
}

void call_builtin(Node **np, Object *b)
{
	Node *n = *np;
	bool saved = env.call_or_recv;
	version_require_name(start_pos(n), b->pkg ? "unsafe." : "built-in ", b->sym);
	if (n->ddd && b->builtin != OAPPEND) {
		error_at(start_pos(n), "invalid operation: invalid use of ... with built-in %s",
			 b->sym);
		for (int i = 0; i < n->list.len; i++)
			expr_or_type(builtin_arg(n, i));
		bad(n);
		return;
	}
	if (b->builtin == OMAKESLICE) {
		make(n);
		return;
	}
	if (b->builtin == ONEW) {
		new_value(n);
		return;
	}
	if (b->builtin_id == BUILTIN_OFFSETOF) {
		unsafe_offset_of(n);
		return;
	}
	env.call_or_recv = false;
	expr_list(n, &n->list);
	bool called = env.call_or_recv;
	env.call_or_recv = saved || called;
	VEC_EACH(Node, a, &n->list)
		not_generic(a);
	if (builtin_has_bad(n)) {
		bad(n);
		return;
	}
	if (check_count(n, b))
		checked_builtin(n, b, called);
	if (is_const(n))
		env.call_or_recv = saved;
}
