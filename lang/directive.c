// directive.c - comments that speak to the compiler.
//
// `//go:word` is known by its first word.  Most words say something about the function they stand
// before, so the directives seen are kept until the next token: `func` at the start of a
// declaration takes them, any other token shows that they are misplaced.  A directive has a line to
// itself.
//
// `//vole:noalloc` and `//vole:noescape p` are promises about a function, likewise; to Go they are
// comments.
//
// `//go:embed` is for the declaration of a variable.  Such lines are kept, too, from there to the
// name that follows `var`, or begins a line of a group.
//
// `//line file:line:col` at the margin, or `/*line file:line:col*/` anywhere, renames what follows
// it.  The text keeps its real positions, which order messages and tell the margin; only the
// position base changes, and pos_told() computes what is shown.  With a column the file may be left
// out.

#include <stdlib.h>
#include <string.h>

#include "parser.h"
#include "parser.tab.h"

typedef struct {
	Pos pos;
	unsigned pragma; // PRAGMA_*
	Vec promised;    // PromisedName*
} Directive;

// The words of a text.
static Vec fields(const char *s)
{
	static const char blanks[] = " \t\r";
	Vec words = {0};
	for (s += strspn(s, blanks); *s; s += strspn(s, blanks)) {
		size_t n = strcspn(s, blanks);
		vec_push(&words, arena_strndup(s, n));
		s += n;
	}
	return words;
}

// --- //go: ---------------------------------------------------------------------------------------

static const struct {
	const char *word;
	unsigned pragma;
} known[] = {
    {"noinline", PRAGMA_NOINLINE},
    {"noescape", PRAGMA_NOESCAPE},
    {"uintptrescapes", PRAGMA_UINTPTRESCAPES},
    {"build", PRAGMA_BUILD},
    {"nosplit", PRAGMA_NOSPLIT},
    {"norace", PRAGMA_OTHER},
    {"nocheckptr", PRAGMA_OTHER},
    {"registerparams", PRAGMA_OTHER},
    {"systemstack", PRAGMA_RUNTIME},
    {"nowritebarrier", PRAGMA_RUNTIME},
    {"nowritebarrierrec", PRAGMA_RUNTIME},
    {"yeswritebarrierrec", PRAGMA_RUNTIME},
};

static bool starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

// Is there nothing but blanks before the comment of n bytes that has just been read?
static bool alone_on_line(const Parser *p, size_t n)
{
	const char *s = p->text + p->at - n;
	while (s > p->text && (s[-1] == ' ' || s[-1] == '\t'))
		s--;
	return s == p->text || s[-1] == '\n';
}

// linkname local [target]
static void linkname(Parser *p, Pos pos, const Vec *words)
{
	if (words->len < 2 || words->len > 3) {
		parse_error_at(p, pos, "usage: //go:linkname localname [linkname]");
		return;
	}
	Linkname *l = NEW(Linkname);
	l->pos = pos;
	l->local = intern(words->at[1]);
	l->target = words->len == 3 ? intern(words->at[2]) : NULL;
	vec_push(&p->file->linknames, l);
}

// Length of the escape behind a backslash, 0 if it is none that a string may have.
static size_t escape_length(const char *s)
{
	static const char octal[] = "01234567", hex[] = "0123456789abcdefABCDEF";
	size_t n = *s == 'x' ? 2 : *s == 'u' ? 4 : *s == 'U' ? 8 : 0;
	if (n > 0) {
		long value = strtol(arena_strndup(s + 1, n), NULL, 16);
		bool surrogate = value >= 0xd800 && value < 0xe000;
		bool valid = n == 2 || (value <= 0x10ffff && !surrogate);
		return strspn(s + 1, hex) >= n && valid ? n + 1 : 0;
	}
	if (*s && strchr("abfnrtv\\\"", *s))
		return 1;
	return strspn(s, octal) >= 3 && *s <= '3' ? 3 : 0;
}

static bool well_escaped(const char *s)
{
	for (size_t n; (s = strchr(s, '\\')); s += n + 1)
		if ((n = escape_length(s + 1)) == 0)
			return false;
	return true;
}

// The end of the quoted string that starts at s, NULL if it has none; *text: what it says.
static const char *embed_string(const char *s, const char *end, const char **text)
{
	const char *close = s + 1;
	while (close < end && *close != *s)
		close += *s == '"' && *close == '\\' ? 2 : 1;
	if (close >= end)
		return NULL;
	if (*s == '`') {
		*text = arena_strndup(s + 1, (size_t)(close - s - 1));
		return close + 1;
	}
	size_t size;
	const char *literal = arena_strndup(s, (size_t)(close + 1 - s));
	if (well_escaped(literal))
		*text = const_string_val(const_parse(literal, C_STRING), &size);
	return close + 1;
}

const char *embed_words(const char *comment, size_t n, size_t offset, Vec *words)
{
	static const char blanks[] = " \t\r\v\f";
	const char *end = comment + n;
	for (const char *s = comment + offset; s < end;) {
		if (strchr(blanks, *s)) {
			s++;
			continue;
		}
		EmbedWord *w = NEW(EmbedWord);
		w->offset = (size_t)(s - comment);
		const char *after = s;
		if (*s == '"' || *s == '`') {
			after = embed_string(s, end, &w->text);
		} else {
			while (after < end && !strchr(blanks, *after))
				after++;
			w->text = arena_strndup(s, (size_t)(after - s));
		}
		if (!after || !w->text)
			return arena_printf("invalid quoted string in //go:embed: %.*s",
					    (int)((after ? after : end) - s), s);
		if (after < end && !strchr(blanks, *after))
			return arena_printf("invalid quoted string in //go:embed: %.*s",
					    (int)(end - after), after);
		vec_push(words, w);
		s = after;
	}
	return NULL;
}

static void embed(Parser *p, Pos pos, const char *text, size_t n)
{
	Vec words = {0};
	const char *wrong = embed_words(text, n, strlen("//go:embed"), &words);
	if (wrong)
		parse_error_at(p, pos, "%s", wrong);
	if (wrong || words.len == 0) {
		parse_error_at(p, pos, "usage: //go:embed pattern...");
		return;
	}
	EmbedLine *e = NEW(EmbedLine);
	e->pos = pos;
	VEC_EACH(EmbedWord, w, &words)
		vec_push(&e->patterns, (char *)w->text);
	vec_push(&p->embeds, e);
}

// The lines seen so far belong to the declaration that the token begins: to a name after `var`.
// Before any other declaration they are misplaced, which the checker says; elsewhere, the parser.
static void embed_token(Parser *p, int token, Pos at)
{
	static const int words[] = {TOK_IMPORT, TOK_CONST, TOK_TYPE, TOK_VAR};
	bool in_group = p->last == ';' || p->last == '(';
	int specs = in_group ? p->levels[p->depth].specs : 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (token == words[i])
			return; // one declaration or, after a parenthesis, several follow
		specs = p->last == words[i] ? words[i] : specs;
	}
	bool declares = token == TOK_FUNC ? p->depth == 0 : specs && token != '(' && token != ')';
	VEC_EACH(EmbedLine, e, &p->embeds) {
		if (declares || token == TOK_PACKAGE) {
			e->var = specs == TOK_VAR ? at : (Pos){0};
			vec_push(&p->file->embeds, e);
		} else {
			parse_error_at(p, e->pos, "misplaced go:embed directive");
		}
	}
	p->embeds.len = 0;
}

// The standard library may speak to cgo.
static bool refuses_cgo(const Parser *p, const char *word)
{
	const Package *pkg = posbase(p->base)->pkg;
	return pkg && !pkg->is_std && strcmp(word, "cgo_import_dynamic") != 0;
}

// A constraint that demands a version of Go (with other tags beside it, but no alternatives) says
// for which the file is written; go1.21 is the oldest it can go back to.
static void file_version(Parser *p, const char *constraint)
{
	enum { OLDEST = 21 };
	const char *tag = strstr(constraint, "go1.");
	if (!tag || strpbrk(constraint, "!|"))
		return;
	int minor = atoi(tag + strlen("go1."));
	PosBase *b = posbase(p->file->base);
	b->goversion = b->version_in_file = minor > OLDEST ? minor : OLDEST;
}

static void keep(Parser *p, Pos pos, const char *word)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(known[i].word, word) != 0)
			continue;
		const Package *pkg = posbase(p->base)->pkg;
		if (known[i].pragma == PRAGMA_RUNTIME && pkg && !pkg->is_runtime)
			parse_error_at(p, pos, "//go:%s only allowed in runtime", word);
		Directive *d = NEW(Directive);
		*d = (Directive){.pos = pos, .pragma = known[i].pragma};
		vec_push(&p->directives, d);
	}
}

void directive_go(Parser *p, Pos pos, const char *text, size_t n)
{
	const char *rest = arena_strndup(text, n) + strlen("//go:");
	Vec words = fields(rest);
	const char *word = words.len > 0 && *rest != ' ' ? words.at[0] : "";
	pos.col += (uint32_t)strlen("//");
	if (!alone_on_line(p, n))
		parse_error_at(p, pos, "misplaced compiler directive");
	else if (strcmp(word, "linkname") == 0)
		linkname(p, pos, &words);
	else if (strcmp(word, "embed") == 0)
		embed(p, pos, text, n);
	else if (starts(word, "cgo_") && refuses_cgo(p, word))
		parse_error_at(p, pos, "//go:%s only allowed in cgo-generated code", rest);
	else
		keep(p, pos, word);
	if (strcmp(word, "build") == 0 && !p->file->pkgname)
		file_version(p, rest);
}

// --- //vole: -------------------------------------------------------------------------------------

// noescape parameter...
static void noescape(Parser *p, Pos pos, const Vec *words)
{
	Directive *d = NEW(Directive);
	*d = (Directive){.pos = pos, .pragma = PRAGMA_OTHER};
	if (words->len < 2)
		parse_error_at(p, pos, "usage: //vole:noescape parameter...");
	for (int i = 1; i < words->len; i++) {
		PromisedName *name = NEW(PromisedName);
		*name = (PromisedName){.pos = pos, .name = intern(words->at[i])};
		vec_push(&d->promised, name);
	}
	vec_push(&p->directives, d);
}

void directive_vole(Parser *p, Pos pos, const char *text, size_t n)
{
	const char *rest = arena_strndup(text, n) + strlen("//vole:");
	Vec words = fields(rest);
	const char *word = words.len > 0 && *rest != ' ' ? words.at[0] : "";
	pos.col += (uint32_t)strlen("//");
	if (!alone_on_line(p, n)) {
		parse_error_at(p, pos, "misplaced compiler directive");
	} else if (strcmp(word, "noescape") == 0) {
		noescape(p, pos, &words);
	} else if (strcmp(word, "noalloc") == 0 && words.len == 1) {
		Directive *d = NEW(Directive);
		*d = (Directive){.pos = pos, .pragma = PRAGMA_NOALLOC};
		vec_push(&p->directives, d);
	} else {
		parse_error_at(p, pos, "unknown directive //vole:%s", rest);
	}
}

static bool starts_declaration(const Parser *p)
{
	return p->depth == 0 && (p->last == ';' || p->last == 0);
}

void directive_token(Parser *p, int token, Pos at)
{
	if (p->embeds.len > 0)
		embed_token(p, token, at);
	bool declares = token == TOK_FUNC && starts_declaration(p);
	unsigned allowed = declares               ? ~(unsigned)PRAGMA_BUILD
			   : token == TOK_PACKAGE ? PRAGMA_BUILD
						  : 0;
	if (declares) {
		p->pragmas = 0;
		p->promised = (Vec){0};
	}
	VEC_EACH(Directive, d, &p->directives) {
		if (d->pragma & ~allowed)
			parse_error_at(p, d->pos, "misplaced compiler directive");
		else if (declares)
			p->pragmas |= d->pragma;
		VEC_EACH(PromisedName, name, &d->promised)
			vec_push(&p->promised, name); // misplaced ones: nothing is compiled
	}
	p->directives.len = 0;
}

// --- //line --------------------------------------------------------------------------------------

enum { MAX_LINE = 1 << 30 };

typedef struct {
	char *at;       // behind the colon; NULL: there is none
	uint32_t value; // 0: not a number, or not a possible one
	bool numeric;
} Suffix;

// What follows the last colon of s.
static Suffix suffix_of(char *s)
{
	char *colon = strrchr(s, ':');
	if (!colon)
		return (Suffix){0};
	Suffix x = {.at = colon + 1, .numeric = colon[1] != '\0'};
	uint64_t value = 0;
	for (const char *c = x.at; *c; c++) {
		x.numeric &= *c >= '0' && *c <= '9';
		value = value > MAX_LINE ? value : value * 10 + (uint64_t)(*c - '0');
	}
	x.value = x.numeric && value <= MAX_LINE ? (uint32_t)value : 0;
	return x;
}

static void bad_suffix(Parser *p, Pos pos, const char *what, const char *text, const char *at)
{
	pos.col += (uint32_t)(strlen("//line ") + (size_t)(at - text));
	parse_error_at(p, pos, "invalid %s number: %s", what, at);
}

// The place that the directive speaks of: the next line, or what follows in this one.
static Pos governed(const Parser *p, const char *comment)
{
	bool whole_line = comment[1] == '/';
	return (Pos){p->base, p->line + whole_line, whole_line ? 1 : p->col};
}

// Go reads `:x:1` as a file named ":x" and `x:y:1` as one named "x:y": only numbers are cut off.
void directive_line(Parser *p, Pos pos, const char *comment, size_t n)
{
	if (comment[1] == '/' && pos.col != 1)
		return;
	while (n > 0 && comment[n - 1] == '\r')
		n--;
	char *text = arena_strndup(comment + strlen("//line "), n - strlen("//line "));
	Suffix line = suffix_of(text), col = {0};
	if (!line.at)
		return;
	if (!line.numeric) {
		bad_suffix(p, pos, "line", text, line.at);
		return;
	}
	line.at[-1] = '\0';
	Suffix before = suffix_of(text);
	if (before.numeric) {
		col = line;
		line = before;
		line.at[-1] = '\0';
	}
	if (line.value == 0 || (col.at && col.value == 0)) {
		bool of_col = col.at && col.value == 0;
		bad_suffix(p, pos, of_col ? "column" : "line", text, of_col ? col.at : line.at);
		return;
	}
	const char *file = *text || !col.at ? intern(text) : NULL;
	p->base = posbase_line(governed(p, comment), file, line.value, col.value);
}
