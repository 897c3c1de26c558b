// trace_internal.h - what the trace's own files share.  See trace.c.

#ifndef VOLE_TRACE_INTERNAL_H
#define VOLE_TRACE_INTERNAL_H

#include "trace.h"

// The events of the format of Go 1.26, by their numbers.  Arguments: the time since the event
// before, then those in brackets; "stack" and "string" are numbers of records.
enum TraceEvent {
	EV_BATCH = 1,           // [generation, M, time, bytes]
	EV_PROCS_CHANGE = 9,    // [GOMAXPROCS, stack]
	EV_PROC_START,          // [P, its sequence number]
	EV_PROC_STOP,           // []
	EV_PROC_STEAL,          // [P, its sequence number, M]
	EV_PROC_STATUS,         // [P, status]
	EV_GO_CREATE,           // [G, stack it will begin with, stack]
	EV_GO_START = 16,       // [G, its sequence number]
	EV_GO_DESTROY,          // []
	EV_GO_STOP = 19,        // [reason string, stack]
	EV_GO_BLOCK,            // [reason string, stack]
	EV_GO_UNBLOCK,          // [G, its sequence number, stack]
	EV_SYSCALL_BEGIN,       // [P's sequence number, stack]
	EV_SYSCALL_END,         // []
	EV_SYSCALL_END_BLOCKED, // []
	EV_GO_STATUS,           // [G, M, status]
	EV_STW_BEGIN,           // [kind string, stack]
	EV_STW_END,             // []
	EV_GC_ACTIVE,           // [sequence number]
	EV_GC_BEGIN,            // [sequence number, stack]
	EV_GC_END,              // [sequence number]
	EV_SWEEP_BEGIN = 32,    // [stack]
	EV_SWEEP_END,           // [bytes swept, bytes freed]
	EV_ASSIST_ACTIVE,       // [G]
	EV_ASSIST_BEGIN,        // [stack]
	EV_ASSIST_END,          // []
	EV_HEAP_ALLOC,          // [bytes]
	EV_HEAP_GOAL,           // [bytes]
	EV_GO_LABEL,            // [string]
	EV_TASK_BEGIN,          // [task, parent, name string, stack]
	EV_TASK_END,            // [task, stack]
	EV_REGION_BEGIN,        // [task, name string, stack]
	EV_REGION_END,          // [task, name string, stack]
	EV_LOG,                 // [task, key string, value string, stack]
	EV_GO_SWITCH,           // [G, its sequence number]
	EV_GO_SWITCH_DESTROY,   // [G, its sequence number]
	EV_GO_CREATE_BLOCKED,   // [G, stack it will begin with, stack]
	EV_GO_STATUS_STACK,     // [G, M, status, stack]
};

enum TraceProcStatus { PROC_RUNNING = 1, PROC_IDLE };
enum TraceGoStatus { GO_RUNNABLE = 1, GO_RUNNING, GO_SYSCALL, GO_WAITING };

enum {
	TRACE_BUF_BYTES = 64 << 10,
	TRACE_NO_M = -1,   // of batches that are nobody's
	TRACE_DEPTH = 128, // frames of a stack
	TRACE_STRING_MAX = 1024,
	// the first word of a stack, if it is no address (stdlib/runtime/trace/tables.go)
	TRACE_USER_STACK = 1, // package runtime/trace's functions at its top are not shown
	TRACE_START = 2,      // where a goroutine begins
};

// 64 KiB: a batch of one M's events, or room for records.
typedef struct TraceBuf {
	struct TraceBuf *next;
	uint32_t n;    // bytes of data in use
	uint32_t body; // where the events of a batch begin: behind its size
	uint64_t last; // time of the last event
	uint8_t data[TRACE_BUF_BYTES - 24];
} TraceBuf;

// Equal records of a generation have one number (but two that come at once may have two).  Chains
// only grow at their heads, and a record in one does not change.
typedef struct TraceRecord {
	struct TraceRecord *next, *all_next;
	uint64_t hash, id;
	uint64_t bytes; // of data
	uint8_t data[];
} TraceRecord;

enum { TRACE_BUCKETS = 1 << 12 };
typedef struct {
	void *volatile bucket[TRACE_BUCKETS];
	void *volatile all;
	atomic_word last_id; // relaxed: counter
} TraceTable;
enum { TRACE_STACKS, TRACE_STRINGS, TRACE_TABLES };

typedef struct {
	TraceTable table[TRACE_TABLES];
	TraceBuf *chunks; // the records' memory; under the trace's lock
} TraceTables;

// --- trace.c -------------------------------------------------------------------------------------
extern TraceTables *trace_tables; // of the generation; world stopped
TraceBuf *trace_new_batch(M *m);  // for m's next event
void *trace_record_room(M *m, size_t bytes);
uint64_t trace_clock(void);

// --- trace_table.c -------------------------------------------------------------------------------
uint64_t trace_id(int table, const void *data, size_t bytes);
uint64_t trace_string(const char *text);

// --- trace_event.c -------------------------------------------------------------------------------
uint8_t *trace_put(uint8_t *p, uint64_t value); // as a varint: 7 bits a byte, low ones first
void trace_user_event(int type, uint64_t task, uint64_t a, uint64_t b);
void trace_generation_begins(const char *why); // world stopped: all there is to know at its start

#endif
