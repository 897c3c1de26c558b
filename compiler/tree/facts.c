// facts.c - what is known of an imported function without its body

#include "facts.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t facts_hash(const Func *f)
{
	return XXH3_64bits(f->name, strlen(f->name));
}

int facts_compare(const void *a, const void *b)
{
	const FuncFacts *x = a, *y = b;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

const FuncFacts *facts_find(const Facts *facts, const Func *f)
{
	FuncFacts key = {.hash = facts_hash(f)};
	return bsearch(&key, facts->rows, facts->nrows, sizeof key, facts_compare);
}

const FuncFacts *facts_of(const Func *f)
{
	const Facts *s = f->home ? f->home->facts : NULL;
	return s && !f->lit ? facts_find(s, f) : NULL;
}

const char *facts_allocs(const Func *f)
{
	const Facts *s = f->home->facts;
	return s->text + facts_of(f)->allocs - 1;
}

bool facts_recovers(const Func *f)
{
	const FuncFacts *known = facts_of(f);
	return known ? known->recovers : f->has_recover;
}
