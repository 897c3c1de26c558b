// check_embed.c - initial values of package variables that come from outside the source.
//
// //go:embed gives a variable the contents of files, -X a string.  Both become the variable's
// initialiser as if it stood there, as constants, so that it is data of the executable before any
// code runs and costs nothing at the start:
//
//   - a string is a literal; a slice of bytes the conversion of one;
//   - an embed.FS is the composite literal FS{&[]file{{name, data}, ...}}.  Package embed declares
//     file with these two fields first, and expects the list to hold the directories on the way to
//     each file, names ending in a slash, and to be sorted by directory, then by last element.
//
// Which files a pattern matches is the loader's business (Package.embeds).  What is wrong with a
// declaration is said once the package is known to be right otherwise, as Go does.

#include "check.h"

#include <stdlib.h>
#include <string.h>

typedef enum { EMBED_NOT, EMBED_STRING, EMBED_BYTES, EMBED_FILES } EmbedKind;

static EmbedKind kind_of(Type *t)
{
	const Object *name = t->kind == T_NAMED ? t->obj : NULL;
	if (name && name->pkg && strcmp(name->sym, "FS") == 0 &&
	    strcmp(name->pkg->path, "embed") == 0)
		return EMBED_FILES;
	Type *u = type_under(t);
	if (u->kind == T_STRING)
		return EMBED_STRING;
	bool bytes = u->kind == T_SLICE && type_under(u->elem)->kind == T_UINT8;
	return bytes ? EMBED_BYTES : EMBED_NOT;
}

// --- the files of a variable ---------------------------------------------------------------------

static const char *directory_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	return slash ? arena_strndup(name, (size_t)(slash - name)) : NULL;
}

// Those on the way to each of the files, which are sorted: many follow one of the same directory.
static void add_directories(Vec *files)
{
	const char *last = NULL;
	for (int i = 0, n = files->len; i < n; i++) {
		const char *dir = directory_of(((EmbedFile *)files->at[i])->name), *nearest = dir;
		for (; dir && !(last && strcmp(dir, last) == 0); dir = directory_of(dir)) {
			EmbedFile *f = NEW(EmbedFile);
			f->name = arena_printf("%s/", dir);
			vec_push(files, f);
		}
		last = nearest;
	}
}

static const EmbedMatch *match_of(const Package *p, const char *pattern)
{
	VEC_EACH(const EmbedMatch, m, &p->embeds)
		if (strcmp(m->pattern, pattern) == 0)
			return m;
	return NULL;
}

static void add_matches(Vec *files, const EmbedMatch *m)
{
	VEC_EACH(EmbedFile, f, &m->files)
		vec_push(files, f);
}

// Length of the directory part of a name that may end in a slash; 0: there is none.
static size_t directory_length(const char *name)
{
	size_t n = strlen(name);
	n -= n > 0 && name[n - 1] == '/';
	while (n > 0 && name[n - 1] != '/')
		n--;
	return n ? n - 1 : 0;
}

static int compare_bytes(const char *a, size_t an, const char *b, size_t bn)
{
	int c = memcmp(a, b, an < bn ? an : bn);
	return c ? c : (an > bn) - (an < bn);
}

static int by_directory(const void *a, const void *b)
{
	const char *x = (*(EmbedFile *const *)a)->name, *y = (*(EmbedFile *const *)b)->name;
	size_t xn = directory_length(x), yn = directory_length(y);
	int c = xn && yn ? compare_bytes(x, xn, y, yn)
			 : compare_bytes(xn ? x : ".", xn ? xn : 1, yn ? y : ".", yn ? yn : 1);
	if (c)
		return c;
	x += xn ? xn + 1 : 0;
	y += yn ? yn + 1 : 0;
	return compare_bytes(x, strcspn(x, "/"), y, strcspn(y, "/"));
}

// Sorted, each once: several patterns may have matched it.
static void arrange(Vec *files)
{
	int n = 0;
	qsort(files->at, (size_t)files->len, sizeof *files->at, by_directory);
	for (int i = 0; i < files->len; i++)
		if (n == 0 || by_directory(&files->at[n - 1], &files->at[i]) != 0)
			files->at[n++] = files->at[i];
	files->len = n;
}

// --- values --------------------------------------------------------------------------------------

static Node *typed(Op op, Pos pos, Type *t)
{
	Node *n = node_new(op, pos);
	n->type = t;
	return n;
}

static Node *string_literal(Pos pos, Type *t, const char *s, size_t size)
{
	Node *n = typed(OLIT, pos, t);
	n->val = const_string(s, size);
	return n;
}

static Node *bytes_value(Pos pos, Type *t, const EmbedFile *f)
{
	Node *n = typed(OSTR2BYTES, pos, t);
	n->x = string_literal(pos, types[T_STRING], f->data, f->size);
	return n;
}

static void add_element(Node *literal, int64_t index, Node *value)
{
	Node *e = typed(OELEM, literal->pos, NULL);
	e->num = index;
	e->x = value;
	vec_push(&literal->list, e);
}

static Node *file_value(Pos pos, Type *t, const EmbedFile *f)
{
	Node *n = typed(OSTRUCTLIT, pos, t);
	add_element(n, 0, string_literal(pos, types[T_STRING], f->name, strlen(f->name)));
	add_element(n, 1, string_literal(pos, types[T_STRING], f->data, f->size));
	return n;
}

static Node *files_value(Pos pos, Type *t, const Vec *files)
{
	Type *pointer = type_under(t)->fields[0].type, *list = type_under(pointer)->elem;
	Type *file = type_under(list)->elem;
	Node *fs = typed(OSTRUCTLIT, pos, t), *address = typed(OPTRLIT, pos, pointer);
	Node *slice = address->x = typed(OSLICELIT, pos, list);
	type_under(file);
	type_layout(file);
	slice->num = files->len;
	for (int i = 0; i < files->len; i++)
		add_element(slice, i, file_value(pos, file, files->at[i]));
	add_element(fs, 0, address);
	return fs;
}

// o = value, before all that has to be computed.
static void initialise(Package *p, Object *o, Node *value)
{
	Node *as = o->init_node;
	if (!as) {
		as = o->init_node = node_new(OAS, o->pos);
		as->x = name_node(o, o->pos);
		as->x->def = as->def = true;
		vec_insert(&p->init_order, 0, as);
	}
	as->y = value;
}

// --- //go:embed ----------------------------------------------------------------------------------

static const char *fault(const File *f, const EmbedLine *e)
{
	const Node *d = e->decl;
	if (!d)
		return "misplaced go:embed directive";
	if (!file_imports(f, "embed"))
		return "go:embed requires import \"embed\" (or import _ \"embed\", if package is "
		       "not used)";
	if (d->list.len > 1)
		return "go:embed cannot apply to multiple vars";
	if (d->list2.len > 0)
		return "go:embed cannot apply to var with initializer";
	if (e->in_func)
		return "go:embed cannot apply to var inside func";
	if (!version_allows(e->pos, 16))
		return arena_printf("go:embed requires go1.16 or later (-lang was set to go%s; "
				    "check go.mod)",
				    f->pkg->goversion);
	return NULL;
}

// Lines of one declaration follow each other.
static bool is_first(const File *f, int i)
{
	const EmbedLine *e = f->embeds.at[i], *before = i ? f->embeds.at[i - 1] : NULL;
	return !e->decl || !before || before->decl != e->decl;
}

static void check_line(const File *f, const EmbedLine *e)
{
	const char *wrong = fault(f, e);
	if (wrong)
		error_at(e->pos, "%s", wrong);
}

static void set_value(Package *p, Object *o, EmbedKind kind, Vec *files)
{
	const EmbedFile *first = files->at[0];
	if (kind != EMBED_FILES && files->len > 1)
		error_at(o->pos, "invalid go:embed: multiple files for type %s",
			 type_irstring(o->type, p, NULL));
	else if (o->is_blank)
		return;
	else if (kind == EMBED_STRING)
		initialise(p, o, string_literal(o->pos, o->type, first->data, first->size));
	else if (kind == EMBED_BYTES)
		initialise(p, o, bytes_value(o->pos, o->type, first));
	else
		initialise(p, o, files_value(o->pos, o->type, files));
}

// The variable whose lines start at i.
static void embed_variable(Package *p, const File *f, int i)
{
	const EmbedLine *e = f->embeds.at[i];
	const Node *name = e->decl->list.at[0];
	Object *o = name->obj;
	EmbedKind kind = kind_of(o->type);
	if (kind == EMBED_NOT) {
		error_at(o->pos, "go:embed cannot apply to var of type %s",
			 type_irstring(o->type, p, NULL));
		return;
	}
	Vec files = {0};
	for (; i < f->embeds.len && (e = f->embeds.at[i])->decl == (Node *)o->decl; i++)
		VEC_EACH(const char, pattern, &e->patterns) {
			const EmbedMatch *m = match_of(p, pattern);
			if (m)
				add_matches(&files, m);
			else
				error_at(e->pos,
					 "invalid go:embed: build system did not map pattern: %s",
					 pattern);
		}
	if (kind == EMBED_FILES)
		add_directories(&files);
	if (files.len == 0)
		return;
	arrange(&files);
	set_value(p, o, kind, &files);
}

void check_embeds(Package *p)
{
	int errors = error_count(), parsing = 0;
	VEC_EACH(File, f, &p->files)
		parsing += f->errors;
	if (parsing > 0)
		return;
	VEC_EACH(File, f, &p->files)
		for (int i = 0; i < f->embeds.len; i++)
			if (is_first(f, i))
				check_line(f, f->embeds.at[i]);
	if (error_count() > errors)
		return;
	VEC_EACH(File, f, &p->files)
		for (int i = 0; i < f->embeds.len; i++)
			if (is_first(f, i))
				embed_variable(p, f, i);
}

// --- -X ------------------------------------------------------------------------------------------

// A variable that is computed when the program starts keeps what it is computed to.
void check_settings(Package *p)
{
	VEC_EACH(const VarSetting, s, &p->settings) {
		Object *o = scope_lookup(p->scope, intern(s->name));
		if (!o || o->kind != OBJ_VAR)
			continue;
		if (o->type != types[T_STRING])
			error_plain("%s.%s: cannot set with -X: not a var of type string (type:%s)",
				    p->path, s->name, type_linkname(o->type));
		else if (!o->init_node || (o->init_node->op == OAS && o->init_node->y->op == OLIT))
			initialise(p, o,
				   string_literal(o->pos, o->type, s->value, strlen(s->value)));
	}
}
