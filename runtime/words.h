// words.h - see words.c; words_copy() and words_clear() are in lang/abi.def.

#ifndef VOLE_WORDS_H
#define VOLE_WORDS_H

void words_init(void); // finds what the processor has; before anybody else runs

#endif
