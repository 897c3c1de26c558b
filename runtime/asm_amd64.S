// asm_amd64.S - what C cannot say: switching stacks, growing them, stopping a goroutine anywhere.
//
// Three kinds of switch, all leaving the goroutine in the same shape (six callee-saved registers and a
// return address at G.rsp, so that the collector and tracebacks need to know only one):
//
//   asm_mcall    goroutine -> g0, for good: the function called there never returns, but picks what to run
//   asm_gogo     g0 -> goroutine
//   asm_system   goroutine -> g0 and back, around one C function
//
// Vector registers are caller-saved, MXCSR and the x87 control word are never changed: none is switched.
//
// __morestack is what every split-stack prologue calls when rsp is not above %fs:0x70:
//
//	r10 frame size    r11 bytes of stack arguments    rax r10 as the caller set it (closure context)
//	0(%rsp) address of the `ret` behind the call; the body starts one byte further
//	8(%rsp) return address into the caller, stack arguments above
//
// Either the limit was poisoned and there is room (yield, then enter the body where it stands), or the
// stack is used up: take the spare segment, copy the stack arguments, call the body there, come back.
// The body's return, our return to the `ret` and that one's to the caller match three calls, so the
// processor's return predictor stays right, and a hot split costs a few nanoseconds.

#include "asm_offsets.h"

	.macro	FUNC name
	.text
	.p2align 4
	.globl	\name
	.type	\name, @function
\name:
	.endm
	.macro	END name
	.size	\name, .-\name
	.endm

	// %fs:0x70 = \limit (a register) unless \g wants to be preempted; destroys \tmp.  A poison written by
	// another thread between the two instructions is lost: who asks, asks again.
	.macro	SET_LIMIT g, limit, tmp
	movq	\limit, %fs:0x70
	cmpl	$0, G_PREEMPT_OFF(\g)
	je	.Lclean\@
	movabsq	$POISON, \tmp
	movq	\tmp, %fs:0x70
.Lclean\@:
	.endm

	.macro	SAVE_CALLEE
	pushq	%rbp
	movq	%rsp, %rbp
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	.endm
	.macro	RESTORE_CALLEE
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	.endm

// --- switches ---------------------------------------------------------------------------------------

// void asm_mcall(void (*fn)(G *, void *), void *arg): fn(goroutine, arg) on g0.  Returns when the
// goroutine is resumed, perhaps on another thread.
FUNC asm_mcall
	SAVE_CALLEE
	movq	%fs:0x50, %rax
	movq	%fs:0x58, %rdx
	movq	%rsp, G_RSP_OFF(%rax)
	movq	M_G0_OFF(%rdx), %rcx
	movq	%rcx, %fs:0x50
	movq	$0, %fs:0x70
	movq	G_RSP_OFF(%rcx), %rsp
	xorl	%ebp, %ebp
	movq	%rdi, %r8
	movq	%rax, %rdi
	call	*%r8
	ud2
END asm_mcall

// _Noreturn void asm_gogo(G *g): run g from where it left.
FUNC asm_gogo
	movq	G_LIMIT_OFF(%rdi), %rax
	movq	%rdi, %fs:0x50
	movq	G_RSP_OFF(%rdi), %rsp
	SET_LIMIT %rdi, %rax, %rcx
	RESTORE_CALLEE
	ret
END asm_gogo

// void asm_system(void (*fn)(void *), void *arg): fn(arg) on g0, and back.
FUNC asm_system
	SAVE_CALLEE
	movq	%fs:0x50, %rax
	movq	%fs:0x58, %rdx
	movq	%rsp, G_RSP_OFF(%rax)
	movq	M_G0_OFF(%rdx), %rcx
	movq	%rcx, %fs:0x50
	movq	$0, %fs:0x70
	movq	G_RSP_OFF(%rcx), %rsp
	movq	%rdi, %r8
	movq	%rsi, %rdi
	call	*%r8
	movq	%fs:0x58, %rdx
	movq	M_CURG_OFF(%rdx), %rdi
	movq	G_LIMIT_OFF(%rdi), %rax
	movq	%rdi, %fs:0x50
	movq	G_RSP_OFF(%rdi), %rsp
	SET_LIMIT %rdi, %rax, %rcx
	RESTORE_CALLEE
	ret
END asm_system

// void asm_run_on(uintptr_t stack_top, void (*fn)(void)): first use of a thread's g0.
FUNC asm_run_on
	movq	%rdi, %rsp
	xorl	%ebp, %ebp
	call	*%rsi
	ud2
END asm_run_on

// Where a new goroutine begins: its stack was laid out by stack_prepare().
FUNC asm_goroutine_start
	xorl	%ebp, %ebp
	call	sched_goroutine_main
	ud2
END asm_goroutine_start

// void sched_enter_syscall(void): remember registers and stack pointer of the caller for the collector.
FUNC sched_enter_syscall
	movq	%fs:0x50, %rax
	leaq	8(%rsp), %rcx
	movq	%rcx, G_SYSCALL_RSP_OFF(%rax)
	movq	%rbp, G_SYSCALL_REGS_OFF(%rax)
	movq	%rbx, G_SYSCALL_REGS_OFF+8(%rax)
	movq	%r12, G_SYSCALL_REGS_OFF+16(%rax)
	movq	%r13, G_SYSCALL_REGS_OFF+24(%rax)
	movq	%r14, G_SYSCALL_REGS_OFF+32(%rax)
	movq	%r15, G_SYSCALL_REGS_OFF+40(%rax)
	jmp	sched_begin_syscall
END sched_enter_syscall

// Go's package syscall, between these two, makes the call itself.
	.globl	"runtime.entersyscall"
	.set	"runtime.entersyscall", sched_enter_syscall
FUNC "runtime.exitsyscall"
	jmp	sched_exit_syscall
END "runtime.exitsyscall"

// func rawVforkSyscall(trap, a1, a2, a3 uintptr) (r1, err uintptr) of package syscall.  The child runs on this
// very stack before the parent does, so the return address waits in a register that the kernel keeps.
FUNC "syscall.rawVforkSyscall"
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	xorl	%r10d, %r10d
	xorl	%r8d, %r8d
	popq	%r9
	syscall
	pushq	%r9
	xorl	%edx, %edx
	cmpq	$-4095, %rax
	jb	1f
	negq	%rax
	movq	%rax, %rdx
	movq	$-1, %rax
1:	ret
END "syscall.rawVforkSyscall"

// --- calls of closures ------------------------------------------------------------------------------

// void asm_call_closure(GoClosure *fn)
FUNC asm_call_closure
	pushq	%rbp
	movq	%rsp, %rbp
	movq	%rdi, %r10
	call	*(%rdi)
	popq	%rbp
	ret
END asm_call_closure

// void asm_call_closure3(GoClosure *fn, uintptr_t a, uintptr_t b, uintptr_t c): fn(a, b, c)
FUNC asm_call_closure3
	pushq	%rbp
	movq	%rsp, %rbp
	movq	%rdi, %r10
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	call	*(%r10)
	popq	%rbp
	ret
END asm_call_closure3

// void asm_call_deferred(GoClosure *fn, uintptr_t *cfa): the call a panic makes; the callee's CFA (what
// it must hand to panic_recover) is recorded first.
FUNC asm_call_deferred
	pushq	%rbp
	movq	%rsp, %rbp
	movq	%rsp, (%rsi)
	movq	%rdi, %r10
	call	*(%rdi)
	popq	%rbp
	ret
END asm_call_deferred

// --- defer ------------------------------------------------------------------------------------------

// int64 defer_enter(GoDeferFrame *frame): 0 now, 1 when asm_defer_resume() comes back.
FUNC defer_enter
	leaq	8(%rsp), %rax
	movq	%rax, FRAME_RSP_OFF(%rdi)
	movq	%rbp, FRAME_RBP_OFF(%rdi)
	movq	%rbx, FRAME_RBX_OFF(%rdi)
	movq	%r12, FRAME_R12_OFF(%rdi)
	movq	%r13, FRAME_R12_OFF+8(%rdi)
	movq	%r14, FRAME_R12_OFF+16(%rdi)
	movq	%r15, FRAME_R12_OFF+24(%rdi)
	movq	(%rsp), %rax
	movq	%rax, FRAME_PC_OFF(%rdi)
	movq	%fs:0x50, %rcx
	movq	G_SEGMENT_OFF(%rcx), %rax
	movq	%rax, FRAME_SEGMENT_OFF(%rdi)
	movq	G_LIMIT_OFF(%rcx), %rax
	movq	%rax, FRAME_LIMIT_OFF(%rdi)
	xorl	%eax, %eax
	ret
END defer_enter

// _Noreturn void asm_defer_resume(GoDeferFrame *frame, G *g): from g0; g's segments are already cut back.
FUNC asm_defer_resume
	movq	G_LIMIT_OFF(%rsi), %rax
	movq	%rsi, %fs:0x50
	movq	FRAME_RSP_OFF(%rdi), %rsp
	SET_LIMIT %rsi, %rax, %rcx
	movq	FRAME_RBP_OFF(%rdi), %rbp
	movq	FRAME_RBX_OFF(%rdi), %rbx
	movq	FRAME_R12_OFF(%rdi), %r12
	movq	FRAME_R12_OFF+8(%rdi), %r13
	movq	FRAME_R12_OFF+16(%rdi), %r14
	movq	FRAME_R12_OFF+24(%rdi), %r15
	movl	$1, %eax
	jmp	*FRAME_PC_OFF(%rdi)
END asm_defer_resume

// --- stack growth -----------------------------------------------------------------------------------

// Everything a prologue may have live: arguments, variadic count or closure context in rax, r10, r11.
	.macro	SAVE_ARGS
	pushq	%rbp
	movq	%rsp, %rbp
	pushq	%rax
	pushq	%rcx
	pushq	%rdx
	pushq	%rdi
	pushq	%rsi
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	subq	$128, %rsp
	movups	%xmm0, (%rsp)
	movups	%xmm1, 16(%rsp)
	movups	%xmm2, 32(%rsp)
	movups	%xmm3, 48(%rsp)
	movups	%xmm4, 64(%rsp)
	movups	%xmm5, 80(%rsp)
	movups	%xmm6, 96(%rsp)
	movups	%xmm7, 112(%rsp)
	andq	$-16, %rsp
	.endm
	.macro	RESTORE_ARGS
	leaq	-200(%rbp), %rsp
	movups	(%rsp), %xmm0
	movups	16(%rsp), %xmm1
	movups	32(%rsp), %xmm2
	movups	48(%rsp), %xmm3
	movups	64(%rsp), %xmm4
	movups	80(%rsp), %xmm5
	movups	96(%rsp), %xmm6
	movups	112(%rsp), %xmm7
	addq	$128, %rsp
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rsi
	popq	%rdi
	popq	%rdx
	popq	%rcx
	popq	%rax
	popq	%rbp
	.endm

FUNC __morestack
	pushq	%rdi
	pushq	%rsi
	movq	%fs:0x50, %rdi
	leaq	24(%rsp), %rsi
	subq	%r10, %rsi
	cmpq	G_LIMIT_OFF(%rdi), %rsi
	ja	.Lroom
	movq	G_SPARE_OFF(%rdi), %rsi
	testq	%rsi, %rsi
	jz	.Lgrow
	addq	%r11, %r10
	cmpq	SEG_ROOM_OFF(%rsi), %r10
	ja	.Lgrow_more

	// Enter the spare segment.
	movq	G_SEGMENT_OFF(%rdi), %r10
	movq	%r10, SEG_OLDER_OFF(%rsi)
	movq	%rsi, G_SEGMENT_OFF(%rdi)
	movq	$0, G_SPARE_OFF(%rdi)
	movq	G_LIMIT_OFF(%rdi), %r10
	movq	%r10, SEG_OLD_LIMIT_OFF(%rsi)
	leaq	16(%rsp), %r10
	movq	%r10, SEG_OLD_RSP_OFF(%rsi)
	movq	SEG_LIMIT_OFF(%rsi), %r10
	movq	%r10, G_LIMIT_OFF(%rdi)
	SET_LIMIT %rdi, %r10, %r10
	leaq	16(%rsp), %r10                  // the old stack, at the address of the `ret`
	movq	SEG_HI_OFF(%rsi), %rsi
	testq	%r11, %r11
	jnz	.Lcopy
.Lcopied:
	movq	%rsi, %rsp
	movq	-8(%r10), %rdi
	movq	-16(%r10), %rsi
	movq	(%r10), %r11
	incq	%r11
	call	*%r11
	.globl	morestack_return
morestack_return:                               // a body's return address at the bottom of a segment

	// Back to the older segment; the one left becomes the spare.
	movq	%fs:0x50, %rdi
	movq	G_SEGMENT_OFF(%rdi), %rsi
	cmpq	$0, G_SPARE_OFF(%rdi)
	jne	.Ldrop_spare
.Lleave:
	movq	%rsi, G_SPARE_OFF(%rdi)
	movq	SEG_OLDER_OFF(%rsi), %r8
	movq	%r8, G_SEGMENT_OFF(%rdi)
	movq	SEG_OLD_LIMIT_OFF(%rsi), %r8
	movq	%r8, G_LIMIT_OFF(%rdi)
	movq	SEG_OLD_RSP_OFF(%rsi), %rsp
	SET_LIMIT %rdi, %r8, %r8
	ret

.Lcopy:                                         // r11 bytes of stack arguments from 16(%r10)
	addq	$15, %r11
	andq	$-16, %r11
	subq	%r11, %rsi
.Lcopy_word:
	movq	8(%r10,%r11), %rdi
	movq	%rdi, -8(%rsi,%r11)
	subq	$8, %r11
	jnz	.Lcopy_word
	jmp	.Lcopied

.Lgrow_more:
	subq	%r11, %r10
.Lgrow:                                         // fetch a segment that is large enough as the spare
	popq	%rsi
	popq	%rdi
	SAVE_ARGS
	leaq	(%r10,%r11), %rdi
	call	stack_grow
	RESTORE_ARGS
	jmp	__morestack

.Lroom:                                         // poisoned limit
	popq	%rsi
	popq	%rdi
	SAVE_ARGS
	call	preempt_at_prologue
	RESTORE_ARGS
	popq	%r11
	incq	%r11
	jmp	*%r11

.Ldrop_spare:                                   // results are live: rax, rdx, rcx, xmm0-3
	pushq	%rax
	pushq	%rdx
	pushq	%rcx
	subq	$72, %rsp
	movups	%xmm0, (%rsp)
	movups	%xmm1, 16(%rsp)
	movups	%xmm2, 32(%rsp)
	movups	%xmm3, 48(%rsp)
	call	stack_drop_spare
	movups	(%rsp), %xmm0
	movups	16(%rsp), %xmm1
	movups	32(%rsp), %xmm2
	movups	48(%rsp), %xmm3
	addq	$72, %rsp
	popq	%rcx
	popq	%rdx
	popq	%rax
	movq	%fs:0x50, %rdi
	movq	G_SEGMENT_OFF(%rdi), %rsi
	jmp	.Lleave
END __morestack

// uintptr_t asm_call_further(fn, a, b, c): fn(a, b, c) on a further segment.  The body stands one byte
// behind the `ret`, as __morestack wants it.
FUNC asm_call_further
	xorl	%r10d, %r10d
	xorl	%r11d, %r11d
	call	__morestack
	ret
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	jmp	*%rax
END asm_call_further

// --- asynchronous preemption ------------------------------------------------------------------------

// Entered as if called from the interrupted instruction, 128 bytes (the red zone) below its stack
// pointer: everything is saved, so that the collector sees the registers on the stack.
FUNC asm_async_preempt
	pushq	%rbp
	movq	%rsp, %rbp
	pushfq
	cld
	pushq	%rax
	pushq	%rbx
	pushq	%rcx
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movl	preempt_xsave_size(%rip), %eax
	subq	%rax, %rsp
	andq	$-64, %rsp
	xorl	%edx, %edx
	movl	preempt_xsave_mask(%rip), %eax
	testl	%eax, %eax
	jz	.Lfxsave
	movq	%rdx, 512(%rsp)
	movq	%rdx, 520(%rsp)
	movq	%rdx, 528(%rsp)
	movq	%rdx, 536(%rsp)
	movq	%rdx, 544(%rsp)
	movq	%rdx, 552(%rsp)
	movq	%rdx, 560(%rsp)
	movq	%rdx, 568(%rsp)
	cmpl	$0, preempt_xsave_compact(%rip)
	je	.Lxsave
	xsavec	(%rsp)
	jmp	.Lsaved
.Lxsave:
	xsave	(%rsp)
.Lsaved:
	call	preempt_async
	movl	preempt_xsave_mask(%rip), %eax
	xorl	%edx, %edx
	xrstor	(%rsp)
.Lrestored:
	leaq	-120(%rbp), %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rdi
	popq	%rsi
	popq	%rdx
	popq	%rcx
	popq	%rbx
	popq	%rax
	popfq
	popq	%rbp
	ret	$128
.Lfxsave:
	fxsave	(%rsp)
	call	preempt_async
	fxrstor	(%rsp)
	jmp	.Lrestored
END asm_async_preempt

// Entered as if called from the faulting instruction: the stack may be misaligned.
FUNC asm_signal_panic
	pushq	%rbp
	movq	%rsp, %rbp
	andq	$-16, %rsp
	call	signal_panic
	ud2
END asm_signal_panic

	.section .note.GNU-stack,"",@progbits
