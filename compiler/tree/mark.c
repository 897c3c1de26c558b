// mark.c - what has been decided at places of the source, for the page that shows it (-m=html)

#include "mark.h"

Mark *mark(const Options *o, const Func *f, Pos pos, MarkKind kind, const char *verdict)
{
	if (!o->marks || !f || f->quiet || f->is_method_wrapper || !pos_known(pos))
		return NULL;
	Mark *m = NEW(Mark);
	*m = (Mark){.kind = kind, .verdict = verdict, .pos = pos, .func = f, .text = ""};
	vec_push(o->marks, m);
	return m;
}
