// symtab.c - from a code address to function, file and line: the program reads its own ELF file.
//
// On first need the executable is mapped and the functions of its symbol table are sorted by address.
// Lines and inlined functions come from DWARF (dwarf_line.c, dwarf_info.c), whose sections the linker has
// compressed; each is inflated when it is first read.  Nothing is allocated from the heap or malloc, and
// no lock is taken: two threads that come first both build the table or inflate, and one of the two
// results is forgotten.

#include <elf.h>
#include <string.h>
#include "inflate.h"
#include "internal.h"
#include "os.h"
#include "panic.h"
#include "symtab.h"

enum { MAX_SECTIONS = 64 };

typedef struct {
	const uint8_t *file;
	size_t file_size;
	Symbol *symbols;               // by address
	size_t n;
	void *volatile inflated[MAX_SECTIONS]; // by index
} Table;

static Table *volatile table;
static const char no_name[] = "?";

// --- sections ---------------------------------------------------------------------------------------

static bool valid_elf(const uint8_t *file, size_t size)
{
	const Elf64_Ehdr *h = (const Elf64_Ehdr *)file;

	return size > sizeof *h && !memcmp(h->e_ident, ELFMAG, SELFMAG) &&
	       h->e_ident[EI_CLASS] == ELFCLASS64 && h->e_shoff &&
	       h->e_shoff + (size_t)h->e_shnum * sizeof(Elf64_Shdr) <= size;
}

static const Elf64_Shdr *section_headers(const Table *t, int *n)
{
	const Elf64_Ehdr *h = (const Elf64_Ehdr *)t->file;

	*n = h->e_shnum;
	return (const Elf64_Shdr *)(t->file + h->e_shoff);
}

static const Elf64_Shdr *find_section(const Table *t, const char *name)
{
	int n;
	const Elf64_Shdr *s = section_headers(t, &n);
	const char *names = (const char *)t->file + s[((const Elf64_Ehdr *)t->file)->e_shstrndx].sh_offset;

	for (int i = 0; i < n; i++)
		if (!strcmp(names + s[i].sh_name, name))
			return &s[i];
	return NULL;
}

static bool readable(const Table *t, const Elf64_Shdr *s)
{
	return s && s->sh_type != SHT_NOBITS && s->sh_offset + s->sh_size <= t->file_size;
}

static uint8_t *inflate_section(Table *t, const Elf64_Shdr *s)
{
	const Elf64_Chdr *h = (const Elf64_Chdr *)(t->file + s->sh_offset);
	uint8_t *bytes;

	if (s->sh_size < sizeof *h || h->ch_type != ELFCOMPRESS_ZLIB)
		return NULL;
	bytes = os_map(h->ch_size);
	if (bytes && !inflate((const uint8_t *)(h + 1), s->sh_size - sizeof *h, bytes, h->ch_size))
		return NULL;
	return bytes;
}

static Bytes inflated_section(Table *t, const Elf64_Shdr *s)
{
	int n, index = (int)(s - section_headers(t, &n));
	uint8_t *bytes;

	if (index >= MAX_SECTIONS)
		return (Bytes){NULL, NULL};
	bytes = atomic_load_ptr_acquire(&t->inflated[index]);
	if (!bytes)
		bytes = inflate_section(t, s);
	if (!bytes)
		return (Bytes){NULL, NULL};
	atomic_store_ptr_release(&t->inflated[index], bytes);
	return (Bytes){bytes, bytes + ((const Elf64_Chdr *)(t->file + s->sh_offset))->ch_size};
}

// --- the table --------------------------------------------------------------------------------------

static void sift(Symbol *v, size_t root, size_t n)
{
	for (size_t child; (child = 2 * root + 1) < n; root = child) {
		if (child + 1 < n && v[child + 1].entry > v[child].entry)
			child++;
		if (v[root].entry >= v[child].entry)
			return;
		Symbol t = v[root];
		v[root] = v[child];
		v[child] = t;
	}
}

// Heap sort: in place, no worst case, and libc's may allocate.
static void sort(Symbol *v, size_t n)
{
	for (size_t i = n / 2; i-- > 0;)
		sift(v, i, n);
	while (n > 1) {
		Symbol t = v[--n];
		v[n] = v[0];
		v[0] = t;
		sift(v, 0, n);
	}
}

static void read_symbols(Table *t)
{
	const Elf64_Shdr *symtab = find_section(t, ".symtab"), *strtab = find_section(t, ".strtab");
	const Elf64_Sym *s;
	size_t n;

	if (!readable(t, symtab) || !readable(t, strtab))
		return;
	s = (const Elf64_Sym *)(t->file + symtab->sh_offset);
	n = symtab->sh_size / sizeof *s;
	t->symbols = os_map(n * sizeof(Symbol) + OS_PAGE);
	if (!t->symbols)
		return;
	for (size_t i = 0; i < n; i++)
		if (ELF64_ST_TYPE(s[i].st_info) == STT_FUNC && s[i].st_shndx != SHN_UNDEF)
			t->symbols[t->n++] = (Symbol){s[i].st_value, s[i].st_size,
				(const char *)t->file + strtab->sh_offset + s[i].st_name};
	sort(t->symbols, t->n);
}

static Table *get_table(void)
{
	Table *t = atomic_load_ptr_acquire((void *const volatile *)&table);

	if (t)
		return t;
	t = os_map(sizeof *t);
	if (!t)
		return NULL;
	if (os_map_file("/proc/self/exe", &t->file, &t->file_size) && valid_elf(t->file, t->file_size))
		read_symbols(t);
	else
		t->file = NULL;
	atomic_store_ptr_release((void *volatile *)&table, t);
	return t;
}

Bytes symtab_section(const char *name)
{
	Table *t = get_table();
	const Elf64_Shdr *s = t && t->file ? find_section(t, name) : NULL;

	if (!s || !readable(t, s))
		return (Bytes){NULL, NULL};
	if (s->sh_flags & SHF_COMPRESSED)
		return inflated_section(t, s);
	return (Bytes){t->file + s->sh_offset, t->file + s->sh_offset + s->sh_size};
}

const Symbol *symtab_function(uintptr_t pc)
{
	Table *t = get_table();
	size_t lo = 0, hi = t ? t->n : 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (t->symbols[mid].entry <= pc)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == 0)
		return NULL;
	// Several names for one address: the last one with a size.
	for (size_t i = lo; i-- > 0 && t->symbols[i].entry == t->symbols[lo - 1].entry;)
		if (t->symbols[i].size && pc < t->symbols[i].entry + t->symbols[i].size)
			return &t->symbols[i];
	return t->symbols[lo - 1].size ? NULL : &t->symbols[lo - 1];
}

static GoString go_string(const char *s)
{
	return (GoString){(const uint8_t *)s, (intptr_t)strlen(s)};
}

// Code lies below 1 << 47: the upper bits are free for the index, plus one.
enum { TAG_SHIFT = 48 };

uintptr_t symtab_tag(uintptr_t pc, int index)
{
	return pc | (uintptr_t)(index + 1) << TAG_SHIFT;
}

// C functions that programs expect on their stacks, under the names they have in Go.
static bool known_in_go(const Symbol *s, PcInfo *out)
{
	static const char *const known[][3] = {
		{"panic_go", "runtime.gopanic", panic_file},
		{"main_goroutine", "runtime.main", "runtime/rt0.c"},
		{"asm_goroutine_start", "runtime.goexit", "runtime/asm_amd64.S"},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(s->name, known[i][0]) != 0)
			continue;
		out->name = go_string(known[i][1]);
		out->file = go_string(known[i][2]);
		out->line = i == 0 ? atomic_get(panic_line) : 0;
		return true;
	}
	return false;
}

bool symtab_pc(uintptr_t pc, int index, PcInfo *out)
{
	unsigned tag = (unsigned)(pc >> TAG_SHIFT);
	const Symbol *s;

	if (tag && index > 0)
		return false;
	if (tag)
		index = (int)tag - 1;
	pc &= ((uintptr_t)1 << TAG_SHIFT) - 1;
	s = symtab_function(pc - 1);
	if (!s)
		return false;
	out->entry = s->entry;
	out->name = go_string(s->name);
	out->file = go_string(no_name);
	out->line = 0;
	if (known_in_go(s, out))
		return index == 0;
	return dwarf_lookup(pc - 1, index, out) || index == 0;
}
