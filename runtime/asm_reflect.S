// asm_reflect.S - calls whose arguments only the program knows, for package reflect (stdlib/reflect/abi.go).
//
// A frame's registers are 14 words: rdi, rsi, rdx, rcx, r8, r9, xmm0 ... xmm7.  Results are left in the
// same words: rax, rdx, rcx in the first three, xmm0 and xmm1 in theirs.
//
// The two that take a variable amount of stack begin like compiled functions: __morestack finds a `ret`
// behind its call and enters the body one byte further, on a segment with room for r10 bytes.
//
// Each is a section of its own, so that a program without reflect.MakeFunc does not link what it needs.

	.macro	FUNC name
	.section ".text.\name","ax",@progbits
	.p2align 4
	.globl	"\name"
	.type	"\name", @function
"\name":
	.endm
	.macro	END name
	.size	"\name", .-"\name"
	.endm

	// Make sure of r10 bytes of stack.
	.macro	PROLOGUE
	movq	%rsp, %rax
	subq	%r10, %rax
	cmpq	%fs:0x70, %rax
	jg	.Lenough\@
	xorl	%r11d, %r11d
	call	__morestack
	ret
.Lenough\@:
	pushq	%rbp
	movq	%rsp, %rbp
	.endm

// func onStack(size uintptr, fn func(base unsafe.Pointer))
FUNC reflect.onStack
	leaq	64(%rdi), %r10
	PROLOGUE
	subq	%rdi, %rsp
	andq	$-16, %rsp
	movq	%rdi, %rcx
	movq	%rsp, %rdi
	xorl	%eax, %eax
	rep stosb
	movq	%rsp, %rdi
	movq	%rsi, %r10
	call	*(%rsi)
	leave
	ret
END reflect.onStack

// func callCode(code, context, registers, stack unsafe.Pointer, stackWords int)
FUNC reflect.callCode
	leaq	64(,%r8,8), %r10
	PROLOGUE
	pushq	%rbx
	pushq	%r12                            // alignment
	movq	%rdx, %rbx
	leaq	1(%r8), %rax
	andq	$-2, %rax
	shlq	$3, %rax
	subq	%rax, %rsp
	movq	%rdi, %r11
	movq	%rsi, %r10
	movq	%rcx, %rsi
	movq	%rsp, %rdi
	movq	%r8, %rcx
	rep movsq
	movq	(%rbx), %rdi
	movq	8(%rbx), %rsi
	movq	16(%rbx), %rdx
	movq	24(%rbx), %rcx
	movq	32(%rbx), %r8
	movq	40(%rbx), %r9
	movsd	48(%rbx), %xmm0
	movsd	56(%rbx), %xmm1
	movsd	64(%rbx), %xmm2
	movsd	72(%rbx), %xmm3
	movsd	80(%rbx), %xmm4
	movsd	88(%rbx), %xmm5
	movsd	96(%rbx), %xmm6
	movsd	104(%rbx), %xmm7
	call	*%r11
	movq	%rax, (%rbx)
	movq	%rdx, 8(%rbx)
	movq	%rcx, 16(%rbx)
	movsd	%xmm0, 48(%rbx)
	movsd	%xmm1, 56(%rbx)
	leaq	-16(%rbp), %rsp
	popq	%r12
	popq	%rbx
	popq	%rbp
	ret
END reflect.callCode

// The code of a made function, r10 its closure.  It needs little stack: what runtime code may use.
FUNC reflect.makeFuncStub
	pushq	%rbp
	movq	%rsp, %rbp
	subq	$112, %rsp
	movq	%rdi, (%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rdx, 16(%rsp)
	movq	%rcx, 24(%rsp)
	movq	%r8, 32(%rsp)
	movq	%r9, 40(%rsp)
	movsd	%xmm0, 48(%rsp)
	movsd	%xmm1, 56(%rsp)
	movsd	%xmm2, 64(%rsp)
	movsd	%xmm3, 72(%rsp)
	movsd	%xmm4, 80(%rsp)
	movsd	%xmm5, 88(%rsp)
	movsd	%xmm6, 96(%rsp)
	movsd	%xmm7, 104(%rsp)
	movq	%r10, %rdi
	movq	%rsp, %rsi
	leaq	16(%rbp), %rdx
	call	reflect.callMade
	movq	(%rsp), %rax
	movq	8(%rsp), %rdx
	movq	16(%rsp), %rcx
	movsd	48(%rsp), %xmm0
	movsd	56(%rsp), %xmm1
	leave
	ret
END reflect.makeFuncStub

	.section .note.GNU-stack,"",@progbits
