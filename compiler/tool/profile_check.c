// profile_check.c - do the parts of a profile fit together, and which of its values is meant?

#include <stdlib.h>
#include <string.h>

#include "profile.h"

static const char *check_samples(const Profile *p)
{
	if (p->types.len == 0 && p->samples.len > 0)
		return "missing sample type information";
	VEC_EACH(Sample, s, &p->samples) {
		if (s->nvalues != p->types.len)
			return arena_printf("mismatch: sample has %d values vs. %d types",
					    s->nvalues, p->types.len);
		for (int i = 0; i < s->depth; i++)
			if (!s->stack[i])
				return "sample has nil location";
	}
	return NULL;
}

// Is the id new to the table, and none that is reserved?
static const char *check_id(Table *seen, uint64_t id, void *item, const char *reserved,
			    const char *what)
{
	if (id == 0)
		return reserved;
	if (table_get(seen, id))
		return arena_printf("multiple %s with same id: %lu", what, (unsigned long)id);
	table_put(seen, id, item);
	return NULL;
}

const char *profile_check(const Profile *p)
{
	const char *fault = check_samples(p);
	Table mappings = {0}, functions = {0}, locations = {0};
	VEC_EACH(Mapping, m, &p->mappings)
		if (!fault)
			fault = check_id(&mappings, m->id, m, "found mapping with reserved ID=0",
					 "mappings");
	VEC_EACH(Function, f, &p->functions)
		if (!fault)
			fault = check_id(&functions, f->id, f, "found function with reserved ID=0",
					 "functions");
	VEC_EACH(Location, l, &p->locations) {
		if (!fault)
			fault = check_id(&locations, l->id, l, "found location with reserved id=0",
					 "locations");
		for (int i = 0; i < l->nframes && !fault; i++)
			if (!l->frames[i].function)
				fault =
				    arena_printf("location id: %lu has a line with nil function",
						 (unsigned long)l->id);
	}
	return fault;
}

static char *type_names(const Profile *p)
{
	Buf b = {0};
	VEC_EACH(ValueType, t, &p->types)
		buf_printf(&b, "%s%s", b.len ? " " : "", t->type);
	return buf_str(&b);
}

int profile_index(const Profile *p, const char *name, const char **error)
{
	if (p->types.len == 0) {
		*error = "profile has no samples";
		return -1;
	}
	const char *wanted = *name ? name : p->default_type;
	char *end;
	long number = strtol(name, &end, 10);
	if (*name && !*end) {
		if (number >= 0 && number < p->types.len)
			return (int)number;
		*error = arena_printf("sample_index %s is outside the range [0..%d]", name,
				      p->types.len - 1);
		return -1;
	}
	const char *bare = *name && strncmp(wanted, "inuse_", 6) == 0 ? wanted + 6 : wanted;
	for (int i = 0; i < p->types.len && *wanted; i++) {
		const ValueType *t = p->types.at[i];
		if (strcmp(t->type, wanted) == 0 || strcmp(t->type, bare) == 0)
			return i;
	}
	if (!*name)
		return p->types.len - 1;
	*error = arena_printf("sample_index \"%s\" must be one of: [%s]", name, type_names(p));
	return -1;
}
