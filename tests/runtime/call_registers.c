// call_registers.c - while a goroutine is in a system call, what its callee-saved registers point
// to is alive.
//
// An object's address is nowhere but in one of them, from before the call to after it.
//
// run: GOMAXPROCS=2 GODEBUG=clobberfree=1

#include <stdio.h>
#include "gc.h"
#include "scheduler.h"
#include "memory.h"
#include "empty_roots.h"
#include "linked.h"
#include "os.h"

enum { SEAL = 0x5ea1 };

static atomic_u32 in_call, collected;
static unsigned good;

static __attribute__((noinline)) uintptr_t hidden_object(void)
{
	uint64_t *p = malloc_gc(64, NULL, true);

	p[0] = SEAL;
	return ~(uintptr_t)p;
}

static __attribute__((noinline)) void forget_calls(void)
{
	char below[4096];
	memset(below, 0, sizeof below);
	__asm__ volatile("" : : "r"(below) : "memory");
}

static __attribute__((used)) void wait_in_call(void)
{
	atomic_add32(&in_call, 1);
	while (!atomic_load32(&collected))
		os_sleep(100000);
}

// rsp is a multiple of 16 at each call.
#define HOLD(reg)                                                                                  \
	static __attribute__((noinline)) uintptr_t hold_##reg(uintptr_t hidden)                    \
	{                                                                                          \
		__asm__ volatile("movq %%rsp, %%r13\n\tandq $-16, %%rsp\n\tpushq %%r13\n\t"        \
				 "pushq %%r13\n\tmovq %0, %%" #reg "\n\tnotq %%" #reg "\n\t"       \
				 "xorl %%r13d, %%r13d\n\t"                                         \
				 "call sched_enter_syscall\n\tcall wait_in_call\n\t"               \
				 "call sched_exit_syscall\n\tnotq %%" #reg "\n\tmovq %%" #reg      \
				 ", %%rax\n\tpopq %%rsp"                                           \
				 : "+a"(hidden)                                                    \
				 :                                                                 \
				 : "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11",    \
				   "r12", "r13", "r14", "r15", "memory", "cc");                    \
		return hidden;                                                                     \
	}
HOLD(rbx)
HOLD(r12)
HOLD(r14)
HOLD(r15)

static void call(void *hold)
{
	uintptr_t hidden = hidden_object();

	forget_calls();
	hidden = ((uintptr_t (*)(uintptr_t))hold)(hidden);
	const uint64_t *p = (const uint64_t *)~hidden;
	if (p[0] == SEAL)
		__atomic_add_fetch(&good, 1, __ATOMIC_SEQ_CST);
	atomic_add32(&in_call, -1);
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	static uintptr_t (*const holds[])(uintptr_t) = {hold_rbx, hold_r12, hold_r14, hold_r15};
	enum { HOLDS = sizeof holds / sizeof holds[0] };

	for (int i = 0; i < HOLDS; i++)
		sched_spawn_c(call, (void *)holds[i], false);
	while (atomic_load32(&in_call) < HOLDS)
		timer_sleep(1000000);
	gc_collect();
	gc_collect();
	atomic_store32(&collected, 1);
	while (atomic_load32(&in_call))
		timer_sleep(1000000);
	if (good == HOLDS)
		printf("ok: %u registers\n", good);
	else
		printf("FAIL: %u of %u registers kept their object\n", good, (unsigned)HOLDS);
	fflush(stdout);
}
