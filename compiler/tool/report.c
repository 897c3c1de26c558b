// report.c - tables of functions: -top, -tree, -peek; stacks: -traces.
//
// Output is pprof's to the letter.  Nodes with less than a fraction of the total are dropped; then,
// if there is a limit to their number, all but the first; each time the graph is made again without
// them.

#include <string.h>
#include <time.h>

#include "profile.h"

// --- values --------------------------------------------------------------------------------------

const char *report_value(const Report *r, int64_t value)
{
	double ratio = 1 / r->config->divide_by;
	if (ratio > 0 && ratio != 1)
		value = (int64_t)((double)value * ratio);
	return measure_label(value, r->unit, r->output_unit);
}

// The sum of the samples' absolute values; of the base alone, if the profile is compared with one.
int64_t report_total(const Profile *p, int value, int divisor)
{
	int64_t total = 0, div = 0, base_total = 0, base_div = 0;
	VEC_EACH(Sample, s, &p->samples) {
		int64_t v = measure_abs(s->values[value]), d = divisor < 0 ? 0 : s->values[divisor];
		total += v;
		div += d;
		base_total += s->base ? v : 0;
		base_div += s->base ? d : 0;
	}
	if (base_total > 0) {
		total = base_total;
		div = base_div;
	}
	return div ? total / div : total;
}

static int64_t fraction(int64_t total, double f)
{
	return measure_abs((int64_t)((double)total * f));
}

// --- the graph -----------------------------------------------------------------------------------

static bool has_prefix(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

const char *report_trim(const Report *r, const char *file, const char *search)
{
	const char *trim = r->config->trim_path;
	for (const char *dir = search; !*trim && *dir;) { // by the last element of a search path
		size_t n = strcspn(dir, ":");
		const char *whole = arena_strndup(dir, n), *slash = strrchr(whole, '/');
		const char *want = arena_printf("/%s/", slash ? slash + 1 : whole);
		const char *found = strstr(file, want);
		if (n > 0 && found)
			return found + strlen(want);
		dir += n + (dir[n] == ':');
	}
	const char *all =
	    arena_printf("%s%s/proc/self/cwd/./:/proc/self/cwd/", trim, *trim ? ":" : "");
	while (*all) {
		size_t n = strcspn(all, ":");
		const char *prefix =
		    arena_printf("%.*s%s", (int)n, all, n && all[n - 1] == '/' ? "" : "/");
		if (has_prefix(file, prefix))
			return file + strlen(prefix);
		all += n + (all[n] == ':');
	}
	return file;
}

const char *report_path(const Report *r, const char *file)
{
	return report_trim(r, file, r->config->source_path);
}

Graph report_graph(Report *r, const Table *kept)
{
	VEC_EACH(Function, f, &r->profile->functions)
		f->file = intern(report_path(r, f->file));
	bool objects = r->config->kind == REPORT_LIST || r->config->kind == REPORT_HTML;
	GraphOptions o = {.value = r->value,
			  .divisor = r->divisor,
			  .objects = objects,
			  .drop_negative = r->config->drop_negative,
			  .kept = kept};
	return graph_new(r->profile, &o);
}

typedef struct {
	Graph graph;
	int before;  // nodes that there were before their number was limited
	int dropped; // nodes that were too small
} Trimmed;

static Graph rebuilt(Report *r, const Graph *g, int limit, int64_t cutoff)
{
	Table *kept = NEW(Table);
	for (int i = 0; i < limit; i++) {
		GraphNode *n = g->nodes.at[i];
		if (measure_abs(n->cum) >= cutoff)
			table_put(kept, TABLE_KEY(n->key), n);
	}
	return (int)kept->len == g->nodes.len ? *g : report_graph(r, kept);
}

static Trimmed trimmed_graph(Report *r)
{
	const ReportConfig *c = r->config;
	Trimmed t = {.graph = report_graph(r, NULL)};
	int64_t total = 0;
	VEC_EACH(GraphNode, n, &t.graph.nodes)
		total += n->flat;
	bool trim = c->trim && !c->peek;
	int64_t cutoff = trim ? fraction(total, c->node_fraction) : 0;
	int count = t.graph.nodes.len;
	if (cutoff > 0) {
		int kept = 0;
		VEC_EACH(GraphNode, n, &t.graph.nodes)
			kept += measure_abs(n->cum) >= cutoff;
		t.dropped = count - kept;
		t.graph = rebuilt(r, &t.graph, count, cutoff);
	}
	t.before = t.graph.nodes.len;
	NodeOrder order = c->cum_sort ? BY_CUM : BY_FLAT;
	graph_sort(&t.graph.nodes, order);
	int64_t limit = !trim                    ? 0
			: c->node_count >= 0     ? c->node_count
			: c->kind == REPORT_TREE ? 80
						 : 0;
	if (limit > 0 && limit < t.graph.nodes.len) {
		t.graph = rebuilt(r, &t.graph, (int)limit, 0);
		graph_sort(&t.graph.nodes, order);
	}
	graph_trim_edges(&t.graph, trim ? fraction(total, c->edge_fraction) : 0);
	return t;
}

// Chooses one unit for all values, by the smallest and the largest.
static void choose_unit(Report *r, const Graph *g)
{
	if (strcmp(r->output_unit, "minimum") != 0 || g->nodes.len == 0)
		return;
	int64_t min = 0, max = r->total;
	VEC_EACH(GraphNode, n, &g->nodes) {
		int64_t value = measure_abs(graph_flat(n));
		if (value == 0)
			value = measure_abs(graph_cum(n));
		if (value > 0 && (min == 0 || value < min))
			min = value;
	}
	if (min == 0)
		min = max;
	double ratio = 1 / r->config->divide_by;
	if (ratio > 0 && ratio != 1) {
		min = (int64_t)((double)min * ratio);
		max = (int64_t)((double)max * ratio);
	}
	const char *min_unit, *max_unit;
	measure_scale(min, r->unit, "minimum", &min_unit);
	measure_scale(max, r->unit, "minimum", &max_unit);
	if (strcmp(min_unit, max_unit) != 0 && min * 100 < max)
		measure_scale(100 * min, r->unit, "minimum", &min_unit);
	r->output_unit = *min_unit ? min_unit : r->unit;
}

// --- header --------------------------------------------------------------------------------------

static char *duration_label(const Report *r)
{
	const char *unit;
	double nanos = measure_scale(r->total, r->unit, "nanoseconds", &unit);
	const char *ratio = "";
	if (strcmp(unit, "ns") == 0 && nanos != 0)
		ratio = arena_printf("(%s)", measure_percent((int64_t)nanos, r->profile->duration));
	return arena_printf("Duration: %s, Total samples = %s %s",
			    measure_label(r->profile->duration, "nanoseconds", "auto"),
			    report_value(r, r->total), ratio);
}

Vec report_labels(const Report *r)
{
	const Profile *p = r->profile;
	Vec labels = {0};
	if (p->mappings.len > 0) {
		const Mapping *m = p->mappings.at[0];
		if (*m->file)
			vec_push(&labels, arena_printf("File: %s", tool_base_name(m->file)));
		if (*m->build_id)
			vec_push(&labels, arena_printf("Build ID: %s", m->build_id));
	}
	VEC_EACH(char, c, &p->comments)
		if (*c != '#')
			vec_push(&labels, c);
	if (*r->type)
		vec_push(&labels, arena_printf("Type: %s", r->type));
	if (*p->doc)
		vec_push(&labels, arena_printf("Doc: %s", p->doc));
	if (p->time) {
		time_t seconds = (time_t)(p->time / 1000000000);
		char text[64];
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z", localtime(&seconds));
		vec_push(&labels, arena_printf("Time: %s", text));
	}
	if (p->duration)
		vec_push(&labels, duration_label(r));
	return labels;
}

static void add_filters(const Report *r, Vec *labels)
{
	const ReportConfig *c = r->config;
	const char *const filters[][2] = {{"focus", c->focus},
					  {"ignore", c->ignore},
					  {"hide", c->hide},
					  {"show", c->show},
					  {"show_from", c->show_from}};
	bool first = true;
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		if (!*filters[i][1])
			continue;
		if (first)
			vec_push(labels, "Active filters:");
		first = false;
		char *text = arena_printf("%s=%s", filters[i][0], filters[i][1]);
		bool cut = strlen(text) > 80;
		vec_push(labels, arena_printf("   %.80s%s", text, cut ? "\u2026" : ""));
	}
}

static void print_header(const Report *r, const Trimmed *t, Buf *out)
{
	Vec labels = {0};
	if (!r->config->compact_labels)
		labels = report_labels(r);
	add_filters(r, &labels);
	int64_t shown = 0;
	VEC_EACH(GraphNode, n, &t->graph.nodes)
		shown += graph_flat(n);
	const char *percent = measure_percent(shown, r->total);
	vec_push(&labels, arena_printf("Showing nodes accounting for %s, %s of %s total",
				       report_value(r, shown), percent + strspn(percent, " "),
				       report_value(r, r->total)));
	if (r->total && t->dropped > 0)
		vec_push(&labels,
			 arena_printf(
			     "Dropped %d node%s (cum <= %s)", t->dropped, t->dropped > 1 ? "s" : "",
			     report_value(r, fraction(r->total, r->config->node_fraction))));
	int count = t->graph.nodes.len;
	if (r->total && count > 0 && count < t->before)
		vec_push(&labels, arena_printf("Showing top %d nodes out of %d", count, t->before));
	VEC_EACH(char, label, &labels)
		buf_printf(out, "%s\n", label);
}

// --- top -----------------------------------------------------------------------------------------

static const char *inline_label(const GraphNode *n)
{
	bool inlined = false, called = false;
	VEC_EACH(GraphEdge, e, &n->in) {
		inlined |= e->inlined;
		called |= !e->inlined;
	}
	return !inlined ? "" : called ? " (partial-inline)" : " (inline)";
}

const char *report_top(Report *r, Buf *out)
{
	Trimmed t = trimmed_graph(r);
	choose_unit(r, &t.graph);
	print_header(r, &t, out);
	buf_printf(out, "%10s %5s%% %5s%% %10s %5s%%\n", "flat", "flat", "sum", "cum", "cum");
	int64_t sum = 0;
	VEC_EACH(GraphNode, n, &t.graph.nodes) {
		int64_t flat = graph_flat(n), cum = graph_cum(n);
		sum += flat;
		buf_printf(out, "%10s %s %s %10s %s  %s%s\n", report_value(r, flat),
			   measure_percent(flat, r->total), measure_percent(sum, r->total),
			   report_value(r, cum), measure_percent(cum, r->total), n->printable,
			   inline_label(n));
	}
	return NULL;
}

// --- tree and peek -------------------------------------------------------------------------------

#define DASHES_13 "-------------"
#define TREE_LINE DASHES_13 DASHES_13 DASHES_13 DASHES_13 "------+" DASHES_13 "\n"

static void print_edges(const Report *r, const Vec *edges, bool callers, int64_t cum, Buf *out)
{
	Vec sorted = graph_sorted_edges(edges);
	VEC_EACH(GraphEdge, e, &sorted)
		buf_printf(out, "%50s %s |   %s%s\n", report_value(r, e->weight),
			   measure_percent(e->weight, cum), (callers ? e->src : e->dest)->printable,
			   e->inlined ? " (inline)" : "");
}

const char *report_tree(Report *r, Buf *out)
{
	Trimmed t = trimmed_graph(r);
	choose_unit(r, &t.graph);
	print_header(r, &t, out);
	buf_puts(out, TREE_LINE "      flat  flat%   sum%        cum   cum%   calls calls% "
				"+ context \t \t \n");
	int64_t sum = 0;
	int matched = 0;
	VEC_EACH(GraphNode, n, &t.graph.nodes) {
		if (r->symbol && !regex_matches(r->symbol, n->printable))
			continue;
		matched++;
		int64_t flat = graph_flat(n), cum = graph_cum(n);
		sum += flat;
		buf_puts(out, TREE_LINE);
		print_edges(r, &n->in, true, cum, out);
		buf_printf(out, "%10s %s %s %10s %s                | %s\n", report_value(r, flat),
			   measure_percent(flat, r->total), measure_percent(sum, r->total),
			   report_value(r, cum), measure_percent(cum, r->total), n->printable);
		print_edges(r, &n->out, false, cum, out);
	}
	if (t.graph.nodes.len > 0)
		buf_puts(out, TREE_LINE);
	if (r->symbol && matched == 0)
		return arena_printf("no matches found for regexp: %s", r->config->symbol);
	return NULL;
}

// --- comments ------------------------------------------------------------------------------------

const char *report_comments(Report *r, Buf *out)
{
	VEC_EACH(char, c, &r->profile->comments)
		buf_printf(out, "%s\n", c);
	return NULL;
}
