// front.c - feeds libFuzzer's inputs to lexer, parser and checker.
//
// An input is one file of a package that imports nothing but unsafe.  Whatever it holds, the front end
// must end with or without messages; an abort (bug()), a sanitizer's report or a hang is a fault.  The
// arena is never freed, so fuzz.sh starts a new process now and then.  Linked without libFuzzer's main
// (-DREPLAY), the program runs the files that it is given: this is how crashes/ is replayed.

#include <stdlib.h>
#include <string.h>

#include "lang.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Package *find_nothing(void *arg, const char *path, Pos pos)
{
	(void)arg, (void)path, (void)pos;
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Package *p = NEW(Package);
	p->path = p->name = intern("p");
	p->dir = "/";
	p->goversion = "1.26";
	diag_all = true;
	int errors = syntax_error_count();
	char *text = arena_strndup((const char *)data, size);
	File *f = parse_file("/p.go", posbase_new("/p.go", "p.go", p), text, size);
	f->pkg = p;
	vec_push(&p->files, f);
	if (syntax_error_count() == errors)
		check_package(p, find_nothing, NULL);
	diag_forget();
	return 0;
}

#ifdef REPLAY
static char *read_all(const char *path, size_t *size)
{
	FILE *in = fopen(path, "rb");
	if (!in) {
		perror(path);
		exit(2);
	}
	Buf b = {0};
	char part[4096];
	for (size_t n; (n = fread(part, 1, sizeof part, in)) > 0;)
		buf_write(&b, part, n);
	fclose(in);
	*size = b.len;
	return buf_str(&b);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		size_t size;
		char *text = read_all(argv[i], &size);
		LLVMFuzzerTestOneInput((const uint8_t *)text, size);
	}
	return 0;
}
#endif
