// profile.c - reading profile.proto.
//
// A protocol buffer is a sequence of fields, each a number with a type of encoding and the value:
// a varint, 4 or 8 bytes, or a length and that many bytes.  Messages in messages are fields of the
// last kind.  Fields nobody knows are passed over; numbers in a list stand one a field or packed in
// one.  In the profile strings are indices of one table, and parts name each other by id; as a part
// may come after its first mention, both are resolved when all has been read.

#include <string.h>

#include "profile.h"

// --- wire format ---------------------------------------------------------------------------------

typedef struct {
	const uint8_t *at, *end;
	bool bad; // it is not well formed
} Wire;

typedef struct {
	uint64_t number; // of the field
	int kind;        // VARINT, BYTES or something that is passed over
	uint64_t value;
	Wire bytes;
} WireField;

enum { VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5 };

static uint64_t varint(Wire *w)
{
	uint64_t value = 0;
	for (int i = 0; i < 10 && w->at < w->end; i++) {
		uint8_t byte = *w->at++;
		value |= (uint64_t)(byte & 0x7f) << (7 * i);
		if (!(byte & 0x80))
			return value;
	}
	w->bad = true;
	return 0;
}

static void skip(Wire *w, uint64_t n)
{
	if (n > (uint64_t)(w->end - w->at))
		w->bad = true;
	else
		w->at += n;
}

// The next field, if there is one.
static bool next(Wire *w, WireField *f)
{
	if (w->bad || w->at == w->end)
		return false;
	uint64_t head = varint(w);
	*f = (WireField){.number = head >> 3, .kind = (int)(head & 7)};
	switch (f->kind) {
	case VARINT:
		f->value = varint(w);
		break;
	case FIXED64:
		skip(w, 8);
		break;
	case FIXED32:
		skip(w, 4);
		break;
	case BYTES: {
		uint64_t n = varint(w);
		f->bytes.at = w->at;
		skip(w, n);
		f->bytes.end = w->at;
		break;
	}
	default:
		w->bad = true;
	}
	return !w->bad;
}

// A number; other kinds are a fault of w, which the field is of.
static uint64_t number(Wire *w, const WireField *f)
{
	w->bad |= f->kind != VARINT;
	return f->value;
}

static Wire message(Wire *w, const WireField *f)
{
	w->bad |= f->kind != BYTES;
	return f->bytes;
}

typedef struct {
	uint64_t *at;
	int len, cap;
} Words;

static void push_word(Words *v, uint64_t word)
{
	if (v->len == v->cap) {
		Words old = *v;
		v->cap = old.cap ? old.cap * 2 : 8;
		v->at = arena_alloc((size_t)v->cap * sizeof *v->at);
		if (old.len > 0)
			memcpy(v->at, old.at, (size_t)old.len * sizeof *v->at);
	}
	v->at[v->len++] = word;
}

// One number of a list, or several that are packed.
static void numbers(Wire *w, const WireField *f, Words *v)
{
	if (f->kind != BYTES) {
		push_word(v, number(w, f));
		return;
	}
	Wire packed = f->bytes;
	while (packed.at < packed.end && !packed.bad)
		push_word(v, varint(&packed));
	w->bad |= packed.bad;
}

// --- messages ------------------------------------------------------------------------------------

// What is read, before indices and ids are resolved.  Strings hold their index meanwhile.
typedef struct {
	Profile *p;
	Vec strings; // const char*
	Wire wire;
	Words comments;
	Vec raw_samples; // RawSample*
	Table mappings, functions, locations;
	const char *error;
} Decoder;

typedef struct {
	Words stack, values;
	struct {
		uint64_t key, text, number, unit;
	} *labels;
	int nlabels, labels_cap;
} RawSample;

#define INDEX(i) ((const char *)(uintptr_t)(i))

static void decode_type(Decoder *d, Wire w, ValueType *t)
{
	for (WireField f; next(&w, &f);) {
		if (f.number == 1)
			t->type = INDEX(number(&w, &f));
		else if (f.number == 2)
			t->unit = INDEX(number(&w, &f));
	}
	d->wire.bad |= w.bad;
}

static void decode_label(Decoder *d, Wire w, RawSample *s)
{
	if (s->nlabels == s->labels_cap) {
		void *old = s->labels;
		s->labels_cap = s->labels_cap ? s->labels_cap * 2 : 4;
		s->labels = arena_alloc((size_t)s->labels_cap * sizeof *s->labels);
		if (old)
			memcpy(s->labels, old, (size_t)s->nlabels * sizeof *s->labels);
	}
	uint64_t *fields = &s->labels[s->nlabels++].key;
	for (WireField f; next(&w, &f);)
		if (f.number >= 1 && f.number <= 4)
			fields[f.number - 1] = number(&w, &f);
	d->wire.bad |= w.bad;
}

static void decode_sample(Decoder *d, Wire w)
{
	RawSample *s = NEW(RawSample);
	vec_push(&d->raw_samples, s);
	for (WireField f; next(&w, &f);) {
		if (f.number == 1)
			numbers(&w, &f, &s->stack);
		else if (f.number == 2)
			numbers(&w, &f, &s->values);
		else if (f.number == 3)
			decode_label(d, message(&w, &f), s);
	}
	d->wire.bad |= w.bad;
}

static void decode_mapping(Decoder *d, Wire w)
{
	Mapping *m = NEW(Mapping);
	vec_push(&d->p->mappings, m);
	uint64_t *const words[] = {NULL, &m->id, &m->start, &m->limit, &m->offset};
	bool *const flags[] = {&m->has_functions, &m->has_files, &m->has_lines, &m->has_inlines};
	for (WireField f; next(&w, &f);) {
		if (f.number >= 1 && f.number <= 4)
			*words[f.number] = number(&w, &f);
		else if (f.number == 5)
			m->file = INDEX(number(&w, &f));
		else if (f.number == 6)
			m->build_id = INDEX(number(&w, &f));
		else if (f.number >= 7 && f.number <= 10)
			*flags[f.number - 7] = number(&w, &f) != 0;
	}
	d->wire.bad |= w.bad;
	if (m->id)
		table_put(&d->mappings, m->id, m);
}

static Frame decode_line(Decoder *d, Wire w)
{
	Frame frame = {0};
	for (WireField f; next(&w, &f);) {
		if (f.number == 1)
			frame.function = (Function *)(uintptr_t)number(&w, &f);
		else if (f.number == 2)
			frame.line = (int64_t)number(&w, &f);
		else if (f.number == 3)
			frame.column = (int64_t)number(&w, &f);
	}
	d->wire.bad |= w.bad;
	return frame;
}

static void decode_location(Decoder *d, Wire w)
{
	Location *l = NEW(Location);
	vec_push(&d->p->locations, l);
	Frame *frames = NULL;
	int cap = 0;
	for (WireField f; next(&w, &f);) {
		if (f.number == 1) {
			l->id = number(&w, &f);
		} else if (f.number == 2) {
			l->mapping = (Mapping *)(uintptr_t)number(&w, &f);
		} else if (f.number == 3) {
			l->address = number(&w, &f);
		} else if (f.number == 5) {
			l->folded = number(&w, &f) != 0;
		} else if (f.number == 4) {
			if (l->nframes == cap) {
				cap = cap ? cap * 2 : 1;
				Frame *grown = arena_alloc((size_t)cap * sizeof *grown);
				for (int i = 0; i < l->nframes; i++)
					grown[i] = frames[i];
				frames = grown;
			}
			frames[l->nframes++] = decode_line(d, message(&w, &f));
		}
	}
	l->frames = frames;
	d->wire.bad |= w.bad;
	if (l->id)
		table_put(&d->locations, l->id, l);
}

static void decode_function(Decoder *d, Wire w)
{
	Function *fn = NEW(Function);
	vec_push(&d->p->functions, fn);
	const char **const strings[] = {&fn->name, &fn->system_name, &fn->file};
	for (WireField f; next(&w, &f);) {
		if (f.number == 1)
			fn->id = number(&w, &f);
		else if (f.number >= 2 && f.number <= 4)
			*strings[f.number - 2] = INDEX(number(&w, &f));
		else if (f.number == 5)
			fn->start_line = (int64_t)number(&w, &f);
	}
	d->wire.bad |= w.bad;
	if (fn->id)
		table_put(&d->functions, fn->id, fn);
}

static void decode_string(Decoder *d, Wire w)
{
	vec_push(&d->strings, (char *)intern_n((const char *)w.at, (size_t)(w.end - w.at)));
	d->wire.bad |= *(const char *)d->strings.at[0] != '\0';
}

// A field of the profile that is a message.
static void decode_part(Decoder *d, const WireField *f, Wire w)
{
	switch (f->number) {
	case 1: {
		ValueType *t = NEW(ValueType);
		vec_push(&d->p->types, t);
		decode_type(d, w, t);
		break;
	}
	case 2:
		decode_sample(d, w);
		break;
	case 3:
		decode_mapping(d, w);
		break;
	case 4:
		decode_location(d, w);
		break;
	case 5:
		decode_function(d, w);
		break;
	case 6:
		decode_string(d, w);
		break;
	case 11:
		d->p->period_type = (ValueType){0};
		decode_type(d, w, &d->p->period_type);
	}
}

// A field of the profile that is a number.
static void decode_number(Decoder *d, const WireField *f)
{
	uint64_t value = number(&d->wire, f);
	switch (f->number) {
	case 7:
		d->p->drop_frames = INDEX(value);
		break;
	case 8:
		d->p->keep_frames = INDEX(value);
		break;
	case 9:
		if (d->p->time != 0)
			d->error = "concatenated profiles detected";
		d->p->time = (int64_t)value;
		break;
	case 10:
		d->p->duration = (int64_t)value;
		break;
	case 12:
		d->p->period = (int64_t)value;
		break;
	case 14:
		d->p->default_type = INDEX(value);
		break;
	case 15:
		d->p->doc = INDEX(value);
	}
}

// --- resolving -----------------------------------------------------------------------------------

static const char *string_at(Decoder *d, uint64_t index)
{
	if (index < (uint64_t)d->strings.len)
		return d->strings.at[index];
	d->wire.bad = true;
	return "";
}

static void resolve_string(Decoder *d, const char **s)
{
	*s = string_at(d, (uint64_t)(uintptr_t)*s);
}

static void resolve_sample(Decoder *d, const RawSample *raw)
{
	Sample *s = NEW(Sample);
	vec_push(&d->p->samples, s);
	s->depth = raw->stack.len;
	s->stack = arena_alloc((size_t)s->depth * sizeof *s->stack);
	for (int i = 0; i < s->depth; i++)
		s->stack[i] = table_get(&d->locations, raw->stack.at[i]);
	s->values = (int64_t *)raw->values.at;
	s->nvalues = raw->values.len;
	s->labels = arena_alloc((size_t)raw->nlabels * sizeof *s->labels);
	for (int i = 0; i < raw->nlabels; i++) {
		Label l = {.key = string_at(d, raw->labels[i].key), .unit = intern("")};
		if (raw->labels[i].text)
			l.text = string_at(d, raw->labels[i].text);
		l.number = (int64_t)raw->labels[i].number;
		if (raw->labels[i].unit)
			l.unit = string_at(d, raw->labels[i].unit);
		if (l.text || raw->labels[i].number || raw->labels[i].unit)
			s->labels[s->nlabels++] = l;
	}
}

static void resolve(Decoder *d)
{
	Profile *p = d->p;
	VEC_EACH(Mapping, m, &p->mappings) {
		resolve_string(d, &m->file);
		resolve_string(d, &m->build_id);
	}
	VEC_EACH(Function, f, &p->functions) {
		resolve_string(d, &f->name);
		resolve_string(d, &f->system_name);
		resolve_string(d, &f->file);
	}
	VEC_EACH(Location, l, &p->locations) {
		l->mapping = table_get(&d->mappings, TABLE_KEY(l->mapping));
		for (int i = 0; i < l->nframes; i++)
			l->frames[i].function =
			    table_get(&d->functions, TABLE_KEY(l->frames[i].function));
	}
	VEC_EACH(ValueType, t, &p->types) {
		resolve_string(d, &t->type);
		resolve_string(d, &t->unit);
	}
	resolve_string(d, &p->period_type.type);
	resolve_string(d, &p->period_type.unit);
	VEC_EACH(RawSample, s, &d->raw_samples)
		resolve_sample(d, s);
	for (int i = 0; i < d->comments.len; i++)
		vec_push(&p->comments, (char *)string_at(d, d->comments.at[i]));
	resolve_string(d, &p->drop_frames);
	resolve_string(d, &p->keep_frames);
	resolve_string(d, &p->default_type);
	resolve_string(d, &p->doc);
}

Profile *profile_parse(const char *data, size_t size, const char **error)
{
	const uint8_t *bytes = (const uint8_t *)data;
	Decoder d = {.p = NEW(Profile), .wire = {bytes, bytes + size, false}};
	if (size == 0)
		d.error = "empty input file";
	for (WireField f; !d.error && next(&d.wire, &f);) {
		if (f.number == 13)
			numbers(&d.wire, &f, &d.comments);
		else if ((f.number >= 1 && f.number <= 6) || f.number == 11)
			decode_part(&d, &f, message(&d.wire, &f));
		else if (f.number >= 7 && f.number <= 15)
			decode_number(&d, &f);
	}
	if (!d.error && !d.wire.bad)
		resolve(&d);
	if (!d.error && d.wire.bad)
		d.error = "unrecognized profile format";
	if (d.error) {
		*error = arena_printf("parsing profile: %s", d.error);
		return NULL;
	}
	const char *fault = profile_check(d.p);
	if (fault)
		*error = arena_printf("malformed profile: %s", fault);
	return fault ? NULL : d.p;
}
