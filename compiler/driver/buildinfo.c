// buildinfo.c - what an executable tells of how it was built: the text that debug.ReadBuildInfo and
// `go version -m` read (compiler/gen/gen_buildinfo.c writes it).
//
//	path	PATH                      import path of the main package
//	mod	MODULE	VERSION	SUM      the module it is in
//	dep	MODULE	VERSION	SUM      another that has packages of the program, in order of paths
//	=>	MODULE	VERSION	SUM      what takes the place of the module of the line before
//	build	KEY=VALUE                 flags and variables of the build, revision of the sources
//
// The main module and directories have no version but (devel), or what the repository tells of the
// main module (vcs.c), and no sum; nor have vendored modules.  Modules that a workspace replaces by
// directories are left out.
//
// DefaultGODEBUG joins what `//go:debug name=value` lines of the main package say with the godebug
// lines of go.mod, over which they win; the program's own GODEBUG wins over both.  A module whose
// go line, or a setting default=go1.N, names an older release gets what that release did: for each
// change since then the value that undoes it.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "golib.h"
#include "modules.h"

static void setting(Buf *b, const char *key, const char *value)
{
	bool quoted = strpbrk(value, " \t\r\n\"`") != NULL;
	buf_printf(b, "build\t%s=%s\n", key, quoted ? const_quote(value, strlen(value)) : value);
}

// --- GODEBUG -------------------------------------------------------------------------------------

// Takes name=value in place of what was said of the name before.
static void set_default(Vec *settings, const char *text)
{
	size_t n = strcspn(text, "=");
	for (int i = 0; i < settings->len; i++) {
		const char *old = settings->at[i];
		if (strncmp(old, text, n + 1) != 0)
			continue;
		settings->at[i] = (char *)text;
		return;
	}
	vec_push(settings, (char *)text);
}

// The //go:debug lines of a file, which stand before its package clause.
static void note_lines(Vec *settings, const Source *s)
{
	static const char word[] = "//go:debug";
	const size_t len = sizeof word - 1;
	uint32_t line = 1, last = s->head->pkgpos.line;
	for (const char *at = s->text; *at && line < last; line++) {
		size_t n = strcspn(at, "\n"), blanks = 0;
		if (strncmp(at, word, len) == 0)
			blanks = strspn(at + len, " \t");
		if (blanks > 0) {
			const char *value = at + len + blanks;
			const char *text = arena_strndup(value, strcspn(value, " \t\r\n"));
			if (strchr(text, '='))
				set_default(settings, text);
		}
		at += n + (at[n] == '\n');
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

// Changes of Go's library and runtime that a setting undoes, and the release 1.N that made them.
static const struct {
	const char *name, *old;
	int since;
} changes[] = {
    {"asynctimerchan", "1", 23},
    {"containermaxprocs", "0", 25},
    {"cryptocustomrand", "1", 26},
    {"decoratemappings", "0", 25},
    {"gotestjsonbuildtext", "1", 24},
    {"gotypesalias", "0", 23},
    {"httpcookiemaxnum", "0", 24},
    {"httplaxcontentlength", "1", 22},
    {"httpmuxgo121", "1", 22},
    {"httpservecontentkeepheaders", "1", 23},
    {"multipathtcp", "0", 24},
    {"netedns0", "0", 19},
    {"panicnil", "1", 21},
    {"randseednop", "0", 24},
    {"rsa1024min", "0", 24},
    {"tls10server", "1", 22},
    {"tls3des", "1", 23},
    {"tlsmlkem", "0", 24},
    {"tlsrsakex", "1", 22},
    {"tlssecpmlkem", "0", 26},
    {"tlssha1", "1", 25},
    {"tlsunsafeekm", "1", 22},
    {"updatemaxprocs", "0", 25},
    {"urlmaxqueryparams", "0", 24},
    {"urlstrictcolons", "0", 26},
    {"winreadlinkvolume", "0", 23},
    {"winsymlink", "0", 23},
    {"x509keypairleaf", "0", 23},
    {"x509negativeserial", "1", 23},
    {"x509rsacrt", "0", 24},
    {"x509sha256skid", "0", 25},
    {"x509usepolicies", "0", 24},
};

// The release that the program is to behave as, 1.N: of the last default=go1.N, if that is one,
// else of the module.
static int release_of(const Loader *l, const Vec *settings)
{
	static const char word[] = "default=";
	int release = GO_VERSION_MINOR;
	if (l->module.work)
		release = l->module.work_minor ? l->module.work_minor : MINOR_WORK_UNSAID;
	else if (l->module.goversion)
		release = atoi(l->module.goversion + strlen("1."));
	else if (l->module.root)
		release = MINOR_UNSAID;
	VEC_EACH(const char, text, settings) {
		const char *value = text + strlen(word);
		if (strncmp(text, word, strlen(word)) == 0 && strncmp(value, "go1.", 4) == 0 &&
		    isdigit((unsigned char)value[4]))
			release = atoi(value + 4);
	}
	return release;
}

static const char *default_godebug(const Loader *l, const Unit *u)
{
	Vec said = {0}, settings = {0};
	Buf b = {0};
	VEC_EACH(const char, text, &l->module.godebug)
		set_default(&said, text);
	VEC_EACH(const Source, s, &u->sources)
		note_lines(&said, s);
	int release = release_of(l, &said);
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
		if (release < changes[i].since)
			set_default(&settings,
				    arena_printf("%s=%s", changes[i].name, changes[i].old));
	VEC_EACH(const char, text, &said)
		set_default(&settings, text);
	if (settings.len > 0)
		qsort(settings.at, (size_t)settings.len, sizeof *settings.at, by_text);
	VEC_EACH(const char, text, &settings)
		if (strncmp(text, "default=", 8) != 0)
			buf_printf(&b, "%s%s", b.len ? "," : "", text);
	return b.len ? buf_str(&b) : NULL;
}

// --- modules -------------------------------------------------------------------------------------

typedef struct {
	const char *path, *version; // version "" is a directory's or the main module's
	ModVersion instead;         // path NULL: it is itself
	const char *sum;
} Provider;

static const Replace *vendored_instead(const Modules *s, const char *path)
{
	VEC_EACH(const Vendored, v, &s->vendored)
		if (v->mod.path == path && v->instead.to.path)
			return &v->instead;
	return NULL;
}

static Provider provider(const Modules *s, const char *path, const char *version)
{
	ModVersion own = {intern(path), intern(version)};
	const Chosen *c = s->vendoring ? NULL : modgraph_chosen(s, path);
	const Replace *r = s->vendoring ? vendored_instead(s, own.path) : c ? c->instead : NULL;
	Provider p = {path, version, {0}, ""};
	if (r)
		p.instead = r->to;
	if (!s->vendoring)
		p.sum = gosum_of(&s->sum, r ? r->to : own);
	return p;
}

// The module of unit u; path NULL if it has none.
static Provider provider_of(const Loader *l, const Unit *u)
{
	Provider none = {0};
	if (u->pkg->is_std)
		return none;
	if (u->module)
		return *u->version ? provider(l->module.modules, u->module, u->version)
				   : (Provider){u->module, "", {0}, ""};
	for (int i = 0; i < l->module.used.len; i += 2) // of a workspace
		if (path_within(u->dir, l->module.used.at[i + 1]))
			return (Provider){l->module.used.at[i], "", {0}, ""};
	return none;
}

static void line(Buf *b, const char *word, const char *path, const char *version)
{
	buf_printf(b, "%s\t%s\t%s", word, path, *version ? version : "(devel)");
}

static void module_line(Buf *b, const char *word, Provider p)
{
	line(b, word, p.path, p.version);
	if (p.instead.path) {
		buf_putc(b, '\n');
		line(b, "=>", p.instead.path, p.instead.version);
	}
	buf_printf(b, "\t%s\n", p.sum);
}

static int by_module(const void *a, const void *b)
{
	return strcmp((*(Provider *const *)a)->path, (*(Provider *const *)b)->path);
}

static bool holds(const Vec *units, const Unit *u)
{
	VEC_EACH(const Unit, have, units)
		if (have == u)
			return true;
	return false;
}

// Modules of what u imports, directly or not, other than `main`.
static Vec dependencies(const Loader *l, const Unit *u, const char *main)
{
	Vec all = {0}, modules = {0};
	vec_push(&all, (Unit *)u);
	for (int i = 0; i < all.len; i++) {
		const Unit *at = all.at[i];
		VEC_EACH(Import, import, &at->imports)
			if (import->unit && !import->unit->pkg->is_std &&
			    !holds(&all, import->unit))
				vec_push(&all, import->unit);
	}
	VEC_EACH(const Unit, at, &all) {
		Provider p = provider_of(l, at);
		bool known = at == u || !p.path || (main && strcmp(p.path, main) == 0);
		for (int i = 0; i < modules.len && !known; i++)
			known = strcmp(((Provider *)modules.at[i])->path, p.path) == 0;
		if (known)
			continue;
		Provider *copy = NEW(Provider);
		*copy = p;
		vec_push(&modules, copy);
	}
	if (modules.len > 0)
		qsort(modules.at, (size_t)modules.len, sizeof *modules.at, by_module);
	return modules;
}

// --- all of it -----------------------------------------------------------------------------------

// What the repository says of main package u in the main module at `root`; NULL: nothing.
static const VcsStamp *stamp_of(Loader *l, const Unit *u, const char *module, const char *root)
{
	Tristate asked = l->command->buildvcs;
	const char *why;
	VcsStamp *s = NEW(VcsStamp);
	*s = (VcsStamp){0};
	if (asked == OFF || (asked == AUTO && strcmp(l->command->name, "build") != 0))
		return NULL;
	if (vcs_stamp(u->dir, module, root, asked == ON, s, &why))
		return s;
	if (why) {
		fprintf(stderr,
			"error obtaining VCS status: %s\n"
			"\tUse -buildvcs=false to disable VCS stamping.\n",
			why);
		l->failed = true;
	}
	return NULL;
}

static const char *root_of(const Loader *l, const Unit *u)
{
	for (int i = 0; i < l->module.used.len; i += 2)
		if (path_within(u->dir, l->module.used.at[i + 1]))
			return l->module.used.at[i + 1];
	return l->module.root;
}

static void write_settings(const Loader *l, const Unit *u, Buf *b)
{
	const Command *c = l->command;
	const char *godebug = default_godebug(l, u);
	setting(b, "-buildmode", "exe");
	setting(b, "-compiler", "vole");
	if (c->ldflags && !c->trimpath)
		setting(b, "-ldflags", c->ldflags);
	if (c->tags && c->tags[0])
		setting(b, "-tags", c->tags);
	if (c->trimpath)
		setting(b, "-trimpath", "true");
	if (godebug)
		setting(b, "DefaultGODEBUG", godebug);
	setting(b, "CGO_ENABLED", "0");
	setting(b, "GOARCH", "amd64");
	setting(b, "GOOS", "linux");
	setting(b, "GOAMD64", "v1");
}

static void write_stamp(const VcsStamp *s, Buf *b)
{
	setting(b, "vcs", "git");
	if (s->revision)
		setting(b, "vcs.revision", s->revision);
	if (s->time)
		setting(b, "vcs.time", s->time);
	setting(b, "vcs.modified", s->modified ? "true" : "false");
}

const char *buildinfo_text(Loader *l, const Unit *u)
{
	Provider main = u->from_files && !u->generated ? (Provider){0} : provider_of(l, u);
	const VcsStamp *stamp = NULL;
	if (main.path && !*main.version)
		stamp = stamp_of(l, u, main.path, root_of(l, u));
	if (stamp && stamp->version)
		main.version = stamp->version;
	Buf b = {0};
	buf_printf(&b, "path\t%s\n", u->path);
	if (main.path)
		module_line(&b, "mod", main);
	Vec modules = dependencies(l, u, main.path);
	VEC_EACH(const Provider, p, &modules)
		module_line(&b, "dep", *p);
	write_settings(l, u, &b);
	if (stamp)
		write_stamp(stamp, &b);
	return buf_str(&b);
}

const char *buildinfo_goroot(const Loader *l, const Unit *u)
{
	if (l->command->trimpath || !golib_root())
		return NULL;
	Vec all = {0};
	vec_push(&all, (Unit *)u);
	for (int i = 0; i < all.len; i++) {
		const Unit *at = all.at[i];
		if (at->pkg->is_golib)
			return golib_root();
		VEC_EACH(Import, import, &at->imports)
			if (import->unit && !holds(&all, import->unit))
				vec_push(&all, import->unit);
	}
	return NULL;
}
