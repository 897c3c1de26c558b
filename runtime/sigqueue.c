// sigqueue.c - signals that package os/signal has asked for.
//
// A handler may neither allocate nor lock: it sets the signal's bit in `pending` and wakes the
// thread of the one goroutine that reads them, which sleeps as in a system call.  A signal that
// comes again before it is read is one signal, as the kernel has it too.
//
// The runtime's own handlers (signal.c) ask sigqueue_take() first, so a signal that serves both the
// runtime and the program reaches both.

#include <signal.h>

#include "scheduler.h"
#include "os.h"
#include "signals.h"

enum { SIGNALS = 65, WORD_BITS = 32, WORDS = (SIGNALS + WORD_BITS - 1) / WORD_BITS };

// wanted: by os/signal; set and cleared by its functions, one at a time.  Relaxed: a signal that
// comes while this changes may go either way.
static atomic_u32 wanted[WORDS];
static atomic_u32 pending[WORDS]; // set by handlers, taken by the reader, both by cas
static atomic_u32 arrived;        // futex: 1 after a bit was set, until the reader looks
static atomic_u32 delivering;     // handlers between the test of `wanted` and the wake-up
static atomic_u32 reading;        // 1: the reader has looked, found nothing and sleeps
static atomic_u32 initially_ignored[WORDS];

static bool has(const atomic_u32 *set, uint32_t n)
{
	return atomic_load32(&set[n / WORD_BITS]) >> n % WORD_BITS & 1;
}

static void change(atomic_u32 *set, uint32_t n, bool on)
{
	unsigned old, bit = 1u << n % WORD_BITS;

	do
		old = atomic_load32(&set[n / WORD_BITS]); // expected value of the cas
	while (!atomic_cas32(&set[n / WORD_BITS], old, on ? old | bit : old & ~bit));
}

bool sigqueue_take(int number)
{
	bool take;

	atomic_add32(&delivering, 1);
	take = has(wanted, (uint32_t)number);
	if (take) {
		change(pending, (uint32_t)number, true);
		atomic_store32_full(&arrived, 1);
		os_futex_wake(&arrived, 1);
	}
	atomic_add32(&delivering, -1);
	return take;
}

// --- package os/signal ---------------------------------------------------------------------------

void os_signal_enable(uint32_t n) GOLIB_SYMBOL("os/signal.signal_enable");
void os_signal_disable(uint32_t n) GOLIB_SYMBOL("os/signal.signal_disable");
void os_signal_ignore(uint32_t n) GOLIB_SYMBOL("os/signal.signal_ignore");
bool os_signal_ignored(uint32_t n) GOLIB_SYMBOL("os/signal.signal_ignored");
uint32_t os_signal_recv(void) GOLIB_SYMBOL("os/signal.signal_recv");
void os_signal_wait_until_idle(void) GOLIB_SYMBOL("os/signal.signalWaitUntilIdle");

void os_signal_enable(uint32_t n)
{
	if (n == 0 || n >= SIGNALS)
		return;
	if (!has(wanted, n))
		change(initially_ignored, n, signal_is_ignored((int)n));
	change(wanted, n, true);
	signal_to_program((int)n);
}

void os_signal_disable(uint32_t n)
{
	if (n == 0 || n >= SIGNALS)
		return;
	change(wanted, n, false);
	signal_to_runtime((int)n, has(initially_ignored, n));
}

void os_signal_ignore(uint32_t n)
{
	if (n == 0 || n >= SIGNALS)
		return;
	change(wanted, n, false);
	change(initially_ignored, n, true);
	signal_to_runtime((int)n, true);
}

bool os_signal_ignored(uint32_t n)
{
	return n > 0 && n < SIGNALS && signal_is_ignored((int)n);
}

static uint32_t take_pending(void)
{
	for (int i = 0; i < WORDS; i++) {
		unsigned old = atomic_load32(&pending[i]); // hint: the cas in change() takes it
		if (old) {
			uint32_t n = (uint32_t)(i * WORD_BITS + __builtin_ctz(old));
			change(pending, n, false);
			return n;
		}
	}
	return 0;
}

uint32_t os_signal_recv(void)
{
	for (;;) {
		uint32_t n;

		atomic_store32_full(&reading, 0); // before it takes one: see below
		atomic_store32_full(&arrived, 0);
		n = take_pending();
		if (n)
			return n;
		atomic_store32_full(&reading, 1);
		sched_enter_syscall();
		os_futex_wait(&arrived, 0, INT64_MAX);
		sched_exit_syscall();
	}
}

// Everything that was sent before has been handed to the reader, who is back for more.  The order
// of the questions is that of a signal's way: handler, bit, reader.
void os_signal_wait_until_idle(void)
{
	for (;;) {
		bool idle =
		    atomic_load32_acquire(&delivering) == 0; // pairs with the add that ends one
		for (int i = 0; i < WORDS; i++)
			idle &= atomic_load32(&pending[i]) == 0; // asked again below
		if (idle &&
		    atomic_load32_acquire(&reading)) // pairs with the store that found nothing
			return;
		sched_gosched();
	}
}
