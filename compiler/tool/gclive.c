// gclive.c - the page about a program's garbage collection while it runs: vole run -gcview.
//
// The program's standard error is a pipe to us.  Its gctrace lines become events; the rest goes to
// our own standard error as soon as it can be no such line.  (If the user asked for gctrace,
// everything does.)  The server is this one loop around poll: no client can hold up the program, as
// what a client has not taken yet waits in the history, which all share.  It answers on 127.0.0.1
// only, and only to requests that name it so: a page from elsewhere cannot read it through a name
// of its own.
//
//	GET /        the page, which asks for
//	GET /events  every cycle so far and all to come (server-sent events), then `end`

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"

enum { MAX_CLIENTS = 32, MAX_REQUEST = 8192, TICK_MS = 100, GOODBYE_MS = 1000, MAX_LINE = 4096 };

typedef struct {
	int fd; // -1: the place is free
	char request[MAX_REQUEST];
	size_t asked;    // bytes of it
	const char *out; // what is sent first ...
	size_t out_left;
	bool follows;    // ... and then the history
	size_t followed; // how much of that has been sent
} Client;

static int listener = -1, from_child = -1, to_parent = -1, port;
static bool pass_traces; // the user wants to see them, too
static Buf history;      // events, as they are sent
static Buf line;         // of the program's standard error: what has not been passed on
static Client *clients;
static const char *title;

// --- before the program starts -------------------------------------------------------------------

// The value of gctrace in a GODEBUG list; the last one counts.
static int asked_for(const char *list)
{
	int value = 0;
	for (const char *s = list; *s;) {
		size_t n = strcspn(s, ",");
		if (strncmp(s, "gctrace=", 8) == 0)
			value = atoi(s + 8);
		s += n + (s[n] == ',');
	}
	return value;
}

static bool fail(const char *what)
{
	fprintf(stderr, "vole run: -gcview: %s: %s\n", what, strerror(errno));
	return false;
}

bool gclive_open(const char *program)
{
	const char *list = getenv("GODEBUG");
	pass_traces = list && asked_for(list) > 0;
	if (!pass_traces)
		setenv("GODEBUG", list && *list ? arena_printf("%s,gctrace=1", list) : "gctrace=1",
		       1);
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fail("pipe");
	from_child = ends[0];
	to_parent = ends[1];
	fcntl(from_child, F_SETFL, O_NONBLOCK);
	struct sockaddr_in at = {.sin_family = AF_INET};
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	socklen_t size = sizeof at;
	listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&at, size) != 0 ||
	    listen(listener, MAX_CLIENTS) != 0 ||
	    getsockname(listener, (struct sockaddr *)&at, &size) != 0)
		return fail("listen on 127.0.0.1");
	port = ntohs(at.sin_port);
	title = program;
	clients = arena_alloc(MAX_CLIENTS * sizeof *clients);
	for (int i = 0; i < MAX_CLIENTS; i++)
		clients[i].fd = -1;
	fprintf(stderr, "gcview: http://127.0.0.1:%d/\n", port);
	return true;
}

void gclive_child(void)
{
	dup2(to_parent, STDERR_FILENO);
}

// --- the program's standard error ----------------------------------------------------------------

static void pass_on(const char *s, size_t n)
{
	while (n > 0) {
		ssize_t written = write(STDERR_FILENO, s, n);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return; // nobody reads it: the program would not be stopped by that, either
		s += written;
		n -= (size_t)written;
	}
}

// The line is complete, with its end.
static void finish_line(void)
{
	Buf cycle = {0};
	const char *text = buf_str(&line), *trace = gctrace_parse(text, &cycle);
	if (trace)
		buf_printf(&history, "event: cycle\ndata: %s\n\n", buf_str(&cycle));
	pass_on(text, trace && !pass_traces ? (size_t)(trace - text) : line.len);
	line.len = 0;
}

// Passes on what will be no gctrace line, whatever follows.
static void flush_line(bool all)
{
	const char *text = buf_str(&line), *begin = all ? NULL : gctrace_begin(text);
	size_t n = begin && line.len < MAX_LINE ? (size_t)(begin - text) : line.len;
	pass_on(text, n);
	memmove(line.s, line.s + n, line.len - n);
	line.len -= n;
}

// What there is to read.  false: that was the end.
static bool read_child(void)
{
	char part[1 << 14];
	for (;;) {
		ssize_t n = read(from_child, part, sizeof part);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 && errno == EAGAIN;
		for (ssize_t i = 0; i < n; i++) {
			buf_putc(&line, part[i]);
			if (part[i] == '\n')
				finish_line();
		}
		flush_line(false);
	}
}

// --- clients -------------------------------------------------------------------------------------

static void drop(Client *c)
{
	close(c->fd);
	c->fd = -1;
}

static void accept_client(void)
{
	int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd < 0)
		return;
	for (int i = 0; i < MAX_CLIENTS; i++)
		if (clients[i].fd < 0) {
			clients[i] = (Client){.fd = fd};
			return;
		}
	close(fd);
}

static void answer(Client *c, const char *status, const char *type, const char *body, size_t size)
{
	Buf b = {0};
	buf_printf(&b,
		   "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
		   "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
		   "Connection: close\r\n\r\n",
		   status, type, size);
	buf_write(&b, body, size);
	c->out = b.s;
	c->out_left = b.len;
}

static void answer_page(Client *c)
{
	static const char *page; // made once
	static size_t size;
	if (!page) {
		Buf json = {0};
		buf_puts(&json, "{\"live\":true,\"cycles\":[],\"title\":");
		json_string(&json, title);
		buf_putc(&json, '}');
		page = page_compose(PAGE_GCVIEW, arena_printf("gcview: %s", title), buf_str(&json),
				    &size);
	}
	answer(c, "200 OK", "text/html; charset=utf-8", page, size);
}

// Does the request name us by our own address?
static bool names_us(const char *request)
{
	const char *host = strcasestr(request, "\r\nHost:");
	if (!host)
		return false;
	host += 7 + strspn(host + 7, " \t");
	size_t n = strcspn(host, "\r\n");
	const char *const names[] = {"127.0.0.1", "localhost"};
	for (int i = 0; i < 2; i++) {
		const char *own = arena_printf("%s:%d", names[i], port);
		if (strlen(own) == n && strncasecmp(own, host, n) == 0)
			return true;
	}
	return false;
}

static void answer_request(Client *c)
{
	static const char events[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
				     "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
	const char *path = c->request + 4, *refusal = NULL;
	size_t n = strcspn(path, " ?\r\n");
	bool get = strncmp(c->request, "GET ", 4) == 0;
	if (!names_us(c->request))
		refusal = "403 Forbidden";
	else if (!get)
		refusal = "405 Method Not Allowed";
	else if (n == 7 && memcmp(path, "/events", n) == 0) {
		c->out = events;
		c->out_left = sizeof events - 1;
		c->follows = true;
	} else if (n == 1 && *path == '/')
		answer_page(c);
	else
		refusal = "404 Not Found";
	if (refusal)
		answer(c, refusal, "text/plain; charset=utf-8", refusal, strlen(refusal));
}

static void read_client(Client *c)
{
	char *at = c->request + c->asked;
	ssize_t n = recv(c->fd, at, MAX_REQUEST - 1 - c->asked, 0);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0 || c->out) { // gone; or it goes on talking
		if (n <= 0)
			drop(c);
		return;
	}
	c->asked += (size_t)n;
	c->request[c->asked] = '\0';
	if (strstr(c->request, "\r\n\r\n"))
		answer_request(c);
	else if (c->asked == MAX_REQUEST - 1)
		drop(c);
}

// How much of the client's answer waits to be sent, and where that is.
static size_t waiting(const Client *c, const char **from)
{
	if (c->out_left > 0) {
		*from = c->out;
		return c->out_left;
	}
	*from = history.s + c->followed;
	return c->follows ? history.len - c->followed : 0;
}

static void write_client(Client *c)
{
	const char *from;
	for (size_t n; (n = waiting(c, &from)) > 0;) {
		ssize_t sent = send(c->fd, from, n, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0 && errno == EAGAIN)
			return;
		if (sent <= 0) {
			drop(c);
			return;
		}
		if (c->out_left > 0) {
			c->out += sent;
			c->out_left -= (size_t)sent;
		} else {
			c->followed += (size_t)sent;
		}
	}
	if (c->out && !c->follows)
		drop(c); // all of it has been sent
}

// --- the loop ------------------------------------------------------------------------------------

// Waits for something to do, and does it.  false: the program's standard error is at its end.
static bool serve_once(bool listening, bool reading, int timeout)
{
	struct pollfd p[2 + MAX_CLIENTS];
	const char *from;
	p[0] = (struct pollfd){listening ? listener : -1, POLLIN, 0};
	p[1] = (struct pollfd){reading ? from_child : -1, POLLIN, 0};
	for (int i = 0; i < MAX_CLIENTS; i++) {
		const Client *c = &clients[i];
		short events = POLLIN;
		if (c->fd >= 0 && waiting(c, &from) > 0)
			events |= POLLOUT;
		p[2 + i] = (struct pollfd){c->fd, events, 0};
	}
	if (poll(p, 2 + MAX_CLIENTS, timeout) <= 0)
		return true;
	bool more = !p[1].revents || read_child();
	for (int i = 0; i < MAX_CLIENTS; i++) {
		Client *c = &clients[i];
		if (c->fd >= 0 && p[2 + i].revents & ~POLLOUT)
			read_client(c);
		if (c->fd >= 0)
			write_client(c);
	}
	if (p[0].revents)
		accept_client();
	return more;
}

// Has the child ended?  It is not waited for: that is the caller's.
static bool ended(pid_t child, siginfo_t *info)
{
	info->si_pid = 0;
	return waitid(P_PID, (id_t)child, info, WEXITED | WNOHANG | WNOWAIT) != 0 || info->si_pid;
}

static bool clients_wait(void)
{
	const char *from;
	for (int i = 0; i < MAX_CLIENTS; i++)
		if (clients[i].fd >= 0 && waiting(&clients[i], &from) > 0)
			return true;
	return false;
}

void gclive_serve(pid_t child)
{
	siginfo_t info;
	bool reading = true;
	close(to_parent);
	while (!ended(child, &info))
		reading = serve_once(true, reading, TICK_MS) && reading;
	if (reading)
		read_child(); // descendants may keep it open for ever
	flush_line(true);
	bool exited = info.si_code == CLD_EXITED;
	buf_printf(&history, "event: end\ndata: \"%s %d\"\n\n", exited ? "exit status" : "signal",
		   info.si_status);
	for (int left = GOODBYE_MS; left > 0 && clients_wait(); left -= TICK_MS / 10)
		serve_once(false, false, TICK_MS / 10);
	for (int i = 0; i < MAX_CLIENTS; i++)
		if (clients[i].fd >= 0)
			drop(&clients[i]);
	close(listener);
	close(from_child);
}
