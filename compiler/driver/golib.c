// golib.c - the part of the standard library that is Go's own.
//
// What touches the runtime is in stdlib/.  Any other package of the standard library is compiled
// from the sources of an installed Go, where there is one:
//
//   - $VOLE_GOROOT names its root.  Otherwise the `go` command on PATH leads to it, which stands in
//     bin/ of a root once links are followed; after that come the folders where distributions
//     and Go's own archive put it, and golib/ in the cache, which `make golib` fills.
//   - Its file VERSION must say the release that Vole compiles, go1.26 or go1.26.N.  With another
//     one the library's insides differ from what stdlib/ and the runtime offer them, so it is
//     passed over unless VOLE_GOROOT names it.
//   - A package of stdlib/ hides Go's of the same path.  Packages of Go's library see those below
//     src/vendor under their path without `vendor/`, those of cmd/ that see below src/cmd/vendor;
//     nobody else does.
//   - Its files are chosen as for a build without assembly and C: library_tags hold beside the
//     usual ones.
//   - Packages of Go's library that call the operating system themselves are written for Go's
//     syscall and know what is inside; a process, in turn, can have one package os only.  So where
//     one of them imports syscall, or a package of the program does, which may use any part of it,
//     all of the program gets Go's syscall and os, over the runtime's entries
//     (stdlib/runtime/golib.go) and its poller.  Other programs get those of stdlib/.  Likewise
//     Go's crypto packages know what is inside Go's crypto/sha256 and its like.
//   - stdlib/overlay/PATH holds files that belong to package PATH of Go's: one of the same name is
//     read in place of Go's, others are added.

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "golib.h"

static const char *const folders[] = {"/usr/local/go", "/usr/lib/go-1." GO_VERSION_MINOR_TEXT,
				      "/usr/lib/go", "/usr/lib/golang"};

typedef struct {
	bool looked;
	const char *root;    // NULL: none that can be used
	const char *version; // "go1.26.3"
	const char *wrong;   // why a root was passed over; NULL if none was seen
} Golib;

static Golib golib;

// The first line of file VERSION, NULL if that is no version of Go.
static const char *version_of(const char *root)
{
	size_t size;
	char *text = file_read(path_join(root, "VERSION"), &size);
	if (!text || size < 3 || memcmp(text, "go", 2) != 0)
		return NULL;
	return arena_strndup(text, strcspn(text, " \r\n"));
}

static bool is_wanted(const char *version)
{
	static const char wanted[] = "go1." GO_VERSION_MINOR_TEXT;
	size_t n = sizeof wanted - 1;
	return strncmp(version, wanted, n) == 0 && !isdigit((unsigned char)version[n]);
}

// What of root is there and cannot be read, and why; or NULL.
static const char *unreadable(const char *root)
{
	static const char *const needed[] = {"VERSION", "src"};
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		const char *path = path_join(root, needed[i]);
		if (access(path, R_OK) != 0 && errno != ENOENT && errno != ENOTDIR)
			return arena_printf("open %s: %s", path, strerror(errno));
	}
	return NULL;
}

// Takes root if it can be used.  named: by the user, who gets any version.
static bool take(const char *root, bool named)
{
	const char *version = version_of(root);
	const char *wrong = NULL;
	const char *denied = unreadable(root);
	if (denied)
		wrong = denied;
	else if (!version)
		wrong = arena_printf("%s has no file VERSION of a Go release", root);
	else if (!dir_exists(path_join(root, "src")))
		wrong = arena_printf("%s has no folder src", root);
	else if (!named && !is_wanted(version))
		wrong = arena_printf("%s is %s", root, version);
	if (!wrong) {
		golib.root = root;
		golib.version = version;
		return true;
	}
	if (!golib.wrong && (named || version))
		golib.wrong = wrong;
	return false;
}

static bool take_from_path(void)
{
	const char *list = getenv("PATH");
	for (const char *s = list ? list : ""; *s;) {
		size_t n = strcspn(s, ":");
		char real[PATH_MAX];
		const char *tool = path_join(arena_strndup(s, n), "go");
		if (n > 0 && file_exists(tool) && realpath(tool, real))
			return take(path_dir(path_dir(arena_printf("%s", real))), false);
		s += n + (s[n] != '\0');
	}
	return false;
}

static void look(void)
{
	if (golib.looked)
		return;
	golib.looked = true;
	const char *named = getenv("VOLE_GOROOT");
	if (named && *named) {
		if (strcmp(named, "off") != 0)
			take(path_absolute(named), true);
		return;
	}
	bool found = take_from_path();
	for (size_t i = 0; !found && i < sizeof folders / sizeof *folders; i++)
		found = take(folders[i], false);
	if (!found && install_cache())
		take(path_join(install_cache(), "golib"), false);
}

const char *golib_root(void)
{
	look();
	return golib.root;
}

const char *golib_version(void)
{
	look();
	return golib.version;
}

const char *golib_src(void)
{
	look();
	return golib.root ? path_join(golib.root, "src") : NULL;
}

static const struct {
	const char *path;
	enum GolibSet set, wants; // it belongs to; importing it asks for
} in_sets[] = {
    {"syscall", GOLIB_SYSTEM, GOLIB_SYSTEM},       {"os", GOLIB_SYSTEM, 0},
    {"crypto/md5", GOLIB_HASHES, GOLIB_HASHES},    {"crypto/sha1", GOLIB_HASHES, GOLIB_HASHES},
    {"crypto/sha256", GOLIB_HASHES, GOLIB_HASHES},
};

enum GolibSet golib_set_of(const char *path)
{
	for (size_t i = 0; i < sizeof in_sets / sizeof *in_sets; i++)
		if (strcmp(in_sets[i].path, path) == 0)
			return in_sets[i].set;
	return 0;
}

enum GolibSet golib_wants(const char *path)
{
	for (size_t i = 0; i < sizeof in_sets / sizeof *in_sets; i++)
		if (strcmp(in_sets[i].path, path) == 0)
			return in_sets[i].wants;
	return 0;
}

bool golib_holds(const char *dir)
{
	const char *src = golib_src();
	return src && path_within(dir, src);
}

const char *golib_missing(const char *path)
{
	look();
	const char *what =
	    arena_printf("package %s is part of Go's library, which needs an installed "
			 "Go 1." GO_VERSION_MINOR_TEXT,
			 path);
	if (golib.wrong)
		return arena_printf("%s (%s)", what, golib.wrong);
	return arena_printf("%s (make golib)", what);
}
