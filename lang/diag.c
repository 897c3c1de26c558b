// diag.c - positions, and the errors reported at them.
//
// Errors are kept until diag_flush(), which sorts them, so phases may report in any order.  As in
// Go only the first syntax error of a line counts, and the tenth error is the last unless diag_all
// is set.

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "lang.h"

// --- positions -----------------------------------------------------------------------------------

static Vec bases; // PosBase*, by index; 0 stays empty: "no position"

static uint32_t posbase_push(PosBase *b)
{
	if (bases.len == 0)
		vec_push(&bases, NEW(PosBase));
	vec_push(&bases, b);
	return (uint32_t)bases.len - 1;
}

uint32_t posbase_new(const char *file, const char *shown, Package *pkg)
{
	PosBase *b = NEW(PosBase);
	b->file = file;
	b->shown = shown;
	b->pkg = pkg;
	b->source = file;
	return posbase_push(b);
}

uint32_t posbase_line(Pos from, const char *file, uint32_t line, uint32_t col)
{
	PosBase *b = NEW(PosBase);
	*b = *posbase(from.base);
	if (file)
		b->file = b->shown = file;
	b->directive = from;
	b->line = line;
	b->col = col;
	return posbase_push(b);
}

PosBase *posbase(uint32_t index)
{
	if (index == 0 || index >= (uint32_t)bases.len)
		bug("position base %u of %d", index, bases.len);
	return bases.at[index];
}

static bool pos_same(Pos a, Pos b)
{
	return a.base == b.base && a.line == b.line && a.col == b.col;
}

// A base like `from` but inlined there.  One made lately is used again: the nodes of a body ask
// in a row.
static uint32_t posbase_copy_at(const PosBase *from, Pos at, Func *callee)
{
	enum { LOOK_BACK = 32 };
	for (int i = bases.len - 1; i > 0 && i >= bases.len - LOOK_BACK; i--) {
		PosBase *b = bases.at[i];
		if (b->inlined_func == callee && b->source == from->source &&
		    pos_same(b->directive, from->directive) && pos_same(b->inlined_at, at))
			return (uint32_t)i;
	}
	PosBase *b = NEW(PosBase);
	*b = *from;
	b->inlined_at = at;
	b->inlined_func = callee;
	return posbase_push(b);
}

// What already stands for an inlined body keeps its own place: its outermost caller is what moves.
uint32_t posbase_inlined(uint32_t base, Pos call, Func *callee)
{
	PosBase *from = posbase(base);
	if (!pos_known(from->inlined_at))
		return posbase_copy_at(from, call, callee);
	Pos at = from->inlined_at;
	at.base = posbase_inlined(at.base, call, callee);
	return posbase_copy_at(from, at, from->inlined_func);
}

bool pos_known(Pos p)
{
	return p.line != 0;
}

Pos pos_outermost(Pos p)
{
	while (pos_known(p) && pos_known(posbase(p.base)->inlined_at))
		p = posbase(p.base)->inlined_at;
	return p;
}

bool pos_is_deep(Pos p)
{
	int depth = 0;
	while (pos_known(p) && depth < MAX_INLINED_DEPTH &&
	       pos_known(posbase(p.base)->inlined_at)) {
		p = posbase(p.base)->inlined_at;
		depth++;
	}
	return depth == MAX_INLINED_DEPTH;
}

static int compare_bases(uint32_t a, uint32_t b)
{
	if (a == 0 || b == 0)
		return (a > b) - (a < b);
	return strcmp(posbase(a)->source, posbase(b)->source);
}

// In the order of the text, whatever //line directives call its lines.
int pos_cmp(Pos a, Pos b)
{
	int c = a.base != b.base ? compare_bases(a.base, b.base) : 0;
	if (c)
		return c;
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	if (a.col != b.col)
		return a.col < b.col ? -1 : 1;
	return (a.base > b.base) - (a.base < b.base);
}

Pos pos_told(Pos p)
{
	const PosBase *b = pos_known(p) ? posbase(p.base) : NULL;
	if (!b || !pos_known(b->directive))
		return p;
	Pos from = b->directive;
	uint32_t col = b->col && p.line == from.line ? b->col + p.col - from.col : p.col;
	return (Pos){p.base, b->line + p.line - from.line, b->col ? col : 0};
}

char *pos_string(Pos p)
{
	if (!pos_known(p))
		return "<unknown position>";
	p = pos_told(pos_outermost(p));
	const char *file = posbase(p.base)->shown;
	return p.col ? arena_printf("%s:%u:%u", file, p.line, p.col)
		     : arena_printf("%s:%u", file, p.line);
}

// --- errors --------------------------------------------------------------------------------------

typedef struct {
	Pos pos; // unknown: a plain message
	const char *msg;
	Buf more; // continuation lines
	int seq;  // order of reporting, to sort stably
} Diag;

enum { LIMIT = 10 };

bool diag_all;
static Vec diags;    // Diag*
static int reported; // since the last flush
static int total;
static int syntax_total; // of them, syntax errors
static Diag *last;       // what error_more() adds to; NULL when that was suppressed
static Pos last_pos;

static bool same_line(Pos a, Pos b)
{
	return a.base == b.base && a.line == b.line;
}

static bool is_syntax_error(const char *msg)
{
	return strncmp(msg, "syntax error", 12) == 0;
}

static Pos last_syntax, last_other;
static const char *last_msg = "";

// As Go: of the syntax errors of a line the first counts, whatever it says, and of other errors one
// that says the same as the one before.
static bool is_repeated(Pos p, const char *msg)
{
	if (is_syntax_error(msg)) {
		bool again = same_line(last_syntax, p);
		last_syntax = p;
		return again;
	}
	bool again = same_line(last_other, p) && strcmp(last_msg, msg) == 0;
	last_other = p;
	last_msg = msg;
	return again;
}

static void report(Pos p, const char *msg)
{
	last = NULL;
	total++;
	syntax_total += is_syntax_error(msg);
	if ((pos_known(p) && is_repeated(p, msg)) || (!diag_all && reported >= LIMIT))
		return;
	last = NEW(Diag);
	last->pos = p;
	last->msg = msg;
	last->seq = reported++;
	last_pos = p;
	vec_push(&diags, last);
}

void error_at(Pos p, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	report(pos_outermost(p), arena_vprintf(fmt, args));
	va_end(args);
}

void error_plain(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	report((Pos){0}, arena_vprintf(fmt, args));
	va_end(args);
}

void error_more(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	if (last)
		buf_printf(&last->more, "\t%s\n", arena_vprintf(fmt, args));
	va_end(args);
}

int error_count(void)
{
	return total;
}

int syntax_error_count(void)
{
	return syntax_total;
}

static int compare_diags(const void *a, const void *b)
{
	const Diag *x = *(Diag *const *)a, *y = *(Diag *const *)b;
	int c = pos_cmp(x->pos, y->pos);
	return c ? c : x->seq - y->seq;
}

static bool is_same(const Diag *a, const Diag *b)
{
	return pos_same(a->pos, b->pos) && strcmp(a->msg, b->msg) == 0;
}

static void print(Diag *d)
{
	if (pos_known(d->pos))
		fprintf(stderr, "%s: ", pos_string(d->pos));
	fprintf(stderr, "%s\n", d->msg);
	if (d->more.len > 0)
		fputs(buf_str(&d->more), stderr);
}

void diag_forget(void)
{
	diags.len = 0;
	reported = 0;
	last = NULL;
	last_syntax = last_other = (Pos){0};
}

void diag_flush(void)
{
	if (diags.len > 0)
		qsort(diags.at, (size_t)diags.len, sizeof *diags.at, compare_diags);
	for (int i = 0; i < diags.len; i++)
		if (i == 0 || !is_same(diags.at[i - 1], diags.at[i]))
			print(diags.at[i]);
	if (!diag_all && reported >= LIMIT)
		print(&(Diag){.pos = last_pos, .msg = "too many errors"});
	diag_forget();
}

_Noreturn void bug_at(const char *file, int line, const char *fmt, ...)
{
	va_list args;
	diag_flush();
	fprintf(stderr, "%s:%d: internal compiler error: ", file, line);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}
