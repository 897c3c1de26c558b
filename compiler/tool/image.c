// image.c - ELF files: executables and cores.  Whatever is in the file, only what lies in it is
// read.

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "heapview.h"

static bool within(const Image *image, uint64_t offset, uint64_t n)
{
	return offset <= image->size && n <= image->size - offset;
}

static const Elf64_Ehdr *header(const Image *image)
{
	return (const Elf64_Ehdr *)image->data;
}

static const char *map_file(Image *image)
{
	int fd = open(image->path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	if (fd < 0)
		return strerror(errno);
	void *data = MAP_FAILED;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (data == MAP_FAILED)
		return "not an ELF file";
	image->data = data;
	image->size = (size_t)st.st_size;
	return NULL;
}

static const Elf64_Shdr *sections(const Image *image, size_t *n)
{
	const Elf64_Ehdr *h = header(image);
	*n = 0;
	if (h->e_shoff % 8 || h->e_shentsize != sizeof(Elf64_Shdr) ||
	    !within(image, h->e_shoff, sizeof(Elf64_Shdr)))
		return NULL;
	const Elf64_Shdr *first = (const Elf64_Shdr *)(image->data + h->e_shoff);
	uint64_t count = h->e_shnum ? h->e_shnum : first->sh_size;
	if (count > image->size || !within(image, h->e_shoff, count * sizeof *first))
		return NULL;
	*n = count;
	return first;
}

const char *image_open(Image *image, const char *path, int type)
{
	*image = (Image){.path = path};
	const char *error = map_file(image);
	if (error)
		return error;
	const Elf64_Ehdr *h = header(image);
	if (image->size < sizeof *h || memcmp(h->e_ident, ELFMAG, SELFMAG) != 0)
		return "not an ELF file";
	if (h->e_ident[EI_CLASS] != ELFCLASS64 || h->e_machine != EM_X86_64)
		return "not a file of this machine";
	if (h->e_type != type)
		return type == ET_CORE ? "not a core file" : "not an executable that Vole made";
	size_t nsections, n = h->e_phnum;
	uint64_t end = 0; // of what is missing
	if (n == PN_XNUM) {
		const Elf64_Shdr *s = sections(image, &nsections);
		n = s ? s->sh_info : 0;
	}
	if (h->e_phoff % 8 || h->e_phentsize != sizeof(Elf64_Phdr) ||
	    !within(image, h->e_phoff, n * sizeof(Elf64_Phdr)))
		return "damaged ELF file";
	image->segments = (const Elf64_Phdr *)(image->data + h->e_phoff);
	image->nsegments = n;
	for (size_t i = 0; i < n; i++) {
		const Elf64_Phdr *p = &image->segments[i];
		if (p->p_filesz > UINT64_MAX - p->p_offset)
			return "damaged ELF file";
		if (!within(image, p->p_offset, p->p_filesz) && p->p_offset + p->p_filesz > end)
			end = p->p_offset + p->p_filesz;
	}
	if (end == 0)
		return NULL;
	return arena_printf("cut short: it has %zu bytes, and refers to %llu", image->size,
			    (unsigned long long)end);
}

const uint8_t *image_bytes(const Image *image, uint64_t addr, bool writable_too, size_t *n)
{
	for (size_t i = 0; i < image->nsegments; i++) {
		const Elf64_Phdr *p = &image->segments[i];
		if (p->p_type != PT_LOAD || addr - p->p_vaddr >= p->p_filesz ||
		    (p->p_flags & PF_W && !writable_too))
			continue;
		*n = p->p_filesz - (addr - p->p_vaddr);
		return image->data + p->p_offset + (addr - p->p_vaddr);
	}
	return NULL;
}

// --- symbols -------------------------------------------------------------------------------------

typedef struct {
	const Elf64_Sym *at;
	size_t n;
	const char *names; // ends in a NUL
	size_t names_size;
} Symbols;

static bool symbols(const Image *image, Symbols *out)
{
	size_t n;
	const Elf64_Shdr *s = sections(image, &n);
	for (size_t i = 0; i < n; i++) {
		if (s[i].sh_type != SHT_SYMTAB || s[i].sh_link >= n || s[i].sh_offset % 8)
			continue;
		const Elf64_Shdr *names = &s[s[i].sh_link];
		if (!within(image, s[i].sh_offset, s[i].sh_size) ||
		    !within(image, names->sh_offset, names->sh_size) || names->sh_size == 0 ||
		    image->data[names->sh_offset + names->sh_size - 1] != '\0')
			continue;
		*out = (Symbols){(const Elf64_Sym *)(image->data + s[i].sh_offset),
				 s[i].sh_size / sizeof(Elf64_Sym),
				 (const char *)image->data + names->sh_offset, names->sh_size};
		return true;
	}
	return false;
}

bool image_has_symbols(const Image *image)
{
	Symbols s;
	return symbols(image, &s);
}

const uint8_t *image_variable(const Image *image, const char *name, size_t size, uint64_t *addr)
{
	Symbols s;
	size_t n;
	for (size_t i = 0; symbols(image, &s) && i < s.n; i++) {
		const Elf64_Sym *sym = &s.at[i];
		if (ELF64_ST_TYPE(sym->st_info) != STT_OBJECT || sym->st_name >= s.names_size ||
		    strcmp(s.names + sym->st_name, name) != 0)
			continue;
		const uint8_t *bytes = image_bytes(image, sym->st_value, true, &n);
		*addr = sym->st_value;
		return bytes && n >= size ? bytes : NULL;
	}
	return NULL;
}
