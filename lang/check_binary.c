// check_binary.c - unary and binary operators, comparisons, shifts and channel operands.
//
// In a non-constant binary operation both operands end with one type.  In a comparison of an
// interface with something else the other side is converted to the interface.  Shifts keep their
// own two types; an untyped constant shifted by a variable count waits for its type (set_untyped).

#include "check.h"

static bool numeric_or_string(Type *t)
{
	return type_is_numeric(t) || type_is_string(t);
}

static bool ordered(Type *t)
{
	return type_is_integer(t) || type_is_float(t) || type_is_string(t);
}

static bool (*operator_domain(Op op))(Type *)
{
	switch (op) {
	case OADD:
		return numeric_or_string;
	case OSUB:
	case OMUL:
	case ODIV:
	case OPLUS:
	case ONEG:
		return type_is_numeric;
	case OANDAND:
	case OOROR:
	case ONOT:
		return type_is_boolean;
	default:
		return type_is_integer;
	}
}

static bool operator_defined(Node *x, Op op)
{
	if (all_types(x->type, operator_domain(op)))
		return true;
	expr_error(x, "invalid operation: operator %s not defined on %s", op_text(op),
		   operand_str(x));
	return false;
}

// --- unary ---------------------------------------------------------------------------------------

static void address_of(Node *n)
{
	Node *x = n->x;
	bool literal =
	    x->op == OSTRUCTLIT || x->op == OARRAYLIT || x->op == OSLICELIT || x->op == OMAPLIT;
	if (!literal && !addressable(x)) {
		expr_error(x, "invalid operation: cannot take address of %s", operand_str(x));
		bad(n);
		return;
	}
	n->op = literal ? OPTRLIT : OADDR;
	n->type = type_ptr(x->type);
	if (!literal)
		take_address(x);
}

static const char *chan_fault(Type *t, bool recv)
{
	const TypeSet *s = typeset(t);
	if (s->all || s->n == 0)
		return "no specific channel type";
	for (int i = 0; i < s->n; i++) {
		Type *term = s->terms[i].type, *u = type_under(term);
		if (u->kind != T_CHAN)
			return arena_printf("non-channel %s", tstr(term));
		if (u->dir == (recv ? CHAN_SEND : CHAN_RECV))
			return arena_printf("%s-only channel %s", recv ? "send" : "receive",
					    tstr(term));
	}
	return core_fault(t);
}

Type *chan_elem(const Node *at, Node *x, bool recv)
{
	Type *core = core_type(x->type);
	const char *verb = recv ? "receive from" : "send to";
	bool is_chan = core && core->kind == T_CHAN;
	if (is_chan && core->dir != (recv ? CHAN_SEND : CHAN_RECV))
		return core->elem;
	if (x->type->kind == T_TYPEPARAM)
		expr_error(at, "invalid operation: cannot %s %s: %s", verb, operand_str(x),
			   chan_fault(x->type, recv));
	else
		expr_error(at, "invalid operation: cannot %s %s %s %s", verb,
			   !is_chan ? "non-channel"
			   : recv   ? "send-only channel"
				    : "receive-only channel",
			   tstr(x->type), operand_str(x));
	return NULL;
}

static void receive(Node *n)
{
	Type *elem = n->x->op == OBAD ? NULL : chan_elem(n->x, n->x, true);
	if (!elem) {
		bad(n);
		return;
	}
	env.call_or_recv = true;
	n->type = elem;
}

static const Const *unary_value(Op op, const Const *c, Type *t)
{
	switch (op) {
	case OPLUS:
		return c;
	case ONEG:
		return const_neg(c);
	case ONOT:
		return const_bool(!const_bool_val(c));
	default:
		return const_wrap_not(c, type_is_untyped(t) ? 0 : (int)type_size(t) * 8,
				      !type_is_unsigned(t));
	}
}

// n, an operation on constants, becomes val of type t if t can hold it.
static void set_folded(Node *n, const Const *val, Type *t)
{
	const Const *out;
	if (check_overflow(n, val, t, &out))
		set_const(n, out, t);
	else if (env.instance)
		n->type = t;
	else
		bad(n);
}

static void fold_unary(Node *n)
{
	set_folded(n, unary_value(n->op, n->x->val, n->x->type), n->x->type);
}

static void tilde(Node *n)
{
	if (n->x->op != OBAD && all_types(n->x->type, type_is_integer))
		expr_error(n, "cannot use ~ outside of interface or type constraint (use ^ for "
			      "bitwise complement)");
	else
		expr_error(n, "cannot use ~ outside of interface or type constraint");
	bad(n);
}

void unary(Node **np)
{
	Node *n = *np;
	if (n->op == OADDR && n->x->op == OCOMPLIT)
		raw_expr(&n->x, NULL);
	expr(&n->x);
	if (n->op == OTILDE) {
		tilde(n);
	} else if (n->x->op == OBAD) {
		bad(n);
	} else if (n->op == OADDR) {
		address_of(n);
	} else if (n->op == ORECV) {
		receive(n);
	} else if (!operator_defined(n->x, n->op)) {
		bad(n);
	} else if (is_const(n->x) && n->x->type->kind != T_TYPEPARAM) {
		fold_unary(n);
	} else {
		n->type = n->x->type;
	}
}

// --- matching the operands of a binary operation -------------------------------------------------

static bool has_nil(Node *nil, Node *other)
{
	Type *ignored;
	return implicit_type(nil, other->type, &ignored) == REP_OK;
}

static bool may_convert(Node *x, Node *y)
{
	Type *a = x->type, *b = y->type;
	if (!type_is_untyped(a) && !type_is_untyped(b))
		return false;
	if (all_types(a, type_is_numeric) != all_types(b, type_is_numeric))
		return false;
	if (type_is_inter(a) || type_is_inter(b))
		return true;
	if (all_types(a, type_is_boolean) != all_types(b, type_is_boolean) ||
	    all_types(a, type_is_string) != all_types(b, type_is_string))
		return false;
	if (mode_of(x) == MODE_NIL)
		return has_nil(x, y);
	if (mode_of(y) == MODE_NIL)
		return has_nil(y, x);
	return type_under(a)->kind != T_PTR && type_under(b)->kind != T_PTR;
}

// Untyped operands take the type of the other side.  An untyped constant paired with an interface
// keeps its default type and is converted by comparison().
void match_binary(Node **x, Node **y)
{
	if (!may_convert(*x, *y))
		return;
	Type *xt = (*x)->type, *yt = (*y)->type;
	convert_untyped(x, yt);
	if ((*x)->op == OBAD)
		return;
	xt = (*x)->type;
	convert_untyped(y, xt);
}

// --- comparisons ---------------------------------------------------------------------------------

static const char *incomparable_cause(Type *t)
{
	Type *u = type_under(t);
	switch (u->kind) {
	case T_SLICE:
	case T_FUNC:
	case T_MAP:
		return arena_printf("%s can only be compared to nil", kind_word(t));
	case T_STRUCT:
		for (int i = 0; i < u->nfields; i++)
			if (!type_comparable_p(u->fields[i].type))
				return arena_printf("struct containing %s cannot be compared",
						    tstr(u->fields[i].type));
		return "";
	case T_ARRAY:
		return arena_printf("%s cannot be compared", tstr(t));
	default:
		if (t->kind == T_TYPEPARAM)
			return has_empty_typeset(t) ? "empty type set"
						    : "incomparable types in type set";
		return "";
	}
}

typedef struct {
	Node *at;          // operand at fault, or NULL
	const char *cause; // "" for the general one
} Fault;

static Fault equality_fault(Node *x, Node *y)
{
	bool xnil = mode_of(x) == MODE_NIL, ynil = mode_of(y) == MODE_NIL;
	if (xnil && ynil)
		return (Fault){y, ""};
	if (xnil || ynil)
		return has_nil(xnil ? x : y, xnil ? y : x) ? (Fault){0} : (Fault){y, ""};
	if (!type_comparable_p(x->type))
		return (Fault){x, incomparable_cause(x->type)};
	if (!type_comparable_p(y->type))
		return (Fault){y, incomparable_cause(y->type)};
	return (Fault){0};
}

static Fault order_fault(Node *x, Node *y)
{
	if (!all_types(x->type, ordered))
		return (Fault){x, ""};
	return all_types(y->type, ordered) ? (Fault){0} : (Fault){y, ""};
}

static Fault comparison_fault(Node *x, Node *y, Op op)
{
	if (!assignable(x, y->type, NULL) && !assignable(y, x->type, NULL))
		return (Fault){y, arena_printf("mismatched types %s and %s", operand_tstr(x),
					       operand_tstr(y))};
	return op == OEQ || op == ONE ? equality_fault(x, y) : order_fault(x, y);
}

static const char *general_cause(Node **at, Node *x, Node *y, Op op)
{
	if (is_tparam(x->type) || is_tparam(y->type)) {
		if (!is_tparam(x->type))
			*at = y;
		return arena_printf("type parameter %s cannot use operator %s", tstr((*at)->type),
				    op_text(op));
	}
	const char *what = kind_word((*at)->type);
	return arena_printf("operator %s not defined on %s", op_text(op),
			    *what ? what : tstr((*at)->type));
}

static void report_comparison(Fault f, Node *x, Node *y, Op op, bool switch_case)
{
	if (!*f.cause)
		f.cause = general_cause(&f.at, x, y, op);
	if (switch_case)
		expr_error(x, "invalid case %s in switch on %s (%s)", expr_str(x), expr_str(y),
			   f.cause);
	else
		expr_error(f.at, "invalid operation: %s %s %s (%s)", expr_str(x), op_text(op),
			   expr_str(y), f.cause);
}

// Brings two comparable operands to one type.
static void unify_operands(Node **x, Node **y)
{
	if (mode_of(*x) == MODE_NIL)
		set_untyped(x, (*y)->type);
	if (mode_of(*y) == MODE_NIL)
		set_untyped(y, (*x)->type);
	default_type(x);
	default_type(y);
	if ((*x)->op == OBAD || (*y)->op == OBAD || (*x)->type == (*y)->type)
		return;
	bool xi = type_is_inter((*x)->type), yi = type_is_inter((*y)->type);
	if (xi && yi)
		convert_to(assignable(*y, (*x)->type, NULL) ? y : x,
			   assignable(*y, (*x)->type, NULL) ? (*x)->type : (*y)->type);
	else if (xi || !yi)
		convert_to(y, (*x)->type);
	else
		convert_to(x, (*y)->type);
}

// May x op y be compared?  On success the operands have one type, unless both are constant.
bool comparison(Node **x, Node **y, Op op, bool switch_case)
{
	Fault f = comparison_fault(*x, *y, op);
	if (f.at) {
		report_comparison(f, *x, *y, op, switch_case);
		return false;
	}
	if (!is_const(*x) || !is_const(*y))
		unify_operands(x, y);
	return (*x)->op != OBAD && (*y)->op != OBAD;
}

static void compare(Node *n)
{
	if (!comparison(&n->x, &n->y, n->op, false)) {
		bad(n);
		return;
	}
	bool folds =
	    is_const(n->x) && is_const(n->y) && !is_tparam(n->x->type) && !is_tparam(n->y->type);
	if (folds)
		set_const(n, const_bool(const_compare(n->op, n->x->val, n->y->val)),
			  types[T_UNTYPED_BOOL]);
	else
		n->type = types[T_UNTYPED_BOOL];
}

// --- shifts --------------------------------------------------------------------------------------

enum { MAX_CONST_SHIFT = 1023 - 1 + 52 }; // expresses the smallest float64

static const Const *whole_value(Node *n)
{
	return is_const(n) && type_is_numeric(n->type) ? const_to_kind(n->val, C_INT) : NULL;
}

static bool const_count(Node **yp)
{
	Node *y = *yp;
	const Const *c = whole_value(y);
	if (c && const_sign(c) < 0) {
		expr_error(y, "invalid operation: negative shift count %s", operand_str(y));
		return false;
	}
	if (type_is_untyped(y->type)) {
		const Const *v = y->val;
		Rep r = representable(&v, y->type, types[T_UINT]);
		if (r != REP_OK) {
			expr_error(y,
				   r == REP_TRUNCATED   ? "%s truncated to uint"
				   : r == REP_OVERFLOWS ? "%s overflows uint"
							: "cannot convert %s to type uint",
				   operand_str(y));
			return false;
		}
		return true;
	}
	if (c)
		return true;
	expr_error(y, "invalid operation: shift count %s must be integer", operand_str(y));
	return false;
}

static bool shift_count(Node **yp)
{
	if (is_const(*yp) && !is_tparam((*yp)->type))
		return const_count(yp);
	if (type_is_untyped((*yp)->type)) {
		convert_untyped(yp, types[T_UINT]);
		return (*yp)->op != OBAD;
	}
	if (all_types((*yp)->type, type_is_integer))
		return all_types((*yp)->type, type_is_unsigned) ||
		       version_require(start_pos(*yp), 13,
				       "invalid operation: signed shift count %s",
				       operand_str(*yp));
	expr_error(*yp, "invalid operation: shift count %s must be integer", operand_str(*yp));
	return false;
}

static void fold_shift(Node *n)
{
	const Const *count = const_to_kind(n->y->val, C_INT);
	uint64_t s;
	Type *t = type_is_integer(n->x->type) ? n->x->type : types[T_UNTYPED_INT];
	if (!const_to_uint64(count, &s) || s > MAX_CONST_SHIFT) {
		expr_error(n->y, "invalid operation: invalid shift count %s", operand_str(n->y));
		bad(n);
		return;
	}
	const Const *val = const_shift(const_to_kind(n->x->val, C_INT), (unsigned)s, n->op == OLSH);
	if (t->kind == T_UNTYPED_RUNE)
		val = const_to_kind(val, C_RUNE);
	set_folded(n, val, t);
}

static void shift(Node *n)
{
	Node *x = n->x;
	bool whole =
	    all_types(x->type, type_is_integer) || (type_is_untyped(x->type) && whole_value(x));
	if (!whole) {
		expr_error(x, "invalid operation: shifted operand %s must be integer",
			   operand_str(x));
		bad(n);
		return;
	}
	if (!shift_count(&n->y)) {
		bad(n);
		return;
	}
	if (is_const(x) && is_const(n->y) && !is_tparam(x->type)) {
		fold_shift(n);
		return;
	}
	if (is_const(n->y))
		convert_untyped(&n->y, types[T_UINT]);
	n->type = x->type; // stays untyped for an untyped constant: see set_untyped()
}

// --- arithmetic and logic ------------------------------------------------------------------------

static bool zero_constant(Node *y)
{
	if (!is_const(y) || is_tparam(y->type))
		return false;
	if (const_kind(y->val) == C_COMPLEX)
		return const_sign(const_real(y->val)) == 0 && const_sign(const_imag(y->val)) == 0;
	return const_sign(y->val) == 0;
}

static bool divides_by_zero(Node *n)
{
	if (n->op != ODIV && n->op != OMOD)
		return false;
	if (!zero_constant(n->y) || !(is_const(n->x) || all_types(n->x->type, type_is_integer)))
		return false;
	if (!env.instance)
		expr_error(n->y, "invalid operation: division by zero");
	return true;
}

static void fold_binary(Node *n)
{
	Type *t = n->x->type;
	const Const *val = const_binary(n->op, n->x->val, n->y->val, type_is_integer(t));
	set_folded(n, val, t);
}

static void flatten(Vec *list, Node *n)
{
	if (n->op == OADDSTR && !n->orig)
		vec_append(list, &n->list);
	else
		vec_push(list, n);
}

static void concatenate(Node *n)
{
	Vec list = {0};
	flatten(&list, n->x);
	flatten(&list, n->y);
	n->op = OADDSTR;
	n->list = list;
	n->x = n->y = NULL;
}

static void mismatched(Node *n, bool asop)
{
	const char *a = operand_tstr(n->x), *b = operand_tstr(n->y);
	if (asop)
		expr_error(n->x, "invalid operation: %s %s= %s (mismatched types %s and %s)",
			   expr_str(n->x), op_text(n->op), expr_str(n->y), a, b);
	else
		expr_error(n->x, "invalid operation: %s (mismatched types %s and %s)", expr_str(n),
			   a, b);
	bad(n);
}

static void arithmetic(Node *n, bool asop)
{
	if (n->x->type != n->y->type) {
		mismatched(n, asop);
		return;
	}
	if (!operator_defined(n->x, n->op)) {
		bad(n);
		return;
	}
	bool by_zero = divides_by_zero(n);
	if (by_zero && !env.instance) {
		bad(n);
		return;
	}
	n->type = n->x->type;
	if (asop || by_zero || is_tparam(n->type))
		return;
	if (is_const(n->x) && is_const(n->y))
		fold_binary(n);
	else if (n->op == OADD && type_is_string(n->type))
		concatenate(n);
}

// x op y, both checked.  asop: for x op= y, n is only a stand-in whose type and y count.
void binary_operands(Node *n, bool asop)
{
	if (n->op == OLSH || n->op == ORSH) {
		shift(n);
		return;
	}
	match_binary(&n->x, &n->y);
	if (n->x->op == OBAD || n->y->op == OBAD)
		bad(n);
	else if (op_is_comparison(n->op))
		compare(n);
	else
		arithmetic(n, asop);
}

void binary(Node **np)
{
	Node *n = *np;
	expr(&n->x);
	expr(&n->y);
	if (n->x->op == OBAD || n->y->op == OBAD)
		bad(n);
	else
		binary_operands(n, false);
}
