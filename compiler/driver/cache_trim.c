// cache_trim.c - entries that nobody uses leave the cache, as they do Go's.
//
// The files of an entry carry the time of its last use, to the hour.  Once a day whoever adds to
// the cache removes the files that have not been used for five days; the time of trim.txt says when
// that was done last.  A file that another process has just found may go too: its build then misses
// it, as if the whole cache had been removed, but that takes an entry of five days ago and both
// within an instant.

#include <ctype.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "compiler.h"

enum { HOUR = 60 * 60, DAY = 24 * HOUR, KEPT = 5 * DAY };

// Seconds since the file was written or touched; -1: there is none.
static double age(const char *file)
{
	struct stat st;
	return stat(file, &st) == 0 ? difftime(time(NULL), st.st_mtime) : -1;
}

void cache_touch(const char *file)
{
	if (age(file) > HOUR)
		utimensat(AT_FDCWD, file, NULL, 0);
}

static bool is_hex(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n && isxdigit((unsigned char)s[i]))
		i++;
	return i == n;
}

static bool is_result(const char *name)
{
	return path_has_suffix(name, ".inputs") || path_has_suffix(name, ".result");
}

void cache_forget_results(void)
{
	const char *cache = install_cache();
	Vec parts = dir_list(cache);
	VEC_EACH(const char, part, &parts) {
		const char *dir = path_join(cache, part);
		Vec names = strlen(part) == 2 && is_hex(part, 2) ? dir_list(dir) : (Vec){0};
		VEC_EACH(const char, name, &names)
			if (is_hex(name, 32) && is_result(name))
				unlink(path_join(dir, name));
	}
}

static void trim_directory(const char *dir, const char *prefix)
{
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names) {
		const char *file = path_join(dir, name);
		if (is_hex(name, 32) && strncmp(name, prefix, 2) == 0 && age(file) > KEPT)
			unlink(file);
	}
}

void cache_trim(void)
{
	const char *cache = install_cache();
	const char *mark = cache ? path_join(cache, "trim.txt") : NULL;
	if (!mark || (age(mark) >= 0 && age(mark) < DAY))
		return;
	if (!file_write(mark, "", 0))
		return;
	Vec names = dir_list(cache);
	VEC_EACH(const char, name, &names)
		if (strlen(name) == 2 && is_hex(name, 2))
			trim_directory(path_join(cache, name), name);
}
