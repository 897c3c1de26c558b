// dwarf_info.c - units, functions, and what was inlined into what.
//
// An address leads to its unit (a map built once over all units), there to its function (a map per
// unit, built on first need), there down the tree of inlined calls around it.

#include <string.h>
#include "dwarf.h"
#include "os.h"
#include "symtab.h"

enum { MAX_INLINED = 32 };

typedef struct {
	RangeMap map;
	Unit *units;
} Units;

static void *volatile units; // Units

// --- address ranges of an entry ------------------------------------------------------------------

static uint64_t high_pc(const Unit *u, const Die *die, uintptr_t low)
{
	if (die->high_pc.form == 0x01 || die->high_pc.form == 0x1b) // an address, else a length
		return address_of(u, die->high_pc);
	return low + die->high_pc.u;
}

typedef void (*RangeVisitor)(void *arg, uintptr_t lo, uintptr_t hi);

static void each_range4(const Unit *u, uint64_t offset, RangeVisitor visit, void *arg)
{
	Bytes b = symtab_section(".debug_ranges");
	uintptr_t base = u->low_pc;

	skip(&b, offset);
	while (!at_end(&b)) {
		uintptr_t lo = read_fixed(&b, 8), hi = read_fixed(&b, 8);
		if (!lo && !hi)
			return;
		if (lo == UINTPTR_MAX)
			base = hi;
		else
			visit(arg, base + lo, base + hi);
	}
}

static uintptr_t indexed(const Unit *u, Bytes *b)
{
	return address_of(u, (Value){.form = 0x1b, .u = read_uleb(b)});
}

static void each_range5(const Unit *u, Value where, RangeVisitor visit, void *arg)
{
	enum { END, BASEX, STARTX_ENDX, STARTX_LENGTH, OFFSET_PAIR, BASE, START_END, START_LENGTH };
	Bytes b = symtab_section(".debug_rnglists"), all = b;
	uintptr_t base = u->low_pc, lo, hi;

	if (where.form == 0x23) { // index into the table of offsets
		skip(&b, u->rnglists_base + where.u * 4);
		where.u = u->rnglists_base + read_fixed(&b, 4);
		b = all;
	}
	skip(&b, where.u);
	while (!at_end(&b)) {
		switch (read_fixed(&b, 1)) {
		case BASEX:
			base = indexed(u, &b);
			continue;
		case BASE:
			base = read_fixed(&b, 8);
			continue;
		case STARTX_ENDX:
			lo = indexed(u, &b);
			hi = indexed(u, &b);
			break;
		case STARTX_LENGTH:
			lo = indexed(u, &b);
			hi = lo + read_uleb(&b);
			break;
		case OFFSET_PAIR:
			lo = base + read_uleb(&b);
			hi = base + read_uleb(&b);
			break;
		case START_END:
			lo = read_fixed(&b, 8);
			hi = read_fixed(&b, 8);
			break;
		case START_LENGTH:
			lo = read_fixed(&b, 8);
			hi = lo + read_uleb(&b);
			break;
		default:
			return;
		}
		visit(arg, lo, hi);
	}
}

static void each_range(const Unit *u, const Die *die, RangeVisitor visit, void *arg)
{
	if (die->ranges.present && u->version >= 5) {
		each_range5(u, die->ranges, visit, arg);
	} else if (die->ranges.present) {
		each_range4(u, die->ranges.u, visit, arg);
	} else if (die->low_pc.present && die->high_pc.present) {
		uintptr_t lo = address_of(u, die->low_pc);
		visit(arg, lo, high_pc(u, die, lo));
	}
}

struct contains {
	uintptr_t pc;
	bool found;
};

static void check_contains(void *arg, uintptr_t lo, uintptr_t hi)
{
	struct contains *c = arg;

	c->found |= c->pc >= lo && c->pc < hi;
}

static bool contains(const Unit *u, const Die *die, uintptr_t pc)
{
	struct contains c = {pc, false};

	each_range(u, die, check_contains, &c);
	return c.found;
}

struct adding {
	RangeMap *map;
	const uint8_t *at;
};

static void add_to_map(void *arg, uintptr_t lo, uintptr_t hi)
{
	struct adding *a = arg;

	ranges_add(a->map, lo, hi, a->at);
}

static void add_die(RangeMap *map, const Unit *u, const Die *die, const void *at)
{
	each_range(u, die, add_to_map, &(struct adding){map, at});
}

// --- units ---------------------------------------------------------------------------------------

// The header at b->p; b moves behind the unit.
static bool read_unit(Bytes *b, Unit *u, Die *die)
{
	uint64_t length, abbrevs;

	u->start = b->p;
	length = read_fixed(b, 4);
	if (length >= 0xfffffff0 || length > (uint64_t)(b->end - b->p)) {
		b->p = b->end;
		return false;
	}
	u->dies = (Bytes){b->p, b->p + length};
	b->p += length;
	u->version = (unsigned)read_fixed(&u->dies, 2);
	if (u->version < 4 || u->version > 5)
		return false;
	if (u->version == 5) {
		if (read_fixed(&u->dies, 1) != 1) // type units and such
			return false;
		u->address_size = (unsigned)read_fixed(&u->dies, 1);
		abbrevs = read_fixed(&u->dies, 4);
	} else {
		abbrevs = read_fixed(&u->dies, 4);
		u->address_size = (unsigned)read_fixed(&u->dies, 1);
	}
	if (u->address_size != 8 || !read_abbrevs(u, abbrevs))
		return false;
	return read_die(u, &u->dies, die) && die->tag == TAG_COMPILE_UNIT;
}

static void read_unit_attributes(Unit *u, const Die *die)
{
	u->str_offsets_base = die->str_offsets_base.present ? die->str_offsets_base.u : 8;
	u->addr_base = die->addr_base.present ? die->addr_base.u : 8;
	u->rnglists_base = die->rnglists_base.u;
	u->has_lines = die->stmt_list.present;
	u->line_offset = die->stmt_list.u;
	u->comp_dir = string_of(u, die->comp_dir);
	if (die->low_pc.present)
		u->low_pc = address_of(u, die->low_pc);
}

static Units *all_units(void)
{
	// acquire: pairs with the release below; the list and its map are complete.
	Units *all = atomic_load_ptr_acquire(&units);
	Bytes info;

	if (all)
		return all;
	all = dwarf_alloc(sizeof *all);
	if (!all)
		return NULL;
	for (info = symtab_section(".debug_info"); !at_end(&info);) {
		Unit *u = dwarf_alloc(sizeof *u);
		Die die;
		if (!u)
			break;
		if (!read_unit(&info, u, &die))
			continue;
		read_unit_attributes(u, &die);
		u->next = all->units;
		all->units = u;
		add_die(&all->map, u, &die, u);
	}
	ranges_sort(&all->map);
	atomic_store_ptr_release(&units, all);
	return all;
}

// --- functions -----------------------------------------------------------------------------------

static const RangeMap *functions_of(Unit *u)
{
	// acquire: pairs with the release below; the map is sorted.
	RangeMap *map = atomic_load_ptr_acquire(&u->functions);
	Bytes b = u->dies;
	Die die;

	if (map)
		return map;
	map = dwarf_alloc(sizeof *map);
	if (!map)
		return NULL;
	while (read_die(u, &b, &die))
		if (die.tag == TAG_SUBPROGRAM)
			add_die(map, u, &die, die.at);
	ranges_sort(map);
	atomic_store_ptr_release(&u->functions, map);
	return map;
}

// The entry that v refers to, in any unit.
static bool follow(Unit **u, Value v, Die *die)
{
	Bytes info = symtab_section(".debug_info");
	const uint8_t *at = (v.form == 0x10 ? info.p : (*u)->start) + v.u;

	if (v.form == 0x10) {
		Units *all = all_units();
		for (*u = all ? all->units : NULL; *u; *u = (*u)->next)
			if (at >= (*u)->start && at < (*u)->dies.end)
				break;
	}
	if (!*u || at < (*u)->start || at >= (*u)->dies.end)
		return false;
	return read_die(*u, &(Bytes){at, (*u)->dies.end}, die);
}

static GoString go_string(const char *s)
{
	return (GoString){(const uint8_t *)s, (intptr_t)strlen(s)};
}

// Name and line of a function: an entry may refer to another that has them.
static void describe(Unit *u, Die die, PcInfo *out)
{
	for (int i = 0; i < 4; i++) {
		const char *name =
		    string_of(u, die.linkage_name.present ? die.linkage_name : die.name);
		if (die.decl_line.present && !out->start_line)
			out->start_line = (int)die.decl_line.u;
		if (name)
			out->name = go_string(name);
		if (name || !die.origin.present || !follow(&u, die.origin, &die))
			return;
	}
}

typedef struct {
	const uint8_t *at;
	unsigned file;
	int line;
} Call; // place of the call

// The inlined calls around pc in the function at `at`, outermost first.
static int inlined_calls(Unit *u, const uint8_t *at, uintptr_t pc, Call *calls)
{
	Bytes b = {at, u->dies.end};
	int depth = 0, n = 0, skipping = 0; // depth from which on nothing contains pc, 0: none
	Die die;

	if (!read_die(u, &b, &die) || !die.children)
		return 0;
	for (depth = 1; depth > 0 && read_die(u, &b, &die);) {
		if (die.tag == 0) {
			if (--depth < skipping)
				skipping = 0;
			continue;
		}
		if (!skipping && die.tag == TAG_INLINED && contains(u, &die, pc)) {
			if (n < MAX_INLINED)
				calls[n++] =
				    (Call){die.at, (unsigned)die.call_file.u, (int)die.call_line.u};
		} else if (!skipping && die.children && die.tag != TAG_LEXICAL_BLOCK) {
			skipping = depth + 1;
		}
		depth += die.children;
	}
	return n;
}

static Unit *unit_at(uintptr_t pc)
{
	Units *all = all_units();
	const Range *r = all ? ranges_find(&all->map, pc) : NULL;

	return r ? (Unit *)r->at : NULL;
}

// calls[0] is the function that contains pc, if it is known; what was inlined there follows.
static int calls_at(Unit *u, uintptr_t pc, Call *calls)
{
	const RangeMap *functions = functions_of(u);
	const Range *function = functions ? ranges_find(functions, pc) : NULL;

	calls[0].at = function ? function->at : NULL;
	return function ? inlined_calls(u, function->at, pc, calls + 1) : 0;
}

bool dwarf_lookup(uintptr_t pc, int index, PcInfo *out)
{
	Call calls[1 + MAX_INLINED];
	const uint8_t *at;
	Unit *u = unit_at(pc);
	const char *text;
	unsigned file = 0;
	Die die;
	int n;

	if (!u)
		return false;
	n = calls_at(u, pc, calls);
	if (index > n)
		return false;
	if (index == 0) {
		if (!line_lookup(u, pc, &file, &out->line))
			return true;
	} else {
		file = calls[n - index + 1].file;
		out->line = calls[n - index + 1].line;
	}
	if ((text = line_file(u, file)))
		out->file = go_string(text);
	at = calls[n - index].at;
	if (at && read_die(u, &(Bytes){at, u->dies.end}, &die))
		describe(u, die, out);
	return true;
}
