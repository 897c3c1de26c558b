// load_gowork.c - go.work: modules that are worked on together.
//
// The file is looked for from the current directory upwards; $GOWORK names another, or says off.
// Packages of the modules it uses come from their directories.  Its replacements, and those of the
// modules' own go.mod files after it, hold for all of them.

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "modules.h"

static bool wrong(const char *file, int line, const char *what)
{
	file = path_shown(file);
	fprintf(stderr, "go: errors parsing %s:\n%s:%d: %s\n", file, file, line, what);
	return false;
}

static const char *within(const char *root, const char *path)
{
	return path_absolute(path[0] == '/' ? path : path_join(root, path));
}

static bool use(Module *m, const char *dir)
{
	const char *file = path_join(dir, "go.mod");
	Module used = {0};
	if (!file_exists(file)) {
		fprintf(stderr, "go: cannot load module %s listed in go.work file: open %s: %s\n",
			path_shown(dir), path_shown(file), strerror(ENOENT));
		return false;
	}
	if (!module_find(&used, dir))
		return false;
	vec_push(&m->used, (char *)used.path);
	vec_push(&m->used, (char *)dir);
	VEC_EACH(const Replace, r, &used.gomod->replaces) {
		if (r->to.version[0] || (m->root && strcmp(m->root, dir) == 0))
			continue;
		vec_push(&m->replaced, (char *)r->from.path);
		vec_push(&m->replaced, (char *)within(dir, r->to.path));
	}
	return true;
}

static void replace(Module *m, const Vec *w, int from, const char *root)
{
	int arrow = from;
	while (arrow < w->len && strcmp(w->at[arrow], "=>") != 0)
		arrow++;
	if (arrow == from || arrow + 1 >= w->len)
		return;
	const char *target = w->at[arrow + 1];
	if (target[0] != '.' && target[0] != '/')
		return; // a version of a module, not a directory
	vec_insert(&m->replaced, 0, (char *)within(root, target));
	vec_insert(&m->replaced, 0, w->at[from]);
}

static bool directive(Module *m, const char *verb, const Vec *w, int from, int line)
{
	const char *arg = from < w->len ? w->at[from] : NULL, *root = path_dir(m->work);
	if (strcmp(verb, "use") == 0)
		return arg ? use(m, within(root, arg))
			   : wrong(m->work, line, "usage: use local/dir");
	if (strcmp(verb, "replace") == 0)
		replace(m, w, from, root);
	else if (strcmp(verb, "godebug") == 0 && arg)
		vec_push(&m->godebug, (char *)arg);
	else if (strcmp(verb, "go") == 0 && arg && strncmp(arg, "1.", 2) == 0)
		m->work_minor = atoi(arg + 2);
	else if (strcmp(verb, "go") != 0 && strcmp(verb, "toolchain") != 0)
		return wrong(m->work, line, arena_printf("unknown directive: %s", verb));
	return true;
}

static bool parse(Module *m, const char *text)
{
	const char *block = NULL;
	int line = 1;
	for (const char *s = text; *s; line++) {
		size_t n = strcspn(s, "\n");
		Vec w = gomod_words(s, n);
		s += n + (s[n] == '\n');
		const char *verb = w.len ? w.at[0] : NULL;
		if (!verb)
			continue;
		if (block && strcmp(verb, ")") == 0)
			block = NULL;
		else if (!block && w.len == 2 && strcmp(w.at[1], "(") == 0)
			block = verb;
		else if (!directive(m, block ? block : verb, &w, block ? 0 : 1, line))
			return false;
	}
	return true;
}

static const char *find(const char *dir)
{
	const char *named = getenv("GOWORK");
	if (named && *named)
		return strcmp(named, "off") == 0 ? NULL : path_absolute(named);
	for (;; dir = path_dir(dir)) {
		const char *file = path_join(dir, "go.work");
		if (file_exists(file))
			return file;
		if (strcmp(dir, "/") == 0)
			return NULL;
	}
}

// A module that is not used cannot be the main one.
static bool main_is_used(const Module *m)
{
	for (int i = 0; i < m->used.len; i += 2)
		if (!m->root || strcmp(m->used.at[i + 1], m->root) == 0)
			return true;
	return !m->root;
}

bool workspace_find(Module *m, const char *dir)
{
	m->work = find(dir);
	if (!m->work)
		return true;
	size_t size;
	const char *text = file_read(m->work, &size);
	if (!text) {
		fprintf(stderr, "go: reading go.work: open %s: %s\n", path_shown(m->work),
			strerror(errno));
		return false;
	}
	if (!parse(m, text))
		return false;
	if (main_is_used(m))
		return true;
	fprintf(stderr,
		"current directory is contained in a module that is not one of the "
		"workspace modules listed in go.work. You can add the module to the "
		"workspace using:\n\tgo work use %s\n",
		path_shown(m->root));
	return false;
}
