// go_memory.c - the memory system's share of the functions that Go packages declare without a body
// (stdlib/README.md).

#include "gc.h"
#include "asm.h"

void runtime_gc(void) GO_SYMBOL("runtime.GC");
void runtime_read_memstats(void *m) GO_SYMBOL("runtime.readMemStats");
intptr_t runtime_setfinalizer(void *p, GoClosure *fn) GO_SYMBOL("runtime.setfinalizer");
uint64_t runtime_addcleanup(void *p, GoClosure *fn) GO_SYMBOL("runtime.addcleanup");
intptr_t runtime_cleanup_fault(void *p, void *arg, GoClosure *fn) GO_SYMBOL("runtime.cleanupFault");
void runtime_stopcleanup(uintptr_t p, uint64_t id) GO_SYMBOL("runtime.stopcleanup");
void *weak_weak_handle(void *p) GO_SYMBOL("weak.weakHandle");
void *weak_weak_get(void *handle) GO_SYMBOL("weak.weakGet");
intptr_t debug_set_gc_percent(intptr_t percent) GO_SYMBOL("runtime.debug.setGCPercent");
intptr_t debug_set_memory_limit(intptr_t limit) GO_SYMBOL("runtime.debug.setMemoryLimit");
void debug_free_os_memory(void) GO_SYMBOL("runtime.debug.freeOSMemory");
intptr_t debug_read_gc_stats(uint64_t *pauses, intptr_t n, uint64_t *out)
    GO_SYMBOL("runtime.debug.readGCStats");
void sync_register_pool_cleanup(GoClosure *fn) GO_SYMBOL("sync.runtime_registerPoolCleanup");

void runtime_gc(void)
{
	gc_collect();
}

void runtime_read_memstats(void *m)
{
	memstats_read(m);
}

intptr_t runtime_setfinalizer(void *p, GoClosure *fn)
{
	return finalizer_set((uintptr_t)p, fn);
}

uint64_t runtime_addcleanup(void *p, GoClosure *fn)
{
	return finalizer_add_cleanup((uintptr_t)p, fn);
}

intptr_t runtime_cleanup_fault(void *p, void *arg, GoClosure *fn)
{
	return finalizer_cleanup_fault((uintptr_t)p, (uintptr_t)arg, fn);
}

void runtime_stopcleanup(uintptr_t p, uint64_t id)
{
	finalizer_stop_cleanup(p, id);
}

void *weak_weak_handle(void *p)
{
	return finalizer_weak_handle((uintptr_t)p);
}

void *weak_weak_get(void *handle)
{
	return (void *)finalizer_weak_get(handle);
}

// --- runtime/debug -------------------------------------------------------------------------------

intptr_t debug_set_gc_percent(intptr_t percent)
{
	return gc_set_percent((int32_t)percent);
}

intptr_t debug_set_memory_limit(intptr_t limit)
{
	return gc_set_memory_limit(limit);
}

void debug_free_os_memory(void)
{
	gc_collect();
	sched_system((void (*)(void *))scavenge_all, NULL);
}

intptr_t debug_read_gc_stats(uint64_t *pauses, intptr_t n, uint64_t *out)
{
	return memstats_pauses(pauses, (int)n, out);
}

// --- sync ----------------------------------------------------------------------------------------

static GoClosure *pool_cleanup; // static data of package sync: no root needed

void sync_register_pool_cleanup(GoClosure *fn)
{
	pool_cleanup = fn;
}

void gc_run_pool_cleanup(void)
{
	if (pool_cleanup)
		asm_call_closure(pool_cleanup);
}
