// decisions.c - vole build -m=html -o DIR: a page a package that shows what the compiler decided.
//
// A page is DIR/IMPORT-PATH/index.html: the source, with a mark wherever something is allocated,
// called, checked or stored behind a barrier.  DIR/index.html lists them.  Packages that are named
// are compiled up to LLVM's optimiser, which makes the last of these decisions, and leave no
// object; nothing is linked.
//
// With -base OLDDIR the page has a second build in it, out of the data of OLDDIR's page of the same
// package: that is how an edit, or another flag, is compared.  An older page's data are taken
// over as they stand, once they have been read as JSON.  With -profile FILE its lines carry what a
// heap profile has measured (compiler/tool/linevalues.c).
//
// Each page is written by the process that compiles its package, the index by the first one, out
// of the pages.

#include <errno.h>
#include <string.h>

#include "decisions.h"
#include "json.h"
#include "tool.h"

// --- reading pages -------------------------------------------------------------------------------

static const char *page_of(const char *dir, const char *path)
{
	return path_join(dir, path_join(path, "index.html"));
}

// The data of a page, or NULL: it is none of ours.
static const Json *page_data(const char *text, size_t size)
{
	static const char opening[] = "<script type=\"application/json\" id=\"data\">",
			  closing[] = "</script>";
	const char *begin = memmem(text, size, opening, strlen(opening));
	if (!begin)
		return NULL;
	begin += strlen(opening);
	const char *end = strstr(begin, closing);
	// Pages have no < in their data: it could change how a browser reads the rest.
	bool clean = end && !memchr(begin, '<', (size_t)(end - begin));
	const Json *data = clean ? json_parse(begin, (size_t)(end - begin)) : NULL;
	return json_number(json_get(data, "format")) == 1 ? data : NULL;
}

// The build in the page of u below dir: its spelling, in *json.  Without a page there is none.
static bool read_base(const char *dir, const Unit *u, Buf *json)
{
	const char *file = page_of(dir, u->path);
	size_t size;
	const char *text = file_read(file, &size);
	if (!text && errno == ENOENT)
		return true;
	if (!text) {
		fprintf(stderr, "vole: cannot read %s: %s\n", file, strerror(errno));
		return false;
	}
	const Json *build = json_get(page_data(text, size), "build");
	if (!build || build->kind != JSON_OBJECT) {
		fprintf(stderr,
			"vole: %s: not a page of vole build -m=html, or of another version\n",
			file);
		return false;
	}
	buf_write(json, build->begin, build->size);
	return true;
}

// --- writing pages -------------------------------------------------------------------------------

static bool write_page(const char *file, PageKind kind, const char *title, Buf *data)
{
	size_t size;
	const char *page = page_compose(kind, title, buf_str(data), &size);
	if (!make_dirs(path_absolute(path_dir(file)))) {
		fprintf(stderr, "vole: cannot make directory %s: %s\n", path_dir(file),
			strerror(errno));
		return false;
	}
	return page_write(file, page, size);
}

// How the page of that path leads to the index.
static const char *way_up(const char *path)
{
	Buf b = {0};
	buf_puts(&b, "../");
	for (; *path; path++)
		if (*path == '/')
			buf_puts(&b, "../");
	buf_puts(&b, "index.html");
	return buf_str(&b);
}

static void put_measured(const Unit *u, Buf *data)
{
	ProfiledPackage p = {.path = u->pkg->path};
	VEC_EACH(const Source, s, &u->sources)
		vec_push(&p.files, (void *)posbase(s->base)->file);
	linevalues_json(&p, data);
}

bool decisions_write(const Unit *u, const Command *c)
{
	Buf data = {0}, base = {0};
	if (c->base && !read_base(c->base, u, &base))
		return false;
	buf_puts(&data, "{\"format\":1,\"index\":");
	json_string(&data, way_up(u->path));
	buf_puts(&data, ",\n\"build\":");
	decisions_data(u, &data);
	if (base.len > 0)
		buf_printf(&data, ",\n\"base\":%s", buf_str(&base));
	if (c->profile) {
		buf_puts(&data, ",\n\"measured\":");
		put_measured(u, &data);
	}
	buf_puts(&data, "}");
	return write_page(page_of(c->output, u->path), PAGE_DECISIONS,
			  arena_printf("%s: stack or heap", u->path), &data);
}

// --- the index -----------------------------------------------------------------------------------

static void put_totals(Buf *b, const char *name, const Json *build)
{
	const Json *totals = json_get(build, "totals");
	if (!totals)
		return;
	buf_printf(b, ",\"%s\":[", name);
	for (const DecisionTotal *t = decision_totals; t->name; t++)
		buf_printf(b, "%s%.0f", t == decision_totals ? "" : ",",
			   json_number(json_get(totals, t->name)));
	buf_putc(b, ']');
}

static bool put_package(Buf *b, const Unit *u, const Command *c)
{
	size_t size;
	const char *file = page_of(c->output, u->path), *text = file_read(file, &size);
	const Json *data = text ? page_data(text, size) : NULL;
	if (!data) {
		fprintf(stderr, "vole: cannot read %s again\n", file);
		return false;
	}
	buf_puts(b, "{\"package\":");
	json_string(b, u->path);
	put_totals(b, "totals", json_get(data, "build"));
	put_totals(b, "base", json_get(data, "base"));
	buf_putc(b, '}');
	return true;
}

bool decisions_index(const Program *p, const Command *c)
{
	Buf data = {0};
	buf_printf(&data, "{\"format\":1,\"compared\":%s,\"columns\":[",
		   c->base ? "true" : "false");
	for (const DecisionTotal *t = decision_totals; t->name; t++)
		buf_printf(&data, "%s[\"%s\",\"%s\"]", t == decision_totals ? "" : ",", t->name,
			   t->help);
	buf_puts(&data, "],\n\"packages\":[");
	const char *comma = "";
	VEC_EACH(const Unit, u, &p->targets) {
		buf_puts(&data, comma);
		comma = ",\n";
		if (!put_package(&data, u, c))
			return false;
	}
	buf_puts(&data, "]}");
	return write_page(path_join(c->output, "index.html"), PAGE_PACKAGES, "stack or heap",
			  &data);
}

// --- the command line ----------------------------------------------------------------------------

static const char *misuse(const Command *c)
{
	if (!c->html)
		return c->base      ? "-base is for -m=html"
		       : c->profile ? "-profile is for -m=html"
				    : NULL;
	if (!c->output)
		return "-m=html needs a directory for the pages: -o dir";
	if (c->emit != EMIT_OBJECT || c->dump_ast || c->stop_after != PHASE_LINK)
		return "-m=html makes pages, nothing else: -S, -emit-llvm, --dump and --stop-after "
		       "are not for it";
	return NULL;
}

bool decisions_wanted(Command *c, int *status)
{
	const char *wrong = misuse(c);
	*status = 2;
	if (wrong) {
		fprintf(stderr, "vole: %s\n", wrong);
		return false;
	}
	*status = 1;
	if (c->html && !dir_exists(c->output) &&
	    (file_exists(c->output) || !make_dirs(path_absolute(c->output)))) {
		fprintf(stderr, "vole: cannot make directory %s: %s\n", c->output,
			file_exists(c->output) ? "it is a file" : strerror(errno));
		return false;
	}
	if (c->base && !file_exists(path_join(c->base, "index.html"))) {
		fprintf(stderr, "vole: -base %s: there are no pages: no index.html\n", c->base);
		return false;
	}
	return !c->profile || linevalues_load(c->profile);
}
