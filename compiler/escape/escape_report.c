// escape_report.c - the lines of -m, and of -m=2 that explain them

#include "escape.h"

#include "diagnose.h"
#include "mark.h"
#include "remark.h"

static char *object_string(const Batch *b, const Object *o)
{
	return node_string(tree_name((Object *)o, o->pos), b->pkg, NULL);
}

static char *node_of_string(const Batch *b, const Location *l)
{
	return tree_string(l->node, l->frame ? l->frame->f : NULL, b->pkg);
}

static char *what_string(const Batch *b, const Location *l)
{
	return l->obj ? object_string(b, l->obj) : node_of_string(b, l);
}

static Pos where_of(const Location *l)
{
	return l->obj ? l->obj->pos : tree_pos(l->node);
}

static char *location_string(const Batch *b, const Location *l)
{
	if (l == &b->graph.heap)
		return "{heap}";
	if (l->obj)
		return object_string(b, l->obj);
	return l->node ? arena_printf("{storage for %s}", node_of_string(b, l)) : "{temp}";
}

// -------------------------------------------------------------------------------------------------
// flows
// -------------------------------------------------------------------------------------------------

static const char *stars(int derefs)
{
	Buf s = {0};
	if (derefs < 0)
		return "&";
	while (derefs-- > 0)
		buf_putc(&s, '*');
	return buf_str(&s);
}

// As lines of -m=2 about pos, and as what belongs to d.
static void explain_flow(const Batch *b, Diagnostic *d, Pos pos, const Location *dst,
			 const Location *src, int derefs, const Note *notes)
{
	const char *flow = arena_printf("  flow: %s \xe2\x86\x90 %s%s:", location_string(b, dst),
					stars(derefs), location_string(b, src));
	remark(b->o, 2, pos, "%s", flow);
	diagnose_related(d, notes ? tree_pos(notes->where) : pos, "escflow:  %s", flow);
	for (const Note *n = notes; n; n = n->next) {
		const char *text = tree_string(n->where, src->frame ? src->frame->f : NULL, b->pkg);
		remark(b->o, 2, pos, "    from %s (%s) at %s", text, n->why,
		       remark_pos(tree_pos(n->where)));
		diagnose_related(d, tree_pos(n->where), "escflow:      from %s (%s)", text, n->why);
	}
}

static void explain_path(const Batch *b, Diagnostic *d, const Location *root, Location *src)
{
	PtrMap seen = {0};
	Pos pos = where_of(src);
	for (;;) {
		if (ptrmap_get(&seen, src)) {
			remark(b->o, 2, pos,
			       "  warning: truncated explanation due to assignment cycle; "
			       "see golang.org/issue/35518");
			return;
		}
		ptrmap_set(&seen, src, src);
		const Edge *e = &src->towards->edges[src->towards_edge];
		explain_flow(b, d, pos, src->towards, src, e->derefs, e->notes);
		if (src->towards == root)
			return;
		src = src->towards;
	}
}

const char *report_leak_path(const Batch *b, const Location *root, const Location *l)
{
	PtrMap seen = {0};
	Buf text = {0};
	while (l != root && !ptrmap_get(&seen, l)) {
		ptrmap_set(&seen, l, (void *)l);
		const Edge *e = &l->towards->edges[l->towards_edge];
		buf_printf(&text, "\n\tflow: %s \xe2\x86\x90 %s%s:", location_string(b, l->towards),
			   stars(e->derefs), location_string(b, l));
		for (const Note *n = e->notes; n; n = n->next)
			buf_printf(&text, "\n\t\t%s: from %s (%s)", remark_pos(tree_pos(n->where)),
				   tree_string(n->where, l->frame ? l->frame->f : NULL, b->pkg),
				   n->why);
		l = l->towards;
	}
	return buf_str(&text);
}

static const char *function_string(const Batch *b, const Location *l)
{
	return func_string(l->frame->f, b->pkg);
}

static void say_about(Diagnostic *d, const Location *l)
{
	if (d)
		d->about = l->obj ? (const void *)l->obj : l->node;
}

bool report_wanted(const Batch *b)
{
	return b->o->m >= 2 || b->o->diagnostics;
}

void report_forced(void *batch, Location *dst, Location *src, int derefs, const Note *notes)
{
	const Batch *b = batch;
	if (!report_wanted(b))
		return;
	Pos pos = where_of(src);
	Diagnostic *d = diagnose(b->o, pos, "escapes", "%s escapes to heap", what_string(b, src));
	say_about(d, src);
	remark(b->o, 2, pos, "%s escapes to heap in %s:", what_string(b, src),
	       function_string(b, src));
	explain_flow(b, d, pos, dst, src, derefs, notes);
}

void report_escape(void *batch, const Location *root, Location *l)
{
	const Batch *b = batch;
	Diagnostic *d =
	    diagnose(b->o, where_of(l), "escape", "%s escapes to heap", what_string(b, l));
	say_about(d, l);
	remark(b->o, 2, where_of(l), "%s escapes to heap in %s:", what_string(b, l),
	       function_string(b, l));
	explain_path(b, d, root, l);
}

void report_leak(void *batch, const Location *root, Location *l, int derefs)
{
	const Batch *b = batch;
	Diagnostic *d =
	    diagnose(b->o, where_of(l), "leak", "parameter %s leaks to %s with derefs=%d",
		     what_string(b, l), location_string(b, root), derefs);
	say_about(d, l);
	remark(b->o, 2, where_of(l),
	       "parameter %s leaks to %s for %s with derefs=%d:", what_string(b, l),
	       location_string(b, root), function_string(b, l), derefs);
	explain_path(b, d, root, l);
}

void report_capture(const Batch *b, const Object *o, const Location *l)
{
	if (b->o->m < 2)
		return;
	remark(b->o, 2, o->pos, "%s capturing by %s: %s (addr=%s assign=%s width=%lld)",
	       function_string(b, l), o->capture_byval ? "value" : "ref", object_string(b, o),
	       l->addrtaken ? "true" : "false", l->reassigned ? "true" : "false",
	       (long long)type_size(o->type));
}

// -------------------------------------------------------------------------------------------------
// verdicts
// -------------------------------------------------------------------------------------------------

static bool is_instance(const Func *f)
{
	for (; f; f = f->outer)
		if (f->type_args.len > 0)
			return true;
	return false;
}

// Nobody can use a parameter called _, but callers of code elsewhere want to know of it.
static bool is_reported(const Func *f, const Object *param)
{
	return !is_instance(f) && !f->is_godefer_wrapper && !f->is_method_wrapper &&
	       param->sym[0] != '~' && !(param->is_blank && f->has_body);
}

static const char *parameter_string(const Object *param)
{
	return param->is_blank ? arena_printf("~p%d", param->index) : param->sym;
}

void report_number(const Batch *b, const char *verb, const Object *param, const char *what)
{
	remark(b->o, 1, param->pos, "%s %s %s", verb, parameter_string(param), what);
}

static void say_parameter(const Batch *b, const Func *f, const Object *param, const char *verdict,
			  const char *text)
{
	remark(b->o, 1, param->pos, "%s", text);
	Mark *m = mark(b->o, f, param->pos, MARK_PARAM, verdict);
	if (m)
		m->text = text, m->about = param;
}

void report_parameter(const Batch *b, const Func *f, const Object *param, const Leaks *leaks)
{
	if ((b->o->m < 1 && !b->o->marks) || !is_reported(f, param))
		return;
	const char *name = parameter_string(param);
	int heap = leaks_get(leaks, LEAK_HEAP);
	bool any = heap >= 0;
	if (any)
		say_parameter(
		    b, f, param, heap == 0 ? "leaks" : "content",
		    arena_printf("leaking param%s: %s", heap == 0 ? "" : " content", name));
	for (int i = 0; i < f->results.len && i < LEAK_MAX_RESULTS; i++) {
		int level = leaks_get(leaks, LEAK_RESULT0 + i);
		if (level < 0)
			continue;
		const Object *r = f->results.at[i];
		say_parameter(
		    b, f, param, "result",
		    arena_printf("leaking param: %s to result %s level=%d", name, r->sym, level));
		any = true;
	}
	if (!any)
		say_parameter(b, f, param, "stays", arena_printf("%s does not escape", name));
}

static bool is_wrapper(const Node *n)
{
	return n->op == OFUNCLIT && n->func->is_godefer_wrapper;
}

void report_location(const Batch *b, const Location *l)
{
	bool escapes = l->attrs & ATTR_ESCAPES;
	if (b->o->m < 1 && !b->o->diagnostics)
		return;
	const char *mark = compare_mark(b, l);
	if (l->obj) {
		if (escapes)
			remark(b->o, 1, l->obj->pos, "moved to heap: %s", object_string(b, l->obj));
		else if (mark)
			remark(b->o, 1, l->obj->pos, "%s does not escape%s",
			       object_string(b, l->obj), mark);
		return;
	}
	if (!l->node)
		return;
	if (escapes)
		diagnose(b->o, tree_pos(l->node), "escape", "%s", "");
	if (is_wrapper(l->node))
		return;
	const char *what = l->node->op == OAPPEND ? "append" : node_of_string(b, l);
	remark(b->o, 1, tree_pos(l->node), "%s %s%s", what,
	       escapes ? "escapes to heap" : "does not escape", mark ? mark : "");
	if (l->node->op == OSTR2BYTES && !(l->attrs & ATTR_MUTATES))
		remark(b->o, 1, tree_pos(l->node), "zero-copy string->[]byte conversion");
}
