// go_trace.c - what programs say in the trace: tasks, regions, logs (package runtime/trace).  See
// trace.c.

#include <string.h>
#include "go_trace.h"
#include "linked.h"
#include "scheduler.h"
#include "symtab.h"

void trace_task_begin(uint64_t id, uint64_t parent, const void *name, intptr_t n)
    GO_SYMBOL("runtime.trace.userTaskBegin");
void trace_task_end(uint64_t id) GO_SYMBOL("runtime.trace.userTaskEnd");
void trace_region(uint64_t task, intptr_t ends, const void *name, intptr_t n)
    GO_SYMBOL("runtime.trace.userRegion");
void trace_log(uint64_t task, const void *key, intptr_t n_key, const void *text, intptr_t n_text)
    GO_SYMBOL("runtime.trace.userLog");

// A string of Go's: what is too long for a record is cut off.
static uint64_t string_id(const void *text, intptr_t n)
{
	return trace_id(TRACE_STRINGS, text,
			n < TRACE_STRING_MAX ? (size_t)n : (size_t)TRACE_STRING_MAX);
}

void trace_task_begin(uint64_t id, uint64_t parent, const void *name, intptr_t n)
{
	if (tracing())
		trace_user_event(EV_TASK_BEGIN, id, parent, string_id(name, n));
}

void trace_task_end(uint64_t id)
{
	if (tracing())
		trace_user_event(EV_TASK_END, id, 0, 0);
}

void trace_region(uint64_t task, intptr_t ends, const void *name, intptr_t n)
{
	if (tracing())
		trace_user_event(ends & 1 ? EV_REGION_END : EV_REGION_BEGIN, task,
				 string_id(name, n), 0);
}

void trace_log(uint64_t task, const void *key, intptr_t n_key, const void *text, intptr_t n_text)
{
	if (tracing())
		trace_user_event(EV_LOG, task, string_id(key, n_key), string_id(text, n_text));
}

// --- names ---------------------------------------------------------------------------------------

uintptr_t trace_called_function(uintptr_t wrapper) GO_SYMBOL("runtime.trace.calledFunction");

// What the function at `wrapper` calls, or jumps to, first; if that was inlined, a place within it.
// 0: unknown.
uintptr_t trace_called_function(uintptr_t wrapper)
{
	enum { LONGEST = 1024, CALL = 0xe8, JUMP = 0xe9 };
	PcInfo info, outer;
	int32_t displacement;

	for (uintptr_t at = wrapper; at < wrapper + LONGEST && symtab_entry(at) == wrapper; at++) {
		const uint8_t *code = (const uint8_t *)at;
		if (symtab_pc(at + 1, 0, &info) && symtab_pc(at + 1, 1, &outer))
			return at;
		if (*code != CALL && *code != JUMP)
			continue;
		memcpy(&displacement, code + 1, sizeof displacement);
		uintptr_t target = at + 5 + (uintptr_t)(intptr_t)displacement;
		if (target != wrapper && target >= (uintptr_t)go_text_begin &&
		    target < (uintptr_t)go_text_end && symtab_entry(target) == target)
			return target;
	}
	return 0;
}
