// asan_no_return.c - leaves stacks alone.
//
// AddressSanitizer calls this in front of what does not return, to clear what it knows of the
// stack.  Stacks are not instrumented in the special build, and a goroutine's is not where it
// expects one.

void __asan_handle_no_return(void);

void __asan_handle_no_return(void) {}
