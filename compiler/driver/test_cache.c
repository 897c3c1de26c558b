// test_cache.c - results of tests that need not be run again.
//
// What a test prints depends on its program, its flags, and what it looks at: the program, run with
// -test.testlogfile, writes down which environment variables it asks for and which files it opens
// or stats (os tells it: internal/testlog).  So an entry has two levels.  The key of program and
// flags leads to that list, STEM.inputs; with the present contents of what is listed it makes the
// key of what was printed, STEM.result.  The program's key is that of what would be linked, so that
// a hit spares the link too.
//
// As with Go: only a test that passed, run with flags that do not ask for more than its output, in
// a package that was named, is kept; files outside the module do not count; and one that was
// written less than two seconds ago may still change unseen, so nothing is kept then.

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static const char magic[] = "# test log\n";

// --- whether and under which key -----------------------------------------------------------------

static bool flags_cacheable(const Command *c)
{
	static const char *const fine[] = {
	    "benchtime", "cpu",       "list",    "parallel",  "run",
	    "short",     "skip",      "timeout", "failfast",  "v",
	    "fullpath",  "outputdir", "cover",   "covermode", "coverpkg",
	};
	VEC_EACH(const char, flag, &c->test_flags) {
		bool found = false;
		size_t n = strcspn(flag, "=");
		for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
			found |= strlen(fine[i]) == n && memcmp(flag, fine[i], n) == 0;
		if (!found)
			return false;
	}
	return c->test_args.len == 0;
}

static Key program_key(const Program *p, const Command *c, const TestPackage *t)
{
	KeyState *s = key_new("test result");
	key_bytes(s, &t->main->key, sizeof t->main->key);
	key_bytes(s, &p->runtime->key, sizeof p->runtime->key);
	key_string(s, t->dir);
	key_string(s, c->exec);
	key_int(s, c->strip);
	key_int(s, c->test_json);
	VEC_EACH(const char, flag, &c->test_flags)
		if (strncmp(flag, "outputdir=", 10) != 0)
			key_string(s, flag);
	return key_done(s);
}

void test_cache_start(TestCache *cache, const Program *p, const Command *c, const TestPackage *t)
{
	*cache = (TestCache){.dir = t->dir, .root = t->root};
	cache->enabled = c->args.len > 0 && t->root && install_cache() && !c->test_compile &&
			 !c->output && !c->rebuild && flags_cacheable(c);
	if (!cache->enabled)
		return;
	cache->key = program_key(p, c, t);
	cache->log = path_join(install_work(),
			       arena_printf("%s.testlog", path_base(cache_stem(cache->key))));
}

// --- what the test looked at ---------------------------------------------------------------------

// false: it is too new to be sure.
static bool key_stat(KeyState *s, const struct stat *st)
{
	key_int(s, st->st_size);
	key_int(s, st->st_mode);
	key_int(s, st->st_mtim.tv_sec);
	key_int(s, st->st_mtim.tv_nsec);
	return S_ISDIR(st->st_mode) || st->st_mtim.tv_sec + 2 <= time(NULL);
}

static bool key_file(KeyState *s, const char *path, bool contents)
{
	struct stat st;
	bool settled = true;
	if ((contents ? stat : lstat)(path, &st) != 0) {
		key_string(s, "absent");
		return true;
	}
	if (!S_ISDIR(st.st_mode) || !contents)
		return key_stat(s, &st);
	Vec names = dir_list(path);
	VEC_EACH(const char, name, &names) {
		key_string(s, name);
		if (lstat(path_join(path, name), &st) == 0)
			settled &= key_stat(s, &st);
	}
	return settled;
}

static bool key_input(TestCache *cache, KeyState *s, const char *verb, const char *name,
		      const char **dir)
{
	key_string(s, verb);
	key_string(s, name);
	if (strcmp(verb, "getenv") == 0) {
		key_string(s, getenv(name));
		return true;
	}
	const char *path = path_absolute(name[0] == '/' ? name : path_join(*dir, name));
	if (strcmp(verb, "chdir") == 0)
		*dir = path;
	else if (!path_within(path, cache->root))
		return true;
	else if (strcmp(verb, "open") == 0 || strcmp(verb, "stat") == 0)
		return key_file(s, path, verb[0] == 'o');
	return true;
}

// The key of program and inputs.  false if the log is damaged or an input too new.
static bool inputs_key(TestCache *cache, const char *log, size_t size, Key *key)
{
	const char *dir = cache->dir, *s = log + sizeof magic - 1;
	if (size < sizeof magic - 1 || memcmp(log, magic, sizeof magic - 1) != 0 ||
	    log[size - 1] != '\n')
		return false;
	KeyState *state = key_new("test inputs");
	key_bytes(state, &cache->key, sizeof cache->key);
	bool ok = true;
	while (ok && s < log + size) {
		size_t n = strcspn(s, "\n"), verb = strcspn(s, " \n");
		ok = verb < n && key_input(cache, state, arena_strndup(s, verb),
					   arena_strndup(s + verb + 1, n - verb - 1), &dir);
		s += n + 1;
	}
	*key = key_done(state);
	return ok;
}

// --- entries -------------------------------------------------------------------------------------

static const char *inputs_file(Key k)
{
	return arena_printf("%s.inputs", cache_stem(k));
}

static const char *result_file(Key k)
{
	return arena_printf("%s.result", cache_stem(k));
}

static void store(const char *file, const void *data, size_t size)
{
	const char *temp = arena_printf("%s.%d.tmp", file, (int)getpid());
	make_dirs(path_dir(file));
	if (!file_write(temp, data, size) || rename(temp, file) != 0)
		unlink(temp);
}

bool test_cache_find(TestCache *cache, const char **text, size_t *size)
{
	size_t log_size;
	Key key;
	const char *log = cache->enabled ? file_read(inputs_file(cache->key), &log_size) : NULL;
	if (!log || !inputs_key(cache, log, log_size, &key))
		return false;
	*text = file_read(result_file(key), size);
	if (*text) {
		cache_touch(inputs_file(cache->key));
		cache_touch(result_file(key));
	}
	return *text != NULL;
}

void test_cache_store(TestCache *cache, const char *text, size_t size)
{
	size_t log_size;
	Key key;
	const char *log = cache->enabled ? file_read(cache->log, &log_size) : NULL;
	if (!log || !inputs_key(cache, log, log_size, &key))
		return;
	store(inputs_file(cache->key), log, log_size);
	store(result_file(key), text, size);
}
