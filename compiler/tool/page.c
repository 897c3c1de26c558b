// page.c - output that appears whole or not at all.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

// --- files ---------------------------------------------------------------------------------------

static const char *unfinished; // file that a signal must not leave behind

static void give_up(int sig)
{
	if (unfinished)
		unlink(unfinished);
	signal(sig, SIG_DFL);
	raise(sig);
}

static bool write_all(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t written = write(fd, s, n);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		s += written;
		n -= (size_t)written;
	}
	return true;
}

static bool fail(const char *what, const char *name)
{
	char *text = arena_printf("%s", strerror(errno));
	if (text[1] >= 'a' && text[1] <= 'z')
		text[0] |= 0x20;
	fprintf(stderr, "%s %s: %s\n", what, name, text);
	return false;
}

// What is no regular file is written to; else a new file takes the place of the old one.
static bool write_special(const char *name, const char *text, size_t size)
{
	int fd = open(name, O_WRONLY | O_CLOEXEC);
	bool ok = fd >= 0 && write_all(fd, text, size);
	if (!ok)
		fail("write", name);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool page_write(const char *output, const char *text, size_t size)
{
	if (!output || !*output)
		return write_all(STDOUT_FILENO, text, size) || fail("write", "/dev/stdout");
	struct stat st;
	if (stat(output, &st) == 0 && !S_ISREG(st.st_mode))
		return write_special(output, text, size);
	char *temp = arena_printf("%s.XXXXXX", output);
	int fd = mkstemp(temp);
	if (fd < 0)
		return fail("open", output);
	unfinished = temp;
	signal(SIGINT, give_up);
	signal(SIGTERM, give_up);
	mode_t mask = umask(0);
	umask(mask);
	bool ok = write_all(fd, text, size) && fchmod(fd, 0666 & ~mask) == 0;
	ok = close(fd) == 0 && ok;
	if (!ok || rename(temp, output) != 0) {
		fail("write", output);
		unlink(temp);
		ok = false;
	}
	unfinished = NULL;
	return ok;
}
