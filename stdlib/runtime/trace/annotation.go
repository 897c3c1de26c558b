package trace

import (
	"context"
	"fmt"
	"sync/atomic"
)

// External functions: see stdlib/README.md.

func userTaskBegin(id, parent uint64, name string)
func userTaskEnd(id uint64)
func userRegion(task uint64, ends bool, name string)
func userLog(task uint64, category, message string)

type taskKey struct{}

// A Task is a piece of the program's work that may take many goroutines: a request, say. Its number is in the
// context that NewTask returns, by which regions and messages belong to it.
type Task struct {
	id uint64 // 0: the background task, of all that belongs to no other
}

var (
	background Task
	lastTask   atomic.Uint64
)

func taskOf(ctx context.Context) *Task {
	if t, ok := ctx.Value(taskKey{}).(*Task); ok {
		return t
	}
	return &background
}

// NewTask begins a task of the kind taskType, as part of the task of pctx if it has one, and returns a context
// that carries it. Its End method is to be called when the work is done. There should be few kinds of tasks: the
// tool compares tasks of one kind.
func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	// Also when there is no trace: one may begin before the task ends.
	t := &Task{lastTask.Add(1)}
	userTaskBegin(t.id, taskOf(pctx).id, taskType)
	return context.WithValue(pctx, taskKey{}, t), t
}

// End says that the task is done. Only the first call counts.
func (t *Task) End() { userTaskEnd(t.id) }

// Log puts a message into the trace, as part of the task of ctx. There should be few categories; "" is one.
func Log(ctx context.Context, category, message string) {
	userLog(taskOf(ctx).id, category, message)
}

// Logf is like Log, with the message made from format and args by fmt.Sprintf.
func Logf(ctx context.Context, category, format string, args ...any) {
	if IsEnabled() {
		userLog(taskOf(ctx).id, category, fmt.Sprintf(format, args...))
	}
}

// A Region is a stretch of the life of one goroutine. Regions of a goroutine nest: the one begun last ends first.
type Region struct {
	task uint64
	name string
}

// outside is what StartRegion returns when there is no trace.
var outside = new(Region)

// StartRegion begins a region of the calling goroutine, as part of the task of ctx. The goroutine is to call its
// End method:
//
//	defer trace.StartRegion(ctx, "parse").End()
//
// There should be few kinds of regions.
func StartRegion(ctx context.Context, regionType string) *Region {
	if !IsEnabled() {
		return outside
	}
	r := &Region{taskOf(ctx).id, regionType}
	userRegion(r.task, false, r.name)
	return r
}

// End ends the region.
func (r *Region) End() {
	if r != outside {
		userRegion(r.task, true, r.name)
	}
}

// WithRegion calls fn in a region of the calling goroutine, as part of the task of ctx.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	task := taskOf(ctx).id
	userRegion(task, false, regionType)
	defer userRegion(task, true, regionType)
	fn()
}
