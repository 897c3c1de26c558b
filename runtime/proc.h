// proc.h - G a goroutine, M an operating-system thread, P the right to run Go code together with
// the caches that go with it: the three structs, and what the scheduler does for the rest of the
// runtime.  What its own files share is in scheduler.h.
//
// Ownership is stated per group of fields: "P only" fields are touched by the M that holds the P
// (or with the world stopped).

#ifndef VOLE_PROC_H
#define VOLE_PROC_H

#include "runtime.h"
#include "atomic.h"
#include "lock.h"

typedef struct G G;
typedef struct M M;
typedef struct P P;
typedef struct MCache MCache;       // mcache.h part of heap.h
typedef struct Segment Segment;     // stack.c
typedef struct Panic Panic;         // panic.c
typedef struct Sudog Sudog;         // chan.c
typedef struct Timer Timer;         // timer.c
typedef struct TimerHeap TimerHeap; // timer.c
typedef struct Bubble Bubble;       // bubble.c
typedef struct CpuRing CpuRing;     // cpuprofile.c
typedef struct TraceBuf TraceBuf;   // trace.c

#define MAX_P 256

static inline G *getg(void)
{
	G *g;
	__asm__ volatile("movq %%fs:0x50, %0" : "=r"(g));
	return g;
}

static inline M *getm(void)
{
	M *m;
	__asm__ volatile("movq %%fs:0x58, %0" : "=r"(m));
	return m;
}

static inline P *getp(void)
{
	P *p;
	__asm__ volatile("movq %%fs:0x60, %0" : "=r"(p));
	return p;
}

static inline void setg(G *g)
{
	__asm__ volatile("movq %0, %%fs:0x50" : : "r"(g) : "memory");
}
static inline void setm(M *m)
{
	__asm__ volatile("movq %0, %%fs:0x58" : : "r"(m) : "memory");
}
static inline void setp(P *p)
{
	__asm__ volatile("movq %0, %%fs:0x60" : : "r"(p) : "memory");
}

// -------------------------------------------------------------------------------------------------
// G
// -------------------------------------------------------------------------------------------------
enum GStatus {
	G_IDLE,          // allocated, never run
	G_RUNNABLE,      // in a run queue; its stack is not running
	G_RUNNING,       // has an M and a P
	G_SYSCALL,       // in a blocking call; owns its stack, has no P
	G_WAITING,       // parked; recorded somewhere (sudog, timer, sema ...)
	G_DEAD,          // finished; on a free list
	G_PREEMPTED,     // stopped itself for sched_visit_g; the visitor will ready it
	G_SCAN = 0x1000, // or'ed in while the collector owns the stack; no transition may happen
};

// Invariants (sched.c: the edges of status; scheduler.h: queues):
//
//     status = G_RUNNING   =>   m->curg = g, and m holds a P
//     status = G_RUNNABLE  =>   in one run queue, or in the hands of who is about to run it
//     status = G_WAITING   =>   in no run queue; whoever wakes it has its address
//     status = G_DEAD      =>   on one list of dead Gs; entry, defers, panics are NULL
//     status has G_SCAN    =>   its holder, and nobody else, changes status
//     stack_lo < stack_hi, stack_limit = stack_lo + reserve while segment is NULL
//     scan_cycle = cycle.number  =>  its stack counts as black in this cycle (verify.c)
//     assist_bytes counts only if assist_cycle = cycle.number
//
// Who writes.  Its own M, while it runs: most of it.  sched_link: who owns the queue it is in.
// status: by cas, see sched.c; relaxed reads are the cas's expected value or, under G_SCAN, the
// holder's.  preempt, preempt_stop: who wants it stopped; cleared where it runs next or is held;
// relaxed: hints, asked again.  select_done: cas by the channel that wins, reset by its owner
// before it queues.  wait_param: the waker, before it makes it runnable.  m, defers, wait_param and
// is_gc_worker are read by others (atomic_get, or held).
struct G {
	// offsets used by the .S files: asm_offsets.h, which stack.c checks
	uintptr_t rsp; // saved context while not running: callee-saved registers are on the stack
	uintptr_t stack_lo, stack_hi; // the first segment: usable range
	uintptr_t stack_limit;        // what %fs:0x70 holds while it runs (unpoisoned)
	Segment *segment;             // newest further segment, or NULL (stack.c)
	Segment *spare;               // the one left last, kept for the next growth, or NULL

	GoDefer *defers;   // newest first; records may lie in frames
	Panic *panics;     // newest first; lie on the stack
	atomic_u32 status; // changed only by sched_cas_status and sched_try_status
	// index into the reason texts: "chan receive", "select" ... (traceback)
	uint32_t wait_reason;
	uint64_t id;
	uint64_t parent_id;
	G *sched_link;           // run queue, free list
	M *m;                    // while running; its M sets it, visitors look (atomic_get)
	GoClosure *entry;        // what it runs
	uintptr_t go_pc;         // of the go statement
	atomic_u32 preempt;      // asked to yield; the thread's limit word is poisoned too
	atomic_u32 preempt_stop; // ... and to stop in G_PREEMPTED for the collector
	bool is_system;          // collector workers, finalizer goroutine: not counted for deadlock
	bool throwing;           // its uncaught panic is being turned into text
	int64_t wait_since;      // ns
	void *wait_param;        // handed over by the waker
	atomic_u32 select_done;
	uintptr_t syscall_rsp; // in G_SYSCALL: stack pointer to scan from
	// ... and the callee-saved registers at that moment: rbp rbx r12-r15
	uintptr_t syscall_regs[6];
	// it stopped itself for the holder of G_SCAN, who makes it runnable again
	bool ready_when_let_go;
	void *sleep_timer; // timer.c: the Timer of timer_sleep, made on first use
	// whose deferred call runs because it returns; NULL: because of a panic
	GoDeferFrame *returning;
	int signal; // the fault behind its newest panic, 0: none (signal.c)
	uintptr_t signal_code, signal_addr, signal_pc;
	void (*c_entry)(void *); // runs C instead of entry
	void *c_arg;
	int64_t woken_at;        // ns, by whoever makes it runnable, if there is a block profile
	int64_t runnable_since;  // ns, 0: this time is not measured; whoever makes it runnable ...
	uint32_t times_runnable; // ... and counts here
	void *labels;            // of profiles: runtime/pprof's; a new goroutine has its parent's
	Bubble *bubble; // it belongs to, or is the root of; NULL: none.  From birth to death
	bool durable;   // it is durably blocked (bubble.h); under the bubble's lock

	// collector (mark.c); own G, or the worker that holds G_SCAN
	uint32_t scan_cycle;   // number of the cycle in which its stack was scanned last
	uint32_t assist_cycle; // number of the cycle that assist_bytes is about
	int64_t assist_bytes;  // credit (+) or debt (-), in bytes
	// its stack is not scanned; set when it first runs, markers look (atomic_get)
	bool is_gc_worker;
	bool is_coro;       // c_arg is its Coro (coro.c)
	bool trace_assist;  // the trace: it is assisting the collector; its own
	uint64_t trace_seq; // ... counts its starts and wake-ups; whoever makes it run or wakes it
	// go_system.c: what Go's crypto library remembers of it
	uint8_t fips_indicator;
	bool fips_bypass;
	M *wired_to; // sched_wire.c; NULL: any.  Its own; others look (atomic_get)
	G *all_next;
#if VOLE_DEBUG
	const char *queue; // it is in (scheduler.h), NULL: none; whoever owns it then
#endif
};

// -------------------------------------------------------------------------------------------------
// P
// -------------------------------------------------------------------------------------------------
#define RUNQ_LEN 256

// Invariants:
//
//     status = P_RUNNING  =>  m->p = p, or m is about to say so
//     status = P_IDLE     =>  m = NULL; on the idle list, or in the hands of who has taken it
//     status = P_SYSCALL  =>  m = NULL, m->old_p = p: whoever changes it by cas has the P
//     status = P_GCSTOP   =>  the one who stops the world has it
//     0 <= runq_tail - runq_head <= RUNQ_LEN; each G between them and run_next is G_RUNNABLE
//     g_free_n = length of g_free <= DEAD_LOCAL, defer_pool_n of defer_pool
//     sum of goroutines over all Ps = user goroutines that exist (one P's may be negative)
//
// Who writes: status who owns it, plainly, or takes it, by cas; relaxed reads are the cas's
// expected value, a hint, or under sched_lock with gc_waiting.  runq_tail: the owner, and grows;
// runq_head: who takes, by cas, and grows; run_next: cas; relaxed reads are the owner's of its own,
// or a cas's.  link: under sched_lock.  sched_tick, syscall_tick only grow.  safe_point: set under
// sched_lock, cleared by cas; relaxed: hint, asked again.  All else: the M that holds the P.
struct P {
	MCache *mcache; // P only; allocated in mcache.c.  First: the allocation fast path loads it
	int id;
	atomic_u32 status;  // P_IDLE, P_RUNNING, P_SYSCALL, P_GCSTOP, P_DEAD (sched.c)
	M *m;               // that holds it, and sets this; others look (atomic_get)
	P *link;            // idle list
	int64_t idle_since; // ... since then, ns; under sched_lock
	// whoever owns or takes the P counts; sysmon looks (atomic_get)
	uint32_t sched_tick, syscall_tick;
	atomic_u32 runq_head, runq_tail; // owner pushes at tail; anybody takes at head
	G *volatile runq[RUNQ_LEN];
	void *volatile run_next;
	G *g_free; // dead Gs with a stack, P only
	int g_free_n;
	void *timers;               // timer.c: heap under its own lock
	uint64_t rand;              // P only: cheap random numbers
	struct GcWork *gcw;         // mark.c: P only; work buffers
	int64_t gc_fractional_time; // P only: ns of fractional workers in this cycle
	GoDefer *defer_pool;        // panic.c, P only: free records, and how many
	int defer_pool_n;
	// begun minus ended here; P changes it, others add up all P's (atomic_get)
	int64_t goroutines;
	atomic_u32 safe_point; // sched_each_p: this P has not run the function yet
	// trace_event.c: P only, or who takes it from a system call.  trace_m: thread that left it
	// in one; trace_seq counts its starts, system calls and thefts
	uint64_t trace_seq;
	int trace_m, trace_sweep;
	uint64_t trace_swept, trace_freed;
	// sysmon only
	struct {
		uint32_t sched_tick, syscall_tick;
		int64_t sched_when, syscall_when;
	} watched;
};

// -------------------------------------------------------------------------------------------------
// M
// -------------------------------------------------------------------------------------------------
// Invariants:
//
//     p != NULL  =>  p->m = m, and %fs's P is p           curg != NULL  =>  curg->m = m
//     locks = locks held + sched_acquire_m()s; > 0  =>  the running G stays on m and is not stopped
//     parked, on sched.idle_m  =>  p = NULL, spinning = false; who wakes it sets next_p before
//     spinning  =>  counted in sched.n_spinning
//     wired = g  <=>  g->wired_to = m;  wirings > 0 or wired_for_init  =>  wired != NULL
//
// Who writes: m itself, and while it is parked who wakes it (next_p, spinning, under sched_lock or
// with m in hand).  sched_link: under sched_lock.  id, all_next: once, under sched_lock.  The limit
// word is written by whoever asks for a yield.  signal_pending: set by who sends, by cas, cleared
// by the handler (relaxed: hint, a lost signal is sent again).
#define CREATED_DEPTH 32
struct M {
	G *g0;   // the thread's own stack
	G *curg; // this and p: set by this M, looked at by others (atomic_get)
	P *p, *next_p, *old_p;
	int64_t id;
	int tid;   // set by itself when it begins; others look (atomic_get)
	int locks; // > 0: must not be preempted nor descheduled
	bool spinning, blocked;
	// Address of its %fs:0x70, for poisoning from other threads: askers are those at it.  Set
	// by itself (atomic_set), NULL when its thread ends (preempt.c).
	atomic_word *limit_word;
	atomic_u32 askers;
	atomic_u32 park; // futex word
	M *sched_link, *all_next;
	// sched_wire.c: its own
	G *wired;              // the only goroutine it runs; NULL: any
	unsigned wirings;      // calls of LockOSThread that UnlockOSThread has not undone
	bool wired_for_init;   // the main goroutine's, while packages are initialised
	atomic_u32 wired_note; // a Note: it has been given a P, to run `wired`
	void *end[5];          // where the thread goes to end
	// all_threads.c
	atomic_u32 begun; // the thread exists; written while threads are held (os.h)
	atomic_u32 asked; // to make the call.  Relaxed: cas
	uint32_t rand;
	void *sigstack;
	const char *in_runtime;
	void (*system_fn)(void *);
	atomic_u32 signal_pending;       // a SIGURG is under way to it
	uintptr_t signal_pc, signal_rbp; // in a signal handler that reports: where the thread was
	uintptr_t g0_high;               // its own stack ends there
	CpuRing *cpu_ring;               // cpuprofile.c: set once, under sched_lock
	int profile_timer_id;            // under sched_lock, like the next
	bool profile_timer;              // there is one
	// trace.c: being filled: events, records; its own, or with the world stopped
	TraceBuf *trace_buf, *trace_chunk;
	bool trace_stop;       // it has stopped the world, says the trace
	atomic_u32 trace_busy; // it writes events without a P
	// where it was created; constant
	uintptr_t created_at[CREATED_DEPTH];
	int created_depth;
#if VOLE_DEBUG
	HeldLocks held; // lock_order.c
#endif
};

// Why a goroutine waits: the index of its text in goroutine dumps (traceback.c).
enum WaitReason {
	WAIT_NONE,
	WAIT_CHAN_RECEIVE,
	WAIT_CHAN_SEND,
	WAIT_CHAN_RECEIVE_NIL,
	WAIT_CHAN_SEND_NIL,
	WAIT_SELECT,
	WAIT_SELECT_NO_CASES,
	WAIT_SLEEP,
	WAIT_SEMACQUIRE,
	WAIT_MUTEX_LOCK,
	WAIT_RWMUTEX_RLOCK,
	WAIT_RWMUTEX_LOCK,
	WAIT_WAITGROUP,
	WAIT_COND,
	WAIT_IO,
	WAIT_COROUTINE,
	WAIT_GC_ASSIST_MARKING,
	WAIT_GC_ASSIST,
	WAIT_GC_SWEEP,
	WAIT_GC_SCAVENGE,
	WAIT_GC_WORKER_IDLE,
	WAIT_GC_WORKER_ACTIVE,
	WAIT_GC_SCAN,
	WAIT_GC_MARK_TERMINATION,
	WAIT_FOR_GC_CYCLE,
	WAIT_FORCE_GC,
	WAIT_FINALIZER,
	WAIT_PREEMPTED,
	WAIT_STOPPING_WORLD,
	WAIT_FLUSHING_CACHES,
	WAIT_SYNCTEST_RUN,
	WAIT_SYNCTEST_WAIT,
	WAIT_SYNCTEST_CHAN_RECEIVE,
	WAIT_SYNCTEST_CHAN_SEND,
	WAIT_SYNCTEST_SELECT,
	WAIT_SYNCTEST_WAITGROUP,
	WAIT_REASONS
};

extern G *volatile sched_all_g; // all_next list, only grows; under sched_lock for writing
extern P *sched_all_p[MAX_P];
// Changes with the world stopped.  Who holds a P, or stopped the world, may just read it; others
// use atomic_get.
extern int sched_gomaxprocs;
extern int sched_ncpu;

// --- sched.c, proc services the rest of the runtime uses -----------------------------------------
// Run fn(arg) on the thread's own (large) stack.  May be nested (then it is a plain call).
void sched_system(void (*fn)(void *), void *arg);
// Park the running goroutine.  unlock(arg), called on g0 after the switch, releases whatever guards
// the condition; it returns false to run on at once.
void sched_park(bool (*unlock)(G *, void *), void *arg, int wait_reason);
void sched_ready(G *g);     // G_WAITING -> G_RUNNABLE on this P (next to run)
void sched_gosched(void);   // runtime.Gosched
void sched_acquire_m(void); // m->locks++ : no preemption until released
void sched_release_m(void);
G *sched_spawn_c(void (*fn)(void *), void *arg, bool is_system); // goroutine running C code
// Stop the world: on return every other P is stopped (P_GCSTOP or idle) and the caller holds them
// all.  Runs on the caller's stack; goroutines are at safepoints.
void sched_stop_world(const char *why);
void sched_stop_world_for_gc(const char *why); // the same; the time counts as the collector's
void sched_start_world(void);
// World stopped: as far as statistics go the pause ends now, and soon in fact.  Returns now.
int64_t sched_end_pause(void);
// Stop goroutine g at a safepoint (or find it stopped), call visit(g, arg) on g0 while it cannot
// move and its stack can be read, and let it go on.  false: g is dead.  Two goroutines may visit
// each other.
bool sched_visit_g(G *g, void (*visit)(G *, void *), void *arg);
// Run fn once on each P at its next safepoint, this one included (Go's forEachP).  fn(p) runs on
// p's M, or on the caller's if p runs nothing; it may take locks of the heap, but not stop the
// world.
void sched_each_p(void (*fn)(P *));
// Before and after a call that may block (the P may be retaken meanwhile).
void sched_enter_syscall(void);
void sched_exit_syscall(void);
// for long-running C loops on a goroutine: if true, call sched_gosched
bool sched_preempt_asked(void);
int sched_idle_ps(void);      // number of idle Ps right now
int sched_goroutines(void);   // runtime.NumGoroutine: all but system ones
void timer_sleep(int64_t ns); // park the running goroutine that long
void sched_wake_worker(void); // there is work for an idle P (mark work, runnable Gs)
uint64_t rt_rand(void);       // per-P xorshift; any context

#endif
