// dwarf_read.c - see dwarf.h: bytes, attribute forms, entries, and maps from addresses.

#include <string.h>
#include "dwarf.h"
#include "os.h"

enum {
	FORM_ADDR = 0x01,
	FORM_BLOCK2 = 0x03,
	FORM_BLOCK4,
	FORM_DATA2,
	FORM_DATA4,
	FORM_DATA8,
	FORM_STRING,
	FORM_BLOCK,
	FORM_BLOCK1,
	FORM_DATA1,
	FORM_FLAG,
	FORM_SDATA,
	FORM_STRP,
	FORM_UDATA,
	FORM_REF_ADDR,
	FORM_REF1,
	FORM_REF2,
	FORM_REF4,
	FORM_REF8,
	FORM_REF_UDATA,
	FORM_INDIRECT,
	FORM_SEC_OFFSET,
	FORM_EXPRLOC,
	FORM_FLAG_PRESENT,
	FORM_STRX,
	FORM_ADDRX,
	FORM_REF_SUP4,
	FORM_STRP_SUP,
	FORM_DATA16,
	FORM_LINE_STRP,
	FORM_REF_SIG8,
	FORM_IMPLICIT_CONST,
	FORM_LOCLISTX,
	FORM_RNGLISTX,
	FORM_REF_SUP8,
	FORM_STRX1,
	FORM_STRX2,
	FORM_STRX3,
	FORM_STRX4,
	FORM_ADDRX1,
	FORM_ADDRX2,
	FORM_ADDRX3,
	FORM_ADDRX4,
};

enum {
	AT_NAME = 0x03,
	AT_STMT_LIST = 0x10,
	AT_LOW_PC = 0x11,
	AT_HIGH_PC = 0x12,
	AT_COMP_DIR = 0x1b,
	AT_ORIGIN = 0x31,
	AT_SPECIFICATION = 0x47,
	AT_RANGES = 0x55,
	AT_CALL_FILE = 0x58,
	AT_CALL_LINE = 0x59,
	AT_DECL_LINE = 0x3b,
	AT_LINKAGE_NAME = 0x6e,
	AT_STR_OFFSETS_BASE = 0x72,
	AT_ADDR_BASE = 0x73,
	AT_RNGLISTS_BASE = 0x74,
};

// --- bytes ---------------------------------------------------------------------------------------

// next is set relaxed: own, before the block is published.
typedef struct {
	uintptr_t end;
	atomic_word next;
} Block;
enum { BLOCK = 256 << 10 };

static Block *block_new(size_t bytes)
{
	Block *b = os_map(bytes);

	if (b) {
		b->end = (uintptr_t)b + bytes;
		b->next = (uintptr_t)(b + 1);
	}
	return b;
}

// Threads that find the block used up at once both bring a new one; the rest of one is lost.
void *dwarf_alloc(size_t bytes)
{
	static void *volatile current;
	// acquire: pairs with the release below; the block's bounds are set.
	Block *b = atomic_load_ptr_acquire(&current);

	bytes = (bytes + 15) & ~(size_t)15;
	if (bytes > BLOCK / 4) {
		b = block_new(bytes + sizeof *b);
		return b ? b + 1 : NULL;
	}
	for (;;) {
		if (b) {
			uintptr_t end = atomic_add(&b->next, (intptr_t)bytes);
			if (end <= b->end)
				return (void *)(end - bytes);
		}
		b = block_new(BLOCK);
		if (!b)
			return NULL;
		atomic_store_ptr_release(&current, b);
	}
}

void skip(Bytes *b, uint64_t n)
{
	b->p = n < (uint64_t)(b->end - b->p) ? b->p + n : b->end;
}

uint64_t read_fixed(Bytes *b, unsigned size)
{
	uint64_t v = 0;

	if ((size_t)(b->end - b->p) < size) {
		b->p = b->end;
		return 0;
	}
	memcpy(&v, b->p, size);
	b->p += size;
	return v;
}

uint64_t read_uleb(Bytes *b)
{
	uint64_t v = 0;

	for (unsigned shift = 0; b->p < b->end; shift += 7) {
		uint8_t c = *b->p++;
		if (shift < 64)
			v |= (uint64_t)(c & 0x7f) << shift;
		if (!(c & 0x80))
			break;
	}
	return v;
}

int64_t read_sleb(Bytes *b)
{
	uint64_t v = 0;
	unsigned shift = 0;
	uint8_t c = 0;

	while (b->p < b->end) {
		c = *b->p++;
		if (shift < 64)
			v |= (uint64_t)(c & 0x7f) << shift;
		shift += 7;
		if (!(c & 0x80))
			break;
	}
	if (shift < 64 && c & 0x40)
		v |= -(uint64_t)1 << shift;
	return (int64_t)v;
}

const char *read_string(Bytes *b)
{
	const char *s = (const char *)b->p;
	const uint8_t *zero = memchr(b->p, 0, (size_t)(b->end - b->p));

	if (!zero) {
		b->p = b->end;
		return "";
	}
	b->p = zero + 1;
	return s;
}

// --- forms ---------------------------------------------------------------------------------------

static const char *section_string(const char *section, uint64_t offset)
{
	Bytes b = symtab_section(section);

	skip(&b, offset);
	return read_string(&b);
}

static uint64_t skip_block(Bytes *b, uint64_t n)
{
	skip(b, n);
	return 0;
}

// Numbers of fixed size, by form; 0 for others.
static unsigned fixed_size(const Unit *u, unsigned form)
{
	switch (form) {
	case FORM_ADDR:
		return u->address_size;
	case FORM_DATA1:
	case FORM_FLAG:
	case FORM_REF1:
	case FORM_STRX1:
	case FORM_ADDRX1:
		return 1;
	case FORM_DATA2:
	case FORM_REF2:
	case FORM_STRX2:
	case FORM_ADDRX2:
		return 2;
	case FORM_STRX3:
	case FORM_ADDRX3:
		return 3;
	case FORM_DATA4:
	case FORM_REF4:
	case FORM_SEC_OFFSET:
	case FORM_REF_ADDR:
	case FORM_STRP:
	case FORM_LINE_STRP:
	case FORM_STRX4:
	case FORM_ADDRX4:
	case FORM_REF_SUP4:
	case FORM_STRP_SUP:
		return 4;
	case FORM_DATA8:
	case FORM_REF8:
	case FORM_REF_SIG8:
	case FORM_REF_SUP8:
		return 8;
	default:
		return 0;
	}
}

Value read_form(const Unit *u, Bytes *b, unsigned form, int64_t implicit)
{
	Value v = {.form = form, .present = true};
	unsigned size = fixed_size(u, form);

	if (size) {
		v.u = read_fixed(b, size);
		if (form == FORM_STRP)
			v.s = section_string(".debug_str", v.u);
		else if (form == FORM_LINE_STRP)
			v.s = section_string(".debug_line_str", v.u);
		return v;
	}
	switch (form) {
	case FORM_UDATA:
	case FORM_REF_UDATA:
	case FORM_STRX:
	case FORM_ADDRX:
	case FORM_LOCLISTX:
	case FORM_RNGLISTX:
		v.u = read_uleb(b);
		break;
	case FORM_SDATA:
		v.u = (uint64_t)read_sleb(b);
		break;
	case FORM_STRING:
		v.s = read_string(b);
		break;
	case FORM_FLAG_PRESENT:
		v.u = 1;
		break;
	case FORM_IMPLICIT_CONST:
		v.u = (uint64_t)implicit;
		break;
	case FORM_INDIRECT:
		return read_form(u, b, (unsigned)read_uleb(b), 0);
	case FORM_DATA16:
		skip(b, 16);
		break;
	case FORM_BLOCK:
	case FORM_EXPRLOC:
		skip_block(b, read_uleb(b));
		break;
	case FORM_BLOCK1:
		skip_block(b, read_fixed(b, 1));
		break;
	case FORM_BLOCK2:
		skip_block(b, read_fixed(b, 2));
		break;
	case FORM_BLOCK4:
		skip_block(b, read_fixed(b, 4));
		break;
	default: // its length is unknown: no way on
		b->p = b->end;
		v.present = false;
	}
	return v;
}

const char *string_of(const Unit *u, Value v)
{
	Bytes offsets;

	if (!v.present || v.s)
		return v.s;
	if (v.form != FORM_STRX && (v.form < FORM_STRX1 || v.form > FORM_STRX4))
		return NULL;
	offsets = symtab_section(".debug_str_offsets");
	skip(&offsets, u->str_offsets_base + v.u * 4);
	return section_string(".debug_str", read_fixed(&offsets, 4));
}

uintptr_t address_of(const Unit *u, Value v)
{
	Bytes addresses;

	if (v.form == FORM_ADDR)
		return v.u;
	addresses = symtab_section(".debug_addr");
	skip(&addresses, u->addr_base + v.u * u->address_size);
	return read_fixed(&addresses, u->address_size);
}

// --- entries -------------------------------------------------------------------------------------

static void skip_abbrev(Bytes *b)
{
	read_uleb(b); // tag
	read_fixed(b, 1);
	for (;;) {
		uint64_t name = read_uleb(b), form = read_uleb(b);
		if (form == FORM_IMPLICIT_CONST)
			read_sleb(b);
		if ((!name && !form) || at_end(b))
			return;
	}
}

// Fill u->abbrevs: where each code's declaration (after the code) lies.  Codes are dense from 1.
bool read_abbrevs(Unit *u, uint64_t offset)
{
	Bytes all = symtab_section(".debug_abbrev"), b;
	uint64_t code, max = 0;

	skip(&all, offset);
	for (b = all; (code = read_uleb(&b)); skip_abbrev(&b))
		max = code > max ? code : max;
	if (max > 100000)
		return false;
	u->abbrevs = dwarf_alloc((max + 1) * sizeof *u->abbrevs);
	if (!u->abbrevs)
		return false;
	u->n_abbrevs = max + 1;
	for (b = all; (code = read_uleb(&b)); skip_abbrev(&b))
		u->abbrevs[code] = b.p;
	return true;
}

static void keep(Die *die, uint64_t name, Value v)
{
	switch (name) {
	case AT_NAME:
		die->name = v;
		break;
	case AT_LINKAGE_NAME:
		die->linkage_name = v;
		break;
	case AT_LOW_PC:
		die->low_pc = v;
		break;
	case AT_HIGH_PC:
		die->high_pc = v;
		break;
	case AT_RANGES:
		die->ranges = v;
		break;
	case AT_ORIGIN:
	case AT_SPECIFICATION:
		die->origin = v;
		break;
	case AT_CALL_FILE:
		die->call_file = v;
		break;
	case AT_CALL_LINE:
		die->call_line = v;
		break;
	case AT_DECL_LINE:
		die->decl_line = v;
		break;
	case AT_STMT_LIST:
		die->stmt_list = v;
		break;
	case AT_COMP_DIR:
		die->comp_dir = v;
		break;
	case AT_STR_OFFSETS_BASE:
		die->str_offsets_base = v;
		break;
	case AT_ADDR_BASE:
		die->addr_base = v;
		break;
	case AT_RNGLISTS_BASE:
		die->rnglists_base = v;
		break;
	}
}

// Read the entry at b->p.  False at the end of the unit.
bool read_die(const Unit *u, Bytes *b, Die *die)
{
	static const uint8_t no_attributes[] = {0, 0};
	Bytes abbrev = {no_attributes, no_attributes + 2};
	uint64_t code;

	memset(die, 0, sizeof *die);
	if (at_end(b))
		return false;
	die->at = b->p;
	code = read_uleb(b);
	if (code == 0)
		return true;
	if (code >= u->n_abbrevs || !u->abbrevs[code])
		return false;
	abbrev = (Bytes){u->abbrevs[code], symtab_section(".debug_abbrev").end};
	die->tag = (unsigned)read_uleb(&abbrev);
	die->children = read_fixed(&abbrev, 1);
	for (;;) {
		uint64_t name = read_uleb(&abbrev);
		unsigned form = (unsigned)read_uleb(&abbrev);
		int64_t implicit = form == FORM_IMPLICIT_CONST ? read_sleb(&abbrev) : 0;
		if (!name && !form)
			return true;
		keep(die, name, read_form(u, b, form, implicit));
	}
}

// --- maps ----------------------------------------------------------------------------------------

void ranges_add(RangeMap *m, uintptr_t lo, uintptr_t hi, const uint8_t *at)
{
	if (lo >= hi || lo == 0) // a function that the linker dropped
		return;
	if (m->n == m->cap) {
		size_t cap = m->cap ? m->cap * 2 : 32;
		Range *v = dwarf_alloc(cap * sizeof *v);
		if (!v)
			return;
		if (m->n)
			memcpy(v, m->v, m->n * sizeof *v);
		m->v = v;
		m->cap = cap;
	}
	m->v[m->n++] = (Range){lo, hi, at};
}

static void sift(Range *v, size_t root, size_t n)
{
	for (size_t child; (child = 2 * root + 1) < n; root = child) {
		if (child + 1 < n && v[child + 1].lo > v[child].lo)
			child++;
		if (v[root].lo >= v[child].lo)
			return;
		Range t = v[root];
		v[root] = v[child];
		v[child] = t;
	}
}

void ranges_sort(RangeMap *m)
{
	for (size_t i = m->n / 2; i-- > 0;)
		sift(m->v, i, m->n);
	for (size_t n = m->n; n > 1;) {
		Range t = m->v[--n];
		m->v[n] = m->v[0];
		m->v[0] = t;
		sift(m->v, 0, n);
	}
}

const Range *ranges_find(const RangeMap *m, uintptr_t pc)
{
	size_t lo = 0, hi = m->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (m->v[mid].lo <= pc)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 && pc < m->v[lo - 1].hi ? &m->v[lo - 1] : NULL;
}
