// level.c - the stack of open brackets the lexer keeps.  parser.h says what it is for.

#include <string.h>

#include "parser.h"

static Level *top(Parser *p)
{
	return &p->levels[p->depth];
}

static void grow(Parser *p)
{
	Level *levels = arena_alloc((size_t)p->cap * 2 * sizeof *levels);
	memcpy(levels, p->levels, (size_t)p->cap * sizeof *levels);
	p->levels = levels;
	p->cap *= 2;
}

void level_init(Parser *p)
{
	p->cap = 32;
	p->levels = arena_alloc((size_t)p->cap * sizeof *p->levels);
}

void level_open(Parser *p, char open)
{
	if (p->depth + 1 == p->cap)
		grow(p);
	p->depth++;
	*top(p) = (Level){.open = open};
}

// A closing brace closes the nearest brace, whatever was left open inside; ) and ] close only their
// own kind.
bool level_close(Parser *p, char open)
{
	int at = p->depth;
	if (open == '{')
		while (at > 0 && p->levels[at].open != '{')
			at--;
	if (at == 0 || p->levels[at].open != open)
		return false;
	Level closed = p->levels[at];
	p->depth = at - 1;
	if (closed.resume)
		top(p)->header = true;
	return closed.block;
}

bool level_in_header(const Parser *p)
{
	return p->levels[p->depth].header;
}

void level_end_header(Parser *p)
{
	top(p)->header = false;
}

void level_header(Parser *p)
{
	top(p)->header = true;
}

void level_block(Parser *p)
{
	top(p)->block = true;
}

void level_resume_header(Parser *p)
{
	top(p)->resume = true;
}

bool level_unclosed(Parser *p)
{
	int at = p->depth;
	while (at > 0 && p->levels[at].open != '{')
		at--;
	if (at == p->depth || !p->levels[at].block)
		return false;
	p->depth = at;
	return true;
}

void level_forget(Parser *p)
{
	p->depth = 0;
	top(p)->header = false;
}
