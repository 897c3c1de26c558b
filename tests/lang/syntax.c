// syntax.c - the parser alone, for run.sh.
//
//	syntax FILE...             prints the syntax errors of each; exit 1 if there were any
//	syntax -tree FILE          prints the tree
//	syntax -mutate N FILE...   parses N damaged variants of each: it must come back every time

#include <stdlib.h>
#include <string.h>

#include "lang.h"

typedef struct {
	const char *path;
	char *text;
	size_t len;
} Source;

static Source read_source(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f) {
		perror(path);
		exit(2);
	}
	Buf b = {0};
	char chunk[1 << 16];
	size_t n;
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_write(&b, chunk, n);
	fclose(f);
	return (Source){path, buf_str(&b), b.len};
}

static File *parse(Source s)
{
	return parse_file(s.path, posbase_new(s.path, s.path, NULL), s.text, s.len);
}

static void print_tree(const File *f)
{
	VEC_EACH(Node, n, &f->imports)
		node_dump(stdout, n, 0);
	VEC_EACH(Node, n, &f->decls)
		node_dump(stdout, n, 0);
}

// --- damage --------------------------------------------------------------------------------------

static uint64_t seed = 1;

static size_t random_below(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

static Source damage(Source s)
{
	static const char *const pieces[] = {
	    "{",  "}",  "(",    ")",   "[",    "]",     ";",     ",",        ":",  "\"",    "'",
	    "`",  "/*", "func", "if ", "for ", "case ", "type ", "struct {", "<-", "chan ", "...",
	    "\n", "0x", "1e",   "\\u", "\xff", "\xc3",  "*",     "~",        "|"};
	size_t at = random_below(s.len), n = random_below(20);
	Buf b = {0};
	buf_write(&b, s.text, at);
	switch (random_below(4)) {
	case 0: // leave something out
		at = at + n < s.len ? at + n : s.len;
		break;
	case 1: // say something twice
		buf_write(&b, s.text + (at > n ? at - n : 0), at > n ? n : at);
		break;
	case 2: // stop early
		at = random_below(8) ? at : s.len;
		break;
	default:
		buf_puts(&b, pieces[random_below(sizeof pieces / sizeof *pieces)]);
	}
	buf_write(&b, s.text + at, s.len - at);
	return (Source){s.path, buf_str(&b), b.len};
}

static void mutate(Source s, int times)
{
	Source original = s;
	diag_all = false; // keep few errors
	for (int i = 0; i < times && s.len > 0; i++) {
		parse(s = i % 5 ? damage(s) : damage(original));
		if (freopen("/dev/null", "w", stderr))
			diag_flush();
	}
}

int main(int argc, char **argv)
{
	diag_all = true;
	if (argc == 3 && strcmp(argv[1], "-tree") == 0) {
		print_tree(parse(read_source(argv[2])));
	} else if (argc > 3 && strcmp(argv[1], "-mutate") == 0) {
		for (int i = 3; i < argc; i++)
			mutate(read_source(argv[i]), atoi(argv[2]));
		return 0;
	} else {
		for (int i = 1; i < argc; i++)
			parse(read_source(argv[i]));
	}
	diag_flush();
	return error_count() > 0;
}
