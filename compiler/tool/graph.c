// graph.c - who calls whom, at what cost.
//
// A node is a place as fine as the report wants it (profile_aggregate): a function, a line, ... .
// Each sample's value is added once to the `cum` of every node on its stack, to the `flat` of its
// leaf, and once to the weight of every edge between neighbours.  With a set of nodes to keep the
// graph is made again from the samples: then an edge may lead over nodes that were left out, and a
// leaf that was left out has its cost nowhere.

#include <stdlib.h>
#include <string.h>

#include "profile.h"

typedef struct {
	const Profile *p;
	const GraphOptions *o;
	Vec nodes;       // GraphNode*
	Table by_key;    // by key: the node
	Table edges;     // by both indices: the edge
	Table of_frames; // by location: GraphNode*[], one a frame; NULL where it is not kept
} Builder;

// --- nodes ---------------------------------------------------------------------------------------

// As path/filepath's Clean: without empty elements, "." and, where they cancel out, "..".
static const char *clean_path(const char *path)
{
	if (!strstr(path, "//") && !strstr(path, "/.") && path[0] != '.' &&
	    (path[0] == '\0' || path[1] == '\0' || path[strlen(path) - 1] != '/'))
		return path;
	Buf b = {0};
	bool rooted = path[0] == '/';
	for (const char *s = path; *s;) {
		size_t n = strcspn(s, "/");
		bool up = n == 2 && s[0] == '.' && s[1] == '.';
		size_t last = b.len;
		while (last > 0 && b.s[last - 1] != '/')
			last--;
		bool removable = b.len > 0 && !(b.len - last == 2 && b.s[last] == '.');
		if (up && removable) {
			b.len = last ? last - 1 : 0;
		} else if (n > 0 && !(n == 1 && *s == '.') && !(up && rooted)) {
			if (b.len)
				buf_putc(&b, '/');
			buf_write(&b, s, n);
		}
		s += n + (s[n] == '/');
	}
	const char *clean = b.len ? buf_str(&b) : rooted ? "" : ".";
	return intern(rooted ? arena_printf("/%s", clean) : clean);
}

static NodeInfo info_of(const Location *l, const Frame *f, bool objects)
{
	const char *none = intern(""), *object = l->mapping ? l->mapping->file : none;
	if (!f || !f->function)
		return (NodeInfo){none, none, object, l->address, 0, 0, 0};
	NodeInfo i = {f->function->name, none, none, l->address, 0, f->line, f->column};
	if (*f->function->file)
		i.file = clean_path(f->function->file);
	if (objects || !*i.name) {
		i.object = object;
		i.start_line = f->function->start_line;
	}
	return i;
}

// All of info, in the order pprof compares it by where names are equal.
static const char *info_key(const NodeInfo *i)
{
	return intern(arena_printf("{%s  %lu %s %ld %ld %ld %s}", i->name,
				   (unsigned long)i->address, i->file, (long)i->start_line,
				   (long)i->line, (long)i->column, i->object));
}

static const char *printable(const NodeInfo *i)
{
	Buf b = {0};
	if (i->address)
		buf_printf(&b, "%016lx ", (unsigned long)i->address);
	if (*i->name)
		buf_printf(&b, "%s ", i->name);
	if (i->line) {
		buf_printf(&b, "%s:%ld", i->file, (long)i->line);
		if (i->column)
			buf_printf(&b, ":%ld", (long)i->column);
		buf_putc(&b, ' ');
	} else if (*i->file) {
		buf_printf(&b, "%s ", i->file);
	} else if (!*i->name && *i->object) {
		const char *slash = strrchr(i->object, '/');
		buf_printf(&b, "[%s] ", slash ? slash + 1 : i->object);
	} else if (!*i->name) {
		buf_puts(&b, "<unknown> ");
	}
	b.len--;
	return buf_str(&b);
}

const char *graph_frame_name(const Location *l, int frame)
{
	NodeInfo info = info_of(l, frame < l->nframes ? &l->frames[frame] : NULL, false);
	return printable(&info);
}

static GraphNode *find_node(Builder *b, const Location *l, const Frame *f)
{
	NodeInfo info = info_of(l, f, b->o->objects);
	const char *key = info_key(&info);
	if (b->o->kept && !table_get(b->o->kept, TABLE_KEY(key)))
		return NULL;
	GraphNode *n = table_get(&b->by_key, TABLE_KEY(key));
	if (n)
		return n;
	n = NEW(GraphNode);
	*n = (GraphNode){.info = info,
			 .key = key,
			 .printable = printable(&info),
			 .index = (uint32_t)b->nodes.len};
	table_put(&b->by_key, TABLE_KEY(key), n);
	vec_push(&b->nodes, n);
	return n;
}

static int frames_of(const Location *l)
{
	return l->nframes ? l->nframes : 1; // one without a name
}

static GraphNode **nodes_of(Builder *b, const Location *l)
{
	GraphNode **nodes = table_get(&b->of_frames, TABLE_KEY(l));
	if (nodes)
		return nodes;
	nodes = arena_alloc((size_t)frames_of(l) * sizeof(GraphNode *));
	for (int i = 0; i < frames_of(l); i++)
		nodes[i] = find_node(b, l, l->nframes ? &l->frames[i] : NULL);
	table_put(&b->of_frames, TABLE_KEY(l), nodes);
	return nodes;
}

// --- values --------------------------------------------------------------------------------------

static void count_edge(Builder *b, GraphNode *src, GraphNode *dest, const Sample *s, int64_t value,
		       bool inlined)
{
	uint64_t key = (uint64_t)src->index << 32 | dest->index;
	GraphEdge *e = table_get(&b->edges, key);
	if (!e) {
		e = NEW(GraphEdge);
		*e = (GraphEdge){.src = src, .dest = dest, .inlined = true};
		table_put(&b->edges, key, e);
		vec_push(&src->out, e);
		vec_push(&dest->in, e);
	}
	if (e->seen == s)
		return;
	e->seen = s;
	e->weight += value;
	e->inlined &= inlined;
}

static void count_sample(Builder *b, const Sample *s)
{
	int64_t value = s->values[b->o->value];
	int64_t divisor = b->o->divisor >= 0 ? s->values[b->o->divisor] : 0;
	if (value == 0 && divisor == 0)
		return;
	GraphNode *parent = NULL;
	bool skipped = false; // nodes between parent and here
	for (int i = s->depth - 1; i >= 0; i--) {
		const Location *l = s->stack[i];
		GraphNode **nodes = nodes_of(b, l);
		for (int k = frames_of(l) - 1; k >= 0; k--) {
			GraphNode *n = nodes[k];
			skipped |= !n;
			if (!n)
				continue;
			if (n->seen != s) {
				n->cum += value;
				n->cum_div += divisor;
			}
			n->seen = s;
			if (parent && parent != n)
				count_edge(b, parent, n, s, value, k != frames_of(l) - 1);
			parent = n;
			skipped = false;
		}
	}
	if (parent && !skipped) {
		parent->flat += value;
		parent->flat_div += divisor;
	}
}

static bool is_negative(const GraphNode *n)
{
	return n->flat < 0 || (n->flat == 0 && n->cum < 0);
}

Graph graph_new(const Profile *p, const GraphOptions *o)
{
	Builder b = {.p = p, .o = o};
	VEC_EACH(Sample, s, &p->samples)
		count_sample(&b, s);
	Graph g = {0};
	VEC_EACH(GraphNode, n, &b.nodes)
		if ((n->cum != 0 || n->flat != 0) && !(o->drop_negative && is_negative(n)))
			vec_push(&g.nodes, n);
	return g;
}

int64_t graph_flat(const GraphNode *n)
{
	return n->flat_div ? n->flat / n->flat_div : n->flat;
}

int64_t graph_cum(const GraphNode *n)
{
	return n->cum_div ? n->cum / n->cum_div : n->cum;
}

// --- edges ---------------------------------------------------------------------------------------

static void keep_heavy(Vec *edges, int64_t cutoff)
{
	int kept = 0;
	for (int i = 0; i < edges->len; i++)
		if (measure_abs(((GraphEdge *)edges->at[i])->weight) >= cutoff)
			edges->at[kept++] = edges->at[i];
	edges->len = kept;
}

void graph_trim_edges(Graph *g, int64_t cutoff)
{
	VEC_EACH(GraphNode, n, &g->nodes) {
		keep_heavy(&n->in, cutoff);
		keep_heavy(&n->out, cutoff);
	}
}

static int larger_first(int64_t a, int64_t b)
{
	a = measure_abs(a);
	b = measure_abs(b);
	return (a < b) - (a > b);
}

static int compare_edges(const void *a, const void *b)
{
	const GraphEdge *x = *(GraphEdge *const *)a, *y = *(GraphEdge *const *)b;
	int order = larger_first(x->weight, y->weight);
	if (!order)
		order = strcmp(x->src->printable, y->src->printable);
	return order ? order : strcmp(x->dest->printable, y->dest->printable);
}

Vec graph_sorted_edges(const Vec *edges)
{
	Vec sorted = {0};
	vec_append(&sorted, edges);
	if (sorted.len > 1)
		qsort(sorted.at, (size_t)sorted.len, sizeof *sorted.at, compare_edges);
	return sorted;
}

// --- order ---------------------------------------------------------------------------------------

static int by_printable(const GraphNode *x, const GraphNode *y)
{
	if (x->info.address && y->info.address && x->info.address != y->info.address)
		return x->info.address < y->info.address ? -1 : 1;
	return strcmp(x->printable, y->printable);
}

static int by_flat(const void *a, const void *b)
{
	const GraphNode *x = *(GraphNode *const *)a, *y = *(GraphNode *const *)b;
	int order = larger_first(x->flat, y->flat);
	if (!order)
		order = by_printable(x, y);
	if (!order)
		order = larger_first(x->cum, y->cum);
	return order ? order : strcmp(x->key, y->key);
}

static int by_cum(const void *a, const void *b)
{
	const GraphNode *x = *(GraphNode *const *)a, *y = *(GraphNode *const *)b;
	int order = larger_first(x->cum, y->cum);
	if (!order)
		order = by_printable(x, y);
	if (!order)
		order = larger_first(x->flat, y->flat);
	return order ? order : strcmp(x->key, y->key);
}

static int by_name(const void *a, const void *b)
{
	const GraphNode *x = *(GraphNode *const *)a, *y = *(GraphNode *const *)b;
	int order = strcmp(x->info.name, y->info.name);
	return order ? order : strcmp(x->key, y->key);
}

static int by_file(const void *a, const void *b)
{
	const GraphNode *x = *(GraphNode *const *)a, *y = *(GraphNode *const *)b;
	int order = strcmp(x->info.file, y->info.file);
	if (!order && x->info.start_line != y->info.start_line)
		order = x->info.start_line < y->info.start_line ? -1 : 1;
	return order ? order : strcmp(x->key, y->key);
}

void graph_sort(Vec *nodes, NodeOrder order)
{
	int (*const orders[])(const void *, const void *) = {by_flat, by_cum, by_name, by_file};
	if (nodes->len > 1)
		qsort(nodes->at, (size_t)nodes->len, sizeof *nodes->at, orders[order]);
}
