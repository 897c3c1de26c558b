// dwarf_line.c - line tables: from an address to file and line.
//
// A unit's line program is a list of sequences, one per section, that is per function.  Each is
// decoded once to find the addresses it covers; a lookup then decodes only the sequence around its
// address.

#include <string.h>
#include "dwarf.h"
#include "os.h"

enum {
	COPY = 1,
	ADVANCE_PC,
	ADVANCE_LINE,
	SET_FILE,
	SET_COLUMN,
	NEGATE_STMT,
	BASIC_BLOCK,
	CONST_ADD_PC,
	FIXED_ADVANCE_PC,
	PROLOGUE_END,
	EPILOGUE_BEGIN,
	SET_ISA,
	EXT_END_SEQUENCE = 1,
	EXT_SET_ADDRESS,
	CONTENT_PATH = 1,
	CONTENT_DIRECTORY,
};

typedef struct {
	const char *name;
	uint64_t directory;
	void *volatile path; // char *, once somebody has asked for it
} File;

typedef struct {
	Bytes program;
	unsigned min_instruction, line_range, opcode_base;
	int line_base;
	const uint8_t *operand_counts;
	const char **directories;
	size_t n_directories;
	File *files;
	size_t n_files;
	bool from_zero; // version 5: files are numbered from 0
	RangeMap sequences;
} Lines;

typedef struct {
	uintptr_t address;
	unsigned file;
	int line;
	bool end;
} Row;

// --- header --------------------------------------------------------------------------------------

// Version 5: a description of columns, then rows.  Two passes: count, then store.
static size_t read_table5(const Unit *u, Bytes *b, const char ***names, File **files)
{
	uint64_t formats[16][2];
	unsigned n_formats = (unsigned)read_fixed(b, 1);
	uint64_t n;

	if (n_formats > 16) {
		b->p = b->end;
		return 0;
	}
	for (unsigned i = 0; i < n_formats; i++) {
		formats[i][0] = read_uleb(b);
		formats[i][1] = read_uleb(b);
	}
	n = read_uleb(b);
	if (n > (uint64_t)(b->end - b->p))
		return 0;
	if (names)
		*names = dwarf_alloc((n + 1) * sizeof **names);
	else
		*files = dwarf_alloc((n + 1) * sizeof **files);
	for (uint64_t i = 0; i < n; i++)
		for (unsigned k = 0; k < n_formats; k++) {
			Value v = read_form(u, b, (unsigned)formats[k][1], 0);
			if (names && *names && formats[k][0] == CONTENT_PATH)
				(*names)[i] = string_of(u, v);
			else if (files && *files && formats[k][0] == CONTENT_PATH)
				(*files)[i].name = string_of(u, v);
			else if (files && *files && formats[k][0] == CONTENT_DIRECTORY)
				(*files)[i].directory = v.u;
		}
	return n;
}

static size_t count_strings(Bytes b, unsigned numbers)
{
	size_t n = 0;

	for (; *read_string(&b) && !at_end(&b); n++)
		for (unsigned i = 0; i < numbers; i++)
			read_uleb(&b);
	return n;
}

// Version 4: directories from 1 (0 is the unit's), files from 1.
static void read_tables4(const Unit *u, Bytes *b, Lines *l)
{
	size_t n = count_strings(*b, 0);

	l->directories = dwarf_alloc((n + 1) * sizeof *l->directories);
	if (!l->directories)
		return;
	l->directories[0] = u->comp_dir;
	l->n_directories = n + 1;
	for (size_t i = 1; i <= n; i++)
		l->directories[i] = read_string(b);
	read_string(b);
	n = count_strings(*b, 3);
	l->files = dwarf_alloc((n + 1) * sizeof *l->files);
	if (!l->files)
		return;
	l->n_files = n;
	for (size_t i = 0; i < n; i++) {
		l->files[i].name = read_string(b);
		l->files[i].directory = read_uleb(b);
		read_uleb(b);
		read_uleb(b);
	}
}

static bool read_header(const Unit *u, Lines *l)
{
	Bytes b = symtab_section(".debug_line"), tables;
	uint64_t length;
	unsigned version;

	skip(&b, u->line_offset);
	length = read_fixed(&b, 4);
	if (length >= 0xfffffff0 || length > (uint64_t)(b.end - b.p))
		return false;
	b.end = b.p + length;
	version = (unsigned)read_fixed(&b, 2);
	if (version < 3 || version > 5)
		return false;
	if (version == 5)
		skip(&b, 2); // address and segment selector size
	length = read_fixed(&b, 4);
	tables = b;
	skip(&b, length);
	l->program = b;
	l->min_instruction = (unsigned)read_fixed(&tables, 1);
	if (version >= 4)
		skip(&tables, 1); // operations per instruction
	skip(&tables, 1);
	l->line_base = (int8_t)read_fixed(&tables, 1);
	l->line_range = (unsigned)read_fixed(&tables, 1);
	l->opcode_base = (unsigned)read_fixed(&tables, 1);
	l->operand_counts = tables.p;
	skip(&tables, l->opcode_base - 1);
	l->from_zero = version == 5;
	if (version == 5) {
		l->n_directories = read_table5(u, &tables, &l->directories, NULL);
		l->n_files = read_table5(u, &tables, NULL, &l->files);
	} else {
		read_tables4(u, &tables, l);
	}
	return l->line_range != 0 && l->directories && l->files;
}

// --- the program ---------------------------------------------------------------------------------

static void extended(Bytes *b, Row *row)
{
	uint64_t n = read_uleb(b);
	Bytes op = *b;

	skip(b, n);
	switch (read_fixed(&op, 1)) {
	case EXT_END_SEQUENCE:
		row->end = true;
		break;
	case EXT_SET_ADDRESS:
		row->address = read_fixed(&op, (unsigned)(n - 1 <= 8 ? n - 1 : 8));
		break;
	}
}

// A standard opcode.  True if it makes a row.
static bool standard(const Lines *l, Bytes *b, unsigned op, Row *row)
{
	switch (op) {
	case COPY:
		return true;
	case ADVANCE_PC:
		row->address += read_uleb(b) * l->min_instruction;
		return false;
	case ADVANCE_LINE:
		row->line += (int)read_sleb(b);
		return false;
	case SET_FILE:
		row->file = (unsigned)read_uleb(b);
		return false;
	case CONST_ADD_PC:
		row->address += (255 - l->opcode_base) / l->line_range * l->min_instruction;
		return false;
	case FIXED_ADVANCE_PC:
		row->address += read_fixed(b, 2);
		return false;
	default:
		for (unsigned i = l->operand_counts[op - 1]; i > 0; i--)
			read_uleb(b);
		return false;
	}
}

// Go on to the next row.  False at the end of the program.
static bool next_row(const Lines *l, Bytes *b, Row *row)
{
	while (!at_end(b)) {
		unsigned op = (unsigned)read_fixed(b, 1);
		if (op >= l->opcode_base) {
			op -= l->opcode_base;
			row->address += op / l->line_range * l->min_instruction;
			row->line += l->line_base + (int)(op % l->line_range);
			return true;
		}
		if (op == 0) {
			extended(b, row);
			if (row->end)
				return true;
		} else if (standard(l, b, op, row)) {
			return true;
		}
	}
	return false;
}

static void index_sequences(Lines *l)
{
	Bytes b = l->program;
	const uint8_t *start = b.p;
	Row row = {.file = 1, .line = 1};
	uintptr_t lo = 0;

	for (bool first = true; next_row(l, &b, &row); first = false) {
		if (first)
			lo = row.address;
		if (!row.end)
			continue;
		ranges_add(&l->sequences, lo, row.address, start);
		row = (Row){.file = 1, .line = 1};
		start = b.p;
		lo = 0;
		if (!next_row(l, &b, &row))
			break;
		lo = row.address;
	}
	ranges_sort(&l->sequences);
}

static Lines *lines_of(Unit *u)
{
	// acquire: pairs with the release below; header and index are read.
	Lines *l = atomic_load_ptr_acquire(&u->lines);

	if (l || !u->has_lines)
		return l;
	l = dwarf_alloc(sizeof *l);
	if (!l || !read_header(u, l))
		return NULL;
	index_sequences(l);
	atomic_store_ptr_release(&u->lines, l);
	return l;
}

bool line_lookup(Unit *u, uintptr_t pc, unsigned *file, int *line)
{
	Lines *l = lines_of(u);
	const Range *sequence = l ? ranges_find(&l->sequences, pc) : NULL;
	Row row = {.file = 1, .line = 1}, last = {0};
	Bytes b;

	if (!sequence)
		return false;
	b = (Bytes){sequence->at, l->program.end};
	while (next_row(l, &b, &row) && row.address <= pc && !row.end)
		if (row.line) // line 0: code that belongs to no line, take the one before
			last = row;
	*file = last.file;
	*line = last.line;
	return last.line != 0;
}

const char *line_file(Unit *u, unsigned file)
{
	Lines *l = lines_of(u);
	const char *directory;
	char *path;
	File *f;

	if (!l)
		return NULL;
	file -= !l->from_zero;
	if (file >= l->n_files || !l->files[file].name)
		return NULL;
	f = &l->files[file];
	// acquire: pairs with the release below; the text is there.  Two may make it at once.
	path = atomic_load_ptr_acquire(&f->path);
	if (path)
		return path;
	directory = f->directory < l->n_directories ? l->directories[f->directory] : NULL;
	if (*f->name == '/' || !directory || !*directory)
		return f->name;
	path = dwarf_alloc(strlen(directory) + strlen(f->name) + 2);
	if (!path)
		return f->name;
	strcpy(path, directory);
	strcat(path, "/");
	strcat(path, f->name);
	atomic_store_ptr_release(&f->path, path);
	return path;
}
