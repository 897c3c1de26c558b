// check_package.c - checks one package: the order of the checker's work.
//
//  1. collect    file scopes get the imports, the package scope every declared name; methods are
//                hung at their base types.  Nothing is looked at yet.
//  2. resolve    each package-level object gets its type and value, on demand and recursively
//                (check_decl.c); variables' initial values are checked with them.
//  3. later      what needs complete types: map keys, embedded fields, type arguments' constraints,
//                function literals in package-level values.
//  4. bodies     of functions in source order; generic ones once with their type parameters, for
//                errors.
//  5. instances  bodies of generic functions and methods, cloned with type arguments
//                (check_generic.c), until none is left: checking one may ask for more.
//  6. order      package variables are put into initialisation order (check_init.c).
//
// The surroundings of the code at hand (scope, function, package) are in `env`; resolving an object
// on demand switches to the surroundings of its declaration and back.

#include "check.h"

#include <string.h>

Env env;

DeclInfo *decl_info(Object *o)
{
	return o->check;
}

Env env_enter(DeclInfo *d)
{
	Env old = env;
	Check *ck = d->func ? old.ck : d->pkg->check; // what an instance declares is its user's
	env = (Env){.ck = ck, .pkg = d->pkg, .scope = d->scope, .func = d->func, .decl = d};
	return old;
}

void add_dependency(Object *o)
{
	if (!env.decl || env.instance || !o->check || o->pkg != env.ck->pkg)
		return;
	VEC_EACH(Object, d, &env.decl->deps)
		if (d == o)
			return;
	vec_push(&env.decl->deps, o);
}

// --- postponed checks ----------------------------------------------------------------------------

typedef struct {
	void (*fn)(Node *, Type *);
	Node *node;
	Type *type;
	Env env;
} Later;

static Vec postponed;
static bool running_later;

// The package of an outline was found good before.
void later(void (*fn)(Node *, Type *), Node *n, Type *t)
{
	if (env.pkg->outline)
		return;
	Later *l = NEW(Later);
	*l = (Later){.fn = fn, .node = n, .type = t, .env = env};
	vec_push(&postponed, l);
}

void run_later(void)
{
	if (running_later)
		return;
	running_later = true;
	Env old = env;
	for (int i = 0; i < postponed.len; i++) {
		Later *l = postponed.at[i];
		env = l->env;
		l->fn(l->node, l->type);
	}
	postponed.len = 0;
	env = old;
	running_later = false;
}

// --- sizes ---------------------------------------------------------------------------------------
//
// Array types are laid out only when nothing else is wrong.

void note_array(Pos pos, Type *t)
{
	if (t->len < 1 << 16)
		return;
	Node *n = node_new(OTYPE, pos);
	n->type = t;
	vec_push(&env.ck->arrays, n);
}

static void check_array_sizes(void)
{
	VEC_EACH(Node, n, &env.ck->arrays)
		if (type_size(n->type) >= MAX_TYPE_SIZE)
			error_at(n->pos, "type %s larger than address space", tstr(n->type));
}

// --- imports -------------------------------------------------------------------------------------

static const char *last_element(const char *path)
{
	const char *slash = strrchr(path, '/');
	return intern(slash ? slash + 1 : path);
}

// Stands for a package that could not be imported: everything in it is silently invalid.
static Package *fake_package(const char *path)
{
	Package *p = NEW(Package);
	p->path = path;
	p->name = last_element(path);
	p->scope = scope_new(universe);
	p->fake = p->checked = true;
	return p;
}

static void add_import(Package *p, Package *imported)
{
	int i = 0;
	for (; i < p->imports.len; i++) {
		Package *other = p->imports.at[i];
		int c = strcmp(other->path, imported->path);
		if (c == 0)
			return;
		if (c > 0)
			break;
	}
	vec_insert(&p->imports, i, imported);
}

static void dot_import_one(Object *o, void *arg)
{
	File *f = arg;
	if (name_exported(o->sym))
		scope_insert(f->scope, o);
}

static void declare_import(File *f, Node *n, Package *imported)
{
	const char *name = n->sym ? n->sym : imported->name;
	if (strcmp(name, "init") == 0) {
		error_at(n->pos, "cannot import package as init - init must be a func");
		return;
	}
	Object *o = object_new(OBJ_PKGNAME, name, n->sym ? n->pos : n->sympos, f->pkg);
	o->imported = imported;
	o->decl = n;
	o->check = f->scope;
	if (o->is_blank || imported->fake)
		o->used = true;
	vec_push(&env.ck->imports, o);
	if (strcmp(name, ".") == 0)
		scope_each(package_scope(imported), dot_import_one, f);
	else if (!o->is_blank)
		declare(f->scope, o);
}

// The path without empty, `.` and `..` elements.
static const char *canonical_path(const char *path)
{
	Buf b = {0};
	for (const char *s = path; *s;) {
		size_t n = strcspn(s, "/");
		if (n == 2 && memcmp(s, "..", 2) == 0 && b.len > 0) {
			while (b.len > 0 && b.s[b.len - 1] != '/')
				b.len--;
			b.len -= b.len > 0;
		} else if (n > 0 && !(n == 1 && *s == '.')) {
			if (b.len > 0)
				buf_putc(&b, '/');
			buf_write(&b, s, n);
		}
		s += n + (s[n] == '/');
	}
	return buf_str(&b);
}

static bool allowed_in_path(int32_t r)
{
	return r != 0xfffd && r > ' ' && unicode_print(r) &&
	       (r >= 0x80 || !strchr("!\"#$%&'()*,:;<=>?[\\]^{|}`", r));
}

static bool valid_path(Node *n, const char *s, size_t len)
{
	if (len == 0) {
		error_at(n->sympos, "invalid import path (empty string)");
		return false;
	}
	int32_t r;
	for (size_t i = 0; i < len;) {
		i += (size_t)utf8_decode(s + i, len - i, &r);
		if (r == UTF8_BAD)
			r = 0xfffd;
		if (allowed_in_path(r))
			continue;
		error_at(n->sympos, "invalid import path (invalid character %s)",
			 unicode_name((uint32_t)r));
		return false;
	}
	return true;
}

// What keeps a well spelled path from naming a package, or NULL.
static const char *path_fault(const char *path)
{
	if (path[0] == '/')
		return "import path cannot be absolute path";
	if (path[0] == '.')
		return NULL; // relative: the loader's affair
	const char *canonical = canonical_path(path);
	return strcmp(canonical, path) == 0
		   ? NULL
		   : arena_printf("non-canonical import path \"%s\" (should be \"%s\")", path,
				  canonical);
}

static void import_package(File *f, Node *n)
{
	size_t len;
	const char *s = const_string_val(n->val, &len);
	const char *path = intern_n(s, len);
	if (!valid_path(n, s, len))
		return;
	const char *fault = path_fault(path);
	if (fault)
		error_at(n->sympos, "could not import %s (%s)", path, fault);
	Package *imported = fault ? NULL
			    : strcmp(path, "unsafe") == 0
				? unsafe_package
				: env.ck->find(env.ck->arg, path, n->sympos);
	if (imported && imported != unsafe_package)
		add_import(env.ck->pkg, imported);
	declare_import(f, n, imported ? imported : fake_package(path));
}

static bool in_scope(const Scope *file)
{
	const Scope *s = env.scope;
	while (s && s != file)
		s = s->parent;
	return s != NULL;
}

// A dot-imported name was used: this file's import of its package is.
void use_dot_import(Object *o)
{
	VEC_EACH(Object, d, &env.ck->imports)
		if (d->imported == o->pkg && strcmp(d->sym, ".") == 0 && in_scope(d->check))
			d->used = true;
}

// --- collecting declarations ---------------------------------------------------------------------

static Object *package_object(File *f, ObjKind kind, const char *sym, Pos pos, Node *decl,
			      int index)
{
	Object *o = object_new(kind, sym, pos, env.ck->pkg);
	DeclInfo *d = NEW(DeclInfo);
	*d = (DeclInfo){.scope = f->scope, .pkg = env.ck->pkg, .decl = decl, .index = index};
	o->decl = decl;
	o->check = d;
	vec_push(&env.ck->objects, o);
	return o;
}

static bool declared_as_func_only(Object *o)
{
	bool init = strcmp(o->sym, "init") == 0;
	if (!init && !(strcmp(o->sym, "main") == 0 && strcmp(env.ck->pkg->name, "main") == 0))
		return false;
	error_at(o->pos, "cannot declare %s - must be func", o->sym);
	return true;
}

static void declare_package_level(Object *o)
{
	if (!o->is_blank && !declared_as_func_only(o))
		declare(env.ck->pkg->scope, o);
}

static void collect_names(File *f, Node *decl, ObjKind kind)
{
	for (int i = 0; i < decl->list.len; i++) {
		Node *name = decl->list.at[i];
		Object *o = package_object(f, kind, name->sym, name->pos, decl, i);
		o->vclass = VAR_GLOBAL;
		name->obj = o;
		declare_package_level(o);
		if (kind == OBJ_VAR)
			vec_push(&env.ck->pkg->globals, o);
	}
}

static void collect_type(File *f, Node *decl)
{
	Object *o = package_object(f, OBJ_TYPE, decl->sym, decl->pos, decl, 0);
	o->is_alias = decl->alias;
	if (!o->is_alias)
		o->type = type_named(o);
	decl->obj = o;
	declare_package_level(o);
}

// init and main take nothing, give nothing and are not generic.
static void check_entry(Node *decl, const char *name)
{
	Func *f = decl->func;
	if (f->tparams.len)
		error_at(f->pos, "func %s must have no type parameters", name);
	if (f->syntax->list.len || f->syntax->list2.len)
		error_at(f->pos, "func %s must have no arguments and no return values", name);
}

static void collect_func(File *f, Node *decl)
{
	Object *o = package_object(f, OBJ_FUNC, decl->sym, decl->pos, decl, 0);
	decl->obj = o;
	decl->func->obj = o;
	decl->func->pkg = decl->func->home = env.ck->pkg;
	decl->func->waits = decl->func->skipped != NULL;
	o->func = decl->func;
	vec_push(&env.ck->bodies, decl);
	if (decl->func->recv_field)
		return;
	bool is_init = strcmp(decl->sym, "init") == 0;
	if (is_init || (strcmp(decl->sym, "main") == 0 && strcmp(env.ck->pkg->name, "main") == 0))
		check_entry(decl, decl->sym);
	if (is_init) {
		if (!decl->func->has_body)
			error_at(o->pos, "func init must have a body");
		vec_push(&env.ck->pkg->inits, decl->func);
	} else if (!o->is_blank) {
		declare(env.ck->pkg->scope, o);
	}
}

static void collect_decl(File *f, Node *decl)
{
	switch (decl->op) {
	case OCONSTDECL:
		collect_names(f, decl, OBJ_CONST);
		break;
	case OVARDECL:
		collect_names(f, decl, OBJ_VAR);
		break;
	case OTYPEDECL:
		collect_type(f, decl);
		break;
	case OFUNCDECL:
		collect_func(f, decl);
		break;
	case OBAD:
		break;
	default:
		bug("%s as a package-level declaration", op_names[decl->op]);
	}
}

static void import_conflict(Object *o, void *arg)
{
	(void)arg;
	Object *other = scope_lookup(env.ck->pkg->scope, o->sym);
	if (!other)
		return;
	if (o->kind == OBJ_PKGNAME) {
		error_at(other->pos, "%s already declared through import of package %s (\"%s\")",
			 o->sym, o->imported->name, o->imported->path);
		error_more("%s: other declaration of %s", pos_string(o->pos), o->sym);
		o->used = true;
	} else {
		error_at(other->pos,
			 "%s already declared through dot-import of package %s (\"%s\")", o->sym,
			 o->pkg->name, o->pkg->path);
	}
}

// --- methods find their types --------------------------------------------------------------------

// What leads from a receiver's type to the base type.
typedef struct {
	int stars;
	Node *instance; // the first G[...] among what aliases stand for
} Receiver;

static Node *strip_receiver(Node *x, Receiver *r)
{
	for (;;) {
		if (x->op == OPAREN) {
			x = x->x;
		} else if (x->op == OSTARX) {
			r->stars++;
			x = x->x;
		} else if (x->op == OINDEXX) {
			if (!r->instance)
				r->instance = x;
			x = x->x;
		} else {
			return x;
		}
	}
}

// The defined type of this package that name stands for, through aliases.
static Object *base_type(const char *name, Receiver *r, int depth)
{
	Object *o = scope_lookup(env.ck->pkg->scope, name);
	if (!o || o->kind != OBJ_TYPE || depth > 20)
		return NULL;
	if (!o->is_alias)
		return o;
	Node *x = strip_receiver(o->decl->x, r);
	return x->op == OIDENT ? base_type(x->sym, r, depth + 1) : NULL;
}

static void generic_alias_receiver(Node *n, Type *t)
{
	(void)t;
	error_at(n->pos, "cannot define new methods on generic alias type %s",
		 generic_name(n->obj));
}

// Methods belong to declared types, not to instances.  False after reporting; the name at fault is
// dropped.
static bool receiver_declares(Node *name, const Receiver *own, const Receiver *all)
{
	Object *o = scope_lookup(env.ck->pkg->scope, name->sym);
	Node *at = node_new(OBAD, name->pos);
	at->obj = o;
	if (own->instance && o->is_alias && o->decl->tparams.len)
		later(generic_alias_receiver, at, NULL);
	else if (all->instance)
		error_at(name->pos, "cannot define new methods on instantiated type %s",
			 expr_str(all->instance));
	else
		return true;
	bad(name);
	return false;
}

static void report_duplicate_method(Object *m, Object *base)
{
	VEC_EACH(Object, other, &base->type->methods)
		if (other->sym == m->sym) {
			error_at(m->pos, "method %s.%s already declared at %s", base->sym, m->sym,
				 pos_string(other->pos));
			return;
		}
}

static void attach_method(Object *m)
{
	Receiver own = {0}, all = {0};
	Node *x = strip_receiver(m->func->recv_field->x, &own);
	all.stars = own.stars;
	Object *base = x->op == OIDENT ? base_type(x->sym, &all, 0) : NULL;
	m->ptr_recv = all.stars > 0;
	if (!base || !receiver_declares(x, &own, &all) || all.stars > 1)
		return;
	m->recv_named = base->type;
	if (m->is_blank)
		return;
	report_duplicate_method(m, base);
	vec_push(&base->type->methods, m);
}

static void sort_methods(Type *t)
{
	for (int i = 1; i < t->methods.len; i++)
		for (int j = i; j > 0; j--) {
			Object *a = t->methods.at[j - 1], *b = t->methods.at[j];
			if (name_cmp(a->sym, a->pkg, b->sym, b->pkg) <= 0)
				break;
			t->methods.at[j - 1] = b;
			t->methods.at[j] = a;
		}
}

static void check_field_method_clash(Object *o)
{
	Type *u = type_under(o->type);
	if (u->kind != T_STRUCT)
		return;
	VEC_EACH(Object, m, &o->type->methods)
		for (int i = 0; i < u->nfields; i++)
			if (u->fields[i].name == m->sym && !m->is_blank) {
				error_at(m->pos, "field and method with the same name %s", m->sym);
				error_more("%s: other declaration of %s",
					   pos_string(u->fields[i].pos), m->sym);
			}
}

// --- the phases ----------------------------------------------------------------------------------

// //go:linkname local target: the linker knows the local function or variable by another name.
static void link_names(Package *p)
{
	VEC_EACH(File, f, &p->files)
		VEC_EACH(Linkname, l, &f->linknames) {
			Object *o = scope_lookup(p->scope, l->local);
			if (l->target && o && o->kind == OBJ_FUNC && o->func)
				o->func->linkname = l->target;
			if (l->target && o && o->kind == OBJ_VAR)
				o->linkname = l->target;
		}
}

void collect(Package *p)
{
	p->scope = scope_new(universe);
	VEC_EACH(File, f, &p->files) {
		f->pkg = p;
		f->scope = scope_new(p->scope);
		if (name_blank(f->pkgname))
			error_at(f->pkgpos, "invalid package name _");
		VEC_EACH(Node, n, &f->imports)
			import_package(f, n);
		VEC_EACH(Node, n, &f->decls)
			collect_decl(f, n);
	}
	VEC_EACH(File, f, &p->files)
		scope_each(f->scope, import_conflict, NULL);
	VEC_EACH(Object, o, &env.ck->objects)
		if (o->kind == OBJ_FUNC && o->func->recv_field)
			attach_method(o);
	VEC_EACH(Object, o, &env.ck->objects)
		if (o->kind == OBJ_TYPE && !o->is_alias)
			sort_methods(o->type);
	link_names(p);
}

static bool is_repeated(const Vec *seen, const char *local)
{
	VEC_EACH(Linkname, l, seen)
		if (l->local == local)
			return true;
	return false;
}

// What is wrong with a //go:linkname, or NULL.
static const char *linkname_fault(const File *f, const Linkname *l, const Vec *seen)
{
	if (!file_imports(f, "unsafe"))
		return "//go:linkname only allowed in Go files that import \"unsafe\"";
	if (l->target && strchr(l->target, '[') && strchr(l->target, ']'))
		return "//go:linkname reference of an instantiation is not allowed";
	Object *o = scope_lookup(f->pkg->scope, l->local);
	if (!o || (o->kind != OBJ_FUNC && o->kind != OBJ_VAR))
		return !version_allows(l->pos, 18)
			   ? NULL
			   : "//go:linkname must refer to declared function or variable";
	if (is_repeated(seen, l->local))
		return arena_printf("duplicate //go:linkname for %s", l->local);
	return NULL;
}

static void check_linknames(Package *p)
{
	Vec seen = {0};
	VEC_EACH(File, f, &p->files)
		VEC_EACH(Linkname, l, &f->linknames) {
			const char *fault = linkname_fault(f, l, &seen);
			Object *o = scope_lookup(p->scope, l->local);
			if (fault)
				error_at(l->pos, "%s", fault);
			if (fault && o && o->kind == OBJ_FUNC && !is_repeated(&seen, l->local))
				o->func->linkname = NULL; // its body is missing
			vec_push(&seen, l);
		}
}

static void resolve_all(void)
{
	VEC_EACH(Object, o, &env.ck->objects) {
		resolve_object(o);
		if (o->kind == OBJ_TYPE && !o->is_alias)
			check_field_method_clash(o);
	}
	check_recursive_types(env.ck->pkg);
	run_later();
}

static void check_body(Node *decl)
{
	Object *o = decl->obj;
	Func *f = decl->func;
	if (!f->has_body && o->tparams.len)
		error_at(f->pos, "generic function is missing function body");
	DeclInfo *d = decl_info(o);
	Env old = env_enter(d);
	if (o->tparams.len || (o->recv_named && o->recv_named->obj->tparams.len)) {
		generic_body(o);
	} else {
		if (!o->is_blank)
			vec_push(&env.ck->pkg->funcs, f);
		check_func_body(f, d->scope);
	}
	run_later();
	env = old;
}

static void check_bodies(void)
{
	VEC_EACH(Node, decl, &env.ck->bodies)
		check_body(decl);
}

static void unused_import(Object *o)
{
	if (o->sym != last_element(o->imported->path) && strcmp(o->sym, ".") != 0)
		error_at(o->pos, "\"%s\" imported as %s and not used", o->imported->path, o->sym);
	else
		error_at(o->pos, "\"%s\" imported and not used", o->imported->path);
}

static void report_unused_imports(void)
{
	VEC_EACH(Object, o, &env.ck->imports)
		if (!o->used)
			unused_import(o);
}

// What consumers read directly must not wait for a demand: lay out every type they can meet.
static void finish_types(Package *p)
{
	for (int i = 0; i < p->named_types.len; i++) {
		Type *t = p->named_types.at[i];
		type_under(t);
		VEC_EACH(Object, m, &t->methods)
			if (!m->type)
				resolve_method_type(m);
		type_layout(t);
	}
}

static void check_main(Package *p)
{
	if (strcmp(p->name, "main") != 0 || p->fake || p->allow_bodyless)
		return;
	Object *m = scope_lookup(p->scope, intern("main"));
	if (!m || m->kind != OBJ_FUNC)
		error_plain("function main is undeclared in the main package");
}

// The later phases ask only for methods of outlines: those of packages checked whole have theirs.
static void method_type_wanted(Object *m)
{
	Env old = env;
	if (!env.ck)
		env = (Env){.ck = m->pkg->check, .pkg = m->pkg};
	resolve_method_type(m);
	env = old;
	if (!env.ck)
		finish_outlines();
}

// Asked last, by Go: a program with other errors does not hear of it.
static void check_missing_bodies(const Package *p)
{
	VEC_EACH(Func, f, &p->funcs)
		if (!f->has_body && !f->linkname && strcmp(f->obj->sym, "init") != 0)
			error_at(f->pos, "missing function body");
}

Check *check_begin(Package *p, Package *(*find)(void *arg, const char *path, Pos pos), void *arg)
{
	Check *c = p->check = NEW(Check);
	*c = (Check){.pkg = p, .find = find, .arg = arg};
	universe_init();
	type_hooks = (TypeHooks){complete_type, method_type_wanted, type_comparable_tparam};
	env = (Env){.ck = c, .pkg = p};
	return c;
}

bool check_package(Package *p, Package *(*find)(void *arg, const char *path, Pos pos), void *arg)
{
	Env old_env = env;
	int errors = error_count();
	check_begin(p, find, arg);
	collect(p);
	resolve_all();
	check_bodies();
	init_order(p);
	if (error_count() == errors)
		check_anonymous_cycles(&env.ck->interfaces);
	if (error_count() == errors && mono_check())
		check_instance_bodies();
	report_unused_imports();
	if (error_count() == errors) {
		check_embeds(p);
		check_settings(p);
	}
	if (error_count() == errors) {
		check_main(p);
		check_linknames(p);
		finish_types(p);
		finish_outlines();
		check_array_sizes();
		if (!p->allow_bodyless)
			check_missing_bodies(p);
	}
	p->checked = true;
	env = old_env;
	return error_count() == errors;
}
