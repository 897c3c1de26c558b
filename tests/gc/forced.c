// forced.c - a collection begins by itself when there was none for two minutes.  Linked with
// --wrap=os_nanotime, so that the runtime's clock can be put forward.

#include <stdio.h>
#include "gc.h"
#include "linked.h"

int64_t __real_os_nanotime(void);
int64_t __wrap_os_nanotime(void);

static volatile int64_t ahead; // ns

int64_t __wrap_os_nanotime(void)
{
	return __real_os_nanotime() + ahead;
}

const GoInit go_inits[] = {{NULL, NULL}};
static const GoType no_pointers;
static const GoRoot root __attribute__((section("goroots"), used)) = {NULL, &no_pointers};

// Cycles begun within half a second after the clock was put forward by seconds.
static unsigned cycles_after(int seconds)
{
	uint32_t before = cycle.number;
	ahead += seconds * (int64_t)1000000000;
	for (int64_t until = __real_os_nanotime() + 500000000; __real_os_nanotime() < until;)
		timer_sleep(1000000);
	return cycle.number - before;
}

static void expect(const char *what, unsigned got, unsigned want)
{
	if (got == want)
		return;
	printf("%s: %u collections, want %u\n", what, got, want);
	fflush(stdout);
	throw("forced collection");
}

void go_main_main(void)
{
	malloc_gc(64, NULL, true);
	expect("after 110 s", cycles_after(110), 0);
	expect("after 121 s", cycles_after(11), 1);
	expect("again after 110 s", cycles_after(110), 0);
	expect("again after 121 s", cycles_after(11), 1);
	gc_set_percent(-1);
	expect("after 300 s with GOGC=off", cycles_after(300), 0);
	printf("ok\n");
	fflush(stdout);
}
