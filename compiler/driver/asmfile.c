// asmfile.c - assembly (.s files) in the packages of modules.
//
// Vole has no assembler for Go's dialect.  Three kinds of functions need none:
//
//   - those that jump to another function, with the same arguments:
//
//         TEXT ·Syscall(SB),NOSPLIT,$0-56
//                 JMP     syscall·Syscall(SB)
//
//     are that function, which a `//go:linkname` says as well;
//   - a few that everybody writes the same way to ask the processor, and two raw system calls, are
//     in the runtime (stdlib/runtime/golib.go): `supplied` lists them by package;
//   - those that no Go file declares serve other assembly only.
//
// With anything else the package is refused, by the function's name.  Most packages can do without
// their assembly: which tags choose that is read from the constraints of their files.  A tag helps
// if, with it, no file has an assembly function that Vole lacks.

#include <ctype.h>
#include <string.h>

#include "modules.h"

static const struct {
	const char *package, *function, *symbol;
} supplied[] = {
    {"golang.org/x/sys/cpu", "cpuid", "internal/cpu.cpuid"},
    {"golang.org/x/sys/cpu", "xgetbv", "internal/cpu.xgetbv"},
    {"golang.org/x/sys/unix", "SyscallNoError", "syscall.rawSyscallNoError"},
    {"golang.org/x/sys/unix", "RawSyscallNoError", "syscall.rawSyscallNoError"},
    {"github.com/klauspost/cpuid", "asmCpuid", "runtime.cpuidLeaf"},
    {"github.com/klauspost/cpuid", "asmCpuidex", "internal/cpu.cpuid"},
    {"github.com/klauspost/cpuid", "asmXgetbv", "runtime.xgetbvIndex"},
    {"github.com/klauspost/cpuid", "asmRdtscpAsm", "runtime.rdtscp"},
    {"github.com/klauspost/cpuid", "asmDarwinHasAVX512", "runtime.notDarwin"},
};

typedef struct {
	const char *file, *function; // base name, name in Go
} AsmFunc;

typedef struct {
	const Unit *unit;
	Buf links;   // linknames
	Vec lacking; // AsmFunc*
} Reader;

// --- text ----------------------------------------------------------------------------------------

// The text without comments; those over several lines leave their line breaks.
static char *without_comments(const char *s, size_t size)
{
	Buf b = {0};
	const char *end = s + size;
	while (s < end) {
		if (end - s > 1 && s[0] == '/' && s[1] == '/') {
			s += strcspn(s, "\n");
		} else if (end - s > 1 && s[0] == '/' && s[1] == '*') {
			const char *close = memmem(s + 2, (size_t)(end - s - 2), "*/", 2);
			for (const char *stop = close ? close + 2 : end; s < stop; s++)
				if (*s == '\n')
					buf_putc(&b, '\n');
		} else {
			buf_putc(&b, *s++);
		}
	}
	return buf_str(&b);
}

// The next statement; lines and semicolons end one.  NULL at the end.
static char *statement(const char **at)
{
	const char *s = *at + strspn(*at, " \t\r\n;");
	size_t n = strcspn(s, "\n;");
	*at = s + n;
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	return n > 0 ? arena_strndup(s, n) : NULL;
}

static bool is_instruction(const char *s, const char *word)
{
	size_t n = strlen(word);
	return strncmp(s, word, n) == 0 && (s[n] == ' ' || s[n] == '\t');
}

// The symbol before (SB) as the linker has it: a package's path, a dot, a name.  NULL: none, or one
// of this file alone.
static const char *symbol(const char *s, const char *package)
{
	s += strspn(s, " \t");
	size_t n = strcspn(s, "(<,");
	if (strncmp(s + n, "(SB)", 4) != 0)
		return NULL;
	static const char dot[] = "\302\267", slash[] = "\342\210\225";
	Buf b = {0};
	if (strncmp(s, dot, 2) == 0)
		buf_puts(&b, package);
	for (const char *end = s + n; s < end;) {
		bool is_dot = strncmp(s, dot, 2) == 0, is_slash = strncmp(s, slash, 3) == 0;
		buf_putc(&b, is_dot ? '.' : is_slash ? '/' : *s);
		s += is_dot ? 2 : is_slash ? 3 : 1;
	}
	return buf_str(&b);
}

// --- functions -----------------------------------------------------------------------------------

// Does a Go file of the package declare the function?
static bool is_declared(const Unit *u, const char *function)
{
	const char *head = arena_printf("\nfunc %s(", function);
	VEC_EACH(const Source, s, &u->sources)
		if (memmem(s->text, s->size, head, strlen(head)))
			return true;
	return false;
}

// The path without a major version at its end.
static const char *without_major(const char *path)
{
	const char *last = path_base(path);
	bool major =
	    last[0] == 'v' && last[1] && strspn(last + 1, "0123456789") == strlen(last + 1);
	return major ? path_dir(path) : path;
}

static const char *supplied_by(const char *package, const char *function)
{
	package = without_major(package);
	for (size_t i = 0; i < sizeof supplied / sizeof *supplied; i++)
		if (strcmp(supplied[i].package, package) == 0 &&
		    strcmp(supplied[i].function, function) == 0)
			return supplied[i].symbol;
	return NULL;
}

// One function: TEXT symbol ..., and what it jumps to if that is all it does.
static void note_function(Reader *r, const char *file, const char *text, const char *jump)
{
	const char *path = r->unit->path;
	const char *name = symbol(text, path);
	size_t n = strlen(path);
	if (!name || strncmp(name, path, n) != 0 || name[n] != '.')
		return; // local, or another package's
	const char *function = name + n + 1;
	if (!is_declared(r->unit, function))
		return;
	const char *target = jump ? symbol(jump, path) : NULL;
	if (!target)
		target = supplied_by(path, function);
	if (target) {
		buf_printf(&r->links, "//go:linkname %s %s\n", function, target);
		return;
	}
	AsmFunc *f = NEW(AsmFunc);
	*f = (AsmFunc){file, function};
	vec_push(&r->lacking, f);
}

static void read_functions(Reader *r, const char *file, const char *text)
{
	const char *function = NULL, *jump = NULL;
	int instructions = 0;
	for (char *s; (s = statement(&text));) {
		bool begins = is_instruction(s, "TEXT");
		bool ends = begins || is_instruction(s, "GLOBL") || is_instruction(s, "DATA");
		if (ends && function) {
			note_function(r, file, function, instructions == 1 ? jump : NULL);
			function = NULL;
		}
		if (begins) {
			function = s + strlen("TEXT ");
			jump = NULL;
			instructions = 0;
		} else if (!ends && *s != '#' && strcmp(s, "NO_LOCAL_POINTERS") != 0) {
			instructions++;
			jump = is_instruction(s, "JMP") ? s + strlen("JMP ") : NULL;
		}
	}
	if (function)
		note_function(r, file, function, instructions == 1 ? jump : NULL);
}

// Reads the files that the tags in force choose.  Whether there are any.
static bool read_files(Reader *r, const Vec *names)
{
	bool any = false;
	VEC_EACH(const char, name, names) {
		size_t size;
		if (!path_has_suffix(name, ".s") || name[0] == '_' || name[0] == '.' ||
		    !build_name_matches(name))
			continue;
		char *text = file_read(path_join(r->unit->dir, name), &size);
		if (!text || !build_tags_match(text, size, false))
			continue;
		any = true;
		read_functions(r, name, without_comments(text, size));
	}
	return any;
}

// --- which tags help -----------------------------------------------------------------------------

static bool is_known(const Vec *tags, const char *tag)
{
	VEC_EACH(const char, have, tags)
		if (strcmp(have, tag) == 0)
			return true;
	return false;
}

// Tags that would claim another compiler, or that files use to be out of every build.
static bool is_no_choice(const char *tag)
{
	static const char *const others[] = {"gc",   "gccgo", "tinygo", "ignore", "cgo",
					     "race", "msan",  "asan",   "go1",    "build"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(others[i], tag) == 0)
			return true;
	return strncmp(tag, "go1.", 4) == 0;
}

// The words of the constraints before the package clause, or the first instruction.
static void note_tags(Vec *tags, const char *s)
{
	while (*s == '/' || isspace((unsigned char)*s)) {
		size_t n = strcspn(s, "\n");
		bool constraint = strncmp(s, "//go:build ", 11) == 0 ||
				  (strncmp(s, "//", 2) == 0 &&
				   strncmp(s + 2 + strspn(s + 2, " \t"), "+build ", 7) == 0);
		for (size_t i = constraint ? strcspn(s, " ") : n; i < n;) {
			size_t word = i;
			while (i < n &&
			       (isalnum((unsigned char)s[i]) || s[i] == '_' || s[i] == '.'))
				i++;
			const char *tag = arena_strndup(s + word, i - word);
			if (i > word && !is_no_choice(tag) && !is_known(tags, tag) &&
			    build_name_matches(arena_printf("x_%s", tag)))
				vec_push(tags, (char *)tag);
			i += i == word;
		}
		s += n + (s[n] == '\n');
	}
}

static const char *list_of_module(const Unit *u)
{
	return u->tags ? u->tags : "";
}

static bool has_go_files(const Unit *u, const Vec *names)
{
	VEC_EACH(const char, name, names) {
		size_t size;
		if (!path_has_suffix(name, ".go") || is_test_name(name) ||
		    !build_name_matches(name))
			continue;
		const char *text = file_read(path_join(u->dir, name), &size);
		if (text && build_tags_match(text, size, false))
			return true;
	}
	return false;
}

// Tags each of which makes the package pure Go; the usual ones first.
static Vec helpful_tags(const Unit *u, const Vec *names)
{
	Vec tags = {0}, help = {0};
	size_t size;
	static const char *const usual[] = {"purego", "noasm", "appengine"};
	Vec met = {0};
	VEC_EACH(const char, name, names) {
		bool source = path_has_suffix(name, ".go") || path_has_suffix(name, ".s");
		const char *text = source ? file_read(path_join(u->dir, name), &size) : NULL;
		if (text)
			note_tags(&met, text);
	}
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (is_known(&met, usual[i]))
			vec_push(&tags, (char *)usual[i]);
	VEC_EACH(const char, tag, &met)
		if (!is_known(&tags, tag))
			vec_push(&tags, (char *)tag);
	VEC_EACH(const char, tag, &tags) {
		Reader r = {.unit = u};
		build_set_module_tags(arena_printf("%s %s", list_of_module(u), tag));
		read_files(&r, names);
		if (r.lacking.len == 0 && has_go_files(u, names))
			vec_push(&help, (char *)tag);
	}
	build_set_module_tags(list_of_module(u));
	return help;
}

static const char *refusal(const Unit *u, const Vec *names, const Vec *lacking)
{
	const AsmFunc *first = lacking->at[0];
	Buf b = {0};
	buf_printf(&b, "package %s: function %s is assembly (%s)", u->path, first->function,
		   first->file);
	if (lacking->len > 1)
		buf_printf(&b, ", as are %d more", lacking->len - 1);
	buf_puts(&b, ", which is not supported");
	Vec help = helpful_tags(u, names);
	if (help.len == 0)
		return buf_str(&b);
	buf_printf(&b, "; Go is chosen by tag%s ", help.len > 1 ? "s" : "");
	for (int i = 0; i < help.len; i++)
		buf_printf(&b, "%s%s", i ? " or " : "", (char *)help.at[i]);
	const char *module = u->module ? u->module : u->path;
	buf_printf(&b, ":\n\tVOLE_TAGS=%s=%s, or in go.mod: //vole:tags %s %s", module,
		   (char *)help.at[0], module, (char *)help.at[0]);
	return buf_str(&b);
}

const char *asm_read(const Unit *u, const Vec *names, char **directives, bool *any)
{
	Reader r = {.unit = u};
	*any = read_files(&r, names);
	if (r.lacking.len > 0)
		return refusal(u, names, &r.lacking);
	if (r.links.len > 0)
		*directives = buf_str(&r.links);
	return NULL;
}
