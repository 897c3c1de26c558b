// http.c - a small HTTP/1.1 client: GET over TCP, one request a connection.
//
// Bodies end where Content-Length says, with the last chunk, or with the connection.  Redirections
// are followed.  There is no TLS and no proxy.

#include <ctype.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tool.h"

// --- URLs ----------------------------------------------------------------------------------------

typedef struct {
	const char *scheme, *host, *port; // host without brackets; port "" if there is none
	const char *authority;            // as it stands in the URL: host:port
	const char *path, *query;         // query without its ?; "" if there is none
} Url;

static bool scheme_char(char c)
{
	return isalnum((unsigned char)c) || c == '+' || c == '-' || c == '.';
}

// Splits scheme://[user@]host[:port][/path][?query][#fragment].  false: it is no URL with a host.
static bool url_parse(const char *s, Url *u)
{
	size_t n = 0;
	while (scheme_char(s[n]))
		n++;
	if (n == 0 || !isalpha((unsigned char)s[0]) || strncmp(s + n, "://", 3) != 0)
		return false;
	u->scheme = arena_strndup(s, n);
	s += n + 3;
	n = strcspn(s, "/?#");
	char *authority = arena_strndup(s, n), *at = strrchr(authority, '@');
	u->authority = at ? at + 1 : authority;
	s += n;
	n = strcspn(s, "?#");
	u->path = arena_strndup(s, n);
	s += n;
	u->query = *s == '?' ? arena_strndup(s + 1, strcspn(s + 1, "#")) : "";
	const char *host = u->authority, *end = strchr(host, ']');
	const char *colon = strchr(end && *host == '[' ? end : host, ':');
	u->port = colon ? colon + 1 : "";
	if (u->port[strspn(u->port, "0123456789")])
		return false;
	u->host = arena_strndup(host, colon ? (size_t)(colon - host) : strlen(host));
	if (*host == '[' && end)
		u->host = arena_strndup(host + 1, (size_t)(end - host - 1));
	return *u->host != '\0';
}

static int hex_digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

static char *unescape(const char *s, size_t n)
{
	Buf b = {0};
	for (size_t i = 0; i < n; i++)
		if (s[i] == '%' && i + 2 < n && isxdigit((unsigned char)s[i + 1]) &&
		    isxdigit((unsigned char)s[i + 2])) {
			buf_putc(&b, (char)(hex_digit(s[i + 1]) * 16 + hex_digit(s[i + 2])));
			i += 2;
		} else {
			buf_putc(&b, s[i] == '+' ? ' ' : s[i]);
		}
	return buf_str(&b);
}

static void escape(Buf *b, const char *s)
{
	for (; *s; s++)
		if (isalnum((unsigned char)*s) || strchr("-_.~", *s))
			buf_putc(b, *s);
		else if (*s == ' ')
			buf_putc(b, '+');
		else
			buf_printf(b, "%%%02X", (unsigned char)*s);
}

typedef struct {
	const char *key, *value;
	int order;
} Parameter;

static int by_key(const void *a, const void *b)
{
	const Parameter *x = *(Parameter *const *)a, *y = *(Parameter *const *)b;
	int order = strcmp(x->key, y->key);
	return order ? order : x->order - y->order;
}

static void add_parameter(Vec *list, const char *key, const char *value)
{
	Parameter *p = NEW(Parameter);
	*p = (Parameter){key, value, list->len};
	vec_push(list, p);
}

// The query's parameters by key, `seconds` among them if it is positive.
static char *rewrite_query(const char *query, int seconds, int *in_query)
{
	Vec list = {0};
	for (const char *s = query; *s;) {
		size_t n = strcspn(s, "&"), k = strcspn(s, "=&");
		char *key = unescape(s, k);
		bool replaced = seconds > 0 && strcmp(key, "seconds") == 0;
		const char *value = k < n ? unescape(s + k + 1, n - k - 1) : "";
		if (strcmp(key, "seconds") == 0)
			*in_query = atoi(value);
		if (n > 0 && !replaced)
			add_parameter(&list, key, value);
		s += n + (s[n] == '&');
	}
	if (seconds > 0)
		add_parameter(&list, "seconds", arena_printf("%d", seconds));
	if (list.len > 1)
		qsort(list.at, (size_t)list.len, sizeof *list.at, by_key);
	Buf b = {0};
	VEC_EACH(Parameter, p, &list) {
		buf_puts(&b, b.len ? "&" : "");
		escape(&b, p->key);
		buf_putc(&b, '=');
		escape(&b, p->value);
	}
	return buf_str(&b);
}

const char *http_profile_url(const char *source, int seconds, int *timeout)
{
	Url u;
	if (!url_parse(source, &u)) {
		// host:port/path is taken for a URL, a mere name is not.
		size_t n = strcspn(source, ":/?#");
		if (source[n] != ':' || !url_parse(arena_printf("http://%s", source), &u))
			return NULL;
	}
	int in_query = 0;
	const char *query = rewrite_query(u.query, seconds, &in_query);
	int duration = seconds > 0 ? seconds : in_query;
	if (*timeout <= 0)
		*timeout = duration > 0 ? duration + duration / 2 : 60;
	const char *path = *u.path && strcmp(u.path, "/") != 0 ? u.path : "/debug/pprof/profile";
	return arena_printf("%s://%s%s%s%s", u.scheme, u.authority, path, *query ? "?" : "", query);
}

// --- connection ----------------------------------------------------------------------------------

static const char *lower_error(int number)
{
	char *text = arena_printf("%s", strerror(number));
	text[0] |= 0x20;
	return text;
}

static int connect_to(const Url *u, const char **error)
{
	const char *port = *u->port ? u->port : "80";
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list = NULL;
	if (getaddrinfo(u->host, port, &hints, &list) != 0) {
		*error = arena_printf("dial tcp: lookup %s: no such host", u->host);
		return -1;
	}
	for (struct addrinfo *a = list; a; a = a->ai_next) {
		int fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
		if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) == 0) {
			freeaddrinfo(list);
			return fd;
		}
		int number = errno;
		char host[256] = "";
		getnameinfo(a->ai_addr, a->ai_addrlen, host, sizeof host, NULL, 0, NI_NUMERICHOST);
		*error = arena_printf(strchr(host, ':') ? "dial tcp [%s]:%s: connect: %s"
							: "dial tcp %s:%s: connect: %s",
				      host, port, lower_error(number));
		if (fd >= 0)
			close(fd);
	}
	freeaddrinfo(list);
	return -1;
}

static bool send_all(int fd, const char *s)
{
	for (size_t n = strlen(s); n > 0;) {
		ssize_t sent = send(fd, s, n, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		s += sent;
		n -= (size_t)sent;
	}
	return true;
}

// Everything the server sends.  Only the first byte is waited for with a timeout, as in Go.
static const char *receive_all(int fd, int timeout, size_t *size, const char **error)
{
	struct pollfd p = {fd, POLLIN, 0};
	int ready;
	while ((ready = poll(&p, 1, timeout * 1000)) < 0 && errno == EINTR)
		;
	if (ready == 0) {
		*error = "net/http: timeout awaiting response headers";
		return NULL;
	}
	const char *text = fetch_read(fd, size);
	if (!text)
		*error = arena_printf("read tcp: %s", lower_error(errno));
	return text;
}

// --- answers -------------------------------------------------------------------------------------

typedef struct {
	int status;
	const char *status_text;     // "404 Not Found"
	const char *head, *head_end; // header lines
	const char *body;
	size_t size;
	const char *cut; // what is wrong with the body, or NULL
} Response;

// The value of a header line, or NULL.
static const char *header(const Response *r, const char *name)
{
	size_t n = strlen(name);
	for (const char *s = r->head; s < r->head_end;) {
		const char *end = strstr(s, "\r\n");
		if (strncasecmp(s, name, n) == 0 && s[n] == ':') {
			s += n + 1;
			s += strspn(s, " \t");
			return arena_strndup(s, (size_t)(end - s));
		}
		s = end + 2;
	}
	return NULL;
}

// Undoes chunks: each a length in hexadecimal, a line end, that many bytes and a line end.
static const char *join_chunks(Response *r)
{
	Buf b = {0};
	const char *s = r->body, *end = r->body + r->size;
	for (;;) {
		char *digits_end;
		unsigned long n = s < end ? strtoul(s, &digits_end, 16) : 0;
		if (s >= end || digits_end == s)
			return "unexpected EOF";
		const char *line_end = strstr(digits_end, "\r\n");
		if (!line_end)
			return "unexpected EOF";
		if (n == 0)
			break;
		s = line_end + 2;
		if (n > (size_t)(end - s))
			return "unexpected EOF";
		buf_write(&b, s, n);
		s += n + 2;
	}
	r->size = b.len;
	r->body = buf_str(&b);
	return NULL;
}

static const char *parse_response(const char *text, size_t size, Response *r)
{
	const char *head_end = strstr(text, "\r\n\r\n");
	if (size == 0)
		return "EOF";
	if (strncmp(text, "HTTP/1.", 7) != 0 || !head_end)
		return arena_printf("malformed HTTP response \"%.*s\"", (int)strcspn(text, "\r\n"),
				    text);
	const char *line_end = strstr(text, "\r\n");
	r->status_text = arena_strndup(text + 9, (size_t)(line_end - text - 9));
	r->status = atoi(r->status_text);
	r->head = line_end + 2;
	r->head_end = head_end + 2;
	r->body = head_end + 4;
	r->size = size - (size_t)(r->body - text);
	const char *coding = header(r, "Transfer-Encoding"), *length = header(r, "Content-Length");
	if (coding && strcasecmp(coding, "chunked") == 0) {
		r->cut = join_chunks(r);
	} else if (length) {
		size_t n = strtoul(length, NULL, 10);
		r->cut = n > r->size ? "unexpected EOF" : NULL;
		r->size = n < r->size ? n : r->size;
	}
	return NULL;
}

static const char *exchange(const Url *u, int timeout, Response *r)
{
	const char *error = NULL;
	if (strcmp(u->scheme, "http") != 0)
		return arena_printf("unsupported protocol scheme \"%s\"", u->scheme);
	int fd = connect_to(u, &error);
	if (fd < 0)
		return error;
	const char *text = NULL;
	size_t size;
	char *request =
	    arena_printf("GET %s%s%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: vole\r\n"
			 "Accept-Encoding: identity\r\nConnection: close\r\n\r\n",
			 *u->path ? u->path : "/", *u->query ? "?" : "", u->query, u->authority);
	if (!send_all(fd, request))
		error = arena_printf("write tcp: %s", lower_error(errno));
	else
		text = receive_all(fd, timeout + 5, &size, &error);
	close(fd);
	return text ? parse_response(text, size, r) : error;
}

// Where the answer sends us, or NULL; *shown: in its own words.
static const char *redirection(const Url *u, const Response *r, const char **shown)
{
	const char *to = header(r, "Location");
	*shown = to;
	bool moved = r->status == 301 || r->status == 302 || r->status == 303 || r->status == 307 ||
		     r->status == 308;
	if (!moved || !to)
		return NULL;
	if (*to != '/')
		return to;
	return arena_printf("%s://%s%s", u->scheme, u->authority, to);
}

static const char *refusal(const Response *r)
{
	const char *type = header(r, "Content-Type");
	if (header(r, "X-Go-Pprof") && type && strstr(type, "text/plain"))
		return arena_printf("server response: %s - %.*s", r->status_text, (int)r->size,
				    r->body);
	return arena_printf("server response: %s", r->status_text);
}

Fetched http_get(const char *url, int timeout)
{
	const char *at = url, *shown = url;
	for (int hops = 0; hops < 10; hops++) {
		Url u;
		Response r = {0};
		const char *error =
		    url_parse(at, &u) ? exchange(&u, timeout, &r) : "no host in request URL";
		if (error)
			return (Fetched){.error = arena_printf("Get \"%s\": %s", at, error)};
		const char *next = redirection(&u, &r, &shown);
		if (!next && r.status != 200)
			return (Fetched){.error = refusal(&r)};
		if (!next && r.cut)
			return (Fetched){.error = r.cut};
		if (!next)
			return (Fetched){.data = r.body, .size = r.size, .remote = true};
		at = next;
	}
	return (Fetched){.error = arena_printf("Get \"%s\": stopped after 10 redirects", shown)};
}
