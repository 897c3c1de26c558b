// golib_list.c - the public packages of Go 1.26's library that are not in stdlib/.
//
// Their names are known without an installed Go, so that a message can say what an import needs.

#include <string.h>

#include "golib.h"

static const char packages[] =
    " archive/tar archive/zip compress/bzip2 compress/flate compress/gzip compress/lzw"
    " compress/zlib crypto crypto/aes crypto/cipher crypto/des crypto/dsa crypto/ecdh crypto/ecdsa"
    " crypto/ed25519 crypto/elliptic crypto/fips140 crypto/hkdf crypto/hmac crypto/hpke"
    " crypto/mlkem crypto/mlkem/mlkemtest crypto/pbkdf2 crypto/rand crypto/rc4 crypto/rsa"
    " crypto/sha3 crypto/sha512 crypto/subtle crypto/tls crypto/x509 crypto/x509/pkix database/sql"
    " database/sql/driver debug/buildinfo debug/dwarf debug/elf debug/gosym debug/macho debug/pe"
    " debug/plan9obj encoding/ascii85 encoding/asn1 encoding/base32 encoding/gob encoding/json"
    " encoding/pem encoding/xml expvar go/ast go/build go/build/constraint go/constant go/doc"
    " go/doc/comment go/format go/importer go/parser go/printer go/scanner go/token go/types"
    " go/version hash/adler32 hash/crc64 html html/template image image/color image/color/palette"
    " image/draw image/gif image/jpeg image/png index/suffixarray log/slog log/syslog math/big"
    " mime mime/multipart mime/quotedprintable net net/http net/http/cgi net/http/cookiejar"
    " net/http/fcgi net/http/httptest net/http/httptrace net/http/httputil net/http/pprof net/mail"
    " net/netip net/rpc net/rpc/jsonrpc net/smtp net/textproto net/url os/exec os/signal os/user"
    " regexp regexp/syntax structs testing/cryptotest testing/slogtest text/scanner text/template"
    " text/template/parse time/tzdata ";

// A path ending in /... stands for all below it too.
static const struct {
	const char *path, *why;
} refused[] = {
    {"internal/copyright", "it holds tests only"},
    {"internal/runtime/cgobench", "cgo is not supported"},
    {"internal/runtime/cgroup", "it is part of Go's runtime"},
    {"internal/runtime/gc/...", "it is part of Go's runtime"},
    {"internal/runtime/maps", "it is part of Go's runtime"},
    {"internal/runtime/startlinetest", "it is part of Go's runtime"},
    {"crypto/internal/sysrand/internal/seccomp", "cgo is not supported"},
    {"net/internal/cgotest", "cgo is not supported"},
    {"plugin", "programs are linked statically"},
    {"runtime/cgo", "cgo is not supported"},
    {"runtime/coverage", "counters are those of vole test -cover"},
    {"runtime/race/...", "the race detector is not supported"},
};

static bool covers(const char *pattern, const char *path)
{
	size_t n = strlen(pattern);
	bool all = n > 4 && strcmp(pattern + n - 4, "/...") == 0;
	return all ? path_within(path, arena_strndup(pattern, n - 4)) : strcmp(pattern, path) == 0;
}

const char *golib_refusal(const char *path)
{
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (covers(refused[i].path, path))
			return refused[i].why;
	return NULL;
}

const char *golib_packages(void)
{
	return packages + 1;
}

bool golib_lists(const char *path)
{
	size_t n = strlen(path);
	for (const char *s = packages; (s = strstr(s, path)); s += n)
		if (s[-1] == ' ' && s[n] == ' ')
			return true;
	return false;
}
