// report_source.c - lines of source files, as -list and pages show them.

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "profile.h"

static const char *system_error(const char *what, const char *name)
{
	char *text = arena_printf("%s", strerror(errno));
	if (text[0] >= 'A' && text[0] <= 'Z' && errno != EIO)
		text[0] |= 0x20;
	return arena_printf("%s %s: %s", what, name, text);
}

// The directory above; NULL: there is none.
static char *parent(const char *dir)
{
	const char *slash = strrchr(dir, '/');
	if (strcmp(dir, ".") == 0 || strcmp(dir, "/") == 0)
		return NULL;
	if (!slash)
		return ".";
	return slash == dir ? "/" : arena_strndup(dir, (size_t)(slash - dir));
}

// A relative name is searched for in the directories of the search path and all above them.
static int open_relative(const char *file, const char *search)
{
	while (*search) {
		size_t n = strcspn(search, ":");
		for (char *dir = arena_strndup(search, n); n > 0 && dir; dir = parent(dir)) {
			int fd = open(arena_printf("%s/%s", dir, file), O_RDONLY | O_CLOEXEC);
			if (fd >= 0)
				return fd;
		}
		search += n + (search[n] == ':');
	}
	return -1;
}

static void split_lines(SourceFile *f, const char *text, size_t size)
{
	const char *end = text + size;
	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((newline ? newline : end) - text);
		size_t shown = n > 0 && text[n - 1] == '\r' ? n - 1 : n;
		vec_push(&f->lines, arena_strndup(text, shown));
		text += n + (newline != NULL);
	}
}

static void read_source(SourceFile *f, const Report *r, const char *file)
{
	const char *search = r->config->source_path;
	if (!*search) {
		char *here = getcwd(NULL, 0); // not freed: the process is short
		search = here ? here : "/";
	}
	const char *path = report_trim(r, file, search);
	int fd = path[0] == '/' ? open(path, O_RDONLY) : open_relative(path, search);
	if (fd < 0) {
		f->error = path[0] == '/'
			       ? system_error("open", path)
			       : arena_printf("could not find file %s on path %s", path, search);
		return;
	}
	size_t size;
	const char *text = fetch_read(fd, &size);
	if (text)
		split_lines(f, text, size);
	else
		f->error = system_error("read", path);
	close(fd);
}

const SourceFile *source_open(const Report *r, const char *file)
{
	static Table files;
	SourceFile *f = table_get(&files, TABLE_KEY(file));
	if (f)
		return f;
	f = NEW(SourceFile);
	table_put(&files, TABLE_KEY(file), f);
	read_source(f, r, file);
	return f;
}
