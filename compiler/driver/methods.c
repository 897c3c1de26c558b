// methods.c - which methods a program can call, and tables without the others.
//
// A type's descriptor leads to the table of its methods, so the linker would keep all methods of
// every type whose values ever get into an interface, and all that these need.  Most are never
// called.  A method whose address only stands in tables is called in one of two ways:
//
//   - through an interface type that has a method of that name and type;
//   - by reflection, with reflect's Method, MethodByName or Methods.
//
// The program is closed when it is linked: its packages are known, each has noted in its object
// which interface methods it calls and whether it uses these three (gen_records.c).  So for the
// program as a whole:
//
//   called   NAME TYPE of every interface method that some package calls.  A table's method with
//            the same is live.
//   wanted   NAME TYPE of every method of an interface type that has a descriptor.  The runtime
//            compares an interface type's methods with a table when it answers an assertion, so a
//            wanted method stays in the table, but if it is not called it needs no code.
//   reflect  some package calls methods by reflection: every exported method is live.
//   count    some package asks how many methods a type has: all stay in their tables.
//
// Tables are weak symbols.  For one with methods to drop, a strong one is put into the program's
// own object (gen_main_stub); the linker then drops the old table and, in turn, what only it
// referred to.  In the new table a method that is not called leads to iface_dropped, which says so
// and ends the program: a call that gets there shows a mistake in this file's reasoning.
//
// Names are compared with the package of an unexported one; types by the symbols of their
// descriptors.  What the runtime itself calls, Error and String of a panic's value, is called by Go
// code in package runtime.

#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "elffile.h"
#include "methods.h"
#include "ptrmap.h"

#define DROPPED "iface_dropped"

// --- the section in an object --------------------------------------------------------------------

Records methods_records(const char *object)
{
	Records r = {0};
	size_t size;
	const char *file = file_map(object, &size);
	if (file)
		r.text = elf_section(file, size, RECORDS_SECTION, &r.size);
	file_unmap(file, size);
	return r;
}

// --- reading records -----------------------------------------------------------------------------

typedef struct {
	PtrMap called, wanted; // interned "NAME PATH MTYPE"
	bool reflect, count;
	PtrMap known; // interned symbols of tables
	Vec tables;   // MethodTable*
} Methods;

static const char *next(Records *r)
{
	const char *s = r->text;
	size_t n = strnlen(s, r->size);
	if (n == r->size)
		bug("records of methods end within one");
	r->text += n + 1;
	r->size -= n + 1;
	return s;
}

static const char *key(const char *name, const char *path, const char *mtype)
{
	return intern(arena_printf("%s %s %s", name, path, mtype));
}

static void read_key(PtrMap *set, Records *r)
{
	const char *name = next(r), *path = next(r), *mtype = next(r);
	ptrmap_set(set, key(name, path, mtype), set);
}

static MethodTable *read_head(Records *r, bool is_itab)
{
	MethodTable *t = NEW(MethodTable);
	t->symbol = intern(next(r));
	if (is_itab) {
		t->inter = next(r);
		t->type = next(r);
		t->hash = (uint32_t)strtoul(next(r), NULL, 10);
	} else {
		t->path = next(r);
		t->name = next(r);
	}
	t->n = atoi(next(r));
	return t;
}

// Several packages may have the same table; one is enough.
static void read_table(Methods *all, Records *r, bool is_itab)
{
	MethodTable *t = read_head(r, is_itab);
	t->methods = arena_alloc((size_t)(t->n + 1) * sizeof *t->methods);
	for (int i = 0; i < t->n; i++) {
		TableMethod *m = &t->methods[i];
		m->name = next(r);
		m->path = next(r);
		m->mtype = next(r);
		m->ifn = next(r);
		m->tfn = is_itab ? NULL : next(r);
	}
	if (ptrmap_get(&all->known, t->symbol))
		return;
	ptrmap_set(&all->known, t->symbol, t);
	vec_push(&all->tables, t);
}

static void read_records(Methods *all, Records r)
{
	while (r.size > 0) {
		const char *what = next(&r);
		if (strcmp(what, "call") == 0)
			read_key(&all->called, &r);
		else if (strcmp(what, "want") == 0)
			read_key(&all->wanted, &r);
		else if (strcmp(what, "reflect") == 0)
			all->reflect = true;
		else if (strcmp(what, "count") == 0)
			all->count = true;
		else
			read_table(all, &r, strcmp(what, "itab") == 0);
	}
}

// --- deciding ------------------------------------------------------------------------------------

static bool is_called(const Methods *all, const TableMethod *m)
{
	return (all->reflect && name_exported(m->name)) ||
	       ptrmap_get(&all->called, key(m->name, m->path, m->mtype));
}

static bool is_listed(const Methods *all, const TableMethod *m)
{
	return all->count || all->reflect ||
	       ptrmap_get(&all->wanted, key(m->name, m->path, m->mtype));
}

// Takes from t what the program does not need.  Was there anything?
static bool prune(const Methods *all, MethodTable *t)
{
	int kept = 0, dropped = 0;
	for (int i = 0; i < t->n; i++) {
		TableMethod m = t->methods[i];
		if (!is_called(all, &m)) {
			dropped++;
			if (!t->inter && !is_listed(all, &m))
				continue;
			m.ifn = m.tfn = DROPPED;
		}
		t->methods[kept++] = m;
	}
	t->n = kept;
	return dropped > 0;
}

Vec methods_tables(const Records *records, int n)
{
	Methods all = {0};
	Vec pruned = {0};
	for (int i = 0; i < n; i++)
		read_records(&all, records[i]);
	VEC_EACH(MethodTable, t, &all.tables)
		if (prune(&all, t))
			vec_push(&pruned, t);
	return pruned;
}
