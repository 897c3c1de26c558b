// check_unsafe.c - the functions of package unsafe; check_builtin.c calls them.

#include "check.h"

// Does the size of t depend on a type parameter?
static bool has_variable_size(Type *t)
{
	if (!t->has_tparam)
		return false;
	if (t->kind == T_TYPEPARAM)
		return true;
	t = type_under(t);
	if (t->kind == T_ARRAY)
		return has_variable_size(t->elem);
	if (t->kind == T_STRUCT)
		for (int i = 0; i < t->nfields; i++)
			if (has_variable_size(t->fields[i].type))
				return true;
	return false;
}

// A size, constant unless it was not in the generic code this is an instance of.
static void size_result(Node *n, Type *of, int64_t value)
{
	if (has_variable_size(of)) {
		mark_nonconst(n->pos);
		builtin_finish(n, OCONVNOP, types[T_UINTPTR]);
		return;
	}
	if (!is_nonconst(n->pos)) {
		set_const(n, const_int(value), types[T_UINTPTR]);
		return;
	}
	Node *lit = node_new(OLIT, n->pos);
	lit->val = const_int(value);
	lit->type = types[T_UINTPTR];
	builtin_finish(n, OCONVNOP, types[T_UINTPTR]);
	n->x = lit;
}

void unsafe_size_of(Node *n, bool align)
{
	assign(builtin_arg(n, 0), NULL,
	       align ? "argument to unsafe.Alignof" : "argument to unsafe.Sizeof");
	if (builtin_has_bad(n)) {
		bad(n);
		return;
	}
	Type *t = (*builtin_arg(n, 0))->type;
	bool variable = has_variable_size(t);
	if (!variable && !align && type_size(t) >= MAX_TYPE_SIZE) {
		expr_error(*builtin_arg(n, 0), "%s is too large", operand_str(*builtin_arg(n, 0)));
		bad(n);
		return;
	}
	size_result(n, t, variable ? 0 : align ? type_align(t) : type_size(t));
}

void unsafe_offset_of(Node *n)
{
	Lookup l;
	if (!builtin_count_args(n, 1, 1))
		return;
	Node *sel = unparen(*builtin_arg(n, 0));
	if (sel->op != OSELECTOR) {
		expr_error(*builtin_arg(n, 0), "invalid argument: %s is not a selector expression",
			   expr_str(*builtin_arg(n, 0)));
		expr(builtin_arg(n, 0));
		bad(n);
		return;
	}
	expr(&sel->x);
	if (sel->x->op == OBAD) {
		bad(n);
		return;
	}
	Type *base = sel->x->type;
	if (type_under(base)->kind == T_PTR && type_under(type_under(base)->elem)->kind == T_STRUCT)
		base = type_under(base)->elem;
	if (!type_lookup(base, sel->sym, env.pkg, &l)) {
		expr_error(sel->x, "invalid argument: %s has no single field %s", tstr(base),
			   sel->sym);
		bad(n);
		return;
	}
	if (!l.field) {
		expr_error(*builtin_arg(n, 0), "invalid argument: %s is a method value",
			   expr_str(*builtin_arg(n, 0)));
		bad(n);
		return;
	}
	if (l.indirect) {
		expr_error(sel->x, "invalid argument: field %s is embedded via a pointer in %s",
			   sel->sym, tstr(base));
		bad(n);
		return;
	}
	int64_t offset = 0;
	Type *t = base;
	bool variable = has_variable_size(base);
	for (int i = 0; i <= l.depth && !variable; i++) {
		Type *s = type_under(t);
		type_layout(s);
		offset += s->fields[l.path[i]].offset;
		t = s->fields[l.path[i]].type;
	}
	if (offset >= MAX_TYPE_SIZE) {
		expr_error(sel->x, "%s is too large", operand_str(sel->x));
		bad(n);
		return;
	}
	size_result(n, base, offset);
}

void unsafe_add(Node *n)
{
	int64_t ignored;
	assign(builtin_arg(n, 0), types[T_UNSAFEPTR], "argument to unsafe.Add");
	convert_untyped(builtin_arg(n, 1), types[T_INT]);
	Node *len = *builtin_arg(n, 1);
	if (len->op != OBAD && !all_types(len->type, type_is_integer))
		index_value(builtin_arg(n, 1), -1, &ignored, "length");
	if (builtin_has_bad(n))
		bad(n);
	else
		builtin_finish(n, OUNSAFEADD, types[T_UNSAFEPTR]);
}

void unsafe_slice(Node *n, Op op)
{
	int64_t ignored;
	Node *p = *builtin_arg(n, 0);
	Type *core = core_type(p->type), *t = types[T_STRING];
	if (op == OUNSAFESLICE) {
		if (!core || core->kind != T_PTR) {
			expr_error(p, "invalid argument: %s is not a pointer", operand_str(p));
			bad(n);
			return;
		}
		t = type_slice(core->elem);
	} else {
		assign(builtin_arg(n, 0), type_ptr(type_byte), "argument to unsafe.String");
	}
	index_value(builtin_arg(n, 1), -1, &ignored, "length");
	if (builtin_has_bad(n))
		bad(n);
	else
		builtin_finish(n, op, t);
}

void unsafe_data(Node *n, Op op)
{
	Node *x = *builtin_arg(n, 0);
	if (op == OUNSAFESTRINGDATA) {
		assign(builtin_arg(n, 0), types[T_STRING], "argument to unsafe.StringData");
		if (builtin_has_bad(n))
			bad(n);
		else
			builtin_finish(n, op, type_ptr(type_byte));
		return;
	}
	Type *core = core_type(x->type);
	if (!core || core->kind != T_SLICE) {
		expr_error(x, "invalid argument: %s is not a slice", operand_str(x));
		bad(n);
		return;
	}
	builtin_finish(n, op, type_ptr(core->elem));
}
