// panic.c - panic, recover, defer, Goexit.
//
// Pending deferred calls of a goroutine form a list from g->defers, newest first.  A record names
// the activation that deferred it by the address of that one's GoDeferFrame, which defer_enter()
// filled like setjmp.  On the normal way out a function runs its own records (defer_run).
//
// A panic runs everybody's records, newest first, on top of the panicking stack.  Nothing is
// unwound meanwhile, so a traceback of an uncaught panic shows where it happened.  When a deferred
// call has called recover(), the stack is cut back to the frame that deferred it: a jump to its
// defer_enter(), which now returns 1; the function runs the rest of its records and returns
// normally.
//
// A Panic record lies on the stack of panic_go(), linked from g->panics.  A deferred call may panic
// itself: the new one runs the remaining records.  If it is recovered by a frame inside the
// deferred call, the older panic goes on; if by a frame outside, the older one is superseded: its
// record is deeper in the stack than that frame and is dropped with it.  Goexit is a Panic that
// cannot be recovered; when a recovery would drop it, it goes on instead.
//
// recover() must be called by the deferred function itself.  asm_call_deferred records the address
// its callee's frame begins at (CFA), and the function that says recover() passes its own; when
// __morestack moved the callee to another segment, stack_logical_cfa() translates.  Wrappers the
// compiler put between (a defer statement's, a method value's, one that walks to an embedded field)
// announce themselves with panic_wrapper(): each takes over the place of the one that called it,
// and the caller of the function that recovers is compared.  A deferred function made by package
// reflect calls what may recover through several of that package's: it announces itself with
// panic_made_call(), and the names of the frames between decide.

#include <stdio.h>
#include <string.h>
#include "scheduler.h"
#include "debugvars.h"
#include "fatal.h"
#include "panic.h"
#include "traceback.h"
#include "memory.h"
#include "linked.h"
#include "asm.h"
#include "symtab.h"

struct Panic {
	Panic *link; // older
	GoEface value;
	GoString text;       // what is printed; ptr NULL: none, print the value
	uintptr_t cfa;       // of the deferred call under way, else 0
	GoDeferFrame *frame; // ... which deferred it
	uintptr_t wrapper;   // ... is a wrapper: CFA of the innermost one so far, else 0
	bool made;           // ... calls functions made by reflect
	bool recovered, repanicked, goexit;
	GoDeferFrame resume; // Goexit: back into its loop
};

enum { DEFERS_PER_BATCH = 64, DEFERS_KEPT = 2 * DEFERS_PER_BATCH };

intptr_t defer_enter(void *frame) __attribute__((returns_twice));

// In package runtime (stdlib/README.md).
void go_panic_error_string(const void *s, intptr_t n) GO_SYMBOL("runtime.panicErrorString")
    __attribute__((weak));
void go_panic_plain_error(const void *s, intptr_t n) GO_SYMBOL("runtime.panicPlainError")
    __attribute__((weak));
void go_panic_memory(uintptr_t addr) GO_SYMBOL("runtime.panicMemory") __attribute__((weak));
void go_panic_bounds(intptr_t x, intptr_t is_signed, intptr_t y, intptr_t code)
    GO_SYMBOL("runtime.panicBounds") __attribute__((weak));
void go_panic_nil_arg(void) GO_SYMBOL("runtime.panicNilArg") __attribute__((weak));
void go_panic_wrap(const void *s, intptr_t n) GO_SYMBOL("runtime.panicWrap") __attribute__((weak));
uint32_t go_deadlocked_bubble(const void *type, const void *data)
    GO_SYMBOL("runtime.deadlockedBubble") __attribute__((weak));
GoString go_panic_text(const void *type, const void *data) GO_SYMBOL("runtime.panicText")
    __attribute__((weak));

void panic_made_call(void) GO_SYMBOL("reflect.madeCall");

// Where panic_go runs deferred calls, for tracebacks (the runtime is linked without debug
// information).
const char panic_file[] = __FILE__;
int panic_line;

// panics whose deferred calls run: main waits for them.  Relaxed: counter
static atomic_u32 running_panics;
static atomic_word nil_allowed; // panics whose value stayed nil.  Relaxed: counter

// --- defer ---------------------------------------------------------------------------------------
//
// Compiled code links records that lie in frames itself, and takes them off again when the function
// returns normally (compiler/gen/gen_defer.c).

_Static_assert(offsetof(G, defers) == ABI_G_DEFERS && offsetof(G, panics) == ABI_G_PANICS,
	       "compiled code reaches the lists by these offsets");

// Free records lie on the P where their calls ran.  Goroutines may come from another P all the
// time: what one P has too many of the others take from here.
static Lock spare_lock = {.rank = RANK_DEFERS};
static GoDefer *spare_records; // under spare_lock

static void pool_push(P *p, GoDefer *d)
{
	d->link = p->defer_pool;
	p->defer_pool = d;
	p->defer_pool_n++;
}

static GoDefer *pool_pop(P *p)
{
	GoDefer *d = p->defer_pool;

	p->defer_pool = d->link;
	p->defer_pool_n--;
	return d;
}

static void fill_pool(P *p)
{
	GoDefer *batch;

	lock_acquire(&spare_lock);
	while (spare_records && p->defer_pool_n < DEFERS_PER_BATCH) {
		GoDefer *d = spare_records;
		spare_records = d->link;
		pool_push(p, d);
	}
	lock_release(&spare_lock);
	if (p->defer_pool)
		return;
	batch = rt_alloc(DEFERS_PER_BATCH * sizeof *batch);
	for (int i = 0; i < DEFERS_PER_BATCH; i++)
		pool_push(p, &batch[i]);
}

static void drain_pool(P *p)
{
	lock_acquire(&spare_lock);
	while (p->defer_pool_n > DEFERS_PER_BATCH) {
		GoDefer *d = pool_pop(p);
		d->link = spare_records;
		spare_records = d;
	}
	lock_release(&spare_lock);
}

static GoDefer *take_record(GoDeferFrame *frame, GoClosure *fn, GoDeferKind kind)
{
	P *p = getp();
	GoDefer *d;

	if (!p->defer_pool)
		fill_pool(p);
	d = pool_pop(p);
	d->frame = frame;
	d->fn = fn;
	d->kind = kind;
	return d;
}

static void free_record(GoDefer *d)
{
	P *p = getp();

	d->fn = NULL;
	pool_push(p, d);
	if (unlikely(p->defer_pool_n > DEFERS_KEPT))
		drain_pool(p);
}

static GoDefer *link_record(GoDefer *d)
{
	G *g = getg();

	d->link = g->defers;
	g->defers = d;
	return d;
}

void defer_new(void *frame, void *fn)
{
	link_record(take_record(frame, fn, GO_DEFER_POOL));
}

void *defer_loop(void *frame)
{
	return link_record(take_record(frame, NULL, GO_DEFER_LOOP));
}

// The function that is ranged over may call the body from another goroutine, whose stack the
// collector has yet to scan when it has done with that of the record's goroutine.
void defer_in_loop(void *loop, void *fn)
{
	void *volatile *body = &((GoDefer *)loop)->body;
	GoDefer *d = take_record(NULL, NULL, GO_DEFER_POOL);

	barrier_shade(&d->fn, fn);
	d->fn = fn;
	do
		d->link = atomic_load_ptr(body);
	while (!atomic_cas_ptr(body, d->link, d));
}

// The newest record with something to call, of frame's or (NULL) of any.  Loops of such frames that
// have nothing left are dropped: those frames are being left, so no more can come.
static GoDefer *newest_defer(G *g, const void *frame)
{
	GoDefer *d;

	while ((d = g->defers) && (!frame || d->frame == frame)) {
		if (d->kind != GO_DEFER_LOOP || d->body)
			return d;
		g->defers = d->link;
		free_record(d);
	}
	return NULL;
}

// Take the newest_defer() off its list; its frame and closure.
static GoClosure *pop_defer(G *g, GoDeferFrame **frame)
{
	GoDefer *d = g->defers;
	GoClosure *fn;

	*frame = d->frame;
	if (d->kind == GO_DEFER_LOOP) {
		GoDefer *loop = d;
		d = loop->body;
		loop->body = d->link;
	} else {
		g->defers = d->link;
	}
	fn = d->fn;
	if (d->kind == GO_DEFER_POOL)
		free_record(d);
	return fn;
}

void defer_run(void *frame)
{
	G *g = getg();
	GoDeferFrame *of;

	while (newest_defer(g, frame)) {
		GoClosure *fn = pop_defer(g, &of);
		g->returning = of;
		asm_call_closure(fn);
	}
}

// --- recovery ------------------------------------------------------------------------------------

static void resume_on_g0(G *g, void *frame)
{
	GoDeferFrame *f = frame;

	stack_cut_back(g, (Segment *)f->stack_segment);
	g->stack_limit = f->stack_limit;
	asm_defer_resume(f, g);
}

// p was recovered by a deferred call of p->frame: drop p and the panics it supersedes, go on there.
static _Noreturn void recover_to_frame(G *g, Panic *p)
{
	GoDeferFrame *frame = p->frame;

	for (p = g->panics; p && stack_deeper(g, (uintptr_t)p, frame->rsp); p = p->link) {
		if (p->goexit) {
			frame = &p->resume;
			break;
		}
		atomic_add32(&running_panics, -1);
	}
	g->panics = p;
	if (!p)
		g->signal = 0;
	asm_mcall(resume_on_g0, frame);
	__builtin_unreachable();
}

static void run_deferred(G *g, Panic *p)
{
	while (newest_defer(g, NULL)) {
		GoClosure *fn = pop_defer(g, &p->frame);

		p->wrapper = 0;
		p->made = false;
		g->returning = NULL;
		asm_call_deferred(fn, &p->cfa);
		p->cfa = 0;
		if (p->recovered)
			recover_to_frame(g, p);
	}
}

// Is the frame with this frame pointer called from the deferred call through wrappers and package
// reflect only?
static bool called_by_reflect(G *g, const Panic *p, uintptr_t rbp)
{
	PcInfo info;

	for (uintptr_t pc; (pc = stack_unwind(g, &rbp)) != 0;) {
		bool compiled = pc > (uintptr_t)go_text_begin && pc <= (uintptr_t)go_text_end;
		for (int i = 0; compiled && symtab_pc(pc, i, &info); i++)
			if (!traceback_is_wrapper(&info) &&
			    memcmp(info.name.ptr, "reflect.", 8) != 0)
				return false;
		if (stack_logical_cfa(g, rbp + 16) == p->cfa)
			return true;
	}
	return false;
}

void panic_made_call(void)
{
	Panic *p = getg()->panics;

	if (p && p->cfa)
		p->made = true;
}

// Is the frame with this CFA the deferred call itself, or called by the wrappers it begins with?
static bool is_deferred_call(G *g, const Panic *p, void *cfa, void *parent_cfa)
{
	if (p->wrapper)
		return stack_logical_cfa(g, (uintptr_t)parent_cfa) == p->wrapper;
	return stack_logical_cfa(g, (uintptr_t)cfa) == p->cfa;
}

RtPair panic_recover(void *cfa, void *parent_cfa)
{
	G *g = getg();
	Panic *p = g->panics;

	if (!p || p->goexit || p->recovered || !p->cfa)
		return (RtPair){0, 0};
	if (!is_deferred_call(g, p, cfa, parent_cfa) &&
	    !(p->made && called_by_reflect(g, p, (uintptr_t)cfa - 16)))
		return (RtPair){0, 0};
	p->recovered = true;
	return (RtPair){(uintptr_t)p->value.type, (uintptr_t)p->value.data};
}

// `defer recover()`: as if the function that deferred it called recover() when it returns.
void panic_defer_recover(void)
{
	GoDeferFrame *frame = getg()->returning;
	uintptr_t *rbp;

	if (!frame)
		return;
	rbp = (uintptr_t *)frame->rbp;
	panic_recover(rbp + 2, (uintptr_t *)*rbp + 2);
}

void panic_wrapper(void *cfa, void *parent_cfa)
{
	G *g = getg();
	Panic *p = g->panics;

	if (p && p->cfa && is_deferred_call(g, p, cfa, parent_cfa))
		p->wrapper = stack_logical_cfa(g, (uintptr_t)cfa);
}

void panic_goexit(void)
{
	G *g = getg();
	Panic p = {.goexit = true, .link = g->panics};

	g->panics = &p;
	defer_enter(&p.resume); // a recovery that would skip this Goexit comes back here
	run_deferred(g, &p);
	g->panics = p.link;
	sched_goexit();
}

// --- the uncaught panic --------------------------------------------------------------------------

static bool same_value(const Panic *a, const Panic *b)
{
	return a->value.type == b->value.type && a->value.data == b->value.data;
}

// Error and String methods run before anything is printed.  What they panic with they may recover;
// what they do not comes to die_of() again.
static void prepare_texts(G *g, Panic *p)
{
	g->throwing = true;
	for (; p; p = p->link) {
		if (p->goexit)
			continue;
		if (p->link && !p->link->goexit && same_value(p, p->link))
			p->link->repanicked = true;
		else if (go_panic_text)
			p->text = go_panic_text(p->value.type, p->value.data);
	}
	g->throwing = false;
}

static void print_value(const Panic *p)
{
	const GoType *t = p->value.type;

	if (p->text.ptr || !t)
		fatal_write(p->text.ptr, (size_t)p->text.len);
	else if ((t->kind & GO_KIND_MASK) == GO_STRING)
		fatal_write(((GoString *)p->value.data)->ptr,
			    (size_t)((GoString *)p->value.data)->len);
	else
		rt_printf("(%.*s) %p", (int)t->str.len, t->str.ptr, p->value.data);
}

static void print_panics(const Panic *p)
{
	if (p->link) {
		print_panics(p->link);
		if (p->link->repanicked)
			return;
		if (!p->link->goexit)
			rt_printf("\t");
	}
	if (p->goexit)
		return;
	rt_printf("panic: ");
	print_value(p);
	if (p->recovered)
		rt_printf(p->repanicked ? " [recovered, repanicked]" : " [recovered]");
	rt_printf("\n");
}

// A method that prepare_texts() called has panicked.
static _Noreturn void panic_in_text(const GoType *t, const GoString *value)
{
	char text[256];
	bool is_string = (t->kind & GO_KIND_MASK) == GO_STRING && !t->uncommon;
	GoString s = is_string ? *value : t->str;
	int n = snprintf(text, sizeof text, "panic while printing panic value: %s%.*s",
			 is_string ? "" : "type ", (int)s.len, s.ptr);

	fatal_text(text, n);
}

static _Noreturn void die_of(G *g, Panic *p)
{
	if (g->throwing)
		panic_in_text(p->value.type, p->value.data);
	prepare_texts(g, p);
	uint32_t bubble =
	    go_deadlocked_bubble ? go_deadlocked_bubble(p->value.type, p->value.data) : 0;
	if (fatal_begin()) {
		print_panics(p);
		fatal_print_signal(g);
	}
	fatal_end_bubble(bubble);
}

static void check_may_panic(G *g)
{
	M *m = getm();

	if (g == m->g0)
		throw("panic on system stack");
	if (m->locks)
		throw("panic holding locks");
}

void panic_go(void *type, void *data)
{
	G *g = getg();
	Panic p = {.value = {type, data}, .link = g->panics};

	if (!type && debug.panicnil)
		atomic_add(&nil_allowed, 1);
	else if (!type && go_panic_nil_arg)
		go_panic_nil_arg();
	check_may_panic(g);
	atomic_add32(&running_panics, 1);
	g->panics = &p;
	atomic_set(panic_line, __LINE__ + 1);
	run_deferred(g, &p);
	die_of(g, &p);
}

uint64_t panic_nil_allowed(void)
{
	return atomic_load(&nil_allowed);
}

bool panic_running(void)
{
	return atomic_load32(&running_panics) != 0;
}

// --- panics of the runtime -----------------------------------------------------------------------

// A program without package runtime has no runtime.Error and no recover that could tell.
static _Noreturn void without_package(const char *prefix, const char *text)
{
	fatal_begin();
	rt_printf("panic: %s%s\n", prefix, text);
	fatal_end(false);
}

void panic_error(const char *text)
{
	panic_error_string((GoString){(const uint8_t *)text, (intptr_t)strlen(text)});
}

void panic_error_string(GoString text)
{
	if (go_panic_error_string)
		go_panic_error_string(text.ptr, text.len);
	without_package("runtime error: ", (const char *)text.ptr);
}

void panic_plain(const char *text)
{
	panic_plain_string((GoString){(const uint8_t *)text, (intptr_t)strlen(text)});
}

void panic_plain_string(GoString text)
{
	if (go_panic_plain_error)
		go_panic_plain_error(text.ptr, text.len);
	without_package("", (const char *)text.ptr);
}

void panic_memory(uintptr_t addr)
{
	if (go_panic_memory)
		go_panic_memory(addr);
	without_package("runtime error: ", "invalid memory address or nil pointer dereference");
}

void panic_divide_error(void)
{
	panic_error("integer divide by zero");
}

void panic_bounds(intptr_t x, intptr_t is_signed, intptr_t y, intptr_t code)
{
	if (go_panic_bounds)
		go_panic_bounds(x, is_signed, y, code);
	without_package("runtime error: ", "index out of range");
}

void panic_divide(void)
{
	panic_divide_error();
}

void panic_shift(void)
{
	panic_error("negative shift amount");
}

// An explicit nil check failed: the program sees what a faulting load would have shown.
void panic_nil(void)
{
	G *g = getg();

	g->signal = SIGSEGV;
	g->signal_code = 1;
	g->signal_addr = 0;
	g->signal_pc = (uintptr_t)__builtin_return_address(0);
	panic_memory(0);
}

// The caller is the compiler-made method (*T).M of a value method T.M.
void panic_wrap(void)
{
	char text[256];
	size_t n = 0;
	PcInfo info;

	if (!symtab_pc((uintptr_t)__builtin_return_address(0), 0, &info))
		panic_memory(0);
	for (intptr_t i = 0; i < info.name.len && n < sizeof text; i++) {
		uint8_t c = info.name.ptr[i];
		if (c != '(' && c != '*' && c != ')')
			text[n++] = (char)c;
	}
	if (go_panic_wrap)
		go_panic_wrap(text, (intptr_t)n);
	without_package("", "value method called using nil pointer");
}

// state: as ORANGEPANIC of lang.h numbers them; 1 (ready) is never at fault.
void panic_range(intptr_t state)
{
	static const char *const text[] = {
	    "range function continued iteration after function for loop body returned false",
	    "range function iterator failed",
	    "range function continued iteration after loop body panic",
	    "range function continued iteration after whole loop exit",
	    "range function recovered a loop body panic and did not resume panicking",
	};

	panic_error(text[state]);
}

void panic_unsafe(intptr_t code)
{
	static const char *const text[] = {
	    "unsafe.Slice: len out of range",
	    "unsafe.String: len out of range",
	    "unsafe.Slice: ptr is nil and len is not zero",
	    "unsafe.String: ptr is nil and len is not zero",
	};

	panic_error(text[code & 3]);
}
