// heapsites.c - at the end of a program, where it allocated.
//
// `vole run -m=heap` sets VOLE_HEAP_SITES to the name of a file.  Then the heap profile samples
// every allocation, and when the program ends, in whatever way but SIGKILL, the file gets all that
// was ever allocated, by stack, and what stands at the addresses (the reader has no debug data):
//
//	b OBJECTS BYTES ENTRY PC PC ...
//	p PC LINE NAME<tab>FILE
//	end
//
// A line b is a stack, innermost first, on which so many objects of that size were allocated; ENTRY
// is the function of the runtime that was called, or 0.  Lines p say what stands at a PC: the
// innermost of the functions inlined there, and those around it.
//
// Other goroutines may still run: they wait at their next allocation, for the profile's lock is
// kept.  In a process that dies it may never come free (its holder is frozen, or the one who dies);
// then the file stays without its last line.  Nothing here allocates from the heap.

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>

#include "scheduler.h"
#include "heapsites.h"
#include "debugvars.h"
#include "os.h"
#include "profile.h"
#include "symtab.h"

bool heapsites_wanted;

static const char *path;
static atomic_u32 begun;

// --- the file ------------------------------------------------------------------------------------

static struct {
	int fd;
	size_t n;
	char text[8192];
} out;

static void flush(void)
{
	os_write(out.fd, out.text, out.n);
	out.n = 0;
}

static void put(const char *s, size_t n)
{
	for (size_t done = 0, some; done < n; done += some) {
		if (out.n == sizeof out.text)
			flush();
		some = n - done < sizeof out.text - out.n ? n - done : sizeof out.text - out.n;
		memcpy(out.text + out.n, s + done, some);
		out.n += some;
	}
}

static void put_number(uint64_t x) // and a space
{
	char digits[24], *p = digits + sizeof digits;

	*--p = ' ';
	do
		*--p = (char)('0' + x % 10);
	while ((x /= 10) != 0);
	put(p, (size_t)(digits + sizeof digits - p));
}

// --- addresses -----------------------------------------------------------------------------------

// Every address once.
static struct {
	uintptr_t *at;
	size_t cap; // a power of two
} seen;

static void count_pcs(const ProfileRecord *r, void *n)
{
	*(size_t *)n += (size_t)r->npcs + 1;
}

static bool make_room(size_t n)
{
	seen.cap = 64;
	while (seen.cap < 2 * n)
		seen.cap *= 2;
	seen.at = os_map(seen.cap * sizeof *seen.at);
	return seen.at != NULL;
}

static void note_pc(uintptr_t pc)
{
	size_t i = (pc * 0x9e3779b97f4a7c15u) >> 20;

	while (seen.at[i % seen.cap] && seen.at[i % seen.cap] != pc)
		i++;
	seen.at[i % seen.cap] = pc;
}

static void put_record(const ProfileRecord *r, void *unused)
{
	(void)unused;
	put("b ", 2);
	put_number((uint64_t)r->counts.allocs);
	put_number(r->size);
	put_number(r->entry);
	if (r->entry)
		note_pc(r->entry);
	for (int i = 0; i < r->npcs; i++) {
		put_number(r->pcs[i]);
		note_pc(r->pcs[i]);
	}
	put("\n", 1);
}

static void put_names(uintptr_t pc)
{
	PcInfo info;

	for (int i = 0; symtab_pc(pc, i, &info); i++) {
		put("p ", 2);
		put_number(pc);
		put_number((uint64_t)info.line);
		put((const char *)info.name.ptr, (size_t)info.name.len);
		put("\t", 1);
		put((const char *)info.file.ptr, (size_t)info.file.len);
		put("\n", 1);
	}
}

// --- the end -------------------------------------------------------------------------------------

void heapsites_write(void)
{
	size_t n = 0;

	if (!heapsites_wanted || !atomic_cas32(&begun, 0, 1))
		return;
	out.fd = (int)os_syscall(SYS_open, (intptr_t)path, O_WRONLY | O_CLOEXEC, 0, 0, 0, 0);
	if (out.fd < 0 || !profile_hold())
		return;
	profile_each_ever(count_pcs, &n);
	if (!make_room(n))
		return;
	profile_each_ever(put_record, NULL);
	for (size_t i = 0; i < seen.cap; i++)
		if (seen.at[i])
			put_names(seen.at[i]);
	put("end\n", 4);
	flush();
}

static void on_signal(int number)
{
	heapsites_write();
	signal(number, SIG_DFL);
	raise(number);
}

void heapsites_catch(void)
{
	static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};
	struct sigaction old, action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK};

	for (size_t i = 0; heapsites_wanted && i < sizeof numbers / sizeof *numbers; i++)
		if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(numbers[i], &action, NULL);
}

// The program's children are none of our business: they find no request.
void heapsites_init(void)
{
	static const char name[] = "VOLE_HEAP_SITES=";
	char **to = os_envp;

	for (char **from = os_envp; from && *from; from++)
		if (strncmp(*from, name, sizeof name - 1) == 0)
			path = *from + sizeof name - 1;
		else
			*to++ = *from;
	if (!path)
		return;
	*to = NULL;
	heapsites_wanted = true;
	debug.memprofilerate = 1;
}
