// test_main.c - the main package of a test program: a table of the tests, and a call.
//
// Tests, benchmarks, fuzz targets and examples are found by their names, in the order of the files;
// an example runs if the last comment of its body says what it prints.

#include <ctype.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "test.h"

typedef struct {
	const Source *source;
	const Node *decl;
	const char *package; // what the main package calls the one it is in
	const char *output;  // of an example
	bool unordered;
} TestFunc;

typedef struct {
	Vec tests, benchmarks, fuzz_targets, examples; // TestFunc*
	TestFunc *main;                                // TestMain
	bool wrong;
} Found;

// What the main package calls the packages of the tests.
static const char INTERNAL[] = "_test", EXTERNAL[] = "_xtest";

// --- names and signatures ------------------------------------------------------------------------

static bool is_lower(int32_t r)
{
	static locale_t utf8;
	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);
	return r < 0x80 || !utf8 ? r >= 'a' && r <= 'z' : iswlower_l((wint_t)r, utf8) != 0;
}

// Is it prefix, or prefix followed by what is no lower-case letter?
static bool has_test_name(const char *name, const char *prefix)
{
	size_t n = strlen(prefix);
	int32_t r = 0;
	if (strncmp(name, prefix, n) != 0)
		return false;
	if (name[n] != '\0')
		utf8_decode(name + n, strlen(name + n), &r);
	return name[n] == '\0' || !is_lower(r);
}

// Is the only parameter a *T or *testing.T, whatever testing is called here?
static bool takes_pointer_to(const Node *syntax, const char *type)
{
	if (syntax->list.len != 1 || syntax->list2.len != 0)
		return false;
	const Node *t = ((Node *)syntax->list.at[0])->x;
	if (t->op != OSTARX)
		return false;
	return (t->x->op == OIDENT || t->x->op == OSELECTOR) && strcmp(t->x->sym, type) == 0;
}

static void complain(Found *found, const char *message)
{
	fprintf(stderr, "%s\n", message);
	found->wrong = true;
}

static bool wrong_signature(Found *found, const Source *s, const Node *decl, const char *what)
{
	complain(found, arena_printf("%s:%u:1: wrong signature for %s, %s", s->path, decl->pos.line,
				     decl->sym, what));
	return false;
}

static bool has_signature(Found *found, const Source *s, const Node *decl, const char *type)
{
	if (!takes_pointer_to(decl->func->syntax, type))
		return wrong_signature(found, s, decl,
				       arena_printf("must be: func %s(%c *testing.%s)", decl->sym,
						    tolower(type[0]), type));
	if (decl->func->tparams.len > 0)
		return wrong_signature(found, s, decl,
				       "test functions cannot have type parameters");
	return true;
}

// --- what an example prints ----------------------------------------------------------------------

// The end of the comment that begins at s.
static const char *skip_comment(const char *s, const char *end)
{
	const char *close = s[1] == '*' ? memmem(s + 2, (size_t)(end - s - 2), "*/", 2)
					: memchr(s, '\n', (size_t)(end - s));
	if (!close)
		return end;
	return s[1] == '*' ? close + 2 : close;
}

// The end of the string or rune that begins at s.
static const char *skip_quoted(const char *s, const char *end)
{
	char quote = *s++;
	while (s < end && *s != quote)
		s += *s == '\\' && quote != '`' ? 2 : 1;
	return s < end ? s + 1 : end;
}

static bool blank_between(const char *s, const char *end)
{
	int lines = 0;
	for (; s < end; s++) {
		if (!isspace((unsigned char)*s))
			return false;
		lines += *s == '\n';
	}
	return lines <= 1;
}

typedef struct {
	const char *start, *end;
} Span;

// The last group of comments in a function's body [s, end).
static Span last_comments(const char *s, const char *end)
{
	Span group = {NULL, NULL};
	while (s < end) {
		if (s[0] == '/' && s + 1 < end && (s[1] == '/' || s[1] == '*')) {
			const char *after = skip_comment(s, end);
			if (!group.start || !blank_between(group.end, s))
				group.start = s;
			group.end = s = after;
		} else if (*s == '"' || *s == '\'' || *s == '`') {
			s = skip_quoted(s, end);
		} else {
			s++;
		}
	}
	return group;
}

// One line of comment text: without space at its end, as go/ast gives it.
static void put_line(Buf *b, const char *s, const char *eol)
{
	while (eol > s && isspace((unsigned char)eol[-1]))
		eol--;
	buf_write(b, s, (size_t)(eol - s));
	buf_putc(b, '\n');
}

// The text of comments without their marks.
static char *comment_text(Span group)
{
	Buf b = {0};
	for (const char *s = group.start; s && s < group.end;) {
		if (s[0] != '/') {
			s++;
			continue;
		}
		const char *after = skip_comment(s, group.end), *last = after;
		bool block = s[1] == '*';
		s += 2;
		if (block)
			last -= 2;
		else if (s < last && *s == ' ')
			s++;
		while (s <= last) {
			const char *eol = memchr(s, '\n', (size_t)(last - s));
			put_line(&b, s, eol ? eol : last);
			s = (eol ? eol : last) + 1;
		}
		s = after;
	}
	return buf_str(&b);
}

static const char *skip_word(const char *s, const char *word)
{
	size_t n = strlen(word);
	return strncasecmp(s, word, n) == 0 ? s + n : NULL;
}

// If text begins with "output:" or "unordered output:": what follows, without blank lines around.
static const char *output_of(const char *text, bool *unordered)
{
	while (isspace((unsigned char)*text))
		text++;
	const char *s = skip_word(text, "unordered ");
	*unordered = s != NULL;
	s = skip_word(s ? s : text, "output:");
	if (!s)
		return NULL;
	while (*s == ' ')
		s++;
	if (*s == '\n')
		s++;
	return s;
}

// Where line:col is in the text.
static const char *at_position(const Source *s, Pos pos)
{
	const char *at = s->text;
	for (unsigned line = 1; line < pos.line && at; line++) {
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
	return at ? at + pos.col - 1 : s->text + s->size;
}

static void find_output(TestFunc *f)
{
	const char *end = at_position(f->source, f->decl->func->endpos);
	const char *body = memchr(at_position(f->source, f->decl->func->pos), '{', f->source->size);
	if (body && body < end)
		f->output = output_of(comment_text(last_comments(body + 1, end)), &f->unordered);
}

// --- collecting ----------------------------------------------------------------------------------

static void add_main(Found *found, TestFunc *f)
{
	if (takes_pointer_to(f->decl->func->syntax, "T")) {
		vec_push(&found->tests, f);
	} else if (has_signature(found, f->source, f->decl, "M")) {
		if (found->main) {
			complain(found, "multiple definitions of TestMain");
		}
		found->main = f;
	}
}

static void add_example(Found *found, TestFunc *f)
{
	const Node *syntax = f->decl->func->syntax;
	if (syntax->list.len || syntax->list2.len || f->decl->func->tparams.len)
		return;
	find_output(f);
	if (f->output)
		vec_push(&found->examples, f);
}

static void add_decl(Found *found, const Source *s, const Node *decl, const char *package)
{
	if (decl->op != OFUNCDECL || decl->func->recv_field || !decl->func->has_body)
		return;
	TestFunc *f = NEW(TestFunc);
	*f = (TestFunc){.source = s, .decl = decl, .package = package};
	if (strcmp(decl->sym, "TestMain") == 0)
		add_main(found, f);
	else if (has_test_name(decl->sym, "Example"))
		add_example(found, f);
	else if (has_test_name(decl->sym, "Test") && has_signature(found, s, decl, "T"))
		vec_push(&found->tests, f);
	else if (has_test_name(decl->sym, "Benchmark") && has_signature(found, s, decl, "B"))
		vec_push(&found->benchmarks, f);
	else if (has_test_name(decl->sym, "Fuzz") && has_signature(found, s, decl, "F"))
		vec_push(&found->fuzz_targets, f);
}

// The compiler parses the files again, for itself: what is wrong with them it says then.
static void collect(Found *found, const Unit *u, const char *package)
{
	if (!u)
		return;
	VEC_EACH(Source, s, &u->sources) {
		if (!is_test_name(s->path))
			continue;
		File *f = parse_file(s->path, s->base, s->text, s->size);
		diag_forget();
		VEC_EACH(Node, decl, &f->decls)
			add_decl(found, s, decl, package);
	}
}

// --- the text ------------------------------------------------------------------------------------

static bool mentions(const Found *found, const char *package)
{
	const Vec *const all[] = {&found->tests, &found->benchmarks, &found->fuzz_targets,
				  &found->examples};
	for (int i = 0; i < 4; i++)
		VEC_EACH(TestFunc, f, all[i])
			if (f->package == package)
				return true;
	return found->main && found->main->package == package;
}

static void put_import(Buf *b, const Found *found, const TestPackage *t, const Unit *u,
		       const char *package)
{
	if (!u)
		return;
	bool used = mentions(found, package);
	VEC_EACH(Unit, covered, &t->covered)
		used |= covered == u;
	buf_printf(b, "\t%s \"%s\"\n", used ? package : "_", u->path);
}

static void put_table(Buf *b, const char *name, const char *type, const Vec *funcs)
{
	buf_printf(b, "\nvar %s = []testing.%s{\n", name, type);
	VEC_EACH(TestFunc, f, funcs) {
		buf_printf(b, "\t{\"%s\", %s.%s", f->decl->sym, f->package, f->decl->sym);
		if (f->output)
			buf_printf(b, ", %s, %s", const_quote(f->output, strlen(f->output)),
				   f->unordered ? "true" : "false");
		buf_puts(b, "},\n");
	}
	buf_puts(b, "}\n");
}

static void put_main(Buf *b, const TestPackage *t, const Found *found)
{
	buf_printf(b, "\nfunc init() {\n\ttestdeps.ImportPath = \"%s\"\n}\n", t->path);
	buf_puts(b, "\nfunc main() {\n\tm := testing.MainStart(testdeps.TestDeps{}, tests, "
		    "benchmarks, fuzzTargets, examples)\n");
	if (found->main)
		buf_printf(b,
			   "\t%s.TestMain(m)\n"
			   "\tos.Exit(int(reflect.ValueOf(m).Elem()."
			   "FieldByName(\"exitCode\").Int()))\n",
			   found->main->package);
	else
		buf_puts(b, "\tos.Exit(m.Run())\n");
	buf_puts(b, "}\n");
}

// --- coverage ------------------------------------------------------------------------------------

// What the main package calls covered unit i.
static const char *covered_name(const TestPackage *t, int i)
{
	return t->covered.at[i] == t->internal ? INTERNAL : arena_printf("_cover%d", i);
}

// How profiles name a file: by its package.
static const char *profile_name(const Unit *u, const Source *s)
{
	return arena_printf("%s/%s", u->path, path_base(s->path));
}

// A block's place in the table is that of its counter.
static void put_blocks(Buf *b, const Unit *u, const Source *s)
{
	File *f = parse_covered(s->path, s->base, s->text, s->size, s->cover);
	diag_forget();
	buf_printf(b, "\t\"%s\": {\n", profile_name(u, s));
	VEC_EACH(CoverBlock, block, &f->cover)
		buf_printf(b, "\t\t{%u, %u, %u, %u, %d},\n", block->start.line, block->start.col,
			   block->end.line, block->end.col, block->stmts);
	buf_puts(b, "\t},\n");
}

static int count_blocks(const Source *s)
{
	File *f = parse_covered(s->path, s->base, s->text, s->size, s->cover);
	diag_forget();
	return f->cover.len;
}

static int in_order(const void *a, const void *b)
{
	Pos x = (*(CoverBlock *const *)a)->start, y = (*(CoverBlock *const *)b)->start;
	if (x.line != y.line)
		return x.line < y.line ? -1 : 1;
	return x.col < y.col ? -1 : x.col > y.col;
}

bool test_put_uncovered(Buf *b, const Unit *u)
{
	bool any = false;
	VEC_EACH(Source, s, &u->sources) {
		if (!s->cover)
			continue;
		File *f = parse_covered(s->path, s->base, s->text, s->size, s->cover);
		if (f->cover.len > 0)
			qsort(f->cover.at, (size_t)f->cover.len, sizeof *f->cover.at, in_order);
		VEC_EACH(CoverBlock, c, &f->cover) {
			any |= c->stmts > 0;
			buf_printf(b, "%s:%u.%u,%u.%u %d 0\n", profile_name(u, s), c->start.line,
				   c->start.col, c->end.line, c->end.col, c->stmts);
		}
	}
	return any;
}

// " in a, b" of the list a,b, quoted.
static const char *covered_packages(const char *list)
{
	Buf b = {0};
	buf_puts(&b, " in ");
	for (; *list; list++)
		buf_printf(&b, *list == ',' ? ", " : "%c", *list);
	return const_quote(b.s, b.len);
}

static void put_cover(Buf *b, const Command *c, const TestPackage *t)
{
	const char *packages = test_flag(c, "coverpkg");
	buf_puts(b, "\nvar coverCounters = map[string][]uint32{\n");
	for (int i = 0; i < t->covered.len; i++) {
		Unit *u = t->covered.at[i];
		VEC_EACH(Source, s, &u->sources)
			if (s->cover)
				buf_printf(b, "\t\"%s\": %s.%s[:],\n", profile_name(u, s),
					   covered_name(t, i), s->cover->counter);
	}
	VEC_EACH(Unit, other, &t->unlinked)
		VEC_EACH(Source, s, &other->sources)
			if (s->cover)
				buf_printf(b, "\t\"%s\": make([]uint32, %d),\n",
					   profile_name(other, s), count_blocks(s));
	buf_puts(b, "}\n\nvar coverBlocks = map[string][]testing.CoverBlock{\n");
	VEC_EACH(Unit, u, &t->covered)
		VEC_EACH(Source, s, &u->sources)
			if (s->cover)
				put_blocks(b, u, s);
	VEC_EACH(Unit, u, &t->unlinked)
		VEC_EACH(Source, s, &u->sources)
			if (s->cover)
				put_blocks(b, u, s);
	buf_printf(b,
		   "}\n\nfunc init() {\n\ttesting.RegisterCover(testing.Cover{\n"
		   "\t\tMode: \"%s\", Counters: coverCounters, Blocks: coverBlocks,\n"
		   "\t\tCoveredPackages: %s,\n\t})\n}\n",
		   test_covers(c) ? test_cover_mode(c) : "",
		   packages ? covered_packages(packages) : "\"\"");
}

static void put_imports(Buf *b, const Found *found, const TestPackage *t)
{
	buf_puts(b, "import (\n\t\"os\"\n");
	if (found->main)
		buf_puts(b, "\t\"reflect\"\n");
	buf_puts(b, "\t\"testing\"\n\t\"testing/internal/testdeps\"\n");
	put_import(b, found, t, t->internal, INTERNAL);
	put_import(b, found, t, t->external, EXTERNAL);
	for (int i = 0; i < t->covered.len; i++)
		if (t->covered.at[i] != t->internal)
			buf_printf(b, "\t%s \"%s\"\n", covered_name(t, i),
				   ((Unit *)t->covered.at[i])->path);
	buf_puts(b, ")\n");
}

char *test_main_text(const Command *c, const TestPackage *t, size_t *size)
{
	Found found = {0};
	collect(&found, t->internal, INTERNAL);
	collect(&found, t->external, EXTERNAL);
	if (found.wrong)
		return NULL;
	Buf b = {0};
	buf_puts(&b, "package main\n\n");
	put_imports(&b, &found, t);
	put_table(&b, "tests", "InternalTest", &found.tests);
	put_table(&b, "benchmarks", "InternalBenchmark", &found.benchmarks);
	put_table(&b, "fuzzTargets", "InternalFuzzTarget", &found.fuzz_targets);
	put_table(&b, "examples", "InternalExample", &found.examples);
	if (test_counts(c))
		put_cover(&b, c, t);
	put_main(&b, t, &found);
	*size = b.len;
	return buf_str(&b);
}
