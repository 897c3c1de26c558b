// report_list.c - source lines with their cost: -list.

#include <string.h>

#include "profile.h"

enum { MARGIN = 5 }; // lines before and behind those with samples

static const char *value_or_dot(const Report *r, int64_t value)
{
	return value == 0 ? "." : report_value(r, value);
}

typedef struct {
	int64_t first, last;
} Range;

// The lines to show: from the function's beginning, if that is known, to behind its last sample.
static Range lines_of(const Vec *nodes)
{
	const GraphNode *n0 = nodes->at[0];
	Range range = {n0->info.start_line, n0->info.line + MARGIN};
	if (range.first == 0)
		range.first = n0->info.line - MARGIN;
	VEC_EACH(GraphNode, n, nodes) {
		int64_t start = n->info.start_line ? n->info.start_line : n->info.line - MARGIN;
		if (start < range.first)
			range.first = start;
		if (n->info.line + MARGIN > range.last)
			range.last = n->info.line + MARGIN;
	}
	if (range.first < 1)
		range.first = 1;
	return range;
}

static void list_lines(const Report *r, const Vec *nodes, const SourceFile *f, Buf *out)
{
	Range range = lines_of(nodes);
	for (int64_t line = range.first; line <= range.last && line <= f->lines.len; line++) {
		int64_t flat = 0, cum = 0;
		VEC_EACH(GraphNode, n, nodes)
			if (n->info.line == line) {
				flat += n->flat;
				cum += n->cum;
			}
		buf_printf(out, "%10s %10s %6ld:%s\n", value_or_dot(r, flat), value_or_dot(r, cum),
			   (long)line, (const char *)f->lines.at[line - 1]);
	}
}

// One function's lines in one file: nodes, all of the same name and file.
static void list_routine(const Report *r, const Vec *nodes, Buf *out)
{
	const GraphNode *first = nodes->at[0];
	int64_t flat = 0, cum = 0;
	VEC_EACH(GraphNode, n, nodes) {
		flat += n->flat;
		cum += n->cum;
	}
	buf_printf(out, "ROUTINE ======================== %s in %s\n", first->info.name,
		   first->info.file);
	buf_printf(out, "%10s %10s (flat, cum) %s of Total\n", report_value(r, flat),
		   report_value(r, cum), measure_percent(cum, r->total));
	const SourceFile *f = source_open(r, first->info.file);
	if (f->error)
		buf_printf(out, " Error: %s\n", f->error);
	else
		list_lines(r, nodes, f, out);
}

// One function's files: nodes from `from` on that have its name.  Where the next one begins.
static int list_function(const Report *r, const Vec *nodes, int from, Buf *out)
{
	const char *name = ((GraphNode *)nodes->at[from])->info.name;
	Vec own = {0};
	int end = from;
	for (; end < nodes->len && ((GraphNode *)nodes->at[end])->info.name == name; end++)
		if (*((GraphNode *)nodes->at[end])->info.file)
			vec_push(&own, nodes->at[end]);
	if (own.len == 0)
		buf_printf(out, "No source information for %s\n", name);
	graph_sort(&own, BY_FILE);
	for (int i = 0; i < own.len;) {
		const char *file = ((GraphNode *)own.at[i])->info.file;
		Vec in_file = {0};
		for (; i < own.len && ((GraphNode *)own.at[i])->info.file == file; i++)
			vec_push(&in_file, own.at[i]);
		list_routine(r, &in_file, out);
	}
	return end;
}

const char *report_list(Report *r, Buf *out)
{
	Graph g = report_graph(r, NULL);
	Vec nodes = {0};
	VEC_EACH(GraphNode, n, &g.nodes)
		if (regex_matches(r->symbol, n->info.name))
			vec_push(&nodes, n);
	if (nodes.len == 0)
		return arena_printf("no matches found for regexp: %s", r->config->symbol);
	graph_sort(&nodes, BY_NAME);
	buf_printf(out, "Total: %s\n", report_value(r, r->total));
	for (int i = 0; i < nodes.len;)
		i = list_function(r, &nodes, i, out);
	return NULL;
}
