// report_raw.c - everything in the profile, as text: -raw; and the samples with their stacks:
// -traces.

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "profile.h"

// --- labels --------------------------------------------------------------------------------------

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

// Is label i the first of its key and kind?
static bool first_of_key(const Sample *s, int i)
{
	for (int k = 0; k < i; k++)
		if (s->labels[k].key == s->labels[i].key &&
		    !s->labels[k].text == !s->labels[i].text)
			return false;
	return true;
}

// Do numbers of this key have a unit somewhere in the sample?
static bool has_units(const Sample *s, const char *key)
{
	for (int i = 0; i < s->nlabels; i++)
		if (s->labels[i].key == key && !s->labels[i].text && *s->labels[i].unit)
			return true;
	return false;
}

// One text for each key with text values (or numbers): made by `format` from its values.
static Vec label_texts(const Report *r, const Sample *s, bool numbers,
		       char *(*format)(const Report *r, const Sample *s, int i))
{
	Vec texts = {0};
	for (int i = 0; i < s->nlabels; i++)
		if (!s->labels[i].text == numbers && first_of_key(s, i))
			vec_push(&texts, format(r, s, i));
	if (texts.len > 1)
		qsort(texts.at, (size_t)texts.len, sizeof *texts.at, by_text);
	return texts;
}

static char *raw_label(const Report *r, const Sample *s, int first)
{
	(void)r;
	const Label *l = &s->labels[first];
	bool units = !l->text && has_units(s, l->key);
	Buf b = {0};
	buf_printf(&b, "%s:[", l->key);
	for (int i = first; i < s->nlabels; i++) {
		const Label *v = &s->labels[i];
		if (v->key != l->key || !v->text != !l->text)
			continue;
		buf_puts(&b, i > first ? " " : "");
		if (v->text)
			buf_puts(&b, v->text);
		else
			buf_printf(&b, units ? "%ld %s" : "%ld", (long)v->number, v->unit);
	}
	buf_putc(&b, ']');
	return buf_str(&b);
}

static void raw_labels(const Report *r, const Sample *s, bool numbers, Buf *out)
{
	Vec texts = label_texts(r, s, numbers, raw_label);
	if (!numbers && s->base)
		vec_push(&texts, "pprof::base:[true]");
	if (texts.len == 0)
		return;
	buf_printf(out, "%16s", "");
	VEC_EACH(char, t, &texts)
		buf_printf(out, "%s%s", t == texts.at[0] ? "" : " ", t);
	buf_putc(out, '\n');
}

// --- raw -----------------------------------------------------------------------------------------

// As time.Duration prints itself, cut after four characters.
static char *short_duration(int64_t ns)
{
	static const struct {
		const char *unit;
		double factor;
	} units[] = {{"ns", 1}, {"\u00b5s", 1e3}, {"ms", 1e6}};
	for (int i = 0; i < 3; i++)
		if (ns < (int64_t)(units[i].factor * 1000)) {
			char *text = arena_printf("%.9g", (double)ns / units[i].factor);
			size_t n = strlen(text);
			if (n >= 4)
				return arena_strndup(text, 4);
			// A unit's first letter may be two bytes, which count as one.
			bool wide = units[i].unit[0] == '\xc2';
			size_t room = 4 - n + (wide ? 1 : 0);
			return arena_printf("%s%.*s", text, (int)room, units[i].unit);
		}
	int64_t seconds = ns / 1000000000;
	char *rest = arena_printf("%.9f", (double)(ns % 1000000000) / 1e9);
	size_t n = strlen(rest);
	while (rest[n - 1] == '0')
		n--;
	n -= rest[n - 1] == '.';
	rest[n] = '\0';
	Buf b = {0};
	if (seconds >= 3600)
		buf_printf(&b, "%ldh", (long)(seconds / 3600));
	if (seconds >= 60)
		buf_printf(&b, "%ldm", (long)(seconds / 60 % 60));
	buf_printf(&b, "%ld%ss", (long)(seconds % 60), rest + 1);
	return arena_printf("%.4s", buf_str(&b));
}

static char *full_time(int64_t ns)
{
	time_t seconds = (time_t)(ns / 1000000000);
	struct tm *t = localtime(&seconds);
	char date[64], zone[64], *fraction = arena_printf("%.9f", (double)(ns % 1000000000) / 1e9);
	size_t n = strlen(fraction);
	fraction = arena_printf(".%09ld", (long)(ns % 1000000000));
	n = strlen(fraction);
	while (n > 1 && fraction[n - 1] == '0')
		n--;
	strftime(date, sizeof date, "%Y-%m-%d %H:%M:%S", t);
	strftime(zone, sizeof zone, "%z %Z", t);
	return arena_printf("%s%.*s %s", date, n > 1 ? (int)n : 0, fraction, zone);
}

static void raw_header(const Profile *p, Buf *out)
{
	VEC_EACH(char, c, &p->comments)
		buf_printf(out, "Comment: %s\n", c);
	if (*p->doc)
		buf_printf(out, "Doc: %s\n", p->doc);
	buf_printf(out, "PeriodType: %s %s\nPeriod: %ld\n", p->period_type.type,
		   p->period_type.unit, (long)p->period);
	if (p->time)
		buf_printf(out, "Time: %s\n", full_time(p->time));
	if (p->duration)
		buf_printf(out, "Duration: %s\n", short_duration(p->duration));
	buf_puts(out, "Samples:\n");
	VEC_EACH(ValueType, t, &p->types)
		buf_printf(out, "%s%s/%s%s", t == p->types.at[0] ? "" : " ", t->type, t->unit,
			   t->type == p->default_type ? "[dflt]" : "");
	buf_putc(out, '\n');
}

static void raw_location(const Location *l, Buf *out)
{
	char *head = arena_printf(l->address ? "%6lu: %#lx " : "%6lu: 0x%lx ", (unsigned long)l->id,
				  (unsigned long)l->address);
	if (l->mapping)
		head = arena_printf("%sM=%lu ", head, (unsigned long)l->mapping->id);
	if (l->folded)
		head = arena_printf("%s[F] ", head);
	if (l->nframes == 0)
		buf_printf(out, "%s\n", head);
	for (int i = 0; i < l->nframes; i++) {
		const Function *f = l->frames[i].function;
		buf_printf(out, "%s%s %s:%ld:%ld s=%ld", i ? "             " : head, f->name,
			   f->file, (long)l->frames[i].line, (long)l->frames[i].column,
			   (long)f->start_line);
		if (f->name != f->system_name)
			buf_printf(out, "(%s)", f->system_name);
		buf_putc(out, '\n');
	}
}

const char *report_raw(Report *r, Buf *out)
{
	const Profile *p = r->profile;
	raw_header(p, out);
	VEC_EACH(Sample, s, &p->samples) {
		for (int i = 0; i < s->nvalues; i++)
			buf_printf(out, " %10ld", (long)s->values[i]);
		buf_puts(out, ": ");
		for (int i = 0; i < s->depth; i++)
			buf_printf(out, "%lu ", (unsigned long)s->stack[i]->id);
		buf_putc(out, '\n');
		raw_labels(r, s, false, out);
		raw_labels(r, s, true, out);
	}
	buf_puts(out, "Locations\n");
	VEC_EACH(Location, l, &p->locations)
		raw_location(l, out);
	buf_puts(out, "Mappings\n");
	VEC_EACH(Mapping, m, &p->mappings)
		buf_printf(out, "%lu: 0x%lx/0x%lx/0x%lx %s %s %s%s%s%s\n", (unsigned long)m->id,
			   (unsigned long)m->start, (unsigned long)m->limit,
			   (unsigned long)m->offset, m->file, m->build_id,
			   m->has_functions ? "[FN]" : "", m->has_files ? "[FL]" : "",
			   m->has_lines ? "[LN]" : "", m->has_inlines ? "[IN]" : "");
	return NULL;
}

// --- traces --------------------------------------------------------------------------------------

// The unit in which the profile gives numbers of that key: the first one met, else the key's own.
static const char *number_unit(const Profile *p, const char *key)
{
	VEC_EACH(Sample, s, &p->samples)
		for (int i = 0; i < s->nlabels; i++)
			if (s->labels[i].key == key && !s->labels[i].text && *s->labels[i].unit)
				return s->labels[i].unit;
	bool bytes = strcmp(key, "alignment") == 0 || strcmp(key, "request") == 0;
	return bytes ? "bytes" : key;
}

static char *trace_label(const Report *r, const Sample *s, int first)
{
	const Label *l = &s->labels[first];
	const char *unit = l->text ? NULL : number_unit(r->profile, l->key);
	Buf b = {0};
	buf_printf(&b, "%10s: ", l->key);
	for (int i = first; i < s->nlabels; i++)
		if (s->labels[i].key == l->key && !s->labels[i].text == !l->text)
			buf_printf(&b, " %s",
				   l->text ? s->labels[i].text
					   : measure_label(s->labels[i].number, unit, "auto"));
	return buf_str(&b);
}

#define TRACE_LINE "-----------+-------------------------------------------------------\n"

static void print_stack(const Report *r, const Sample *s, Buf *out)
{
	int64_t value = s->values[r->value];
	int64_t divisor = r->divisor < 0 ? 0 : s->values[r->divisor];
	const char *shown = report_value(r, divisor ? value / divisor : value);
	for (int i = 0; i < s->depth; i++) {
		const Location *l = s->stack[i];
		int frames = l->nframes ? l->nframes : 1;
		for (int k = 0; k < frames; k++) {
			buf_printf(out, "%10s   %s%s\n", shown, graph_frame_name(l, k),
				   k < frames - 1 ? " (inline)" : "");
			shown = "";
		}
	}
}

const char *report_traces(Report *r, Buf *out)
{
	Vec header = report_labels(r);
	VEC_EACH(char, label, &header)
		buf_printf(out, "%s\n", label);
	if (header.len == 0)
		buf_putc(out, '\n');
	VEC_EACH(Sample, s, &r->profile->samples) {
		if (s->depth == 0)
			continue;
		buf_puts(out, TRACE_LINE);
		for (int numbers = 0; numbers < 2; numbers++) {
			Vec texts = label_texts(r, s, numbers, trace_label);
			VEC_EACH(char, t, &texts)
				buf_printf(out, "%s\n", t);
		}
		print_stack(r, s, out);
	}
	buf_puts(out, TRACE_LINE);
	return NULL;
}
