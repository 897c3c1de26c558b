// summary.c - what importers know about a package's functions without looking at their bodies.
//
// When a package has been through the front half, its functions' cost of being inlined and the ways
// of their parameters are written down and kept beside its object.  Importers that find the object
// up to date read this instead: bodies are parsed and checked again only where they are copied.
//
//	Header       number of rows
//	FuncFacts[]  sorted by hash of the function's symbol; instances and methods are among them
//	Leaks[]      of all parameters, receivers first
//	ClosedHead   what the first pass of -escape=closed wants to know (escape/closed.h); closures
//	             are among the rows then
//	text         how functions allocate on the heap, NUL-terminated each

#include <stdlib.h>
#include <string.h>

#include "closed.h"
#include "escape.h"
#include "facts.h"
#include "inline.h"
#include "summary.h"

typedef struct {
	uint32_t nrows, nleaks, nclosed, ntext;
} Header;

// A function with more parameters than a row can say leaks them all: as if it were not known.
static int known_params(const EscapeFunc *ef)
{
	return ef->state == ESCAPE_TAGGED && ef->nparams <= UINT8_MAX ? ef->nparams : 0;
}

static bool asks_program(const Options *o)
{
	return o->escape == ESCAPE_CLOSED && !o->world;
}

static uint32_t put_text(const char *s, Buf *text)
{
	uint32_t at = (uint32_t)text->len + 1;
	if (s)
		buf_write(text, s, strlen(s) + 1);
	return s ? at : 0;
}

static FuncFacts describe(Func *f, const Options *o, uint32_t first, Buf *text)
{
	const Inline *inl = inline_of(f);
	return (FuncFacts){.hash = facts_hash(f),
			   .first = first,
			   .nparams = (uint8_t)known_params(escape_of(f)),
			   .cost = inl->inlinable ? (uint8_t)inl->cost : 0,
			   .inlinable = inl->inlinable,
			   .recovers = f->has_recover,
			   .allocs = put_text(escape_of(f)->alloc_chain, text),
			   .name = put_text(asks_program(o) ? f->name : NULL, text)};
}

static Vec described_functions(Package *p, const Options *o)
{
	Vec funcs = {0};
	vec_append(&funcs, &p->funcs);
	VEC_EACH(Func, f, &p->func_order)
		if (f->lit && asks_program(o))
			vec_push(&funcs, f);
	return funcs;
}

void summary_write(Package *p, const Options *o, Buf *out)
{
	Vec funcs = described_functions(p, o);
	FuncFacts *rows = arena_alloc((size_t)(funcs.len + 1) * sizeof *rows);
	Header h = {.nrows = (uint32_t)funcs.len};
	Buf leaks = {0}, text = {0}, closed = {0};
	ClosedWriter writer = {0};
	for (int i = 0; i < funcs.len; i++) {
		const EscapeFunc *ef = escape_of(funcs.at[i]);
		rows[i] = describe(funcs.at[i], o, h.nleaks, &text);
		buf_write(&leaks, (const char *)ef->params,
			  (size_t)rows[i].nparams * sizeof(Leaks));
		if (rows[i].nparams > 0)
			closed_function(&writer, funcs.at[i], h.nleaks);
		h.nleaks += rows[i].nparams;
	}
	if (asks_program(o))
		closed_finish(&writer, p, &closed, &text);
	h.nclosed = (uint32_t)closed.len;
	h.ntext = (uint32_t)text.len;
	qsort(rows, h.nrows, sizeof *rows, facts_compare);
	buf_write(out, (const char *)&h, sizeof h);
	buf_write(out, (const char *)rows, h.nrows * sizeof *rows);
	buf_write(out, leaks.s, leaks.len);
	buf_write(out, closed.s, closed.len);
	buf_write(out, text.s, text.len);
}

// --- reading -------------------------------------------------------------------------------------

const Facts *summary_parse(const void *data, size_t size)
{
	const Header *h = data;
	if (size < sizeof *h || size != sizeof *h + h->nrows * sizeof(FuncFacts) +
					    h->nleaks * sizeof(Leaks) + h->nclosed + h->ntext)
		return NULL;
	Facts *f = NEW(Facts);
	f->nrows = h->nrows;
	f->nleaks = h->nleaks;
	f->rows = (const FuncFacts *)(h + 1);
	f->leaks = f->rows + f->nrows;
	const char *behind = (const char *)((const Leaks *)f->leaks + h->nleaks);
	f->closed = h->nclosed > 0 ? behind : NULL;
	f->text = behind + h->nclosed;
	return f;
}

bool summary_read(Package *p, const void *data, size_t size)
{
	p->facts = summary_parse(data, size);
	return p->facts != NULL;
}
