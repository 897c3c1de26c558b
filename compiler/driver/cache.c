// cache.c - compiled objects by content.
//
// The key of a package is a 128-bit hash of everything its object depends on: the compiler itself
// (by the linker's build id), the options, the sources, and the keys of the packages it imports.
// Nothing is ever invalidated, only not found; what is not looked for any more is removed in the
// end (cache_trim.c).
//
// An entry is a pair of files: STEM.o, the object, and STEM.info, one line
//
//     vole-object KEY SIZE CHECKSUM OUTPUT-SIZE SUMMARY-SIZE ALLOCS-SIZE CHECKSUM
//
// followed by what was printed while compiling (-m lines, replayed on a hit), by what importers
// want to know about the functions (summary.c) and by what is told of allocations
// (escape/allocs.c); the second checksum is that of all three.  Both files are written under other
// names and renamed, the object first.  A reader believes an entry only if sizes and checksums are
// those of the line; anything else counts as not found and is compiled again, which repairs it.

#include <elf.h>
#include <inttypes.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "abi.h"
#include "compiler.h"

// --- keys ----------------------------------------------------------------------------------------

struct KeyState {
	XXH3_state_t xxh;
};

// The build id the linker gave this executable: a hash of its contents.
static int find_build_id(struct dl_phdr_info *info, size_t size, void *arg)
{
	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *ph = &info->dlpi_phdr[i];
		const char *note = (const char *)info->dlpi_addr + ph->p_vaddr,
			   *end = note + ph->p_memsz;
		while (ph->p_type == PT_NOTE && note < end) {
			const ElfW(Nhdr) *n = (const void *)note;
			const char *name = note + sizeof *n,
				   *desc = name + ((n->n_namesz + 3) & ~3u);
			if (n->n_type == NT_GNU_BUILD_ID && n->n_namesz == 4 &&
			    memcmp(name, "GNU", 4) == 0)
				key_bytes(arg, desc, n->n_descsz);
			note = desc + ((n->n_descsz + 3) & ~3u);
		}
	}
	return 1; // the first object is the executable; libraries do not matter
}

KeyState *key_new(const char *purpose)
{
	KeyState *s = aligned_alloc(64, (sizeof *s + 63) & ~(size_t)63);
	XXH3_128bits_reset(&s->xxh);
	dl_iterate_phdr(find_build_id, s);
	key_int(s, ABI_VERSION);
	key_string(s, purpose);
	return s;
}

void key_bytes(KeyState *s, const void *data, size_t n)
{
	XXH3_128bits_update(&s->xxh, data, n);
}

void key_int(KeyState *s, int64_t i)
{
	key_bytes(s, &i, sizeof i);
}

void key_string(KeyState *s, const char *str)
{
	key_int(s, str ? (int64_t)strlen(str) : -1);
	if (str)
		key_bytes(s, str, strlen(str));
}

static Key key_from(XXH128_hash_t h)
{
	return (Key){h.high64, h.low64};
}

Key key_done(KeyState *s)
{
	Key k = key_from(XXH3_128bits_digest(&s->xxh));
	free(s);
	return k;
}

Key key_checksum(const void *data, size_t n)
{
	return key_from(XXH3_128bits(data, n));
}

bool key_equal(Key a, Key b)
{
	return a.hi == b.hi && a.lo == b.lo;
}

const char *key_text(Key k)
{
	return arena_printf("%016" PRIx64 "%016" PRIx64, k.hi, k.lo);
}

// --- entries -------------------------------------------------------------------------------------

static const char *object_file(const char *stem)
{
	return arena_printf("%s.o", stem);
}

static const char *info_file(const char *stem)
{
	return arena_printf("%s.info", stem);
}

const char *cache_stem(Key k)
{
	const char *name = key_text(k), *dir = install_cache();
	if (dir && make_dirs(dir) && access(dir, W_OK) == 0)
		return arena_printf("%s/%.2s/%s", dir, name, name);
	return path_join(install_work(), name);
}

// What a line of STEM.info says.
typedef struct {
	Key key, object_sum, rest_sum;
	size_t object_size, output_size, summary_size, allocs_size;
	const char *rest; // behind the line
} Info;

static bool parse_info(Info *i, const char *text, size_t size)
{
	const char *eol = memchr(text, '\n', size);
	int n = sscanf(text,
		       "vole-object %16" SCNx64 "%16" SCNx64 " %zu %16" SCNx64 "%16" SCNx64
		       " %zu %zu %zu %16" SCNx64 "%16" SCNx64 "\n",
		       &i->key.hi, &i->key.lo, &i->object_size, &i->object_sum.hi,
		       &i->object_sum.lo, &i->output_size, &i->summary_size, &i->allocs_size,
		       &i->rest_sum.hi, &i->rest_sum.lo);
	if (n != 10 || !eol)
		return false;
	i->rest = eol + 1;
	size_t rest_size = (size_t)(text + size - i->rest);
	return i->output_size <= rest_size && i->summary_size <= rest_size - i->output_size &&
	       i->allocs_size == rest_size - i->output_size - i->summary_size &&
	       key_equal(key_checksum(i->rest, rest_size), i->rest_sum);
}

static bool object_intact(const char *file, const Info *i)
{
	size_t size;
	const void *data = file_map(file, &size);
	bool ok =
	    data && size == i->object_size && key_equal(key_checksum(data, size), i->object_sum);
	file_unmap(data, size);
	return ok;
}

bool cache_find(const char *stem, Key k, CacheEntry *e)
{
	size_t size;
	const char *text = file_read(info_file(stem), &size), *object = object_file(stem);
	Info i;
	if (!text || !parse_info(&i, text, size) || !key_equal(i.key, k) ||
	    !object_intact(object, &i))
		return false;
	cache_touch(object);
	cache_touch(info_file(stem));
	void *summary = arena_alloc(i.summary_size + 1);
	memcpy(summary, i.rest + i.output_size, i.summary_size);
	*e = (CacheEntry){object, arena_strndup(i.rest, i.output_size), summary, i.summary_size,
			  i.rest + i.output_size + i.summary_size};
	return true;
}

const char *cache_temp(const char *stem)
{
	make_dirs(path_dir(stem));
	return arena_printf("%s.%d.tmp", stem, (int)getpid());
}

static bool write_info(const char *stem, Key k, const char *data, size_t size, const CacheEntry *e)
{
	Buf rest = {0}, text = {0};
	buf_puts(&rest, e->output ? e->output : "");
	size_t output_size = rest.len;
	buf_write(&rest, e->summary, e->summary_size);
	const char *allocs = e->allocs ? e->allocs : "";
	buf_puts(&rest, allocs);
	buf_printf(&text, "vole-object %s %zu %s %zu %zu %zu %s\n", key_text(k), size,
		   key_text(key_checksum(data, size)), output_size, e->summary_size, strlen(allocs),
		   key_text(key_checksum(rest.s, rest.len)));
	buf_write(&text, rest.s, rest.len);
	const char *temp = arena_printf("%s.%d.info.tmp", stem, (int)getpid());
	if (file_write(temp, text.s, text.len) && rename(temp, info_file(stem)) == 0)
		return true;
	fprintf(stderr, "vole: cannot write %s: %m\n", info_file(stem));
	unlink(temp);
	return false;
}

const char *cache_publish(const char *stem, Key k, const char *temp, const CacheEntry *entry)
{
	size_t size;
	const void *data = file_map(temp, &size);
	const char *object = object_file(stem);
	bool ok = data && rename(temp, object) == 0;
	if (!ok) {
		fprintf(stderr, "vole: cannot write %s: %m\n", object);
		unlink(temp);
	}
	ok = ok && write_info(stem, k, data, size, entry);
	file_unmap(data, size);
	cache_trim();
	return ok ? object : NULL;
}
