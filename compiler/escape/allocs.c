// allocs.c - rows that tell where a package allocates on the heap, and why
//
// `vole run -m=heap` shows what a program has allocated, with the compiler's reasons.  As a package
// is mostly not compiled in the run that wants them, they are written down whenever one is, and
// kept beside its object (compiler/driver/cache.c).  A row is a line of fields parted by tabs:
//
//	dir/file.go LINE COLUMN   where, in the source that was inlined last
//	FUNCTION                  whose machine code it is in, by the name tracebacks give it
//	OUTER                     the line of that function which the source was inlined at, or LINE
//	SIZE                      of the object in bytes; 0: only known at run time
//	CLASS                     a letter for what allocates it: see class_of()
//	WHAT                      new(T), make([]int, n), moved to heap: x, ...
//	WHY                       how it got out of the frame, or what keeps it from it
//
// The reason for an escape is the last step of the path that the solver found: what returned it,
// stored it or passed it on; the variables on the way are named before it.  Everything else is
// known by the form of the expression: it depends on a size that nobody knows when the frame is
// laid out.

#include "allocs.h"

#include <string.h>

#include "tree.h"

enum { MAX_TEXT = 120, MAX_STEPS = 3 };

// --- reasons -------------------------------------------------------------------------------------

static const char *place(Pos p)
{
	p = pos_told(pos_outermost(p));
	return arena_printf("%s:%u", posbase(p.base)->shown, p.line);
}

// Directories differ from build to build.
static const char *short_place(Pos p)
{
	const char *text = place(p), *slash = strrchr(text, '/');
	return slash ? slash + 1 : text;
}

static const Note *last_note(const Note *n)
{
	while (n && n->next)
		n = n->next;
	return n;
}

static const char *step_text(const Batch *b, const Location *l, const Note *n)
{
	if (!n)
		return "";
	if (strcmp(n->why, "reference") == 0)
		return "a closure that outlives the frame refers to it";
	if (n->where == l->node || (l->obj && n->where->op == ONAME && !n->next))
		return n->why;
	return arena_printf("%s (%s), %s",
			    tree_string(n->where, l->frame ? l->frame->f : NULL, b->pkg), n->why,
			    short_place(tree_pos(n->where)));
}

static void keep(Batch *b, const Location *l, const char *why)
{
	const void *key = l->obj ? (const void *)l->obj : l->node;
	if (key && !ptrmap_get(&b->reasons, key))
		ptrmap_set(&b->reasons, key, (void *)why);
}

// Its loop ends where the path does, or where it has gone round.
void allocs_escape(Batch *b, const Location *root, const Location *l)
{
	PtrMap seen = {0};
	Buf via = {0};
	const Location *at = l;
	int steps = 0;
	for (; !ptrmap_get(&seen, at) && at->towards != root; at = at->towards) {
		ptrmap_set(&seen, at, (void *)at);
		const Object *o = at->towards->obj;
		if (o && o->sym[0] != '~' && steps++ < MAX_STEPS)
			buf_printf(&via, "%s%s", steps > 1 ? ", " : "through ", o->sym);
	}
	const Note *n = last_note(at->towards->edges[at->towards_edge].notes);
	keep(b, l,
	     arena_printf("%s%s%s", buf_str(&via), steps > 0 ? ": " : "", step_text(b, l, n)));
}

void allocs_forced(Batch *b, const Location *dst, const Location *l, const Note *notes)
{
	(void)dst;
	if (b->explains)
		keep(b, l, step_text(b, l, last_note(notes)));
}

// --- what and why --------------------------------------------------------------------------------

const char *allocs_what(const Batch *b, const Func *f, const AllocSite *s)
{
	const Node *n = s->node;
	if (s->obj)
		return s->what;
	switch (n->op) {
	case OCONVIFACE:
		return arena_printf("%s in an interface", tree_string(n->x, f, b->pkg));
	case OGO:
		return "go statement";
	case ODEFER:
		return "defer statement";
	case OINDEXMAP:
		return arena_printf("%s = ...", tree_string(n, f, b->pkg));
	default:
		return tree_string(n, f, b->pkg);
	}
}

// Object, slice that is made, appended to; text, map, channel, goroutine or defer, function.
static char class_of(const Node *n)
{
	switch (n->op) {
	case OMAKESLICE:
		return 'k';
	case OAPPEND:
		return 's';
	case OSTR2BYTES:
	case OBYTES2STR:
	case OSTR2RUNES:
	case ORUNES2STR:
	case ORUNESTR:
	case OADDSTR:
	case OASOP:
		return 't';
	case OMAKEMAP:
	case OMAPLIT:
	case OINDEXMAP:
		return 'm';
	case OMAKECHAN:
		return 'c';
	case OGO:
	case ODEFER:
		return 'g';
	case OCALL:
	case OCALLMETH:
		return 'f';
	default:
		return 'o';
	}
}

// Of what does not escape, or cannot: why the heap all the same.
static const char *inherent_reason(const Node *n)
{
	switch (n->op) {
	case OAPPEND:
		return "append grows the slice";
	case OINDEXMAP:
		return "the map grows";
	case OMAKEMAP:
	case OMAPLIT:
		return "a map outgrows what the frame has for it";
	case OMAKECHAN:
		return "channels are always on the heap";
	case OMAKESLICE:
		return "non-constant size";
	case OASOP:
		return "a longer string is a new one";
	case OGO:
		return "what a new goroutine runs outlives the frame";
	case ODEFER:
		return "a defer statement that may run more than once";
	case OCALL:
	case OCALLMETH:
		return "the runtime allocates in this function";
	default:
		return class_of(n) == 't' ? "text that outgrows the frame's 32 bytes"
					  : "it outlives the frame";
	}
}

const char *allocs_why(const Batch *b, const AllocSite *s)
{
	const void *key = s->obj ? (const void *)s->obj : s->node;
	const char *flow = ptrmap_get(&b->reasons, key);
	if (!s->node)
		return flow ? flow : "it outlives the frame";
	if (s->node->op == OAPPEND)
		return inherent_reason(s->node);
	return flow && *flow ? flow : inherent_reason(s->node);
}

static int64_t elements(const Node *make)
{
	const Node *n = make->y ? make->y : make->x;
	int64_t len;
	return n->op == OLIT && const_to_int64(n->val, &len) ? len : 0;
}

int64_t allocs_size(const AllocSite *s)
{
	const Node *n = s->node;
	if (s->obj)
		return type_size(s->obj->type);
	switch (n->op) {
	case OCONVIFACE:
		return type_size(n->x->type);
	case OSLICELIT:
		return n->num * type_size(n->type->under->elem);
	case OMAKESLICE:
		return elements(n) * type_size(n->type->under->elem);
	default:
		return escape_object_size(n);
	}
}

// --- rows ----------------------------------------------------------------------------------------

// One line, without the tabs that part fields; cut between characters of UTF-8.
static void put_text(FILE *out, const char *s)
{
	int n = 0;
	for (; *s && (n < MAX_TEXT || ((unsigned char)*s & 0xc0) == 0x80); s++, n++)
		fputc(*s == '\t' || *s == '\n' ? ' ' : *s, out);
	if (*s)
		fputs("...", out);
}

// The last two elements: what stays the same when the library is moved.
static const char *file_text(Pos p)
{
	const char *file = posbase(p.base)->file, *at = strrchr(file, '/');
	while (at && at > file && at[-1] != '/')
		at--;
	return at ? at : file;
}

void allocs_write(const Batch *b, const Func *f, const AllocSite *first)
{
	FILE *out = b->o->allocs;
	for (const AllocSite *s = first; out && s; s = s->next) {
		if (s->kind == SITE_FRAME || (!s->node && !s->obj) || !pos_known(s->pos))
			continue;
		Pos p = pos_told(s->pos);
		fprintf(out, "%s\t%u\t%u\t%s\t%u\t%lld\t%c\t", file_text(s->pos), p.line, p.col,
			f->name, pos_told(pos_outermost(s->pos)).line, (long long)allocs_size(s),
			s->obj ? 'o' : class_of(s->node));
		put_text(out, allocs_what(b, f, s));
		fputc('\t', out);
		put_text(out, allocs_why(b, s));
		fputc('\n', out);
	}
}
