// gosum.c - go.sum: which hashes the modules that a program is built from must have.
//
// A line is `PATH VERSION HASH` for a module's files, or `PATH VERSION/go.mod HASH` for its go.mod
// alone.  The hash h1 is SHA-256, in base64, of a list of the files' names and their own SHA-256.
//
// A go.mod is hashed each time it is read.  The module's files are not: the go command writes their
// hash into the cache, NAME.ziphash, when it unpacks the archive, and that is compared, here as in
// the go command.  To hash all files would take longer than to compile them, and `go mod verify`
// does it when there is a doubt about the cache.

#include <stdlib.h>
#include <string.h>

#include "modules.h"

typedef struct {
	const char *path, *version, *hash;
} SumLine;

void gosum_read(GoSum *s, const char *file)
{
	size_t size;
	char *text = file_read(file, &size);
	for (char *line = text, *next; line && *line; line = next) {
		size_t n = strcspn(line, "\n");
		next = line + n + (line[n] == '\n');
		const char *word[3];
		int words = 0;
		for (const char *at = line; words < 3; words++) {
			at += strspn(at, " \t\r");
			size_t len = strcspn(at, " \t\r\n");
			if (len == 0)
				break;
			word[words] = arena_strndup(at, len);
			at += len;
		}
		if (words < 3)
			continue;
		SumLine *l = NEW(SumLine);
		*l = (SumLine){intern(word[0]), word[1], word[2]};
		vec_push(&s->lines, l);
	}
	free(text);
}

static bool is_of(const SumLine *l, ModVersion m, const char *what)
{
	size_t n = strlen(m.version);
	return l->path == m.path && strncmp(l->version, m.version, n) == 0 &&
	       strcmp(l->version + n, what) == 0;
}

bool gosum_has(const GoSum *s, ModVersion m, const char *what)
{
	VEC_EACH(const SumLine, l, &s->lines)
		if (is_of(l, m, what))
			return true;
	return false;
}

const char *gosum_of(const GoSum *s, ModVersion m)
{
	VEC_EACH(const SumLine, l, &s->lines)
		if (is_of(l, m, "") && strncmp(l->hash, "h1:", 3) == 0)
			return l->hash;
	return "";
}

void gosum_check(const GoSum *s, ModVersion m, const char *what, const char *hash)
{
	const char *wanted = NULL;
	VEC_EACH(const SumLine, l, &s->lines) {
		if (!is_of(l, m, what))
			continue;
		if (strcmp(l->hash, hash) == 0)
			return;
		if (strncmp(l->hash, "h1:", 3) == 0)
			wanted = l->hash;
	}
	if (!wanted)
		return;
	fprintf(stderr,
		"verifying %s@%s%s: checksum mismatch\n"
		"\tdownloaded: %s\n"
		"\tgo.sum:     %s\n\n"
		"SECURITY ERROR\n"
		"This download does NOT match an earlier download recorded in go.sum.\n"
		"The bits may have been replaced on the origin server, or an attacker may\n"
		"have intercepted the download attempt.\n\n"
		"For more information, see 'go help module-auth'.\n",
		m.path, m.version, what, hash, wanted);
	exit(1);
}

const char *gosum_hash_gomod(const char *text, size_t size)
{
	unsigned char digest[32];
	Buf list = {0};
	sha256(text, size, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		buf_printf(&list, "%02x", digest[i]);
	buf_puts(&list, "  go.mod\n");
	sha256(list.s, list.len, digest);
	return arena_printf("h1:%s", base64(digest, sizeof digest));
}
