// fetch.c - bytes from a file or from a server, and gzip undone.

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "tool.h"

const char *fetch_read(int fd, size_t *size)
{
	Buf b = {0};
	char part[1 << 16];
	for (;;) {
		ssize_t n = read(fd, part, sizeof part);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return NULL;
		if (n == 0)
			break;
		buf_write(&b, part, (size_t)n);
	}
	*size = b.len;
	return buf_str(&b);
}

static const char *system_error(const char *what, const char *name)
{
	char *text = arena_printf("%s", strerror(errno));
	if (text[1] >= 'a' && text[1] <= 'z')
		text[0] |= 0x20;
	return arena_printf("%s %s: %s", what, name, text);
}

static Fetched fetch_file(const char *path)
{
	Fetched got = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		got.error = system_error("open", path);
		return got;
	}
	got.data = fetch_read(fd, &got.size);
	if (!got.data)
		got.error = system_error("read", path);
	close(fd);
	return got;
}

Fetched fetch(const char *source, int seconds, int timeout)
{
	struct stat st;
	if (stat(source, &st) == 0)
		return fetch_file(source);
	const char *missing = system_error("stat", source);
	const char *url = http_profile_url(source, seconds, &timeout);
	if (!url)
		return (Fetched){.error = missing};
	fprintf(stderr, "Fetching profile over HTTP from %s\n", url);
	if (seconds > 0) {
		int h = seconds / 3600, m = seconds / 60 % 60;
		fprintf(stderr, "Please wait... (%s%s%ds)\n", h ? arena_printf("%dh", h) : "",
			h || m ? arena_printf("%dm", m) : "", seconds % 60);
	}
	return http_get(url, timeout);
}

// --- gzip ----------------------------------------------------------------------------------------

static const char *inflate_error(int status, const z_stream *z)
{
	const char *what = z->msg ? z->msg : "";
	if (status == Z_BUF_ERROR || status == Z_OK)
		return "unexpected EOF";
	if (strstr(what, "header"))
		return "gzip: invalid header";
	if (strstr(what, "check") || strstr(what, "length"))
		return "gzip: invalid checksum";
	return arena_printf("flate: corrupt input before offset %lu", z->total_in);
}

bool fetch_inflate(const char **data, size_t *size, const char **error)
{
	const unsigned char *in = (const unsigned char *)*data;
	if (*size < 2 || in[0] != 0x1f || in[1] != 0x8b)
		return true;
	z_stream z = {.next_in = (unsigned char *)in, .avail_in = (uInt)*size};
	inflateInit2(&z, 16 + MAX_WBITS);
	Buf b = {0};
	unsigned char part[1 << 16];
	int status;
	do {
		z.next_out = part;
		z.avail_out = sizeof part;
		status = inflate(&z, Z_NO_FLUSH);
		buf_write(&b, (char *)part, sizeof part - z.avail_out);
		if (status == Z_STREAM_END && z.avail_in > 0)
			status = inflateReset(&z); // another member
	} while (status == Z_OK && (z.avail_in > 0 || z.avail_out == 0));
	bool ok = status == Z_STREAM_END;
	if (!ok)
		*error = arena_printf("decompressing profile: %s", inflate_error(status, &z));
	inflateEnd(&z);
	*size = b.len;
	*data = buf_str(&b);
	return ok;
}
