// pprof.c - `vole tool pprof`: flags, sources, reports.
//
// Flags are those of Go's tool that belong to a report printed here; one that exists there and not
// here is refused by name.  The order of steps is Go's, as it shows in the figures: fetch, combine,
// drop what the profile calls uninteresting, total, focus, aggregate, print.

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "flagvalue.h"
#include "profile.h"

// --- flags ---------------------------------------------------------------------------------------

typedef enum {
	F_BOOL,
	F_INT,
	F_FLOAT,
	F_STRING,
	F_KIND,
	F_SYMBOL,
	F_SAMPLE,
	F_GRAIN,
	F_BASE,
	F_NOT
} FlagKind;

typedef struct {
	const char *name;
	FlagKind kind;
	size_t offset;     // of the field, where there is one
	ReportKind report; // F_KIND, F_SYMBOL
	const char *value; // F_SAMPLE, F_GRAIN
} PprofFlag;

#define AT(field) offsetof(ReportConfig, field)
static const PprofFlag flags[] = {
    {.name = "top", .kind = F_KIND, .report = REPORT_TOP},
    {.name = "text", .kind = F_KIND, .report = REPORT_TOP},
    {.name = "tree", .kind = F_KIND, .report = REPORT_TREE},
    {.name = "raw", .kind = F_KIND, .report = REPORT_RAW},
    {.name = "traces", .kind = F_KIND, .report = REPORT_TRACES},
    {.name = "comments", .kind = F_KIND, .report = REPORT_COMMENTS},
    {.name = "html", .kind = F_KIND, .report = REPORT_HTML},
    {.name = "list", .kind = F_SYMBOL, .report = REPORT_LIST},
    {.name = "peek", .kind = F_SYMBOL, .report = REPORT_TREE},
    {.name = "inuse_space", .kind = F_SAMPLE, .value = "inuse_space"},
    {.name = "inuse_objects", .kind = F_SAMPLE, .value = "inuse_objects"},
    {.name = "alloc_space", .kind = F_SAMPLE, .value = "alloc_space"},
    {.name = "alloc_objects", .kind = F_SAMPLE, .value = "alloc_objects"},
    {.name = "total_delay", .kind = F_SAMPLE, .value = "delay"},
    {.name = "mean_delay", .kind = F_SAMPLE, .value = "delay"},
    {.name = "contentions", .kind = F_SAMPLE, .value = "contentions"},
    {.name = "functions", .kind = F_GRAIN, .value = "functions"},
    {.name = "filefunctions", .kind = F_GRAIN, .value = "filefunctions"},
    {.name = "files", .kind = F_GRAIN, .value = "files"},
    {.name = "lines", .kind = F_GRAIN, .value = "lines"},
    {.name = "addresses", .kind = F_GRAIN, .value = "addresses"},
    {.name = "base", .kind = F_BASE},
    {.name = "diff_base", .kind = F_BASE},
    {.name = "cum", .kind = F_BOOL, .offset = AT(cum_sort)},
    {.name = "mean", .kind = F_BOOL, .offset = AT(mean)},
    {.name = "drop_negative", .kind = F_BOOL, .offset = AT(drop_negative)},
    {.name = "noinlines", .kind = F_BOOL, .offset = AT(noinlines)},
    {.name = "normalize", .kind = F_BOOL, .offset = AT(normalize)},
    {.name = "compact_labels", .kind = F_BOOL, .offset = AT(compact_labels)},
    {.name = "relative_percentages", .kind = F_BOOL, .offset = AT(relative)},
    {.name = "showcolumns", .kind = F_BOOL, .offset = AT(columns)},
    {.name = "trim", .kind = F_BOOL, .offset = AT(trim)},
    {.name = "nodecount", .kind = F_INT, .offset = AT(node_count)},
    {.name = "seconds", .kind = F_INT, .offset = AT(seconds)},
    {.name = "timeout", .kind = F_INT, .offset = AT(timeout)},
    {.name = "nodefraction", .kind = F_FLOAT, .offset = AT(node_fraction)},
    {.name = "edgefraction", .kind = F_FLOAT, .offset = AT(edge_fraction)},
    {.name = "divide_by", .kind = F_FLOAT, .offset = AT(divide_by)},
    {.name = "sample_index", .kind = F_STRING, .offset = AT(sample_index)},
    {.name = "output", .kind = F_STRING, .offset = AT(output)},
    {.name = "unit", .kind = F_STRING, .offset = AT(unit)},
    {.name = "source_path", .kind = F_STRING, .offset = AT(source_path)},
    {.name = "trim_path", .kind = F_STRING, .offset = AT(trim_path)},
    {.name = "focus", .kind = F_STRING, .offset = AT(focus)},
    {.name = "ignore", .kind = F_STRING, .offset = AT(ignore)},
    {.name = "hide", .kind = F_STRING, .offset = AT(hide)},
    {.name = "show", .kind = F_STRING, .offset = AT(show)},
    {.name = "show_from", .kind = F_STRING, .offset = AT(show_from)},
    {.name = "prune_from", .kind = F_STRING, .offset = AT(prune_from)},
    {.name = "add_comment", .kind = F_STRING, .offset = AT(add_comment)},
    {.name = "buildid", .kind = F_STRING, .offset = AT(build_id)},
};

// What Go's tool has besides.
static const char *const refused[] = {
    "callgrind", "disasm",      "dot",          "eog",        "evince",    "gif",      "gv",
    "http",      "kcachegrind", "pdf",          "png",        "proto",     "ps",       "svg",
    "symbolize", "tags",        "tagfocus",     "taghide",    "tagignore", "tagleaf",  "tagroot",
    "tagshow",   "tls_ca",      "tls_cert",     "tls_key",    "tools",     "topproto", "web",
    "weblist",   "call_tree",   "intel_syntax", "no_browser", "flat",
};

static const char usage[] =
    "usage: vole tool pprof <report> [options] [binary] <source> ...\n\n"
    "Prints a report on profiles: files, or URLs that serve them (http). Several are added up.\n"
    "All is as Go's tool prints it; what that has and this has not: graphs, disassembly,\n"
    "tags, the shell and the server.\n\n"
    "  Reports (one):\n"
    "    -top             functions by their cost (-text)\n"
    "    -list f          source lines of functions that match\n"
    "    -peek f          callers and callees of functions that match\n"
    "    -tree            the same of all functions\n"
    "    -traces          samples with their stacks\n"
    "    -raw             everything in the profile\n"
    "    -comments        its comments\n"
    "    -html            a page: flame graph, table, source lines\n\n"
    "  Which value:\n"
    "    -inuse_space -inuse_objects -alloc_space -alloc_objects   of a heap profile\n"
    "    -total_delay -contentions -mean_delay                     of a block or mutex profile\n"
    "    -sample_index    by name or number\n"
    "    -mean            divided by the first one\n\n"
    "  Comparison:\n"
    "    -base source     subtract that profile\n"
    "    -diff_base source  the same, percentages of it\n"
    "    -normalize       scale to the base first\n"
    "    -drop_negative   leave out what became less\n\n"
    "  What is shown (regular expressions match functions, files and binaries):\n"
    "    -focus -ignore   samples with, without a match\n"
    "    -show -hide      frames with, without one\n"
    "    -show_from       nothing above the outermost match\n"
    "    -prune_from      nothing below the innermost one\n"
    "    -noinlines       no inlined calls\n"
    "    -nodecount n     at most n functions\n"
    "    -nodefraction f, -edgefraction f   nothing below that share (0.005, 0.001)\n"
    "    -trim=false      everything\n"
    "    -relative_percentages   of what is in focus\n\n"
    "  How it is shown:\n"
    "    -functions -filefunctions -files -lines -addresses   what a row is\n"
    "    -showcolumns     with -lines\n"
    "    -cum             sorted by the cost of what is called, too\n"
    "    -unit u          in that unit\n"
    "    -divide_by f     all values divided\n"
    "    -compact_labels  a short header\n"
    "    -source_path, -trim_path   where sources are; what their names begin with\n"
    "    -output file     to a file\n\n"
    "  Sources:\n"
    "    -seconds n       profile for that long\n"
    "    -timeout n       wait that long\n"
    "    -buildid, -add_comment\n";

// Prints message and usage; the exit status.
static int misuse(const char *message)
{
	fprintf(stderr, "%s\n%s", message, usage);
	return 2;
}

static int fail(const char *message)
{
	fprintf(stderr, "%s\n", message);
	return 2;
}

static const PprofFlag *find_flag(const char *name, size_t n)
{
	static const PprofFlag none = {.name = "", .kind = F_NOT};
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (strlen(flags[i].name) == n && memcmp(flags[i].name, name, n) == 0)
			return &flags[i];
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (strlen(refused[i]) == n && memcmp(refused[i], name, n) == 0)
			return &none;
	return NULL;
}

static bool is_switch(const PprofFlag *f)
{
	return f->kind == F_BOOL || f->kind == F_KIND || f->kind == F_SAMPLE || f->kind == F_GRAIN;
}

// What stands behind the command line but in no field of its own.
typedef struct {
	ReportConfig *config;
	int reports, grains;
	Vec samples;   // PprofFlag*: -inuse_space and the like
	Vec diff_base; // const char*
} FlagState;

static bool set_number(const PprofFlag *f, char *field, const char *value)
{
	char *end;
	errno = 0;
	if (f->kind == F_INT)
		*(int64_t *)field = strtoll(value, &end, 0);
	else
		*(double *)field = strtod(value, &end);
	return *value && !*end && !errno;
}

static void set_switch(FlagState *s, const PprofFlag *f)
{
	if (f->kind == F_KIND) {
		s->reports++;
		s->config->kind = f->report;
	} else if (f->kind == F_GRAIN) {
		s->grains += strcmp(s->config->granularity, f->value) != 0;
		s->config->granularity = f->value;
	} else {
		vec_push(&s->samples, (void *)f);
	}
}

// Applies the flag.  NULL, or what is wrong.
static const char *set_flag(FlagState *s, const PprofFlag *f, const char *value)
{
	char *field = (char *)s->config + f->offset;
	bool on;
	if (is_switch(f)) {
		if (!flag_bool(value, &on))
			return arena_printf("invalid boolean value \"%s\" for -%s: parse error",
					    value, f->name);
		if (f->kind == F_BOOL)
			*(bool *)field = on;
		else if (on)
			set_switch(s, f);
	} else if (f->kind == F_INT || f->kind == F_FLOAT) {
		if (!set_number(f, field, value))
			return arena_printf("invalid value \"%s\" for flag -%s: parse error", value,
					    f->name);
	} else if (f->kind == F_STRING) {
		*(const char **)field = value;
	} else if (f->kind == F_BASE) {
		Vec *list = f->name[0] == 'b' ? &s->config->bases : &s->diff_base;
		list->len = 0; // the last one counts
		if (*value)
			vec_push(list, (char *)value);
	} else if (*value) {
		s->reports++;
		s->config->kind = f->report;
		s->config->symbol = value;
		s->config->peek = f->report == REPORT_TREE;
	}
	return NULL;
}

// Flags from args[0..n) on; *used: how many words they were.  -1, or an exit status.
static int parse_flags(FlagState *s, int n, char **args, int *used)
{
	int i = 0;
	for (; i < n && args[i][0] == '-' && args[i][1]; i++) {
		const char *name = args[i] + 1 + (args[i][1] == '-');
		if (strcmp(args[i], "--") == 0) {
			i++;
			break;
		}
		size_t length = strcspn(name, "=");
		if (length == 0 || name[0] == '-')
			return misuse(arena_printf("bad flag syntax: %s", args[i]));
		const PprofFlag *f = find_flag(name, length);
		if (!f && (strcmp(name, "h") == 0 || strcmp(name, "help") == 0)) {
			fputs(usage, stderr);
			return 0;
		}
		if (!f)
			return misuse(arena_printf("flag provided but not defined: -%.*s",
						   (int)length, name));
		if (f->kind == F_NOT)
			return fail(arena_printf("vole tool pprof: -%.*s is not supported",
						 (int)length, name));
		const char *value = name[length] ? name + length + 1 : NULL;
		if (!value && is_switch(f))
			value = "true";
		if (!value && i + 1 >= n)
			return misuse(arena_printf("flag needs an argument: -%s", f->name));
		const char *error = set_flag(s, f, value ? value : args[++i]);
		if (error)
			return misuse(error);
	}
	*used = i;
	return -1;
}

static void choose_sample(FlagState *s)
{
	static const char *const order[] = {"total_delay",  "mean_delay",    "contentions",
					    "inuse_space",  "inuse_objects", "alloc_space",
					    "alloc_objects"};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		VEC_EACH(PprofFlag, f, &s->samples) {
			if (strcmp(f->name, order[i]) != 0)
				continue;
			if (*s->config->sample_index)
				fprintf(stderr, "Multiple value selections, ignoring -%s\n",
					f->name);
			else
				s->config->sample_index = f->value;
			s->config->mean |= strcmp(f->name, "mean_delay") == 0;
			break;
		}
}

static bool is_executable(const char *path)
{
	char magic[4] = "";
	int fd = open(path, O_RDONLY);
	if (fd < 0)
		return false;
	bool elf = read(fd, magic, sizeof magic) == 4 && memcmp(magic, "\177ELF", 4) == 0;
	close(fd);
	return elf;
}

// The whole command line.  -1, or an exit status.
static int parse_command(ReportConfig *c, const char **executable, int n, char **args)
{
	FlagState s = {.config = c};
	int used, status = parse_flags(&s, n, args, &used);
	if (status >= 0)
		return status;
	if (used == n) {
		fputs(usage, stderr);
		return fail("no profile source specified");
	}
	for (int i = used; i < n; i++)
		vec_push(&c->sources, args[i]);
	if (c->sources.len > 1 && is_executable(args[used])) {
		*executable = args[used];
		c->sources.at++;
		c->sources.len--;
	}
	if (s.grains > 1)
		return fail("conflicting options set: more than one granularity");
	if (s.reports > 1)
		return fail("must set at most one output format");
	if (s.reports == 0)
		return fail("vole tool pprof: no report named (-top, -list f, -peek f, -raw, "
			    "-html ...); there is no interactive shell");
	choose_sample(&s);
	if (c->bases.len > 0 && s.diff_base.len > 0)
		return fail("-base and -diff_base flags cannot both be specified");
	c->diff_base = s.diff_base.len > 0;
	if (c->diff_base)
		c->bases = s.diff_base;
	if (c->normalize && c->bases.len == 0)
		return fail("must have base profile to normalize by");
	return -1;
}

// --- sources -------------------------------------------------------------------------------------

static Profile *load(const ReportConfig *c, const char *source, const char **error)
{
	Fetched got = fetch(source, (int)c->seconds, (int)c->timeout);
	*error = got.error;
	if (!got.data || !fetch_inflate(&got.data, &got.size, error))
		return NULL;
	return profile_parse(got.data, got.size, error);
}

// pprof's names for the program: a mapping there must be.
static void name_program(const ReportConfig *c, Profile *p, const char *executable)
{
	if (p->mappings.len == 0) {
		Mapping *m = NEW(Mapping);
		*m = (Mapping){.id = 1, .file = intern(""), .build_id = intern("")};
		vec_push(&p->mappings, m);
		VEC_EACH(Location, l, &p->locations)
			l->mapping = m;
	}
	Mapping *m = p->mappings.at[0];
	if (executable)
		m->file = intern(executable);
	if (*c->build_id && !*m->build_id)
		m->build_id = intern(c->build_id);
}

// All of the sources as one.  NULL after a message.
static Profile *load_all(const ReportConfig *c, const Vec *sources, const char *kind,
			 const char *executable)
{
	Vec profiles = {0};
	const char *error;
	VEC_EACH(char, source, sources) {
		Profile *p = load(c, source, &error);
		if (!p) {
			size_t n = strlen(error); // a server's own words may end in a newline
			bool ends = n > 0 && error[n - 1] == '\n';
			fprintf(stderr, "%s: %s%s", source, error, ends ? "" : "\n");
			continue;
		}
		name_program(c, p, executable);
		vec_push(&profiles, p);
	}
	if (profiles.len == 0) {
		fprintf(stderr, "failed to fetch any %s profiles\n", kind);
		return NULL;
	}
	Profile *all = profile_combine(&profiles, &error);
	if (!all)
		fprintf(stderr, "problem fetching %s profiles: %s\n", kind, error);
	else if (profiles.len < sources->len)
		fprintf(stderr, "Fetched %d %s profiles out of %d\n", profiles.len, kind,
			sources->len);
	return all;
}

// The sources, less the base.  NULL after a message.
static Profile *load_and_compare(const ReportConfig *c, const char *executable)
{
	Profile *p = load_all(c, &c->sources, "source", executable);
	if (!p || c->bases.len == 0)
		return p;
	Profile *base = load_all(c, &c->bases, "base", executable);
	if (!base)
		return NULL;
	VEC_EACH(Sample, s, &base->samples)
		s->base = c->diff_base;
	if (c->normalize)
		profile_normalize(p, base);
	double *minus = arena_alloc((size_t)(base->types.len + 1) * sizeof *minus);
	for (int i = 0; i < base->types.len; i++)
		minus[i] = -1;
	profile_scale(base, minus);
	Vec both = {0};
	vec_push(&both, p);
	vec_push(&both, base);
	const char *error;
	Profile *difference = profile_combine(&both, &error);
	if (!difference)
		fprintf(stderr, "%s\n", error);
	return difference;
}

// --- reports -------------------------------------------------------------------------------------

static const Regex *option_regex(const char *name, const char *text, const char **error)
{
	if (!*text || *error)
		return NULL;
	const Regex *re = regex_compile(text, error);
	if (!re)
		*error = arena_printf("parsing %s regexp: %s", name, *error);
	return re;
}

static void warn_unmatched(bool wanted, bool matched, const char *option)
{
	if (wanted && !matched)
		fprintf(stderr, "%s expression matched no samples\n", option);
}

static const char *apply_focus(const ReportConfig *c, Profile *p)
{
	const char *error = NULL;
	NameFilter f = {.focus = option_regex("focus", c->focus, &error),
			.ignore = option_regex("ignore", c->ignore, &error),
			.hide = option_regex("hide", c->hide, &error),
			.show = option_regex("show", c->show, &error)};
	const Regex *from = option_regex("show_from", c->show_from, &error);
	const Regex *prune = option_regex("prune_from", c->prune_from, &error);
	if (error)
		return error;
	NameMatches found = profile_filter(p, &f);
	warn_unmatched(f.focus, found.focus, "Focus");
	warn_unmatched(f.ignore, found.ignore, "Ignore");
	warn_unmatched(f.hide, found.hide, "Hide");
	warn_unmatched(f.show, found.show, "Show");
	if (from)
		warn_unmatched(true, profile_show_from(p, from), "ShowFrom");
	if (prune)
		profile_prune_from(p, prune);
	return NULL;
}

static void aggregate(const ReportConfig *c, Profile *p)
{
	const char *grain = c->granularity;
	if (c->kind == REPORT_LIST || c->kind == REPORT_HTML)
		grain = "lines";
	if (c->kind == REPORT_RAW)
		grain = "addresses";
	bool addresses = strcmp(grain, "addresses") == 0, lines = strcmp(grain, "lines") == 0;
	if (addresses && !c->noinlines)
		return;
	Granularity g = {.inlines = !c->noinlines,
			 .functions = strcmp(grain, "files") != 0,
			 .files = *grain && strcmp(grain, "functions") != 0,
			 .lines = lines || addresses,
			 .columns = c->columns,
			 .addresses = addresses};
	profile_aggregate(p, &g);
}

static const char *prepare(const ReportConfig *c, Profile *p, Report *r)
{
	const char *error = c->relative ? apply_focus(c, p) : NULL;
	if (error)
		return error;
	*r = (Report){.profile = p, .config = c, .output_unit = c->unit, .divisor = -1};
	r->value = profile_index(p, c->sample_index, &error);
	if (r->value < 0)
		return error;
	if (c->divide_by == 0)
		return "zero divisor specified";
	if (c->mean)
		r->divisor = 0;
	const ValueType *t = p->types.at[r->value];
	r->type = c->mean ? arena_printf("mean_%s", t->type) : t->type;
	r->unit = t->unit;
	if (c->symbol) {
		r->symbol = regex_compile(c->symbol, &error);
		if (!r->symbol)
			return arena_printf("parsing argument regexp %s: %s", c->symbol, error);
	}
	r->total = report_total(p, r->value, r->divisor);
	if (!c->relative)
		error = apply_focus(c, p);
	if (!error)
		aggregate(c, p);
	return error;
}

static const char *print_report(const ReportConfig *c, Profile *p)
{
	static const char *(*const reports[])(Report *, Buf *) = {
	    [REPORT_TOP] = report_top,       [REPORT_TREE] = report_tree,
	    [REPORT_LIST] = report_list,     [REPORT_RAW] = report_raw,
	    [REPORT_TRACES] = report_traces, [REPORT_COMMENTS] = report_comments,
	    [REPORT_HTML] = report_html,
	};
	Report r;
	Buf out = {0};
	const char *error = prepare(c, p, &r);
	if (!error)
		error = reports[c->kind](&r, &out);
	if (error)
		return error;
	if (*c->output)
		fprintf(stderr, "Generating report in %s\n", c->output);
	return page_write(c->output, out.s ? out.s : "", out.len) ? NULL : "";
}

int pprof_main(int n, char **args)
{
	ReportConfig c = {
	    .output = "",
	    .unit = "minimum",
	    .granularity = "",
	    .sample_index = "",
	    .source_path = "",
	    .trim_path = "",
	    .focus = "",
	    .ignore = "",
	    .hide = "",
	    .show = "",
	    .show_from = "",
	    .prune_from = "",
	    .trim = true,
	    .node_count = -1,
	    .node_fraction = 0.005,
	    .divide_by = 1,
	    .edge_fraction = 0.001,
	    .add_comment = "",
	    .build_id = "",
	    .seconds = -1,
	    .timeout = -1,
	};
	const char *executable = NULL;
	int status = parse_command(&c, &executable, n, args);
	if (status >= 0)
		return status;
	Profile *p = load_and_compare(&c, executable);
	if (!p)
		return 2;
	profile_simplify_names(p);
	profile_drop_uninteresting(p);
	if (*c.add_comment)
		vec_push(&p->comments, (char *)c.add_comment);
	const char *error = print_report(&c, p);
	if (error && *error)
		fprintf(stderr, "%s\n", error);
	return error ? 2 : 0;
}
