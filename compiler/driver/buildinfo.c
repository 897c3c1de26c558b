// buildinfo.c - what an executable tells of how it was built: the text that debug.ReadBuildInfo and
// `go version -m` read (compiler/gen/gen_buildinfo.c writes it).
//
//	path	PATH                      import path of the main package
//	mod	MODULE	VERSION	SUM      the module it is in
//	build	KEY=VALUE                 flags and variables of the build
//
// DefaultGODEBUG joins what `//go:debug name=value` lines of the main package say with the godebug
// lines of go.mod, over which they win; the program's own GODEBUG wins over both.

#include <stdlib.h>
#include <string.h>

#include "load.h"

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

// `default=go1.N` asks for what an older release did, which is not known.
static const char *default_godebug(const Loader *l, const Unit *u)
{
	Vec settings = {0};
	Buf b = {0};
	VEC_EACH(const char, text, &l->module.godebug)
		set_default(&settings, text);
	VEC_EACH(const Source, s, &u->sources)
		note_lines(&settings, s);
	if (settings.len > 0)
		qsort(settings.at, (size_t)settings.len, sizeof *settings.at, by_text);
	VEC_EACH(const char, text, &settings)
		if (strncmp(text, "default=", 8) != 0)
			buf_printf(&b, "%s%s", b.len ? "," : "", text);
	return b.len ? buf_str(&b) : NULL;
}

// --- all of it -----------------------------------------------------------------------------------

const char *buildinfo_text(const Loader *l, const Unit *u)
{
	const Command *c = l->command;
	const char *godebug = default_godebug(l, u);
	bool in_module = l->module.root && path_within(u->dir, l->module.root);
	Buf b = {0};
	buf_printf(&b, "path\t%s\n", u->path);
	if (in_module && (!u->from_files || u->generated))
		buf_printf(&b, "mod\t%s\t(devel)\t\n", l->module.path);
	setting(&b, "-buildmode", "exe");
	setting(&b, "-compiler", "vole");
	if (c->ldflags && !c->trimpath)
		setting(&b, "-ldflags", c->ldflags);
	if (c->tags && c->tags[0])
		setting(&b, "-tags", c->tags);
	if (c->trimpath)
		setting(&b, "-trimpath", "true");
	if (godebug)
		setting(&b, "DefaultGODEBUG", godebug);
	setting(&b, "CGO_ENABLED", "0");
	setting(&b, "GOARCH", "amd64");
	setting(&b, "GOOS", "linux");
	setting(&b, "GOAMD64", "v1");
	return buf_str(&b);
}
