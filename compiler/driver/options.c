// options.c - the command line, in Go's manner: -flag, --flag, -flag=value, -flag value; flags end
// at the first word that is none.  One table says which flags exist and which commands know them.

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler.h"
#include "flagvalue.h"

enum { DEFAULT_HEAP_LINES = 20 };

enum { // commands that know a flag
	BUILD = 1,
	RUN = 2,
	COMPILE = 4,
	CLEAN = 8,
	TEST = 16,
	STDLIB = 32,
	BUILDS = BUILD | RUN | TEST,
	COMPILES = BUILDS | COMPILE,
};

typedef struct Flag Flag;
struct Flag {
	const char *name;
	int commands;
	bool takes_value; // else boolean: -flag or -flag=true
	// Applies value ("true" for a bare boolean flag).  Returns NULL, or what is wrong with it.
	const char *(*set)(Command *c, const Flag *f, const char *value);
	size_t offset; // set_bool: the field
};

// --- setters -------------------------------------------------------------------------------------

static const char *set_bool(Command *c, const Flag *f, const char *value)
{
	bool *field = (bool *)((char *)c + f->offset);
	return flag_bool(value, field) ? NULL : "parse error";
}

static const char *set_output(Command *c, const Flag *f, const char *value)
{
	(void)f;
	c->output = value[0] ? value : NULL;
	return NULL;
}

// -m=heap, -m=heap,N: the N lines that allocate most.
static const char *set_heap_table(Command *c, const char *value)
{
	const char *n = value + strlen("heap");
	char *end;
	long lines = *n == ',' ? strtol(n + 1, &end, 10) : DEFAULT_HEAP_LINES;
	if (strcmp(c->name, "run") != 0)
		return "only `vole run` can tell what a program allocates";
	if (*n && (*n != ',' || n[1] < '0' || n[1] > '9' || *end || lines < 1 || lines > INT_MAX))
		return "heap, may be followed by a number of lines, 1 or more";
	c->heap_lines = (int)lines;
	return NULL;
}

static const char *set_html(Command *c)
{
	if (strcmp(c->name, "build") != 0)
		return "only `vole build` makes pages";
	c->html = true;
	return NULL;
}

// -m, -m=2; each plain -m adds one, as with Go's compiler.
static const char *set_m(Command *c, const Flag *f, const char *value)
{
	(void)f;
	if (strncmp(value, "heap", 4) == 0 && (!value[4] || value[4] == ','))
		return set_heap_table(c, value);
	if (strcmp(value, "html") == 0)
		return set_html(c);
	char *end;
	long level = strtol(value, &end, 10);
	if (strcmp(value, "true") == 0)
		level = c->named.m + 1;
	else if (strcmp(value, "false") == 0)
		level = 0;
	else if (*end || end == value)
		return "must be a count, heap or html";
	c->named.m = level > 2 ? 2 : (int)level;
	return NULL;
}

// -json=0,DIR, the compiler's own; DIR may be a file:// URI.
static const char *set_json(Command *c, const Flag *f, const char *value)
{
	(void)f;
	char *end;
	long version = strtol(value, &end, 10);
	if (end == value || *end != ',')
		return "-json option should be '<version>,<destination>' where <version> is a "
		       "number";
	if (version != 0)
		return "-json version must be 0";
	const char *to = end + 1;
	if (strncmp(to, "file://", strlen("file://")) == 0)
		to += strlen("file://");
	if (*to != '/')
		return "the destination of -json must be an absolute path or a file:// URI";
	c->named.json = to;
	return NULL;
}

static const char *set_l(Command *c, const Flag *f, const char *value)
{
	(void)f;
	return flag_bool(value, &c->named.no_inline) ? NULL : "parse error";
}

static const char *set_e(Command *c, const Flag *f, const char *value)
{
	(void)c, (void)f;
	return flag_bool(value, &diag_all) ? NULL : "parse error";
}

static const char *set_opt(Command *c, const Flag *f, const char *value)
{
	bool on;
	if (!flag_bool(value, &on))
		return "parse error";
	if (on)
		c->named.opt = c->deps.opt = f->name[1] - '0';
	return NULL;
}

static const char *set_escape(Command *c, const Flag *f, const char *value)
{
	(void)f;
	static const char *const names[] = {
	    [ESCAPE_GO] = "go", [ESCAPE_OFF] = "off", [ESCAPE_CLOSED] = "closed"};
	int mode = 0;
	while (mode <= ESCAPE_CLOSED && strcmp(value, names[mode]) != 0)
		mode++;
	if (mode > ESCAPE_CLOSED)
		return "must be go, off or closed";
	if (mode == ESCAPE_CLOSED && strcmp(c->name, "compile") == 0)
		return "closed is for programs, not packages";
	c->named.escape = c->deps.escape = mode;
	return NULL;
}

static const char *set_emit(Command *c, const Flag *f, const char *value)
{
	bool on;
	if (!flag_bool(value, &on))
		return "parse error";
	if (on)
		c->emit = strcmp(f->name, "S") == 0 ? EMIT_ASM : EMIT_LLVM;
	return NULL;
}

// -d=name=value,name ...
static const char *set_debug(Command *c, const Flag *f, const char *value)
{
	(void)f;
	for (const char *s = value; *s;) {
		size_t n = strcspn(s, ",");
		if (n > 0)
			vec_push(&c->named.debug, arena_strndup(s, n));
		s += n + (s[n] == ',');
	}
	return NULL;
}

static const char *set_jobs(Command *c, const Flag *f, const char *value)
{
	(void)f;
	char *end;
	long n = strtol(value, &end, 10);
	if (*end || n < 1 || n > 1024)
		return "parse error";
	c->jobs = (int)n;
	return NULL;
}

static const char *set_path(Command *c, const Flag *f, const char *value)
{
	(void)f;
	c->path = value;
	return NULL;
}

static const char *set_base(Command *c, const Flag *f, const char *value)
{
	(void)f;
	c->base = value;
	return NULL;
}

static const char *set_profile(Command *c, const Flag *f, const char *value)
{
	(void)f;
	c->profile = value;
	return NULL;
}

static const char *set_tags(Command *c, const Flag *f, const char *value)
{
	(void)f;
	if (strchr(value, ',') && strchr(value, ' '))
		return "-tags space-separated list contains comma";
	c->tags = value;
	build_set_tags(value);
	return NULL;
}

static const char *set_refused(Command *c, const Flag *f, const char *value)
{
	bool on;
	(void)c, (void)f;
	return !flag_bool(value, &on) ? "parse error" : on ? "not supported" : NULL;
}

static const char *set_unsupported(Command *c, const Flag *f, const char *value)
{
	(void)c, (void)f, (void)value;
	return "not supported";
}

static const char *set_exec(Command *c, const Flag *f, const char *value)
{
	(void)f;
	c->exec = value;
	return NULL;
}

static const char *set_buildvcs(Command *c, const Flag *f, const char *value)
{
	bool on;
	(void)f;
	if (strcmp(value, "auto") == 0)
		c->buildvcs = AUTO;
	else if (flag_bool(value, &on))
		c->buildvcs = on ? ON : OFF;
	else
		return "value is neither 'auto' nor a valid bool";
	return NULL;
}

// -vet: there is no vet to run.
static const char *set_ignored(Command *c, const Flag *f, const char *value)
{
	(void)c, (void)f, (void)value;
	return NULL;
}

static const char *set_local(Command *c, const Flag *f, const char *value)
{
	(void)f;
	c->local = value;
	return NULL;
}

// -lang=go1.N
static const char *set_lang(Command *c, const Flag *f, const char *value)
{
	(void)f;
	char *end = "";
	long minor = strncmp(value, "go1.", 4) == 0 ? strtol(value + 4, &end, 10) : -1;
	if (minor < 0 || *end || end == value + 4)
		return "should be something like go1.21";
	if (minor > GO_VERSION_MINOR)
		return "is newer than go1." GO_VERSION_MINOR_TEXT;
	c->goversion = arena_printf("1.%ld", minor);
	return NULL;
}

static const char *set_chdir(Command *c, const Flag *f, const char *value)
{
	(void)c, (void)f;
	return chdir(value) == 0 ? NULL : "cannot change to that directory";
}

static const char *set_stop(Command *c, const Flag *f, const char *value)
{
	static const char *const names[] = {
	    [PHASE_LOAD] = "load",     [PHASE_PARSE] = "parse",   [PHASE_CHECK] = "check",
	    [PHASE_INLINE] = "inline", [PHASE_ESCAPE] = "escape", [PHASE_GEN] = "gen",
	    [PHASE_LINK] = "link",
	};
	(void)f;
	for (int i = 0; i <= PHASE_LINK; i++)
		if (strcmp(value, names[i]) == 0) {
			c->stop_after = (Phase)i;
			return NULL;
		}
	return "must be load, parse, check, inline, escape, gen or link";
}

static const char *set_dump(Command *c, const Flag *f, const char *value)
{
	(void)f;
	c->dump_ast = strcmp(value, "ast") == 0;
	return c->dump_ast ? NULL : "must be ast";
}

// Words between blanks; one in quotes, single or double, may hold blanks.  False: a quote is open.
static bool split_quoted(const char *s, Vec *words)
{
	static const char blanks[] = " \t\r\n";
	for (s += strspn(s, blanks); *s; s += strspn(s, blanks)) {
		bool quoted = *s == '\'' || *s == '"';
		size_t n = strcspn(s + quoted, quoted ? (char[]){*s, 0} : blanks);
		if (quoted && s[n + 1] == '\0')
			return false;
		vec_push(words, arena_strndup(s + quoted, n));
		s += n + 2 * (size_t)quoted;
	}
	return true;
}

static const char *add_setting(Command *c, const char *text)
{
	size_t eq = strcspn(text, "="), dot = eq;
	while (dot > 0 && text[dot] != '.')
		dot--;
	if (text[eq] == '\0' || text[dot] != '.')
		return "-X flag requires argument of the form importpath.name=value";
	const char *path = arena_strndup(text, dot),
		   *name = arena_strndup(text + dot + 1, eq - dot - 1);
	LinkSetting *s = NULL;
	VEC_EACH(LinkSetting, old, &c->settings)
		if (strcmp(old->path, path) == 0 && strcmp(old->name, name) == 0)
			s = old; // the last one counts
	if (!s)
		vec_push(&c->settings, s = NEW(LinkSetting));
	*s = (LinkSetting){path, name, text + eq + 1};
	return NULL;
}

// The linker's flags; what they say about the identity of the executable is Vole's own affair.
static const char *set_ldflags(Command *c, const Flag *f, const char *value)
{
	(void)f;
	Vec words = {0};
	if (!split_quoted(value, &words))
		return "unterminated quoted string";
	c->ldflags = value[0] ? value : NULL;
	c->strip = false;
	c->settings = (Vec){0};
	for (int i = 0; i < words.len; i++) {
		const char *word = words.at[i], *wrong = NULL;
		word += word[0] == '-' && word[1] == '-';
		if (strcmp(word, "-X") == 0 && i + 1 < words.len)
			wrong = add_setting(c, words.at[++i]);
		else if (strncmp(word, "-X=", 3) == 0)
			wrong = add_setting(c, word + 3);
		else if (strcmp(word, "-s") == 0 || strcmp(word, "-w") == 0)
			c->strip = true;
		else if (strncmp(word, "-buildid=", 9) != 0)
			wrong = "only -s, -w, -X and -buildid= are supported";
		if (wrong)
			return wrong;
	}
	return NULL;
}

static const char *set_mod(Command *c, const Flag *f, const char *value)
{
	(void)f;
	c->mod = value[0] ? value : NULL;
	return NULL;
}

static const char *set_gcflags(Command *c, const Flag *f, const char *value);

#define FIELD(name) offsetof(Command, name)
static const Flag flags[] = {
    {"o", COMPILES, true, set_output, 0},
    {"m", COMPILES, false, set_m, 0},
    {"base", BUILD, true, set_base, 0},
    {"profile", BUILD, true, set_profile, 0},
    {"l", COMPILES, false, set_l, 0},
    {"e", COMPILES, false, set_e, 0},
    {"d", COMPILES, true, set_debug, 0},
    {"O0", COMPILES, false, set_opt, 0},
    {"O2", COMPILES, false, set_opt, 0},
    {"escape", COMPILES, true, set_escape, 0},
    {"S", COMPILES, false, set_emit, 0},
    {"emit-llvm", COMPILES, false, set_emit, 0},
    {"stop-after", COMPILES, true, set_stop, 0},
    {"dump", COMPILES, true, set_dump, 0},
    {"gcflags", BUILDS, true, set_gcflags, 0},
    {"ldflags", BUILDS, true, set_ldflags, 0},
    {"trimpath", BUILDS, false, set_bool, FIELD(trimpath)},
    {"mod", BUILDS, true, set_mod, 0},
    {"buildvcs", BUILDS, false, set_buildvcs, 0},
    {"modcacherw", BUILDS, false, set_ignored, 0},
    {"a", BUILDS, false, set_bool, FIELD(rebuild)},
    {"v", BUILD | RUN | STDLIB, false, set_bool, FIELD(verbose)},
    {"c", TEST, false, set_bool, FIELD(test_compile)},
    {"gcview", RUN, false, set_bool, FIELD(gcview)},
    {"json", COMPILE, true, set_json, 0},
    {"json", TEST, false, set_bool, FIELD(test_json)},
    {"tags", BUILDS, true, set_tags, 0},
    {"race", BUILDS, false, set_refused, 0},
    {"msan", BUILDS, false, set_refused, 0},
    {"asan", BUILDS, false, set_refused, 0},
    {"cover", BUILD | RUN, false, set_refused, 0}, // of the tests: test_flags.c
    {"covermode", BUILD | RUN, true, set_unsupported, 0},
    {"coverpkg", BUILD | RUN, true, set_unsupported, 0},
    {"exec", TEST, true, set_exec, 0},
    {"vet", TEST, true, set_ignored, 0},
    {"x", BUILDS, false, set_bool, FIELD(trace)},
    {"work", BUILDS, false, set_bool, FIELD(keep_work)},
    {"p", BUILDS | STDLIB, true, set_jobs, 0},
    {"p", COMPILE, true, set_path, 0},
    {"D", COMPILES, true, set_local, 0},
    {"lang", COMPILES, true, set_lang, 0},
    {"C", BUILDS | CLEAN, true, set_chdir, 0},
    {"cache", CLEAN, false, set_bool, FIELD(cache)},
    {"testcache", CLEAN, false, set_bool, FIELD(test_cache)},
};

// --- parsing -------------------------------------------------------------------------------------

static const struct {
	const char *name, *usage;
	int bit;
} commands[] = {
    {"build", "vole build [-o output] [build flags] [packages]", BUILD},
    {"run", "vole run [build flags] package [arguments...]", RUN},
    {"compile", "vole compile [-e] [-m] [-l] [-o object] file.go...", COMPILE},
    {"clean", "vole clean [-cache] [-testcache]", CLEAN},
    {"test", "vole test [build/test flags] [packages] [build/test flags & test binary flags]",
     TEST},
    {"stdlib", "vole stdlib [-v] [-p n]", STDLIB},
};

static int command_index(const char *name)
{
	for (int i = 0; i < (int)(sizeof commands / sizeof *commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return i;
	bug("no flags for command %s", name);
}

bool options_misuse(const Command *c, const char *message)
{
	int i = command_index(c->name);
	if (message)
		fprintf(stderr, "%s\n", message);
	fprintf(stderr, "usage: %s\nRun 'vole help %s' for details.\n", commands[i].usage, c->name);
	return false;
}

static const Flag *find_flag(const Command *c, const char *name, size_t n)
{
	int bit = commands[command_index(c->name)].bit;
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if ((flags[i].commands & bit) && strlen(flags[i].name) == n &&
		    memcmp(flags[i].name, name, n) == 0)
			return &flags[i];
	return NULL;
}

static bool apply(Command *c, const Flag *f, const char *value)
{
	const char *wrong = f->set(c, f, value);
	if (!wrong)
		return true;
	return options_misuse(c, arena_printf("invalid %svalue \"%s\" for %s-%s: %s",
					      f->takes_value ? "" : "boolean ", value,
					      f->takes_value ? "flag " : "", f->name, wrong));
}

// Applies the flag at argv[*i] and moves *i past it and its value.
static bool parse_flag(Command *c, int n, char **argv, int *i)
{
	const char *name = argv[*i] + 1 + (argv[*i][1] == '-');
	size_t len = strcspn(name, "=");
	const char *value = name[len] ? name + len + 1 : NULL;
	if (strcmp(name, "h") == 0 || strcmp(name, "help") == 0)
		return options_misuse(c, NULL);
	if (len == 0)
		return options_misuse(c, arena_printf("bad flag syntax: %s", argv[*i]));
	const Flag *f = find_flag(c, name, len);
	if (!f)
		return options_misuse(
		    c, arena_printf("flag provided but not defined: -%.*s", (int)len, name));
	++*i;
	if (!value && !f->takes_value)
		value = "true";
	if (!value && *i == n)
		return options_misuse(c, arena_printf("flag needs an argument: -%s", f->name));
	return apply(c, f, value ? value : argv[(*i)++]);
}

// Flags up to the first other word, or through a "--".  Leaves *i at what follows.
static bool parse_flags(Command *c, int n, char **argv, int *i)
{
	while (*i < n && argv[*i][0] == '-' && argv[*i][1] != '\0') {
		if (strcmp(argv[*i], "--") == 0) {
			++*i;
			return true;
		}
		if (!parse_flag(c, n, argv, i))
			return false;
	}
	return true;
}

// -gcflags='[pattern=]flags': the compiler's own flags.  They apply to the packages named on the
// command line; the pattern all gives them to the dependencies too.
static const char *set_gcflags(Command *c, const Flag *f, const char *value)
{
	(void)f;
	value += strspn(value, " \t\n");
	bool all = strncmp(value, "all=", 4) == 0;
	if (all)
		value += 4;
	else if (value[0] && value[0] != '-')
		return "missing =<value> in <pattern>=<value> (the only pattern supported is all)";
	Vec words = {0};
	for (const char *s = value; *s;) {
		size_t n = strcspn(s, " ");
		if (n > 0)
			vec_push(&words, arena_strndup(s, n));
		s += n + (s[n] == ' ');
	}
	Command inner = *c;
	int i = 0;
	inner.name = "compile";
	if (!parse_flags(&inner, words.len, (char **)words.at, &i) || i < words.len)
		return "bad compiler flags";
	c->named = inner.named;
	c->deps.opt = inner.deps.opt;
	c->deps.escape = inner.deps.escape;
	if (all)
		c->deps = inner.named;
	return NULL;
}

void options_defaults(Command *c)
{
	c->named.opt = c->deps.opt = 2;
	c->named.msgs = c->deps.msgs = stderr;
	c->stop_after = PHASE_LINK;
}

void options_settle(Command *c)
{
	c->std.opt = 2;
	c->std.msgs = stderr;
	c->std.escape = c->deps.escape;
	c->std.debug = c->deps.debug; // -gcflags=all=-d=...
}

bool options_knows(const Command *c, const char *word)
{
	const char *name = word + 1 + (word[1] == '-');
	return strcmp(name, "h") == 0 || strcmp(name, "help") == 0 ||
	       find_flag(c, name, strcspn(name, "="));
}

bool options_flag(Command *c, int n, char **argv, int *i)
{
	return parse_flag(c, n, argv, i);
}

// Flags of GOFLAGS that the command does not know are for others.
bool options_environment(Command *c)
{
	bool builds = commands[command_index(c->name)].bit & BUILDS;
	const char *text = builds ? getenv("GOFLAGS") : NULL;
	Vec words = {0};
	if (text && !split_quoted(text, &words)) {
		fprintf(stderr, "go: parsing $GOFLAGS: unterminated quoted string\n");
		return false;
	}
	for (int i = 0; i < words.len;) {
		const char *word = words.at[i];
		if (word[0] != '-' || !word[1]) {
			fprintf(stderr, "go: parsing $GOFLAGS: non-flag \"%s\"\n", word);
			return false;
		}
		const char *name = word + 1 + (word[1] == '-');
		if (!find_flag(c, name, strcspn(name, "=")))
			i++;
		else if (!parse_flag(c, i + 1, (char **)words.at, &i)) // a value stands behind =
			return false;
	}
	return true;
}

bool options_parse(Command *c, int n, char **argv)
{
	int i = 0;
	options_defaults(c);
	if (!options_environment(c) || !parse_flags(c, n, argv, &i))
		return false;
	options_settle(c);
	for (; i < n; i++)
		vec_push(&c->args, argv[i]);
	return true;
}
