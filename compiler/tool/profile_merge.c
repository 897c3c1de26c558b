// profile_merge.c - several profiles as one: what -base subtracts and several sources add up.
//
// Samples are the same if their stacks and labels are; locations if they are the same place of the
// same mapping, wherever it was loaded, with the same frames.  What is the same is found by a key:
// its parts written one after the other, interned.

#include <math.h>
#include <string.h>

#include "profile.h"

// --- scaling -------------------------------------------------------------------------------------

void profile_scale(Profile *p, const double *ratios)
{
	bool changes = false;
	for (int i = 0; i < p->types.len; i++)
		changes |= ratios[i] != 1;
	int kept = 0;
	for (int i = 0; changes && i < p->samples.len; i++) {
		Sample *s = p->samples.at[i];
		bool keep = false;
		for (int k = 0; k < s->nvalues; k++) {
			if (ratios[k] == 1)
				continue;
			s->values[k] = (int64_t)round((double)s->values[k] * ratios[k]);
			keep |= s->values[k] != 0;
		}
		if (keep)
			p->samples.at[kept++] = s;
	}
	if (changes)
		p->samples.len = kept;
}

static double *sums(const Profile *p)
{
	double *sum = arena_alloc((size_t)p->types.len * sizeof *sum);
	VEC_EACH(Sample, s, &p->samples)
		for (int i = 0; i < p->types.len; i++)
			sum[i] += (double)s->values[i];
	return sum;
}

void profile_normalize(Profile *p, const Profile *base)
{
	double *ratios = sums(p);
	const double *wanted = sums(base);
	for (int i = 0; i < p->types.len; i++)
		ratios[i] = ratios[i] == 0 ? 0 : wanted[i] / ratios[i];
	profile_scale(p, ratios);
}

// --- the same types ------------------------------------------------------------------------------

static int find_type(const Profile *p, const char *type)
{
	for (int i = 0; i < p->types.len; i++)
		if (((ValueType *)p->types.at[i])->type == type)
			return i;
	return -1;
}

static void keep_types(Profile *p, const Vec *names)
{
	Vec chosen = {0};
	bool default_kept = false, same = names->len == p->types.len;
	int *from = arena_alloc((size_t)(names->len + 1) * sizeof *from);
	for (int i = 0; i < names->len; i++) {
		from[i] = find_type(p, names->at[i]);
		vec_push(&chosen, p->types.at[from[i]]);
		default_kept |= names->at[i] == p->default_type;
		same &= from[i] == i;
	}
	if (same)
		return;
	if (!default_kept)
		p->default_type = names->at[0];
	p->types = chosen;
	VEC_EACH(Sample, s, &p->samples) {
		int64_t *values = arena_alloc((size_t)names->len * sizeof *values);
		for (int i = 0; i < names->len; i++)
			values[i] = s->values[from[i]];
		s->values = values;
		s->nvalues = names->len;
	}
}

// The types that all profiles have, in the first one's order.
static Vec common_types(const Vec *profiles)
{
	Vec names = {0};
	const Profile *first = profiles->at[0];
	VEC_EACH(ValueType, t, &first->types) {
		bool everywhere = true;
		VEC_EACH(Profile, p, profiles)
			everywhere &= find_type(p, t->type) >= 0;
		if (everywhere)
			vec_push(&names, (char *)t->type);
	}
	return names;
}

// Brings value i of all profiles to the finest of their units.
static void use_finest_unit(const Vec *profiles, int i, double *const *ratios)
{
	const char *finest = ((ValueType *)((Profile *)profiles->at[0])->types.at[i])->unit, *unit;
	VEC_EACH(Profile, p, profiles) {
		const ValueType *t = p->types.at[i];
		if (measure_scale(1, t->unit, finest, &unit) < 1)
			finest = t->unit;
	}
	for (int k = 0; k < profiles->len; k++) {
		ValueType *t = ((Profile *)profiles->at[k])->types.at[i];
		ratios[k][i] = measure_scale(1, t->unit, finest, &unit);
		t->unit = finest;
	}
}

static const char *make_compatible(const Vec *profiles)
{
	Vec names = common_types(profiles);
	if (names.len == 0)
		return "profiles have empty common sample type list";
	double **ratios = arena_alloc((size_t)profiles->len * sizeof *ratios);
	for (int k = 0; k < profiles->len; k++) {
		keep_types(profiles->at[k], &names);
		ratios[k] = arena_alloc((size_t)names.len * sizeof **ratios);
	}
	for (int i = 0; i < names.len; i++)
		use_finest_unit(profiles, i, ratios);
	for (int k = 0; k < profiles->len; k++)
		profile_scale(profiles->at[k], ratios[k]);
	const Profile *first = profiles->at[0];
	VEC_EACH(Profile, p, profiles)
		if (p->period_type.type != first->period_type.type ||
		    p->period_type.unit != first->period_type.unit)
			return arena_printf("incompatible period types &{%s %s} and &{%s %s}",
					    first->period_type.type, first->period_type.unit,
					    p->period_type.type, p->period_type.unit);
	return NULL;
}

// --- merging -------------------------------------------------------------------------------------

typedef struct {
	Profile *to;
	Table mappings, functions, locations, samples; // by key: the merged ones
	Table mapped;                                  // by address: what became of a part
} Merger;

static const char *key_of(const Buf *b)
{
	return intern_n(b->s ? b->s : "", b->len);
}

// What stands for `from` in the merged profile, if it has been met; else by key.
static void *merged(Merger *m, const void *from, const Table *by_key, const Buf *key)
{
	void *to = table_get(by_key, TABLE_KEY(key_of(key)));
	if (to)
		table_put(&m->mapped, TABLE_KEY(from), to);
	return to;
}

static void add_merged(Merger *m, const void *from, Table *by_key, const Buf *key, Vec *list,
		       void *to)
{
	table_put(&m->mapped, TABLE_KEY(from), to);
	table_put(by_key, TABLE_KEY(key_of(key)), to);
	vec_push(list, to);
}

static Mapping *merge_mapping(Merger *m, const Mapping *from)
{
	Mapping *to = from ? table_get(&m->mapped, TABLE_KEY(from)) : NULL;
	if (!from || to)
		return to;
	Buf key = {0};
	buf_printf(&key, "%lx %lx %s", (unsigned long)((from->limit - from->start + 0xfff) >> 12),
		   (unsigned long)from->offset, *from->build_id ? from->build_id : from->file);
	to = merged(m, from, &m->mappings, &key);
	if (to)
		return to;
	to = NEW(Mapping);
	*to = *from;
	to->id = (uint64_t)m->to->mappings.len + 1;
	add_merged(m, from, &m->mappings, &key, &m->to->mappings, to);
	return to;
}

static Function *merge_function(Merger *m, const Function *from)
{
	Function *to = from ? table_get(&m->mapped, TABLE_KEY(from)) : NULL;
	if (!from || to)
		return to;
	Buf key = {0};
	buf_printf(&key, "%ld\n%s\n%s\n%s", (long)from->start_line, from->name, from->system_name,
		   from->file);
	to = merged(m, from, &m->functions, &key);
	if (to)
		return to;
	to = NEW(Function);
	*to = *from;
	to->id = (uint64_t)m->to->functions.len + 1;
	add_merged(m, from, &m->functions, &key, &m->to->functions, to);
	return to;
}

static Location *merge_location(Merger *m, const Location *from)
{
	Location *to = table_get(&m->mapped, TABLE_KEY(from));
	if (to)
		return to;
	Location *l = NEW(Location);
	*l = *from;
	l->mapping = merge_mapping(m, from->mapping);
	if (l->mapping)
		l->address += l->mapping->start - from->mapping->start;
	l->frames = arena_alloc((size_t)l->nframes * sizeof *l->frames);
	Buf key = {0};
	buf_printf(&key, "%lx %lu %d",
		   (unsigned long)(l->address - (l->mapping ? l->mapping->start : 0)),
		   (unsigned long)(l->mapping ? l->mapping->id : 0), l->folded);
	for (int i = 0; i < l->nframes; i++) {
		l->frames[i] = from->frames[i];
		l->frames[i].function = merge_function(m, from->frames[i].function);
		buf_printf(&key, "|%lu %ld %ld", (unsigned long)l->frames[i].function->id,
			   (long)l->frames[i].line, (long)l->frames[i].column);
	}
	to = merged(m, from, &m->locations, &key);
	if (to)
		return to;
	l->id = (uint64_t)m->to->locations.len + 1;
	add_merged(m, from, &m->locations, &key, &m->to->locations, l);
	return l;
}

static bool is_zero(const Sample *s)
{
	for (int i = 0; i < s->nvalues; i++)
		if (s->values[i] != 0)
			return false;
	return true;
}

static void merge_sample(Merger *m, const Sample *from)
{
	Sample *s = NEW(Sample);
	*s = *from;
	s->stack = arena_alloc((size_t)s->depth * sizeof *s->stack);
	Buf key = {0};
	for (int i = 0; i < s->depth; i++) {
		s->stack[i] = merge_location(m, from->stack[i]);
		buf_printf(&key, "%lu ", (unsigned long)s->stack[i]->id);
	}
	buf_puts(&key, s->base ? "base" : "");
	for (int i = 0; i < s->nlabels; i++) {
		const Label *l = &s->labels[i];
		buf_printf(&key, "\n%s\1%s\1%ld\1%s", l->key, l->text ? l->text : "\2",
			   (long)l->number, l->unit);
	}
	Sample *to = table_get(&m->samples, TABLE_KEY(key_of(&key)));
	for (int i = 0; to && i < s->nvalues; i++)
		to->values[i] += s->values[i];
	if (to)
		return;
	s->values = arena_alloc((size_t)s->nvalues * sizeof *s->values);
	memcpy(s->values, from->values, (size_t)s->nvalues * sizeof *s->values);
	table_put(&m->samples, TABLE_KEY(key_of(&key)), s);
	vec_push(&m->to->samples, s);
}

static void merge_headers(Profile *to, const Profile *from)
{
	if (to->time == 0 || from->time < to->time)
		to->time = from->time;
	to->duration += from->duration;
	if (to->period == 0 || to->period < from->period)
		to->period = from->period;
	VEC_EACH(char, comment, &from->comments) {
		bool new = true;
		VEC_EACH(char, c, &to->comments)
			new &= c != comment;
		if (new)
			vec_push(&to->comments, comment);
	}
	if (!*to->default_type)
		to->default_type = from->default_type;
	if (!*to->doc)
		to->doc = from->doc;
}

static Profile *merge(const Vec *profiles)
{
	const Profile *first = profiles->at[0];
	Merger m = {.to = NEW(Profile)};
	m.to->types = first->types;
	m.to->drop_frames = first->drop_frames;
	m.to->keep_frames = first->keep_frames;
	m.to->period_type = first->period_type;
	m.to->default_type = m.to->doc = intern("");
	VEC_EACH(Profile, p, profiles) {
		merge_headers(m.to, p);
		if (m.to->mappings.len == 0 && p->mappings.len > 0)
			merge_mapping(&m, p->mappings.at[0]);
		VEC_EACH(Sample, s, &p->samples)
			if (!is_zero(s))
				merge_sample(&m, s);
	}
	VEC_EACH(Sample, s, &m.to->samples)
		if (is_zero(s)) { // they cancelled out: leave out what only they used
			Vec again = {0};
			vec_push(&again, m.to);
			return merge(&again);
		}
	return m.to;
}

Profile *profile_combine(const Vec *profiles, const char **error)
{
	*error = make_compatible(profiles);
	if (*error)
		return NULL;
	return profiles->len == 1 ? profiles->at[0] : merge(profiles);
}
