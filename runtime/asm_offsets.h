// asm_offsets.h - offsets and constants that asm_amd64.S uses; stack.c asserts that they are true.

#ifndef VOLE_ASM_OFFSETS_H
#define VOLE_ASM_OFFSETS_H

#define G_RSP_OFF 0
#define G_LIMIT_OFF 24
#define G_SEGMENT_OFF 32
#define G_SPARE_OFF 40
#define G_PREEMPT_OFF 120
#define G_SYSCALL_RSP_OFF 160
#define G_SYSCALL_REGS_OFF 168

#define M_G0_OFF 0
#define M_CURG_OFF 8

#define SEG_OLDER_OFF 0
#define SEG_HI_OFF 8
#define SEG_LIMIT_OFF 16
#define SEG_ROOM_OFF 24
#define SEG_OLD_RSP_OFF 32
#define SEG_OLD_LIMIT_OFF 40

#define FRAME_RSP_OFF 0
#define FRAME_RBP_OFF 8
#define FRAME_RBX_OFF 16
#define FRAME_R12_OFF 24
#define FRAME_PC_OFF 56
#define FRAME_SEGMENT_OFF 64
#define FRAME_LIMIT_OFF 72

// A stack limit no stack pointer exceeds: the next prologue lands in __morestack.  Positive, since
// LLVM compares as signed in functions with dynamic allocas.
#define POISON 0x7fffffffffffff00

#endif
