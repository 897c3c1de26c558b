// go_system.c - what Go's own packages os, syscall and internal/... ask of the runtime.
//
// Each function is the symbol of a declaration without a body there (compiler/driver/golib.c says
// which programs have them).  What returns more than two words is in stdlib/runtime/golib.go.

#include <cpuid.h>
#include <sys/syscall.h>

#include "scheduler.h"
#include "fatal.h"
#include "os.h"
#include "sema.h"

// --- the processor -------------------------------------------------------------------------------

void runtime_processor(uint32_t leaf, uint32_t subleaf, uint32_t *r) GO_SYMBOL("runtime.processor");

void runtime_processor(uint32_t leaf, uint32_t subleaf, uint32_t *r)
{
	if (leaf == UINT32_MAX)
		__asm__("xgetbv" : "=a"(r[0]), "=d"(r[3]) : "c"(0));
	else if (leaf == UINT32_MAX - 1)
		__asm__ volatile("rdtscp" : "=a"(r[0]), "=d"(r[3]), "=c"(r[2]) : :);
	else
		__cpuid_count(leaf, subleaf, r[0], r[1], r[2], r[3]);
}

// --- semaphores, output --------------------------------------------------------------------------

void poll_semacquire(uint32_t *s) GOLIB_SYMBOL("internal/poll.runtime_Semacquire");
void poll_semrelease(uint32_t *s) GOLIB_SYMBOL("internal/poll.runtime_Semrelease");
int32_t runtime_write(uintptr_t fd, const void *p, int32_t n) GO_SYMBOL("runtime.write");
void sysrand_fatal(const char *text, intptr_t n) GOLIB_SYMBOL("crypto/internal/sysrand.fatal");
void rand_fatal(const char *text, intptr_t n) GOLIB_SYMBOL("crypto/rand.fatal");
void fips_fatal(const char *text, intptr_t n) GOLIB_SYMBOL("crypto/internal/fips140.fatal");
uint64_t runtime_rand(void) GO_SYMBOL("runtime.rand");
int64_t runtime_nanotime(void) GO_SYMBOL("runtime.nanotime");

void poll_semacquire(uint32_t *s)
{
	sema_acquire(s, false, WAIT_SEMACQUIRE);
}

void poll_semrelease(uint32_t *s)
{
	sema_release(s, false);
}

int32_t runtime_write(uintptr_t fd, const void *p, int32_t n)
{
	return (int32_t)os_syscall(SYS_write, (intptr_t)fd, (intptr_t)p, n, 0, 0, 0);
}

void sysrand_fatal(const char *text, intptr_t n)
{
	fatal_text(text, n);
}

void rand_fatal(const char *text, intptr_t n)
{
	fatal_text(text, n);
}

void fips_fatal(const char *text, intptr_t n)
{
	fatal_text(text, n);
}

uint64_t runtime_rand(void)
{
	return rt_rand();
}

int64_t runtime_nanotime(void)
{
	return os_nanotime();
}

// --- what a goroutine has said about FIPS 140 ----------------------------------------------------

uint8_t fips_indicator(void) GOLIB_SYMBOL("crypto/internal/fips140.getIndicator");
void fips_set_indicator(uint8_t v) GOLIB_SYMBOL("crypto/internal/fips140.setIndicator");
bool fips_bypassed(void) GOLIB_SYMBOL("crypto/fips140.isBypassed");
void fips_bypass(void) GOLIB_SYMBOL("crypto/fips140.setBypass");
void fips_end_bypass(void) GOLIB_SYMBOL("crypto/fips140.unsetBypass");

uint8_t fips_indicator(void)
{
	return getg()->fips_indicator;
}

void fips_set_indicator(uint8_t v)
{
	getg()->fips_indicator = v;
}

bool fips_bypassed(void)
{
	return getg()->fips_bypass;
}

void fips_bypass(void)
{
	getg()->fips_bypass = true;
}

void fips_end_bypass(void)
{
	getg()->fips_bypass = false;
}
