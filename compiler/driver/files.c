// files.c - paths and files, as the driver needs them.  Strings live in the arena.

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler.h"

// --- paths ---------------------------------------------------------------------------------------

const char *path_join(const char *dir, const char *name)
{
	if (name[0] == '\0')
		return dir;
	if (strcmp(dir, ".") == 0)
		return name;
	return arena_printf(path_has_suffix(dir, "/") ? "%s%s" : "%s/%s", dir, name);
}

const char *path_dir(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return ".";
	return slash == path ? "/" : arena_strndup(path, (size_t)(slash - path));
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

bool path_has_suffix(const char *path, const char *suffix)
{
	size_t n = strlen(path), k = strlen(suffix);
	return n >= k && strcmp(path + n - k, suffix) == 0;
}

bool path_within(const char *path, const char *dir)
{
	size_t n = strlen(dir);
	if (strcmp(dir, "/") == 0)
		return true;
	return strncmp(path, dir, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

const char *current_dir(void)
{
	static const char *dir;
	if (!dir) {
		char buf[PATH_MAX];
		dir = getcwd(buf, sizeof buf) ? arena_printf("%s", buf) : "/";
	}
	return dir;
}

// Appends one component to the clean absolute path in b.
static void append_component(Buf *b, const char *s, size_t n)
{
	if (n == 0 || (n == 1 && s[0] == '.'))
		return;
	if (n == 2 && s[0] == '.' && s[1] == '.') {
		while (b->len > 0 && b->s[--b->len] != '/')
			;
		return;
	}
	buf_putc(b, '/');
	buf_write(b, s, n);
}

const char *path_absolute(const char *path)
{
	Buf b = {0};
	const char *full = path[0] == '/' ? path : arena_printf("%s/%s", current_dir(), path);
	for (const char *s = full; *s;) {
		size_t n = strcspn(s, "/");
		append_component(&b, s, n);
		s += n + (s[n] == '/');
	}
	return b.len ? buf_str(&b) : "/";
}

// The relative path from directory `from` to `to`, both clean and absolute.
static const char *relative(const char *from, const char *to)
{
	size_t same = 0; // length of the common directories
	for (size_t i = 0;; i++) {
		bool from_ends = from[i] == '\0' || from[i] == '/',
		     to_ends = to[i] == '\0' || to[i] == '/';
		if (from_ends && to_ends)
			same = i;
		if (from[i] != to[i] || from[i] == '\0')
			break;
	}
	Buf b = {0};
	for (const char *s = from + same; *s; s++)
		if (*s == '/' && s[1] != '\0')
			buf_puts(&b, b.len ? "/.." : "..");
	const char *rest = to + same + (to[same] == '/');
	if (*rest && b.len)
		buf_putc(&b, '/');
	buf_puts(&b, rest);
	return b.len ? buf_str(&b) : ".";
}

const char *path_shown(const char *abs)
{
	const char *rel = relative(current_dir(), abs);
	return strlen(rel) < strlen(abs) ? rel : abs;
}

// --- files ---------------------------------------------------------------------------------------

bool file_exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

bool dir_exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static char *read_all(int fd, size_t *size)
{
	struct stat st;
	size_t cap = fstat(fd, &st) == 0 && st.st_size > 0 ? (size_t)st.st_size : 4096, len = 0;
	char *text = malloc(cap + 1);
	for (;;) {
		ssize_t n = text ? read(fd, text + len, cap - len) : -1;
		if (n < 0) {
			free(text);
			return NULL;
		}
		len += (size_t)n;
		if (n == 0)
			break;
		if (len == cap)
			text = realloc(text, (cap *= 2) + 1);
	}
	text[len] = '\0';
	*size = len;
	return text;
}

char *file_read(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	char *text = read_all(fd, size);
	int error = errno;
	close(fd);
	errno = error;
	return text;
}

const void *file_map(const char *path, size_t *size)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	*size = fd >= 0 && fstat(fd, &st) == 0 ? (size_t)st.st_size : 0;
	void *data =
	    fd >= 0 ? mmap(NULL, *size + 1, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0) : NULL;
	if (fd >= 0)
		close(fd);
	return data == MAP_FAILED ? NULL : data;
}

void file_unmap(const void *data, size_t size)
{
	if (data)
		munmap((void *)data, size + 1);
}

static bool write_all(int fd, const char *data, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, data, size);
		if (n <= 0)
			return false;
		data += n;
		size -= (size_t)n;
	}
	return true;
}

bool file_write(const char *path, const void *data, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	bool ok = write_all(fd, data, size);
	return close(fd) == 0 && ok;
}

bool file_is_special(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

bool file_copy_onto(const char *from, const char *to)
{
	size_t size;
	char *data = file_read(from, &size);
	int fd = data ? open(to, O_WRONLY | O_CLOEXEC) : -1;
	bool ok = fd >= 0 && write_all(fd, data, size);
	int error = errno;
	if (fd >= 0)
		close(fd);
	free(data);
	errno = error;
	return ok;
}

bool make_dirs(const char *path)
{
	if (dir_exists(path))
		return true;
	return make_dirs(path_dir(path)) && (mkdir(path, 0777) == 0 || errno == EEXIST);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

Vec dir_list(const char *path)
{
	Vec names = {0};
	DIR *d = opendir(path);
	if (!d)
		return names;
	for (struct dirent *e; (e = readdir(d));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			vec_push(&names, arena_printf("%s", e->d_name));
	closedir(d);
	if (names.len > 0)
		qsort(names.at, (size_t)names.len, sizeof *names.at, by_name);
	return names;
}

bool remove_tree(const char *path)
{
	struct stat st;
	if (lstat(path, &st) != 0)
		return errno == ENOENT;
	bool ok = true;
	if (S_ISDIR(st.st_mode)) {
		Vec names = dir_list(path);
		VEC_EACH(const char, name, &names)
			ok = remove_tree(path_join(path, name)) && ok;
	}
	return remove(path) == 0 && ok;
}
