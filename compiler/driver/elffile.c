// elffile.c - reading the object files that LLVM writes and the linker reads: 64 bits,
// little-endian.

#include <string.h>
#include "compiler.h"
#include "elffile.h"

static const Elf64_Shdr *find_section(const char *file, size_t size, const char *name)
{
	const Elf64_Ehdr *h = (const Elf64_Ehdr *)file;
	if (size < sizeof *h || memcmp(h->e_ident, ELFMAG, SELFMAG) != 0)
		return NULL;
	const Elf64_Shdr *s = (const Elf64_Shdr *)(file + h->e_shoff);
	// With more sections than a half-word counts, the first header has the numbers.
	size_t n = h->e_shnum ? h->e_shnum : s->sh_size;
	size_t names = h->e_shstrndx == SHN_XINDEX ? s->sh_link : h->e_shstrndx;
	for (size_t i = 0; i < n; i++)
		if (strcmp(file + s[names].sh_offset + s[i].sh_name, name) == 0)
			return &s[i];
	return NULL;
}

const char *elf_section(const char *file, size_t size, const char *name, size_t *n)
{
	const Elf64_Shdr *s = find_section(file, size, name);
	*n = s ? s->sh_size : 0;
	return s ? memcpy(arena_alloc(*n + 1), file + s->sh_offset, *n) : NULL;
}

static void each_symbol(const char *file, ElfSymbolFn fn, void *arg)
{
	const Elf64_Ehdr *h = (const Elf64_Ehdr *)file;
	const Elf64_Shdr *s = (const Elf64_Shdr *)(file + h->e_shoff), *table = s;
	// With more sections than a half-word counts, the first header has their number.
	const Elf64_Shdr *end = s + (h->e_shnum ? h->e_shnum : s->sh_size);
	while (table < end && table->sh_type != SHT_SYMTAB)
		table++;
	if (table == end)
		return;
	const Elf64_Sym *sym = (const Elf64_Sym *)(file + table->sh_offset);
	for (size_t i = table->sh_info; i < table->sh_size / sizeof *sym; i++)
		fn(file + s[table->sh_link].sh_offset + sym[i].st_name, &sym[i], arg);
}

bool elf_symbols(const char *path, ElfSymbolFn fn, void *arg)
{
	size_t size;
	const char *file = file_map(path, &size);
	if (file)
		each_symbol(file, fn, arg);
	file_unmap(file, size);
	return file != NULL;
}
