// go_text_end.S - the object after the last package: goroutine text ends here.
	.section .text.go.__end,"ax",@progbits
	.globl	go_text_end
go_text_end:
	.section .note.GNU-stack,"",@progbits
