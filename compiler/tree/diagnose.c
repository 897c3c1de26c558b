// diagnose.c - what the compiler says about its decisions, for programs to read (-json)

#include "diagnose.h"

#include <stdarg.h>

static const char *format(const char *fmt, va_list args)
{
	char *text = NULL;
	if (vasprintf(&text, fmt, args) < 0)
		bug("no memory for a diagnostic");
	return text;
}

Diagnostic *diagnose(const Options *o, Pos pos, const char *code, const char *fmt, ...)
{
	if (!o->diagnostics)
		return NULL;
	va_list args;
	va_start(args, fmt);
	Diagnostic *d = NEW(Diagnostic);
	*d = (Diagnostic){.pos = pos, .code = code, .text = format(fmt, args)};
	va_end(args);
	vec_push(o->diagnostics, d);
	return d;
}

void diagnose_related(Diagnostic *d, Pos pos, const char *fmt, ...)
{
	if (!d)
		return;
	va_list args;
	va_start(args, fmt);
	Related *r = NEW(Related);
	*r = (Related){pos, format(fmt, args)};
	va_end(args);
	vec_push(&d->related, r);
}
