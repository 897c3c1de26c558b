// profile.h - profiles in memory, and the call graph made of one.
//
// The names are those of profile.proto (github.com/google/pprof/proto), which is the format's
// specification.  All strings are interned: equal text is an equal pointer.

#ifndef VOLE_PROFILE_H
#define VOLE_PROFILE_H

#include "tool.h"

typedef struct {
	const char *type, *unit; // "cpu", "nanoseconds"
} ValueType;

typedef struct {
	uint64_t id;
	const char *name, *system_name, *file;
	int64_t start_line;
} Function;

typedef struct { // a piece of an executable or library in memory
	uint64_t id, start, limit, offset;
	const char *file, *build_id;
	bool has_functions, has_files, has_lines, has_inlines;
} Mapping;

typedef struct { // a call at a location: the last one is a function, the others inlined in it
	Function *function; // NULL: unknown
	int64_t line, column;
} Frame;

typedef struct {
	uint64_t id, address;
	Mapping *mapping; // NULL: unknown
	Frame *frames;
	int nframes;
	bool folded;
} Location;

typedef struct {
	const char *key;
	const char *text; // NULL: a number
	int64_t number;
	const char *unit; // of the number; "" if it has none
} Label;

typedef struct {
	Location **stack; // the leaf first
	int depth;
	int64_t *values; // one for each of the profile's types
	int nvalues;
	Label *labels;
	int nlabels;
	bool base; // of the profile that is compared with (-diff_base)
} Sample;

typedef struct {
	Vec types;       // ValueType*
	Vec samples;     // Sample*
	Vec mappings;    // Mapping*: the first one is the program
	Vec locations;   // Location*
	Vec functions;   // Function*
	Vec comments;    // const char*
	const char *doc; // "" if there is none, as the next three
	const char *drop_frames, *keep_frames;
	const char *default_type;
	int64_t time, duration; // in nanoseconds; 0: not known
	int64_t period;
	ValueType period_type;
} Profile;

// -------------------------------------------------------------------------------------------------
// profile.c, profile_check.c - reading
// -------------------------------------------------------------------------------------------------

// NULL after setting *error as pprof words it.
Profile *profile_parse(const char *data, size_t size, const char **error);
// What makes the profile's parts disagree with each other, or NULL.
const char *profile_check(const Profile *p);
// Which of the values is meant: by number, name, or "" for the default.  -1 after setting *error.
int profile_index(const Profile *p, const char *name, const char **error);

// -------------------------------------------------------------------------------------------------
// profile_merge.c - several profiles as one
// -------------------------------------------------------------------------------------------------

void profile_scale(Profile *p, const double *ratios); // drops samples without values
void profile_normalize(Profile *p, const Profile *base);
// Leaves each the types that all have, in the units of the finest; then adds them up.  NULL after
// setting *error.  A single profile is returned as it is.
Profile *profile_combine(const Vec *profiles, const char **error);

// -------------------------------------------------------------------------------------------------
// profile_filter.c - leaving out samples and frames
// -------------------------------------------------------------------------------------------------

typedef struct { // each may be NULL
	const Regex *focus, *ignore, *hide, *show;
} NameFilter;
typedef struct {
	bool focus, ignore, hide, show; // did it match anything?
} NameMatches;

NameMatches profile_filter(Profile *p, const NameFilter *f);
bool profile_show_from(Profile *p, const Regex *re);
void profile_prune_from(Profile *p, const Regex *re);
const char *profile_drop_uninteresting(Profile *p); // by its drop_frames; an error or NULL
void profile_simplify_names(Profile *p);            // of C++ functions, as pprof shows them

typedef struct {
	bool inlines, functions, files, lines, columns, addresses; // what remains distinct
} Granularity;
void profile_aggregate(Profile *p, const Granularity *g);

// -------------------------------------------------------------------------------------------------
// graph.c - who calls whom, at what cost
// -------------------------------------------------------------------------------------------------

typedef struct GraphNode GraphNode;

typedef struct {
	const char *name, *file, *object;
	uint64_t address;
	int64_t start_line, line, column;
} NodeInfo;

typedef struct {
	GraphNode *src, *dest;
	int64_t weight;
	bool inlined;       // every such call is
	const Sample *seen; // that was counted last
} GraphEdge;

struct GraphNode {
	NodeInfo info;
	const char *key;       // all of info, interned
	const char *printable; // what reports call it
	uint32_t index;
	int64_t flat, flat_div; // the second is not 0 if a mean is wanted
	int64_t cum, cum_div;
	Vec in, out;        // GraphEdge*
	const Sample *seen; // as above
};

typedef struct {
	int value;    // index of the samples' value
	int divisor;  // index of what it is divided by, or -1
	bool objects; // are functions of different files, or beginnings, different?
	bool drop_negative;
	const Table *kept; // keys of the only nodes to have, or NULL
} GraphOptions;

typedef struct {
	Vec nodes; // GraphNode*
} Graph;

typedef enum { BY_FLAT, BY_CUM, BY_NAME, BY_FILE } NodeOrder;

Graph graph_new(const Profile *p, const GraphOptions *o);
void graph_sort(Vec *nodes, NodeOrder order);
int64_t graph_flat(const GraphNode *n); // with the divisor applied
int64_t graph_cum(const GraphNode *n);
void graph_trim_edges(Graph *g, int64_t cutoff); // those with less weight
Vec graph_sorted_edges(const Vec *edges);        // heaviest first
// The nodes of one location, one a frame, for reports that print stacks.
const char *graph_frame_name(const Location *l, int frame);

// -------------------------------------------------------------------------------------------------
// report.c, report_list.c, report_raw.c, report_html.c - what is printed
// -------------------------------------------------------------------------------------------------

typedef enum {
	REPORT_NONE,
	REPORT_TOP,
	REPORT_TREE, // and -peek
	REPORT_LIST,
	REPORT_RAW,
	REPORT_TRACES,
	REPORT_COMMENTS,
	REPORT_HTML,
} ReportKind;

// One command line.
typedef struct {
	ReportKind kind;
	bool peek;          // a tree of functions that match
	const char *symbol; // -list, -peek: regular expression, or NULL
	const char *output; // file, or ""
	const char *unit, *granularity, *sample_index;
	const char *source_path, *trim_path;
	const char *focus, *ignore, *hide, *show, *show_from, *prune_from;
	bool cum_sort, drop_negative, mean, noinlines, compact_labels, relative, trim, columns;
	bool normalize, diff_base;
	int64_t node_count; // -1: what the report likes best
	double node_fraction, edge_fraction, divide_by;
	int64_t seconds, timeout;
	const char *add_comment, *build_id;
	Vec sources, bases; // const char*
} ReportConfig;

typedef struct {
	Profile *profile;
	const ReportConfig *config;
	const Regex *symbol; // or NULL
	int value, divisor;  // as in GraphOptions
	const char *type;    // of the value
	const char *unit;
	const char *output_unit; // that values are shown in
	int64_t total;
} Report;

// Appends to out; an error or NULL.
const char *report_top(Report *r, Buf *out);
const char *report_tree(Report *r, Buf *out);
const char *report_list(Report *r, Buf *out);
const char *report_raw(Report *r, Buf *out);
const char *report_traces(Report *r, Buf *out);
const char *report_comments(Report *r, Buf *out);
const char *report_html(Report *r, Buf *out);

int64_t report_total(const Profile *p, int value, int divisor);
const char *report_value(const Report *r, int64_t value); // in the report's unit
Vec report_labels(const Report *r);                       // char*: what profile it is
Graph report_graph(Report *r, const Table *kept);
// A file's name without the prefixes to trim: those that -trim_path says, else what leads to a
// directory that is called as one of the search path.
const char *report_path(const Report *r, const char *file);
const char *report_trim(const Report *r, const char *file, const char *search);

// report_source.c: lines of source files, read once
typedef struct {
	Vec lines;         // const char*: line 1 is at 0
	const char *error; // or NULL
} SourceFile;
const SourceFile *source_open(const Report *r, const char *file);

#endif
