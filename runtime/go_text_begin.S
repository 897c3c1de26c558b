// go_text_begin.S - the first object on the linker's command line: goroutine text begins here.
	.section .text.go.__begin,"ax",@progbits
	.p2align 4
	.globl	go_text_begin
go_text_begin:
	.section .note.GNU-stack,"",@progbits
