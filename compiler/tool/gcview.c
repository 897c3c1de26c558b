// gcview.c - `vole tool gcview`: a page from gctrace lines.  Lines that are none are left out.

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "tool.h"

static const char usage[] =
    "usage: vole tool gcview [-output file] file|-\n\n"
    "Reads the lines that a program with GODEBUG=gctrace=1 writes to its standard error, from\n"
    "a file or from standard input, whatever else is among them, and writes a page about the\n"
    "garbage collector's cycles to standard output or to -output.\n"
    "`vole run -gcview program` serves the page while the program runs.\n";

static int misuse(const char *message)
{
	fprintf(stderr, "%s\n%s", message, usage);
	return 2;
}

// The cycles in text, as a JSON array.
static char *cycles_json(char *text, int *count)
{
	Buf b = {0};
	buf_putc(&b, '[');
	*count = 0;
	for (char *line = text; *line;) {
		size_t n = strcspn(line, "\n");
		bool more = line[n] == '\n';
		line[n] = '\0';
		Buf cycle = {0};
		if (gctrace_parse(line, &cycle))
			buf_printf(&b, "%s%s", (*count)++ ? ",\n" : "", buf_str(&cycle));
		line += n + more;
	}
	buf_putc(&b, ']');
	return buf_str(&b);
}

static int view(const char *input, const char *output)
{
	bool from_stdin = strcmp(input, "-") == 0;
	int fd = from_stdin ? STDIN_FILENO : open(input, O_RDONLY | O_CLOEXEC), count;
	size_t size;
	const char *text = fd >= 0 ? fetch_read(fd, &size) : NULL;
	if (!text) {
		char *reason = arena_printf("%s", strerror(errno));
		reason[0] |= 0x20;
		fprintf(stderr, "vole tool gcview: %s %s: %s\n", fd < 0 ? "open" : "read", input,
			reason);
		return 1;
	}
	for (size_t i = 0; i < size; i++) // a NUL byte ends no line
		if (text[i] == '\0')
			((char *)text)[i] = ' ';
	char *cycles = cycles_json((char *)text, &count);
	if (count == 0) {
		fprintf(stderr,
			"vole tool gcview: %s: no gctrace lines (run the program with "
			"GODEBUG=gctrace=1)\n",
			from_stdin ? "standard input" : input);
		return 1;
	}
	const char *name = from_stdin ? "standard input" : input;
	Buf json = {0};
	buf_puts(&json, "{\"live\":false,\"title\":");
	json_string(&json, name);
	buf_printf(&json, ",\"cycles\":%s}", cycles);
	const char *page =
	    page_compose(PAGE_GCVIEW, arena_printf("gcview: %s", name), buf_str(&json), &size);
	return page_write(output, page, size) ? 0 : 1;
}

int gcview_main(int n, char **args)
{
	const char *output = NULL;
	int i = 0;
	for (; i < n && args[i][0] == '-' && args[i][1]; i++) {
		const char *name = args[i] + 1 + (args[i][1] == '-');
		size_t length = strcspn(name, "=");
		if (strcmp(name, "h") == 0 || strcmp(name, "help") == 0) {
			fputs(usage, stderr);
			return 0;
		}
		if (length != 6 || strncmp(name, "output", 6) != 0)
			return misuse(arena_printf("flag provided but not defined: -%.*s",
						   (int)length, name));
		if (name[length] == '\0' && i + 1 >= n)
			return misuse("flag needs an argument: -output");
		output = name[length] ? name + length + 1 : args[++i];
	}
	if (n - i != 1)
		return misuse(n == i ? "no trace named" : "more than one trace named");
	return view(args[i], output);
}
