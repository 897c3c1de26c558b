// front.c - feeds libFuzzer's inputs to lexer, parser and checker.
//
// An input is one file of a package that imports nothing but unsafe.  Whatever it holds, the front
// end must end with or without messages; an abort (bug()), a sanitizer's report or a hang is a
// fault.  The arena is never freed, so fuzz.sh starts a new process now and then.  Given files
// instead of folders, the program runs just these: so a crash is looked at.

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
