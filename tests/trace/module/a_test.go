package traced

// trace: tests.trace UserLog(hello)==1 UserTaskBegin(T)==1 start(testing.tRunner)==1

import (
	"context"
	"runtime/trace"
	"testing"
)

func TestTraced(t *testing.T) {
	ctx, task := trace.NewTask(context.Background(), "T")
	defer task.End()
	trace.Log(ctx, "says", "hello")
}
