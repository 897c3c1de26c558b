// traceback.c - walking goroutine stacks, and printing them as Go does.
//
// All code keeps frame pointers, so a stack is a chain of {caller's rbp, return address};
// stack_unwind() steps over the seams between segments.  The runtime's C frames take part in the
// chain but are not shown: shown is what lies in goroutine text, and `panic` between a panicking
// function and the deferred functions it runs.  One return address may stand for several functions
// inlined into each other.

#include <string.h>
#include "scheduler.h"
#include "bubble.h"
#include "fatal.h"
#include "traceback.h"
#include "linked.h"
#include "symtab.h"
#include "os.h"

enum { MAX_SHOWN = 100 }; // frames of one goroutine: the innermost and outermost 50

static const char *const reasons[WAIT_REASONS] = {
    [WAIT_NONE] = "",
    [WAIT_CHAN_RECEIVE] = "chan receive",
    [WAIT_CHAN_SEND] = "chan send",
    [WAIT_CHAN_RECEIVE_NIL] = "chan receive (nil chan)",
    [WAIT_CHAN_SEND_NIL] = "chan send (nil chan)",
    [WAIT_SELECT] = "select",
    [WAIT_SELECT_NO_CASES] = "select (no cases)",
    [WAIT_SLEEP] = "sleep",
    [WAIT_SEMACQUIRE] = "semacquire",
    [WAIT_MUTEX_LOCK] = "sync.Mutex.Lock",
    [WAIT_RWMUTEX_RLOCK] = "sync.RWMutex.RLock",
    [WAIT_RWMUTEX_LOCK] = "sync.RWMutex.Lock",
    [WAIT_WAITGROUP] = "sync.WaitGroup.Wait",
    [WAIT_COND] = "sync.Cond.Wait",
    [WAIT_IO] = "IO wait",
    [WAIT_COROUTINE] = "coroutine",
    [WAIT_GC_ASSIST_MARKING] = "GC assist marking",
    [WAIT_GC_ASSIST] = "GC assist wait",
    [WAIT_GC_SWEEP] = "GC sweep wait",
    [WAIT_GC_SCAVENGE] = "GC scavenge wait",
    [WAIT_GC_WORKER_IDLE] = "GC worker (idle)",
    [WAIT_GC_WORKER_ACTIVE] = "GC worker (active)",
    [WAIT_GC_SCAN] = "garbage collection scan",
    [WAIT_GC_MARK_TERMINATION] = "GC mark termination",
    [WAIT_FOR_GC_CYCLE] = "wait for GC cycle",
    [WAIT_FORCE_GC] = "force gc (idle)",
    [WAIT_FINALIZER] = "finalizer wait",
    [WAIT_PREEMPTED] = "preempted",
    [WAIT_STOPPING_WORLD] = "stopping the world",
    [WAIT_FLUSHING_CACHES] = "flushing proc caches",
    [WAIT_SYNCTEST_RUN] = "synctest.Run",
    [WAIT_SYNCTEST_WAIT] = "synctest.Wait",
    [WAIT_SYNCTEST_CHAN_RECEIVE] = "chan receive (durable)",
    [WAIT_SYNCTEST_CHAN_SEND] = "chan send (durable)",
    [WAIT_SYNCTEST_SELECT] = "select (durable)",
    [WAIT_SYNCTEST_WAITGROUP] = "sync.WaitGroup.Wait (durable)",
};

const char *traceback_wait_reason(G *g)
{
	return g->wait_reason < WAIT_REASONS ? reasons[g->wait_reason] : "unknown wait reason";
}

// --- output --------------------------------------------------------------------------------------

static void __attribute__((format(printf, 2, 3))) emit(TraceOut *out, const char *fmt, ...)
{
	char text[1200];
	va_list ap;

	va_start(ap, fmt);
	size_t n = rt_vformat(text, sizeof text, fmt, ap);
	va_end(ap);
	if (!out->buf) {
		fatal_write(text, n);
		return;
	}
	if (n > out->cap - out->n)
		n = out->cap - out->n;
	memcpy(out->buf + out->n, text, n);
	out->n += n;
}

// --- walking -------------------------------------------------------------------------------------

typedef struct {
	G *g;
	uintptr_t rbp;
	uintptr_t pc;    // current return address
	bool exact;      // pc is where the goroutine was interrupted, not a return address
	uintptr_t start; // if not 0: begin with that place, exactly
} Walk;

static bool within(uintptr_t pc, uintptr_t function)
{
	return pc - function < 256;
}

bool traceback_is_interrupt(uintptr_t pc)
{
	return within(pc, (uintptr_t)asm_signal_panic) || within(pc, (uintptr_t)asm_async_preempt);
}

// The next outer frame; false at the end.
static bool walk_next(Walk *w)
{
	if (w->start) {
		w->pc = w->start;
		w->start = 0;
		return w->exact = true;
	}
	w->exact = traceback_is_interrupt(w->pc);
	w->pc = stack_unwind(w->g, &w->rbp);
	return w->pc != 0;
}

// Callers keep g from running, or are g (then `rbp` is theirs), perhaps on the signal stack.
static Walk walk_begin(G *g, uintptr_t rbp)
{
	Walk w = {.g = g, .rbp = rbp};
	M *m = getm();

	if (g == getg()) {
		if (m->signal_pc && !stack_contains(g, rbp)) {
			w.start = m->signal_pc;
			w.rbp = m->signal_rbp;
		}
		return w;
	}
	if ((atomic_load32(&g->status) & ~(unsigned)G_SCAN) == G_SYSCALL)
		w.rbp = g->syscall_regs[0];
	else
		w.rbp = g->rsp + 40; // SAVE_CALLEE in asm_amd64.S
	return w;
}

static bool in_go_text(uintptr_t pc)
{
	return pc > (uintptr_t)go_text_begin && pc <= (uintptr_t)go_text_end;
}

static G *current_goroutine(void)
{
	return getg() == getm()->g0 ? getm()->curg : getg();
}

// The last frame of C before goroutine text is the function that Go code called.
int traceback_callers_of(G *g, uintptr_t *pcs, int max, bool with_entry)
{
	uintptr_t entry = 0;
	int n = 0;

	for (Walk w = walk_begin(g, (uintptr_t)__builtin_frame_address(0));
	     n < max && walk_next(&w);) {
		bool is_go = in_go_text(w.pc);
		if (is_go && n == 0 && with_entry && entry)
			pcs[n++] = symtab_tag(entry, SYMTAB_OUTERMOST);
		if (n < max && (is_go || (n > 0 && within(w.pc, (uintptr_t)main_goroutine))))
			pcs[n++] = w.pc + w.exact;
		entry = w.pc + w.exact;
	}
	return n;
}

int traceback_callers(uintptr_t *pcs, int max, bool with_entry)
{
	G *g = current_goroutine();

	return g ? traceback_callers_of(g, pcs, max, with_entry) : 0;
}

// A goroutine that has not run yet stands at its first function's entry.
static bool has_not_run(const G *g)
{
	unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;

	return status == G_RUNNABLE && g->entry &&
	       ((uintptr_t *)g->rsp)[6] == (uintptr_t)asm_goroutine_start;
}

int traceback_stack(G *g, uintptr_t *pcs, int max)
{
	int n = 0;

	if (has_not_run(g)) {
		pcs[n++] = (uintptr_t)g->entry->fn + 1;
		return n;
	}
	for (Walk w = walk_begin(g, (uintptr_t)__builtin_frame_address(0));
	     n < max && walk_next(&w);)
		pcs[n++] = w.pc + w.exact;
	return n;
}

// --- names ---------------------------------------------------------------------------------------

static bool is_prefix(GoString s, const char *prefix)
{
	size_t n = strlen(prefix);

	return (size_t)s.len >= n && !memcmp(s.ptr, prefix, n);
}

static GoString after_last_dot(GoString s)
{
	for (intptr_t i = s.len; i-- > 0;)
		if (s.ptr[i] == '.')
			return (GoString){s.ptr + i + 1, s.len - i - 1};
	return s;
}

// Made by the compiler around what the program calls: left out, unless it panicked itself.
bool traceback_is_wrapper(const PcInfo *info)
{
	GoString last = after_last_dot(info->name);

	return is_prefix(last, "deferwrap") || is_prefix(last, "gowrap") ||
	       is_prefix(info->file, "<autogenerated>");
}

// The frame of panic_go, which programs know as runtime.gopanic; or another place in C that panics.
static bool is_panic(const PcInfo *info)
{
	return is_prefix(info->name, "runtime.gopanic");
}

// The outermost two frames of the main goroutine; the others have the second only.
static bool is_bottom(const PcInfo *info)
{
	return is_prefix(info->name, "runtime.main") || is_prefix(info->name, "runtime.goexit");
}

static bool starts_panic(const PcInfo *info)
{
	return is_prefix(info->name, "panic_") || is_prefix(info->name, "signal_panic");
}

// What stands at the walk's place, outward from index 0.  False: no more, or C that is not to be
// seen; then `info` is of that C function, or empty where no function stands.
static bool frame_info(const Walk *w, int index, PcInfo *info)
{
	*info = (PcInfo){0};
	return symtab_pc(w->pc + w->exact, index, info) &&
	       (in_go_text(w->pc) || is_panic(info) || is_bottom(info));
}

// runtime.Callers: one entry per function, also when inlined, so that `skip` means what it says.
int traceback_logical(int skip, uintptr_t *pcs, int max)
{
	Walk w = walk_begin(current_goroutine(), (uintptr_t)__builtin_frame_address(0));
	bool callee_panics = false;
	PcInfo info;
	int n = 0;

	while (n < max && walk_next(&w)) {
		if (!frame_info(&w, 0, &info)) {
			callee_panics |= !in_go_text(w.pc) && starts_panic(&info);
			continue;
		}
		bool inlined = frame_info(&w, 1, &info);
		for (int i = 0; n < max && frame_info(&w, i, &info); i++) {
			if (traceback_is_wrapper(&info) && !callee_panics)
				;
			else if (skip > 0)
				skip--;
			else
				pcs[n++] = inlined ? symtab_tag(w.pc + w.exact, i) : w.pc + w.exact;
			callee_panics = is_panic(&info);
		}
	}
	return n;
}

// --- printing ------------------------------------------------------------------------------------

static bool is_exported_runtime(GoString name)
{
	return name.len > 8 && name.ptr[8] >= 'A' && name.ptr[8] <= 'Z';
}

static bool shown(GoString name)
{
	if (fatal_trace_level().level > 1)
		return true;
	if (is_prefix(name, "type:"))
		return false;
	return !is_prefix(name, "runtime.") || is_exported_runtime(name);
}

// Arguments are not recorded; what is known to take none is written as Go writes it: main.main, and
// the initialisers of packages, p.init and p.init.0.
static bool takes_no_args(GoString name)
{
	static const char init[] = ".init";
	int64_t end = name.len, len = sizeof init - 1;
	while (end > 0 && name.ptr[end - 1] >= '0' && name.ptr[end - 1] <= '9')
		end--;
	if (end < name.len && end > 0 && name.ptr[end - 1] == '.')
		end--;
	else
		end = name.len;
	// Not a method of that name: its only dot is behind the last element of the path.
	const uint8_t *slash = memrchr(name.ptr, '/', (size_t)name.len);
	const uint8_t *element = slash ? slash + 1 : name.ptr;
	const uint8_t *dot = memchr(element, '.', (size_t)(name.ptr + name.len - element));
	bool is_init = end > len && dot == name.ptr + end - len && !memcmp(dot, init, (size_t)len);
	return is_init || (name.len == 9 && is_prefix(name, "main.main"));
}

static void print_frame(TraceOut *out, const PcInfo *info, uintptr_t pc, bool inlined)
{
	bool no_args = !inlined && takes_no_args(info->name);

	emit(out, "%.*s(%s)\n", (int)info->name.len, info->name.ptr, no_args ? "" : "...");
	emit(out, "\t%.*s:%d", (int)info->file.len, info->file.ptr, info->line);
	if (!inlined && pc > info->entry)
		emit(out, " +0x%lx", pc - info->entry);
	emit(out, "\n");
}

typedef struct {
	TraceOut *out;
	int printed;
	bool callee_panics; // the frame before was a panic
} Printer;

// All functions that stand at one place.
static void print_place(Printer *p, const Walk *w)
{
	PcInfo info, next;
	bool more = frame_info(w, 0, &info);

	if (!more)
		p->callee_panics |= !in_go_text(w->pc) && starts_panic(&info);
	for (int i = 1; more; i++, info = next) {
		bool panics = is_panic(&info),
		     hidden = traceback_is_wrapper(&info) && !p->callee_panics;
		more = frame_info(w, i, &next);
		p->callee_panics = panics;
		if (panics ? p->printed == 0 : hidden || !shown(info.name))
			continue;
		if (panics)
			info.name = (GoString){(const uint8_t *)"panic", 5};
		print_frame(p->out, &info, w->pc, more);
		p->printed++;
	}
}

static void print_frames(TraceOut *out, Walk w)
{
	Walk outer[MAX_SHOWN / 2]; // ring of the last places beyond the inner ones
	Printer p = {.out = out};
	int n = 0;

	while (walk_next(&w)) {
		if (p.printed < MAX_SHOWN / 2)
			print_place(&p, &w);
		else if (in_go_text(w.pc))
			outer[n++ % (MAX_SHOWN / 2)] = w;
	}
	if (n > MAX_SHOWN / 2)
		emit(out, "...%d frames elided...\n", n - MAX_SHOWN / 2);
	for (int i = n > MAX_SHOWN / 2 ? n - MAX_SHOWN / 2 : 0; i < n; i++)
		print_place(&p, &outer[i % (MAX_SHOWN / 2)]);
}

static const char *status_text(G *g, unsigned status)
{
	static const char *const text[] = {"idle",    "runnable", "running",  "syscall",
					   "waiting", "dead",     "preempted"};

	if (status == G_WAITING && g->wait_reason)
		return traceback_wait_reason(g);
	return status <= G_PREEMPTED ? text[status] : "???";
}

static void print_header(TraceOut *out, G *g)
{
	unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;
	int64_t minutes = g->wait_since ? (os_nanotime() - g->wait_since) / 60000000000 : 0;

	emit(out, "goroutine %lu [%s", (unsigned long)g->id, status_text(g, status));
	if (g->bubble && status == G_WAITING && bubble_is_durable((int)g->wait_reason) &&
	    !strstr(status_text(g, status), "(durable)"))
		emit(out, " (durable)");
	if (minutes >= 1 && (status == G_WAITING || status == G_SYSCALL))
		emit(out, ", %ld minutes", (long)minutes);
	M *m = atomic_get(g->wired_to);
	if (m && m->wirings > 0)
		emit(out, ", locked to thread");
	if (g->bubble)
		emit(out, ", synctest bubble %u", g->bubble->id);
	emit(out, "]:\n");
}

static void print_creator(TraceOut *out, G *g)
{
	PcInfo info;

	if (!g->go_pc || g->id == 1 || !symtab_pc(g->go_pc, 0, &info) || !shown(info.name))
		return;
	emit(out, "created by %.*s in goroutine %lu\n", (int)info.name.len, info.name.ptr,
	     (unsigned long)g->parent_id);
	emit(out, "\t%.*s:%d +0x%lx\n", (int)info.file.len, info.file.ptr, info.line,
	     g->go_pc - info.entry);
}

static void print_entry(TraceOut *out, G *g)
{
	PcInfo info;

	if (symtab_pc((uintptr_t)g->entry->fn + 1, 0, &info))
		print_frame(out, &info, info.entry, false);
}

void traceback_print(TraceOut *out, G *g)
{
	unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;

	print_header(out, g);
	if (status == G_RUNNING && g != getg() && g != getm()->curg)
		emit(out, "\tgoroutine running on other thread; stack unavailable\n");
	else if (has_not_run(g))
		print_entry(out, g);
	else
		print_frames(out, walk_begin(g, (uintptr_t)__builtin_frame_address(0)));
	print_creator(out, g);
}

static bool lives(const G *g)
{
	unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;

	return status != G_DEAD && status != G_IDLE;
}

static bool wanted(G *g, G *except, uint32_t bubble)
{
	if (bubble && bubble_id(g) != bubble)
		return false;
	return g != except && lives(g) && (!g->is_system || fatal_trace_level().level > 1);
}

void traceback_each(void (*fn)(G *, void *), void *arg)
{
	for (G *g = sched_all_g; g; g = g->all_next)
		if (g != getg() && lives(g) && !g->is_system)
			fn(g, arg);
}

// Oldest first; the list of all Gs is newest first.
void traceback_others(TraceOut *out, G *except, uint32_t bubble)
{
	size_t n = 0, bytes;
	G **all, *newest = sched_all_g;

	for (G *g = newest; g; g = g->all_next)
		n++;
	bytes = (n + 1) * sizeof *all;
	all = os_map(bytes);
	if (!all)
		return;
	for (G *g = newest; g; g = g->all_next)
		all[--n] = g;
	for (; all[n]; n++) {
		if (!wanted(all[n], except, bubble))
			continue;
		emit(out, "\n");
		traceback_print(out, all[n]);
	}
	os_unmap(all, bytes);
}
