// page.c - pages that need nothing but themselves.
//
// A page is made of one style and script that all have in common, its own markup and script, and
// the data, JSON in a script element that is not run.  Its policy forbids the browser to load
// anything but from where the page came from, which only the live page does.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assets.h"
#include "tool.h"

// --- composition ---------------------------------------------------------------------------------

void json_string(Buf *b, const char *s)
{
	buf_putc(b, '"');
	for (size_t left = strlen(s); left > 0;) {
		int32_t c;
		int n = utf8_decode(s, left, &c);
		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", (char)c);
		else if (c < 0) // not UTF-8
			buf_puts(b, "\\ufffd");
		else if (c < ' ' || c == '<' || c == 0x2028 || c == 0x2029)
			buf_printf(b, "\\u%04x", (unsigned)c);
		else
			buf_write(b, s, (size_t)n);
		s += n;
		left -= (size_t)n;
	}
	buf_putc(b, '"');
}

static void html_text(Buf *b, const char *s)
{
	for (; *s; s++)
		if (*s == '<' || *s == '&')
			buf_puts(b, *s == '<' ? "&lt;" : "&amp;");
		else
			buf_putc(b, *s);
}

char *page_compose(PageKind kind, const char *title, const char *data, size_t *size)
{
	static const struct {
		const char *html, *js;
	} parts[] = {
	    [PAGE_PPROF] = {asset_pprof_html, asset_pprof_js},
	    [PAGE_GCVIEW] = {asset_gcview_html, asset_gcview_js},
	    [PAGE_HEAPVIEW] = {asset_heapview_html, asset_heapview_js},
	    [PAGE_DECISIONS] = {asset_decisions_html, asset_decisions_js},
	    [PAGE_PACKAGES] = {asset_packages_html, asset_packages_js},
	};
	Buf b = {0};
	buf_puts(&b, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		     "style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
		     "img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n<title>");
	html_text(&b, title);
	buf_puts(&b, "</title>\n<style>\n");
	buf_puts(&b, asset_page_css);
	buf_puts(&b, "</style>\n</head>\n<body>\n");
	buf_puts(&b, parts[kind].html);
	buf_puts(&b, "<script type=\"application/json\" id=\"data\">");
	buf_puts(&b, data);
	buf_puts(&b, "</script>\n<script>\n'use strict';\n");
	buf_puts(&b, asset_page_js);
	buf_puts(&b, parts[kind].js);
	buf_puts(&b, "</script>\n</body>\n</html>\n");
	*size = b.len;
	return buf_str(&b);
}

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
