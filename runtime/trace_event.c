// trace_event.c - the events of the trace: one function for each thing that happens.  See trace.c.
//
// The reader knows which goroutine runs on an M and which P it has from the events before, so most
// events say neither.  It refuses a trace in which they cannot be true; what it expects of the
// order is:
//
//     P   idle --start--> running --syscall_begin--> in a system call --steal, stop--> idle
//     G   --create--> runnable --start--> running --stop--> runnable,  --block--> waiting
//     --unblock-->
//         runnable,  --syscall_begin--> in a system call --syscall_end--> running, or, if the P was
//         lost, --syscall_end_blocked--> runnable
//     M   starts a G while it has a P and no G; a start of a P before, or after its G's
//     syscall_end_blocked

#include <string.h>
#include "trace_internal.h"
#include "gc.h"
#include "scheduler.h"
#include "traceback.h"

enum { MAX_ARGS = 5, MAX_VARINT = 10 };

uint8_t *trace_put(uint8_t *p, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		*p++ = (uint8_t)(value | 0x80);
	*p++ = (uint8_t)value;
	return p;
}

// args[0] is not looked at.
static void put_event(int type, const uint64_t *args, size_t n)
{
	M *m = getm();
	TraceBuf *b = m->trace_buf;
	uint8_t *p;

	if (!b || sizeof b->data - b->n < 1 + (1 + MAX_ARGS) * MAX_VARINT)
		b = trace_new_batch(m);
	uint64_t now = trace_clock();
	if (now < b->last)
		now = b->last;
	p = b->data + b->n;
	*p++ = (uint8_t)type;
	p = trace_put(p, now - b->last);
	for (size_t i = 1; i < n; i++)
		p = trace_put(p, args[i]);
	b->n = (uint32_t)(p - b->data);
	b->last = now;
}

#define EVENT(type, ...)                                                                           \
	put_event(type, (const uint64_t[]){0, __VA_ARGS__},                                        \
		  sizeof((const uint64_t[]){0, __VA_ARGS__}) / sizeof(uint64_t))

// g's stack, which does not run or is the caller's own; 0: none.
static uint64_t stack_of(G *g)
{
	uintptr_t pcs[TRACE_DEPTH];
	int n = g ? traceback_callers_of(g, pcs, TRACE_DEPTH, true) : 0;

	return n ? trace_id(TRACE_STACKS, pcs, (size_t)n * sizeof *pcs) : 0;
}

// The running goroutine's, behind `mark`, without the function of the runtime that it called.
static uint64_t marked_stack(uintptr_t mark)
{
	uintptr_t pcs[1 + TRACE_DEPTH] = {mark};
	G *g = getm()->curg;
	int n = g ? traceback_callers_of(g, pcs + 1, TRACE_DEPTH, false) : 0;

	return n ? trace_id(TRACE_STACKS, mark ? pcs : pcs + 1, (size_t)(n + !!mark) * sizeof *pcs)
		 : 0;
}

static uint64_t stack_here(void)
{
	return stack_of(getm()->curg);
}

// --- Ps ------------------------------------------------------------------------------------------

void trace_proc_start(P *p)
{
	EVENT(EV_PROC_START, (uint64_t)p->id, ++p->trace_seq);
}

void trace_proc_stop(void)
{
	EVENT(EV_PROC_STOP);
}

void trace_proc_steal(P *p)
{
	EVENT(EV_PROC_STEAL, (uint64_t)p->id, ++p->trace_seq, (uint64_t)p->trace_m);
}

void trace_proc_created(P *p)
{
	p->trace_seq = 0;
	EVENT(EV_PROC_STATUS, (uint64_t)p->id, PROC_IDLE);
}

void trace_procs_changed(void)
{
	EVENT(EV_PROCS_CHANGE, (uint64_t)sched_gomaxprocs, stack_here());
}

// --- goroutines ----------------------------------------------------------------------------------

// What Go's tools call the reasons for which goroutines wait.
static const char *const reasons[WAIT_REASONS] = {
    [WAIT_NONE] = "unspecified",
    [WAIT_CHAN_RECEIVE] = "chan receive",
    [WAIT_CHAN_SEND] = "chan send",
    [WAIT_CHAN_RECEIVE_NIL] = "forever",
    [WAIT_CHAN_SEND_NIL] = "forever",
    [WAIT_SELECT] = "select",
    [WAIT_SELECT_NO_CASES] = "forever",
    [WAIT_SLEEP] = "sleep",
    [WAIT_SEMACQUIRE] = "sync",
    [WAIT_MUTEX_LOCK] = "sync",
    [WAIT_RWMUTEX_RLOCK] = "sync",
    [WAIT_RWMUTEX_LOCK] = "sync",
    [WAIT_WAITGROUP] = "sync",
    [WAIT_COND] = "sync.(*Cond).Wait",
    [WAIT_IO] = "network",
    [WAIT_COROUTINE] = "coroutine",
    [WAIT_GC_ASSIST_MARKING] = "GC mark assist wait for work",
    [WAIT_GC_ASSIST] = "GC mark assist wait for work",
    [WAIT_GC_SWEEP] = "GC background sweeper wait",
    [WAIT_GC_SCAVENGE] = "system goroutine wait",
    [WAIT_GC_WORKER_IDLE] = "system goroutine wait",
    [WAIT_GC_WORKER_ACTIVE] = "system goroutine wait",
    [WAIT_GC_SCAN] = "preempted",
    [WAIT_GC_MARK_TERMINATION] = "wait until GC ends",
    [WAIT_FOR_GC_CYCLE] = "wait until GC ends",
    [WAIT_FORCE_GC] = "system goroutine wait",
    [WAIT_FINALIZER] = "system goroutine wait",
    [WAIT_PREEMPTED] = "preempted",
    [WAIT_STOPPING_WORLD] = "sync",
    [WAIT_FLUSHING_CACHES] = "sync",
    [WAIT_SYNCTEST_RUN] = "synctest",
    [WAIT_SYNCTEST_WAIT] = "synctest",
    [WAIT_SYNCTEST_CHAN_RECEIVE] = "chan receive",
    [WAIT_SYNCTEST_CHAN_SEND] = "chan send",
    [WAIT_SYNCTEST_SELECT] = "select",
    [WAIT_SYNCTEST_WAITGROUP] = "sync",
};
_Static_assert(WAIT_SYNCTEST_WAITGROUP == WAIT_REASONS - 1, "a wait reason without a name");
static uint64_t reason_ids[WAIT_REASONS]; // in this generation; world stopped

void trace_go_create(G *g, bool blocked)
{
	uintptr_t entry = g->c_entry ? (uintptr_t)g->c_entry : (uintptr_t)g->entry->fn;
	uintptr_t start[] = {TRACE_START, entry + 1};

	g->trace_seq = 0;
	EVENT(blocked ? EV_GO_CREATE_BLOCKED : EV_GO_CREATE, g->id,
	      trace_id(TRACE_STACKS, start, sizeof start), marked_stack(0));
}

void trace_go_start(G *g)
{
	EVENT(EV_GO_START, g->id, ++g->trace_seq);
}

void trace_go_end(void)
{
	EVENT(EV_GO_DESTROY);
}

void trace_go_stop(G *g, bool preempted)
{
	EVENT(EV_GO_STOP, trace_string(preempted ? "preempted" : "runtime.Gosched"), stack_of(g));
}

void trace_go_block(G *g)
{
	EVENT(EV_GO_BLOCK, reason_ids[g->wait_reason], stack_of(g));
}

void trace_go_unblock(G *g)
{
	EVENT(EV_GO_UNBLOCK, g->id, ++g->trace_seq, stack_here());
}

void trace_go_switch(G *to, bool ended)
{
	EVENT(ended ? EV_GO_SWITCH_DESTROY : EV_GO_SWITCH, to->id, ++to->trace_seq);
}

// --- system calls --------------------------------------------------------------------------------

void trace_syscall_begin(P *p)
{
	M *m = getm();

	p->trace_m = m->tid;
	EVENT(EV_SYSCALL_BEGIN, ++p->trace_seq, stack_of(m->curg));
}

// If another M left p in its system call, then ours was taken from us before, and we have now taken
// that M's, which is the same one.
void trace_syscall_end(P *p, G *g)
{
	if (p->trace_m == getm()->tid) {
		EVENT(EV_SYSCALL_END);
		return;
	}
	trace_proc_steal(p);
	trace_proc_start(p);
	trace_syscall_end_blocked();
	trace_go_start(g);
}

void trace_syscall_end_blocked(void)
{
	EVENT(EV_SYSCALL_END_BLOCKED);
}

// --- stops ---------------------------------------------------------------------------------------

// Stops are goroutines' doing, to the reader; one that the scheduler makes for nobody is left out.
void trace_stop_begin(const char *why)
{
	M *m = getm();

	m->trace_stop = m->curg != NULL;
	if (m->trace_stop)
		EVENT(EV_STW_BEGIN, trace_string(why), stack_here());
}

void trace_stop_end(void)
{
	M *m = getm();

	if (m->trace_stop)
		EVENT(EV_STW_END);
	m->trace_stop = false;
}

// --- the collector -------------------------------------------------------------------------------

static uint64_t gc_seq; // of what begins and ends marking; world stopped

void trace_gc_begin(void)
{
	EVENT(EV_GC_BEGIN, ++gc_seq, stack_here());
}

void trace_gc_end(void)
{
	EVENT(EV_GC_END, ++gc_seq);
}

void trace_heap_live(uint64_t bytes)
{
	if (getp())
		EVENT(EV_HEAP_ALLOC, bytes);
}

void trace_heap_goal(uint64_t bytes)
{
	EVENT(EV_HEAP_GOAL, bytes);
}

void trace_worker(int mode)
{
	static const char *const labels[] = {"GC (dedicated)", "GC (fractional)", "GC (idle)"};

	EVENT(EV_GO_LABEL, trace_string(labels[mode]));
}

void trace_assist(G *g, bool begin)
{
	if (g->trace_assist == begin)
		return;
	g->trace_assist = begin;
	if (!tracing())
		return;
	if (begin)
		EVENT(EV_ASSIST_BEGIN, stack_of(g));
	else
		EVENT(EV_ASSIST_END);
}

// A P sweeps without a safepoint in between, so no generation ends while it does.
enum { NOT_SWEEPING, NOTHING_SWEPT, SWEEPING };

void trace_sweep_begin(void)
{
	P *p = getp();

	p->trace_sweep = NOTHING_SWEPT;
	p->trace_swept = p->trace_freed = 0;
}

void trace_sweep_span(uintptr_t bytes, uintptr_t freed)
{
	P *p = getp();

	if (!p || p->trace_sweep == NOT_SWEEPING)
		return;
	if (p->trace_sweep == NOTHING_SWEPT)
		EVENT(EV_SWEEP_BEGIN, stack_here());
	p->trace_sweep = SWEEPING;
	p->trace_swept += bytes;
	p->trace_freed += freed;
}

void trace_sweep_end(void)
{
	P *p = getp();

	if (p->trace_sweep == SWEEPING)
		EVENT(EV_SWEEP_END, p->trace_swept, p->trace_freed);
	p->trace_sweep = NOT_SWEEPING;
}

// --- what programs say ---------------------------------------------------------------------------

// a and b: the event's arguments between the task and the stack, as far as it has them
void trace_user_event(int type, uint64_t task, uint64_t a, uint64_t b)
{
	uint64_t stack = marked_stack(TRACE_USER_STACK);

	switch (type) {
	case EV_TASK_BEGIN:
	case EV_LOG:
		EVENT(type, task, a, b, stack);
		break;
	case EV_TASK_END:
		EVENT(type, task, stack);
		break;
	default: // regions
		EVENT(type, task, a, stack);
	}
}

// --- a generation begins -------------------------------------------------------------------------

static void put_procs(P *mine)
{
	EVENT(EV_PROC_STATUS, (uint64_t)mine->id, PROC_RUNNING);
	for (int i = 0; i < MAX_P && atomic_get(sched_all_p[i]); i++) {
		sched_all_p[i]->trace_seq = 0;
		sched_all_p[i]->trace_sweep = NOT_SWEEPING;
		if (sched_all_p[i] != mine)
			EVENT(EV_PROC_STATUS, (uint64_t)i, PROC_IDLE);
	}
}

static void put_goroutine(G *g)
{
	unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;

	g->trace_seq = 0;
	switch (status) {
	case G_IDLE:
	case G_DEAD:
		return;
	case G_RUNNABLE:
		EVENT(EV_GO_STATUS, g->id, 0, GO_RUNNABLE);
		break;
	case G_SYSCALL:
		EVENT(EV_GO_STATUS_STACK, g->id, (uint64_t)g->m->tid, GO_SYSCALL, stack_of(g));
		break;
	case G_WAITING:
	case G_PREEMPTED:
		EVENT(EV_GO_STATUS_STACK, g->id, 0, GO_WAITING, stack_of(g));
		break;
	default:
		throw("trace: a goroutine runs in a stopped world");
	}
	if (g->trace_assist)
		EVENT(EV_ASSIST_ACTIVE, g->id);
}

// The stacks are cold, and walking one takes one miss after the other.
static void prefetch_stack(const G *g)
{
	enum { LINE = 64, LINES = 5 };

	for (int i = 0; i < LINES; i++)
		__builtin_prefetch((const void *)(g->rsp + (uintptr_t)(i * LINE)));
}

void trace_generation_begins(const char *why)
{
	M *m = getm();
	G *self = m->curg;

	rt_assert_stopped("trace: a generation begins");
	for (int i = 0; i < WAIT_REASONS; i++)
		reason_ids[i] = trace_string(reasons[i]);
	put_procs(getp());
	EVENT(EV_GO_STATUS, self->id, (uint64_t)m->tid, GO_RUNNING);
	self->trace_seq = 0;
	trace_stop_begin(why); // what follows is part of the pause
	for (G *g = sched_all_g; g; g = g->all_next) {
		if (g->all_next)
			prefetch_stack(g->all_next);
		if (g != self)
			put_goroutine(g);
	}
	trace_procs_changed();
	if (atomic_load32(&gc.phase) == GC_MARK)
		EVENT(EV_GC_ACTIVE, ++gc_seq);
	trace_heap_live(atomic_load(&gc.heap_live));
	trace_heap_goal(gc_heap_goal());
}
