// vcs.c - the revision that a main package is built from, as git tells it.
//
// The go command stamps executables with it, and so does Vole: a main package of the main module,
// when that, the package and the current directory are in one repository.
//
//	vcs.revision, vcs.time    of the commit that is checked out
//	vcs.modified              is anything else in the working tree?
//
// The main module's version is what one would be told who asks for the module at that commit:
//
//  1. the highest version that a tag of the commit names: v1.2.3, below a module's directory
//     sub/v1.2.3, with the major version that the module's path demands;
//  2. else one that sorts after the highest such tag of the commit's ancestors and before any later
//     release, made of the commit's time and name: v1.2.4-0.TIME-NAME; v1.2.3-pre.0.TIME-NAME after
//     a prerelease; v0.0.0-TIME-NAME when there is no tag.
//
// It ends in +dirty if the tree is modified.  A module whose path is not below that of the module
// at the repository's root has none.  Versions that go.mod retracts are not told from others, and
// systems other than git are not known.

#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "modules.h"

extern char **environ;

// --- git -----------------------------------------------------------------------------------------

// What `git ARGS` in dir writes; NULL with what became of it in *why.
static char *git(const char *dir, const char *const args[], const char **why)
{
	const char *full[16] = {"git", "-C", dir};
	for (int i = 0; (full[i + 3] = args[i]); i++)
		;
	FILE *out = tmpfile();
	posix_spawn_file_actions_t actions;
	pid_t pid;
	int status = 0;
	*why = "cannot make a temporary file";
	if (!out)
		return NULL;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(out), STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int error = posix_spawnp(&pid, "git", &actions, NULL, (char *const *)full, environ);
	posix_spawn_file_actions_destroy(&actions);
	while (!error && waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			error = errno;
	Buf b = {0};
	char part[4096];
	rewind(out);
	for (size_t n; (n = fread(part, 1, sizeof part, out)) > 0;)
		buf_printf(&b, "%.*s", (int)n, part);
	fclose(out);
	*why = error == ENOENT ? "exec: \"git\": executable file not found in $PATH"
	       : error         ? strerror(error)
			       : arena_printf("exit status %d", WEXITSTATUS(status));
	return error || status ? NULL : b.len ? buf_str(&b) : arena_printf("%s", "");
}

static bool git_is_installed(void)
{
	const char *list = getenv("PATH");
	for (const char *s = list ? list : ""; *s;) {
		size_t n = strcspn(s, ":");
		const char *tool = path_join(arena_strndup(s, n), "git");
		if (n > 0 && file_exists(tool) && access(tool, X_OK) == 0)
			return true;
		s += n + (s[n] != '\0');
	}
	return false;
}

// The repository around dir, NULL if there is none.
static const char *repository_of(const char *dir)
{
	for (;; dir = path_dir(dir)) {
		if (dir_exists(path_join(dir, ".git")))
			return dir;
		if (strcmp(dir, "/") == 0 || strcmp(dir, ".") == 0)
			return NULL;
	}
}

// --- the version of the main module --------------------------------------------------------------

typedef struct {
	const char *root, *revision; // of the repository
	const char *path, *dir;      // of the module
	const char *prefix;          // of the tags that name its versions
	char time[32];               // YYYYMMDDhhmmss
} Versioned;

static bool is_pseudo_version(const char *v)
{
	static const char form[] = "^v[0-9]+\\.(0\\.0-|[0-9]+\\.[0-9]+-([^+]*\\.)?0\\.)"
				   "[0-9]{14}-[A-Za-z0-9]+(\\+.*)?$";
	regex_t r;
	if (regcomp(&r, form, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	bool is = regexec(&r, v, 0, NULL, 0) == 0;
	regfree(&r);
	return is;
}

// The version that a tag names, NULL if none of the module.  *exact: with nothing after it.
static const char *version_of_tag(const Versioned *m, const char *tag, bool *exact)
{
	size_t n = strlen(m->prefix);
	if (strncmp(tag, m->prefix, n) != 0 || is_pseudo_version(tag) || !semver_valid(tag + n))
		return NULL;
	const char *v = arena_strndup(tag + n, strcspn(tag + n, "+"));
	*exact = strcmp(v, tag + n) == 0;
	return semver_misfit(m->path, v) ? NULL : v;
}

// The highest versions of tags: of the commit itself, and of it or its ancestors.
static bool read_tags(const Versioned *m, const char **here, const char **before)
{
	const char *why, *merged = arena_printf("--merged=%s", m->revision),
			 *format = "--format=%(objectname) %(*objectname) %(refname:strip=2)";
	char *text =
	    git(m->root, (const char *const[]){"for-each-ref", merged, format, "refs/tags", NULL},
		&why);
	for (char *line = text, *next; line && *line; line = next) {
		size_t n = strcspn(line, "\n");
		next = line + n + (line[n] == '\n');
		line[n] = '\0';
		bool exact, ours = strstr(line, m->revision) != NULL;
		const char *v = version_of_tag(m, strrchr(line, ' ') + 1, &exact);
		if (v && (!*before || semver_compare(*before, v) < 0))
			*before = v;
		if (v && ours && exact && (!*here || semver_compare(*here, v) < 0))
			*here = v;
	}
	return text != NULL;
}

// base: a version before, or NULL.
static const char *pseudo_version(const Versioned *m, const char *base)
{
	const char *commit = arena_printf("%s-%.12s", m->time, m->revision);
	const char *major = semver_major_of_path(m->path);
	if (!base)
		return arena_printf("%s.0.0-%s", *major ? major : "v0", commit);
	if (strchr(base, '-'))
		return arena_printf("%s.0.%s", base, commit);
	const char *patch = strrchr(base, '.') + 1;
	return arena_printf("%.*s%lu-0.%s", (int)(patch - base), base, strtoul(patch, NULL, 10) + 1,
			    commit);
}

static const char *without_major(const char *path)
{
	const char *major = semver_major_of_path(path);
	return *major ? arena_strndup(path, strlen(path) - strlen(major) - 1) : path;
}

// The path that the go.mod in text declares; "" if it has none.
static const char *declared_path(const char *text)
{
	for (const char *line = text; line && *line;) {
		size_t n = strcspn(line, "\n");
		Vec words = gomod_words(line, n);
		if (words.len == 2 && strcmp(words.at[0], "module") == 0)
			return words.at[1];
		line += n + (line[n] == '\n');
	}
	return "";
}

// Is the module at its place in the commit?  One without go.mod there may be at the root.
static bool was_committed(const Versioned *m)
{
	const char *below = m->dir + strlen(m->root), *why;
	below += *below == '/';
	const char *object = arena_printf("%s:%s%sgo.mod", m->revision, below, *below ? "/" : "");
	char *text = git(m->root, (const char *const[]){"cat-file", "blob", object, NULL}, &why);
	if (text)
		return strcmp(semver_major_of_path(declared_path(text)),
			      semver_major_of_path(m->path)) == 0;
	return !*below && !*semver_major_of_path(m->path);
}

// NULL: it has none.
static const char *version_of(Versioned *m)
{
	size_t size;
	char *text = file_read(path_join(m->root, "go.mod"), &size);
	const char *code = text ? without_major(declared_path(text)) : "";
	const char *path = without_major(m->path), *here = NULL, *before = NULL;
	if (!*code || !path_within(path, code) || !was_committed(m))
		return NULL;
	const char *below = path + strlen(code);
	m->prefix = *below ? arena_printf("%s/", below + 1) : "";
	if (!read_tags(m, &here, &before))
		return NULL;
	return here ? here : pseudo_version(m, before);
}

// --- all of it -----------------------------------------------------------------------------------

static const char *describe(const char *root, const char *module, const char *dir, VcsStamp *s)
{
	const char *why;
	char *changes = git(root, (const char *const[]){"status", "--porcelain", NULL}, &why);
	if (!changes)
		return why;
	s->modified = *changes != '\0';
	char *log = git(root,
			(const char *const[]){"-c", "log.showsignature=false", "log", "-1",
					      "--format=%H:%ct", NULL},
			&why);
	if (!log) // no commit yet
		return s->modified ? NULL : why;
	size_t n = strcspn(log, ":");
	if (log[n] != ':')
		return arena_printf("unrecognized VCS tool output %s",
				    const_quote(log, strcspn(log, "\n")));
	time_t seconds = (time_t)strtoll(log + n + 1, NULL, 10);
	struct tm at;
	char text[32];
	Versioned m = {.root = root, .revision = arena_strndup(log, n), .path = module, .dir = dir};
	gmtime_r(&seconds, &at);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &at);
	strftime(m.time, sizeof m.time, "%Y%m%d%H%M%S", &at);
	s->revision = m.revision;
	s->time = arena_printf("%s", text);
	const char *version = version_of(&m);
	if (version)
		s->version = arena_printf("%s%s", version, s->modified ? "+dirty" : "");
	return NULL;
}

bool vcs_stamp(const char *package, const char *module, const char *dir, bool asked, VcsStamp *s,
	       const char **why)
{
	const char *root = repository_of(current_dir());
	*why = NULL;
	if (!root || (!asked && !git_is_installed()))
		return false;
	if (!path_within(dir, root) && !path_within(root, dir))
		return false;
	const char *of_package = repository_of(package), *of_module = repository_of(dir);
	const char *what = !of_package || strcmp(of_package, root) != 0 ? "package"
			   : !of_module || strcmp(of_module, root) != 0 ? "module"
									: NULL;
	if (what && !asked)
		return false;
	if (what)
		*why =
		    arena_printf("main %s is in repository \"%s\" but current directory is in "
				 "repository \"%s\"",
				 what, strcmp(what, "package") == 0 ? of_package : of_module, root);
	else
		*why = describe(root, module, dir, s);
	return !*why;
}
