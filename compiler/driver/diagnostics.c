// diagnostics.c - the compiler's decisions as LSP diagnostics: -gcflags=-json=0,DIR.
//
// The format is that of Go's compiler, which gopls reads: DIR/PACKAGE/FILE.json for each source
// file of which something is said, PACKAGE being the import path with its slashes escaped (%2F).
// The first line tells the version of the format (0) and who wrote it; each other one is a
// diagnostic, sorted by place.  Lines and characters count from 1, against LSP's rule, as Go's do.
//
// What is said of inlined code stands at the outermost call; "inlineLoc" lists the places from
// there inwards.  "escflow" lines are those of -m=2.

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "diagnose.h"
#include "tool.h"

static const char *escaped(const char *path)
{
	static const char kept[] = "-_.~$&+:=@";
	Buf b = {0};
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;
		bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		if (letter || (c >= '0' && c <= '9') || strchr(kept, c))
			buf_putc(&b, *path);
		else
			buf_printf(&b, "%%%02X", c);
	}
	return buf_str(&b);
}

static void put_range(Buf *b, Pos p)
{
	p = pos_told(p);
	buf_printf(b, "\"range\":{\"start\":{\"line\":%u,\"character\":%u},", p.line, p.col);
	buf_printf(b, "\"end\":{\"line\":%u,\"character\":%u}}", p.line, p.col);
}

static void put_related(Buf *b, Pos p, const char *text)
{
	buf_puts(b, b->s[b->len - 1] == '[' ? "" : ",");
	buf_puts(b, "{\"location\":{\"uri\":");
	json_string(b, arena_printf("file://%s", posbase(p.base)->file));
	buf_putc(b, ',');
	put_range(b, p);
	buf_puts(b, "},\"message\":");
	json_string(b, text);
	buf_putc(b, '}');
}

// The places below the outermost call, outer ones first.
static void put_inlined(Buf *b, Pos p)
{
	Pos at = posbase(p.base)->inlined_at;
	if (at.line == 0)
		return;
	put_inlined(b, at);
	put_related(b, p, "inlineLoc");
}

static void put_diagnostic(Buf *b, const Diagnostic *d)
{
	buf_putc(b, '{');
	put_range(b, pos_outermost(d->pos));
	buf_printf(
	    b, ",\"severity\":3,\"code\":\"%s\",\"source\":\"go compiler\",\"message\":", d->code);
	json_string(b, d->text);
	if (posbase(d->pos.base)->inlined_at.line != 0 || d->related.len > 0) {
		buf_puts(b, ",\"relatedInformation\":[");
		put_inlined(b, d->pos);
		VEC_EACH(const Related, r, &d->related) {
			put_related(b, pos_outermost(r->pos), r->text);
			put_inlined(b, r->pos);
		}
		buf_putc(b, ']');
	}
	buf_puts(b, "}\n");
}

// Those that were made first stay first: sorting by an index keeps it so.
typedef struct {
	const Diagnostic *d;
	Pos at;
	int index;
} Placed;

static int by_place(const void *a, const void *b)
{
	const Placed *x = a, *y = b;
	int order = pos_cmp(x->at, y->at);
	return order ? order : x->index - y->index;
}

static const char *file_of(const Placed *p)
{
	return posbase(p->at.base)->file;
}

static bool write_file(const Unit *u, const char *dir, const char *file, const Buf *lines)
{
	const char *base = path_base(file);
	const char *out =
	    path_join(dir, arena_printf("%.*s.json", (int)(strlen(base) - strlen(".go")), base));
	Buf b = {0};
	buf_puts(&b, "{\"version\":0,\"package\":");
	json_string(&b, u->pkg->path);
	buf_puts(&b, ",\"goos\":\"linux\",\"goarch\":\"amd64\",\"gc_version\":\"vole " VOLE_VERSION
		     "\",\"file\":");
	json_string(&b, file);
	buf_puts(&b, "}\n");
	buf_write(&b, lines->s, lines->len);
	if (file_write(out, b.s, b.len))
		return true;
	fprintf(stderr, "vole: cannot write %s: %s\n", out, strerror(errno));
	return false;
}

bool diagnostics_write(const Unit *u, const char *to)
{
	const Vec *all = u->options.diagnostics;
	const char *dir = path_absolute(path_join(to, escaped(u->pkg->path)));
	Placed *placed = arena_alloc((size_t)(all->len + 1) * sizeof *placed);
	int n = 0;
	for (int i = 0; i < all->len; i++) {
		const Diagnostic *d = all->at[i];
		if (pos_known(d->pos))
			placed[n++] = (Placed){d, pos_outermost(d->pos), i};
	}
	qsort(placed, (size_t)n, sizeof *placed, by_place);
	if (!make_dirs(dir)) {
		fprintf(stderr, "vole: cannot make directory %s: %s\n", dir, strerror(errno));
		return false;
	}
	for (int i = 0, next; i < n; i = next) {
		Buf lines = {0};
		for (next = i;
		     next < n && strcmp(file_of(&placed[next]), file_of(&placed[i])) == 0;)
			put_diagnostic(&lines, placed[next++].d);
		if (!write_file(u, dir, file_of(&placed[i]), &lines))
			return false;
	}
	return true;
}
