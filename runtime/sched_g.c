// sched_g.c - goroutines: birth, death and what is kept of the dead.  See sched.c.
//
// A G is never freed; a dead one keeps its stack slot and waits on the free list of its P, from
// where batches go to and from a global list.  What is on the global list beyond a working stock
// gives its stack's memory back (sched_trim_dead).

#include <string.h>
#include "scheduler.h"
#include "bubble.h"
#include "memory.h"
#include "asm.h"
#include "trace.h"

enum { DEAD_LOCAL = 64, DEAD_BATCH = 32, TRIM_BATCH = 128 };

static G *g_new(void)
{
	G *g = rt_alloc(sizeof *g);

	g->times_runnable = (uint32_t)rt_rand(); // not all new ones are measured at once
	stack_attach(g);
	sched_cas_status(g, G_IDLE, G_DEAD);
	lock_acquire(&sched_lock);
	g->all_next = sched_all_g;
	// release: who walks the list without the lock (mark.c, traceback.c) finds all_next set; it
	// reads through the pointer it loaded, which orders the reads.
	atomic_store_ptr_release((void *volatile *)&sched_all_g, g);
	lock_release(&sched_lock);
	return g;
}

static G *dead_pop(G **list)
{
	G *g = *list;

	if (g) {
		g_leave_queue(g, QUEUE_DEAD);
		atomic_set(*list, g->sched_link);
	}
	return g;
}

static void dead_push(G **list, G *g)
{
	g_enter_queue(g, QUEUE_DEAD, G_DEAD);
	g->sched_link = *list;
	atomic_set(*list, g);
}

// Move a batch of dead Gs to p, first those that still have stack memory.
static void fetch_dead(P *p)
{
	G *g;

	lock_acquire(&sched_lock);
	for (int i = 0; i < DEAD_BATCH; i++) {
		g = dead_pop(&sched.dead);
		atomic_set(sched.n_dead, sched.n_dead - (g != NULL));
		if (!g && !(g = dead_pop(&sched.dead_clean)))
			break;
		dead_push(&p->g_free, g);
		p->g_free_n++;
	}
	lock_release(&sched_lock);
}

static G *g_get(P *p)
{
	if (!p->g_free && (atomic_get(sched.dead) || atomic_get(sched.dead_clean)))
		fetch_dead(p);
	if (!p->g_free)
		return g_new();
	p->g_free_n--;
	return dead_pop(&p->g_free);
}

void sched_give_dead_back(P *p, int keep)
{
	lock_acquire(&sched_lock);
	for (; p->g_free_n > keep; p->g_free_n--) {
		dead_push(&sched.dead, dead_pop(&p->g_free));
		atomic_set(sched.n_dead, sched.n_dead + 1);
	}
	lock_release(&sched_lock);
}

static void g_put(P *p, G *g)
{
	dead_push(&p->g_free, g);
	if (++p->g_free_n >= DEAD_LOCAL)
		sched_give_dead_back(p, DEAD_LOCAL / 2);
}

// Dead Gs beyond a working stock keep no stack memory.  Half of what is too much goes at a time, so
// that a program that makes many goroutines again and again does not fault its stacks in again and
// again.
void sched_trim_dead(void)
{
	int stock = 4 * DEAD_LOCAL * atomic_get(sched_gomaxprocs);

	for (int excess = (atomic_get(sched.n_dead) - stock) / 2; excess > 0;
	     excess -= TRIM_BATCH) {
		G *batch = NULL, *g;

		lock_acquire(&sched_lock);
		for (int i = 0; i < TRIM_BATCH && (g = dead_pop(&sched.dead)); i++) {
			atomic_set(sched.n_dead, sched.n_dead - 1);
			dead_push(&batch, g);
		}
		lock_release(&sched_lock);
		for (g = batch; g; g = g->sched_link)
			stack_release(g);
		lock_acquire(&sched_lock);
		while ((g = dead_pop(&batch)))
			dead_push(&sched.dead_clean, g);
		lock_release(&sched_lock);
	}
}

// g comes to life, but does not run yet.
static void g_begin(G *g, bool is_system, bool waits, uintptr_t go_pc)
{
	P *p = getp();

	g->id = atomic_add((atomic_word *)&sched.next_goid, 1);
	g->parent_id = getg()->id;
	g->go_pc = go_pc;
	g->is_system = is_system;
	g->labels = is_system ? NULL : getg()->labels;
	g->fips_indicator = 0;
	g->fips_bypass = !is_system && getg()->fips_bypass;
	shade(g->labels);
	g->bubble = is_system ? NULL : getg()->bubble;
	if (unlikely(g->bubble))
		bubble_enter(g, !waits);
	g->wait_reason = WAIT_NONE;
	gc_new_g(g);
	atomic_set(p->goroutines, p->goroutines + !is_system);
	if (is_system)
		atomic_add(&sched.n_system, 1);
}

// Make g runnable on the caller's P.
static void g_start(G *g, bool is_system, uintptr_t go_pc)
{
	g_begin(g, is_system, false, go_pc);
	sched_cas_status(g, G_DEAD, G_RUNNABLE);
	if (tracing())
		trace_go_create(g, false);
	runq_put(getp(), g, true);
	if (sched.main_started)
		sched_wake_p();
}

static G *spawn(GoClosure *entry, void (*c_entry)(void *), void *c_arg, bool is_system,
		uintptr_t go_pc)
{
	G *g;

	sched_acquire_m();
	g = g_get(getp());
	stack_prepare(g, 0);
	shade(entry);
	g->entry = entry;
	g->c_entry = c_entry;
	g->c_arg = c_arg;
	g_start(g, is_system, go_pc);
	sched_release_m();
	return g;
}

G *sched_spawn_waiting(void (*fn)(void *), void *arg, int wait_reason, uintptr_t go_pc)
{
	G *g;

	sched_acquire_m();
	g = g_get(getp());
	stack_prepare(g, 0);
	shade(arg);
	g->c_entry = fn;
	g->c_arg = arg;
	g_begin(g, false, true, go_pc);
	g->wait_reason = (uint32_t)wait_reason;
	sched_cas_status(g, G_DEAD, G_WAITING);
	if (tracing())
		trace_go_create(g, true);
	sched_release_m();
	return g;
}

G *sched_spawn_payload(void (*fn)(void *), const void *payload, size_t bytes)
{
	G *g;

	sched_acquire_m();
	g = g_get(getp());
	g->c_arg = stack_prepare(g, bytes);
	memcpy(g->c_arg, payload, bytes);
	g->c_entry = fn;
	g_start(g, false, 0);
	sched_release_m();
	return g;
}

G *sched_spawn_c(void (*fn)(void *), void *arg, bool is_system)
{
	return spawn(NULL, fn, arg, is_system, 0);
}

G *sched_spawn_bubbled(GoClosure *fn, uintptr_t go_pc)
{
	return spawn(fn, NULL, NULL, false, go_pc);
}

void sched_go(void *fn)
{
	if (unlikely(!fn))
		fatal("go of nil func value");
	spawn(fn, NULL, NULL, false, (uintptr_t)__builtin_return_address(0));
}

void sched_goroutine_main(void)
{
	G *g = getg();

	if (g->c_entry)
		g->c_entry(g->c_arg);
	else
		asm_call_closure(g->entry);
	sched_goexit();
}

static void goexit_on_g0(G *g, void *unused)
{
	M *m = getm();
	P *p = getp();
	G *partner = g->is_coro ? coro_leave(g) : NULL;
	bool ends;

	(void)unused;
	if (unlikely(g->wired_to) && partner && !partner->wired_to)
		sched_pass_wire(g, partner);
	ends = unlikely(g->wired_to) && sched_end_wire(g);
	if (unlikely(tracing()) && partner)
		trace_go_switch(partner, true);
	else if (tracing())
		trace_go_end();
	sched_cas_status(g, G_RUNNING, G_DEAD);
	if (unlikely(g->bubble)) {
		if (partner && partner->durable)
			bubble_awake(partner); // first, so that the bubble does not come to rest
		bubble_leave(g);
	}
	atomic_set(p->goroutines, p->goroutines - !g->is_system);
	if (g->is_system)
		atomic_add(&sched.n_system, -1);
	atomic_set(g->m, NULL);
	g->entry = NULL;
	g->c_entry = NULL;
	shade(g->labels); // a sample of the CPU profile may have them
	g->labels = NULL;
	atomic_set(g->wait_param, NULL);
	g->defers = NULL;
	g->panics = NULL;
	atomic_store32(&g->preempt, 0);
	atomic_store32(&g->preempt_stop, 0);
	atomic_set(m->curg, NULL);
	if (g->segment || g->spare)
		stack_finish(g);
	g_put(p, g);
	if (partner)
		coro_run(partner, ends);
	if (ends)
		sched_end_thread();
	sched_schedule();
}

void sched_goexit(void)
{
	gc_goexit(getg());
	asm_mcall(goexit_on_g0, NULL);
	__builtin_unreachable();
}

int sched_goroutines(void)
{
	int64_t n = 0;

	for (int i = 0; i < MAX_P && atomic_get(sched_all_p[i]); i++)
		n += atomic_get(sched_all_p[i]->goroutines);
	return n > 0 ? (int)n : 0;
}
