// scheduler.h - what the scheduler's files share.  The essay on the whole is at the head of
// sched.c.

#ifndef VOLE_SCHEDULER_H
#define VOLE_SCHEDULER_H

#include "internal.h"
#include "stack.h"
#include "memory.h"
#include "os.h"

enum PStatus { P_IDLE, P_RUNNING, P_SYSCALL, P_GCSTOP, P_DEAD };

typedef struct { // FIFO of Gs through sched_link
	G *head, *tail;
	int n;
} GQueue;

// One-shot event: clear, then one sleeper and one waker.  Cleared relaxed: own, before the waker
// can know of it (a lock lies between).
typedef struct {
	atomic_u32 set;
} Note;
void note_clear(Note *n);
void note_wake(Note *n);
bool note_sleep(Note *n, int64_t ns); // ns < 0: for ever.  True if woken.

// Invariants, whenever sched_lock is free:
//     n_m      = Ms that run, sleep or idle, sysmon left out; n_idle_m = length of idle_m
//     n_wired_idle = wired Ms that sleep; who wakes one may count before it has
//     n_idle_p = length of idle_p; each P there is P_IDLE and has no M
//     runq.n   = n_runq = length of runq; each G there is G_RUNNABLE, those of dead lists G_DEAD
//     while gc_waiting: stop_wait = Ps not yet P_GCSTOP; at 0 stop_note is woken
typedef struct {
	// under sched_lock
	M *idle_m; // parked Ms, through sched_link
	int n_m, n_idle_m, n_wired_idle;
	int64_t next_m_id;
	P *idle_p;       // through link
	int64_t idle_ns; // what Ps have spent on that list, those that are on it left out
	GQueue runq;     // runnable Gs of no P
	G *dead;         // dead Gs of no P whose stacks hold memory
	int n_dead;
	G *dead_clean; // ... and hold none
	int stop_wait; // Ps that sched_stop_world still waits for
	Note stop_note;
	int safe_point_wait; // Ps that sched_each_p still waits for
	Note safe_point_note;
	uint64_t next_goid;
	// Atomics.  n_idle_p and n_runq mirror idle_p and runq.n and change under sched_lock with
	// them; n_spinning is the number of Ms with M.spinning, each adds itself.  Relaxed loads:
	// hints; the order that keeps wake-ups from being lost comes from the full barriers of the
	// adds (sched_run.c).
	atomic_u32 n_idle_p, n_spinning, n_runq;
	atomic_u32 need_spinning; // a wake-up was skipped because of no idle P: see sched_run.c
	// The world is stopping or stopped; under sched_lock.  Relaxed loads: hint, who is to stop
	// is asked again; relaxed store: the lock's release publishes it.
	atomic_u32 gc_waiting;
	atomic_u32 sysmon_asleep; // set under sched_lock.  Relaxed: cas
	Note sysmon_note;
	atomic_word n_system; // system goroutines that exist.  Relaxed: counter
	// ns of the last look at the clock; 0: somebody sleeps in netpoll.  Relaxed: cas, and hint
	atomic_word last_poll;
	atomic_word poll_until; // ... until then, ns; stored by the sleeper.  Relaxed: hint
	// constant after start
	int64_t start_time;
	bool main_started;
	// sched_each_p
	void (*volatile safe_point_fn)(P *);
#if VOLE_DEBUG
	M *volatile stopped_by; // since all Ps are stopped
#endif
} Sched;

extern Sched sched;
extern Lock sched_lock;
extern M *volatile sched_all_m; // through all_next, only grows; written under sched_lock

// A G is in one queue or free list at a time, in the status that goes with it: for the debug build,
// which keeps the queue's name in the G.  Whoever takes it out owns it.
#define QUEUE_RUN "a P's run queue"
#define QUEUE_GLOBAL "the global run queue"
#define QUEUE_DEAD "a list of dead goroutines"
#define QUEUE_ASSIST "the assist queue"
#define QUEUE_CYCLE "the gc waiters"
#if VOLE_DEBUG
void g_enter_queue(G *g, const char *queue, unsigned status);
void g_leave_queue(G *g, const char *queue);
#else
static inline void g_enter_queue(G *g, const char *queue, unsigned status)
{
	(void)g, (void)queue, (void)status;
}
static inline void g_leave_queue(G *g, const char *queue)
{
	(void)g, (void)queue;
}
#endif

// --- sched.c -------------------------------------------------------------------------------------
void sched_init(void);                                   // after heap_init(): Ps
void sched_cas_status(G *g, unsigned from, unsigned to); // waits while G_SCAN is set
bool sched_try_status(G *g, unsigned from, unsigned to); // one attempt; G_SCAN set and taken away
void sched_goyield(void);    // let run_next have its turn; stay on this P's queue
void sched_check_dead(void); // under sched_lock

// --- sched_g.c -----------------------------------------------------------------------------------
// A goroutine running fn(copy of payload); the copy lies on its stack, the caller shades heap
// pointers in it.
G *sched_spawn_payload(void (*fn)(void *), const void *payload, size_t bytes);
// A goroutine running fn(arg), a heap object or not, that waits until somebody makes it runnable.
G *sched_spawn_waiting(void (*fn)(void *), void *arg, int wait_reason, uintptr_t go_pc);
void sched_goroutine_main(void);
_Noreturn void sched_goexit(void);         // the end of the running goroutine; its defers have run
void sched_trim_dead(void);                // sysmon: return stack memory of long dead Gs
void sched_give_dead_back(P *p, int keep); // all but `keep` of p's dead Gs to the global list

G *sched_spawn_bubbled(GoClosure *fn, uintptr_t go_pc); // go fn(), in the caller's bubble

// --- sched_queue.c -------------------------------------------------------------------------------
void runq_put(P *p, G *g, bool next);
G *runq_get(P *p, bool *inherit);
G *runq_steal(P *p, P *victim, bool steal_next);
bool runq_empty(P *p);
void runq_give_away(void);      // by a goroutine in the runtime
void globrunq_put(G *g);        // under sched_lock, like the next
G *globrunq_get(P *p, int max); // and moves a batch to p's own queue

// --- coro.c --------------------------------------------------------------------------------------
typedef struct Coro Coro;
G *coro_leave(G *g);                          // g, a coroutine's, has ended: who waits for it
_Noreturn void coro_run(G *next, bool yield); // on g0: run next, which waits; yield: by the queue

// --- sched_m.c -----------------------------------------------------------------------------------
void sched_init_m0(void); // the first thread: before anything that locks
void sched_acquire_p(P *p);
P *sched_release_p(void);
void sched_idle_p_put(P *p);             // under sched_lock
P *sched_idle_p_get(void);               // under sched_lock
void sched_start_m(P *p, bool spinning); // run p (NULL: an idle one, if any) on an idle or new M
void sched_hand_off_p(P *p);             // p's M blocks: give it to another M or make it idle
void sched_wake_p(void);                 // one more P may find work
void sched_stop_m(void);                 // park this M until it is given a P
void sched_become_spinning(void);
void sched_no_longer_spinning(void);
void sched_resize(int n);                    // world stopped: n Ps
void sched_begin_thread(M *m);               // m, which is on the list of all, gets its thread
void sched_start_thread(void (*fn)(void *)); // a thread that never gets a P (sysmon)
int sched_set_max_threads(int n);            // returns the old limit
void sched_begin_syscall(void);              // rest of sched_enter_syscall

// --- sched_wire.c --------------------------------------------------------------------------------
void sched_wire_for_init(bool on); // the main goroutine, to the first thread
void sched_wait_wired(void); // on g0, with a P or without: until this M is to run its goroutine
void sched_run_wired(G *g);  // on g0: give the P to g's M; returns with another P
void sched_pass_wire(G *from, G *to);
bool sched_end_wire(G *g);             // g ends; true: and so must this thread
_Noreturn void sched_end_thread(void); // on g0, with a P
bool sched_leave_to_maker(M *m);       // false: this thread may begin m's itself
M *sched_ended_m(void);                // under sched_lock: to be used again, or NULL

// --- sched_run.c ---------------------------------------------------------------------------------
bool sched_poll(
    void); // make goroutines runnable whose descriptors are ready; true: there were some
_Noreturn void sched_schedule(void); // on g0: pick a goroutine and run it
_Noreturn void sched_execute(G *g, bool inherit_time);
_Noreturn void sched_resume(G *g, bool inherit_time); // the trace knows already

// --- sched_stw.c ---------------------------------------------------------------------------------
void sched_stop_for_gc(void);            // on g0: hand the P in, sleep until the world starts
void sched_run_safe_point(P *p);         // at a safepoint: run safe_point_fn if p has not yet
void sched_run_safe_point_locked(P *p);  // the same under sched_lock
_Noreturn void sched_preempt_park(G *g); // on g0: g stopped itself for sched_visit_g

// --- preempt.c -----------------------------------------------------------------------------------
enum { PREEMPT_RED_ZONE = 128 }; // left alone below the interrupted stack pointer
void preempt_init(void);
bool preempt_one(P *p);        // ask the goroutine on p to yield; false: none runs there
void preempt_end_thread(void); // the running thread is about to end: nobody asks it any more
void preempt_all(void);
void preempt_at_prologue(void);
void preempt_async(void);
void preempt_reset_limit(G *g); // the thread's limit word = g's, or poison if it is asked to yield
void preempt_signal(void *ucontext); // SIGURG

// --- all_threads.c -------------------------------------------------------------------------------
void all_threads_signal(void); // SIGURG

// --- signal.c ------------------------------------------------------------------------------------
void signal_init(void);           // handlers, once
void signal_handle_profile(void); // SIGPROF, from now on
void signal_init_m(M *m);         // alternate stack of this thread

// --- sysmon.c ------------------------------------------------------------------------------------
void sysmon_start(void);
void sysmon_wake(void);

// --- schedtrace.c --------------------------------------------------------------------------------
void schedtrace_print(bool detailed);

// --- timer.c, netpoll.c --------------------------------------------------------------------------
// Run p's timers that are due (on g0 or a goroutine; p owned).  *now: 0 or a recent time, updated.
// *next: when its earliest timer is due, 0 if none.  True if any ran.
bool timer_check(P *p, int64_t *now, int64_t *next);
int timer_count(P *p);
int64_t timer_next(P *p); // when p's earliest timer is due, 0: none; any thread
bool timer_pending(void); // any that can make a user goroutine run; asked when all Ms are idle
void timer_move(P *to, P *from); // world stopped: p dies
// A bubble's timers.
TimerHeap *timer_heap_new(void);
int64_t timer_heap_next(TimerHeap *h);          // when its earliest is due, 0: none; any thread
void timer_heap_run(TimerHeap *h, int64_t now); // those that are due
void timer_heap_clear(TimerHeap *h);            // nothing fires any more
// A timer of the runtime's own: fn runs in the scheduler, must not block and may come late, after
// the timer was canceled or armed anew.  Its memory stays.
typedef struct Timer Timer;
Timer *timer_new(void (*fn)(Timer *), void *arg);
void *timer_arg(const Timer *t);
void timer_arm(Timer *t, int64_t when); // ns; must not be armed
void timer_cancel(Timer *t);            // armed or not
// Sleeps until then (ns), or netpoll_interrupt, or goroutines that waited for descriptors can run:
// puts them into ready[POLL_BATCH] and returns their number.
int netpoll_sleep(int64_t until, G **ready);
void netpoll_interrupt(void);
void netpoll_wake_for(int64_t when); // a timer was added: somebody must look at the clock at `when`

// --- rt0.c ---------------------------------------------------------------------------------------
void main_goroutine(void *unused); // known to programs as runtime.main

// --- asm_amd64.S ---------------------------------------------------------------------------------
void asm_mcall(void (*fn)(G *, void *), void *arg);
_Noreturn void asm_gogo(G *g);
void asm_system(void (*fn)(void *), void *arg);
_Noreturn void asm_run_on(uintptr_t stack_top, void (*fn)(void));
void asm_goroutine_start(void);
void asm_call_closure3(GoClosure *fn, uintptr_t a, uintptr_t b, uintptr_t c);
void asm_call_deferred(GoClosure *fn, uintptr_t *cfa);
_Noreturn void asm_defer_resume(GoDeferFrame *frame, G *g);
void asm_async_preempt(void);
void asm_signal_panic(void);
extern char morestack_return[];

// A pointer into the heap is put where the collector looks only at goroutine start (a new
// goroutine, a timer): keep it alive through the running cycle.
static inline void shade(void *p)
{
	void *slot = NULL;

	if (unlikely(barrier_enabled))
		barrier_write(&slot, p);
}

#endif
