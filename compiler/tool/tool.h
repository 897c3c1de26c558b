// tool.h - `vole tool`: reports on profiles, gctrace lines and heaps, for readers who have no Go.
//
// The room knows nothing of the compiler: of lang/ it uses arena, vectors and strings.  Sections
// are titled by the file that implements them.  What profiles are made of is in profile.h, what
// heaps in heapview.h.

#ifndef VOLE_TOOL_H
#define VOLE_TOOL_H

#include <sys/types.h>

#include "lang.h"

// -------------------------------------------------------------------------------------------------
// tool.c - which tool is it?
// -------------------------------------------------------------------------------------------------

// `vole tool args...`; an exit status: 0, 1, or 2 for misuse and for what Go's tools exit with 2.
int tool_main(int n, char **args);

const char *tool_base_name(const char *path); // its last element

// -------------------------------------------------------------------------------------------------
// table.c - hash table from words or interned strings to pointers
// -------------------------------------------------------------------------------------------------

typedef struct {
	struct TableEntry *at;
	size_t len, cap;
} Table; // a zeroed one is empty

void *table_get(const Table *t, uint64_t key); // NULL: no such key
void table_put(Table *t, uint64_t key, void *value);
#define TABLE_KEY(pointer) ((uint64_t)(uintptr_t)(pointer))

// -------------------------------------------------------------------------------------------------
// regex.c - Go's regular expressions, as far as "does it match anywhere?" goes
// -------------------------------------------------------------------------------------------------

typedef struct Regex Regex;
// NULL after setting *error to what regexp.Compile would say.
Regex *regex_compile(const char *text, const char **error);
bool regex_matches(const Regex *re, const char *s);

// -------------------------------------------------------------------------------------------------
// measure.c - values with units, as pprof writes them
// -------------------------------------------------------------------------------------------------

// value, measured in `from`, in the unit `to`: a unit, "minimum" or "auto" (the largest in which it
// is at least 1).  *unit is the one that was chosen, "" if it need not be said.
double measure_scale(int64_t value, const char *from, const char *to, const char **unit);
const char *measure_label(int64_t value, const char *from, const char *to); // "1.50MB"
const char *measure_percent(int64_t value, int64_t total);                  // " 1.25%"
int64_t measure_abs(int64_t value);

// -------------------------------------------------------------------------------------------------
// fetch.c, http.c - bytes from a file or from a server
// -------------------------------------------------------------------------------------------------

typedef struct {
	const char *data; // NULL: there is an error
	size_t size;
	const char *error;
	bool remote;
} Fetched;

// A file of that name, or else what is served under that URL.  seconds > 0: asks for a profile over
// that time; timeout > 0: seconds to wait for the first byte.  Says on standard error what it waits
// for.
Fetched fetch(const char *source, int seconds, int timeout);
const char *fetch_read(int fd, size_t *size); // to the end, NUL-terminated; NULL with errno set
// Undoes gzip if the bytes are compressed.  false after setting *error.
bool fetch_inflate(const char **data, size_t *size, const char **error);

// GET.  The body of an answer with status 200, redirections followed; else an error as
// net/http has it.  url is absolute.
Fetched http_get(const char *url, int timeout);
// The URL that Go's tool would ask for, or NULL if the source is none.  *timeout, if not positive,
// becomes what fits a profile of that many seconds.
const char *http_profile_url(const char *source, int seconds, int *timeout);

// -------------------------------------------------------------------------------------------------
// page.c - pages that need nothing but themselves
// -------------------------------------------------------------------------------------------------

typedef enum {
	PAGE_PPROF,
	PAGE_GCVIEW,
	PAGE_HEAPVIEW,
	PAGE_DECISIONS, // of vole build -m=html: of one package,
	PAGE_PACKAGES,  // ... and the index of them
} PageKind;
// The page around data, a JSON value.
char *page_compose(PageKind kind, const char *title, const char *data, size_t *size);
void json_string(Buf *b, const char *s); // quoted; safe inside a script element
// To file `output`, or standard output if that is NULL or "".  The file appears whole or not at
// all.  false after a message.
bool page_write(const char *output, const char *text, size_t size);

// -------------------------------------------------------------------------------------------------
// linevalues.c - what the lines of a package have allocated, out of a heap profile
// -------------------------------------------------------------------------------------------------

typedef struct {
	const char *path; // as names of its functions have it: "main" of a command
	Vec files;        // const char *: paths of its sources, as its debug data have them
} ProfiledPackage;

// Reads the profile, once; false after a message.
bool linevalues_load(const char *name);
// What it says of p's lines, as JSON appended to b: see linevalues.c.
void linevalues_json(const ProfiledPackage *p, Buf *b);

// -------------------------------------------------------------------------------------------------
// pprof.c, gcview.c, heapview.c - the tools
// -------------------------------------------------------------------------------------------------

int pprof_main(int n, char **args);
int gcview_main(int n, char **args);
int heapview_main(int n, char **args);

// -------------------------------------------------------------------------------------------------
// gctrace.c - gctrace lines
// -------------------------------------------------------------------------------------------------

// The cycle that a line tells of, as a JSON object appended to b; where in the line that begins, or
// NULL: it is another line.
const char *gctrace_parse(const char *line, Buf *b);
// Where something begins that is such a line, or would become one if more followed; or NULL.
const char *gctrace_begin(const char *line);

// -------------------------------------------------------------------------------------------------
// gclive.c - a program's cycles while it runs
// -------------------------------------------------------------------------------------------------

// Opens the page's server on a free port of 127.0.0.1, prints its URL on standard error and sets
// the environment of the program to come.  false after a message.
bool gclive_open(const char *program);
void gclive_child(void); // in the child: its standard error goes through the parent
// In the parent: serves until the child has ended, and leaves waiting for it to the caller.
void gclive_serve(pid_t child);

#endif
