// elffile.h - sections and symbols of object files (elffile.c)

#ifndef VOLE_ELFFILE_H
#define VOLE_ELFFILE_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>

// A copy of the section of that name in an object of `size` bytes at file; NULL, *n = 0 if it has
// none.
const char *elf_section(const char *file, size_t size, const char *name, size_t *n);

// Calls fn for each symbol that is not local.  False if the file cannot be read.
typedef void (*ElfSymbolFn)(const char *name, const Elf64_Sym *sym, void *arg);
bool elf_symbols(const char *path, ElfSymbolFn fn, void *arg);

#endif
