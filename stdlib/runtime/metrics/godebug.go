package metrics

import "slices"

const (
	godebugPrefix = "/godebug/non-default-behavior/"
	godebugSuffix = ":events"
)

// A setting is one of GODEBUG that changes what a package does.
type setting struct{ name, of string }

// settings are those that Go counts. A setting that Vole does not have never changes anything, so its count
// stays 0.
var settings = []setting{
	{"allowmultiplevcs", "cmd/go"},
	{"asynctimerchan", "time"},
	{"containermaxprocs", "runtime"},
	{"cryptocustomrand", "crypto"},
	{"embedfollowsymlinks", "cmd/go"},
	{"execerrdot", "os/exec"},
	{"fips140ems", "crypto/tls"},
	{"gocachehash", "cmd/go"},
	{"gocachetest", "cmd/go"},
	{"gocacheverify", "cmd/go"},
	{"gotestjsonbuildtext", "cmd/go"},
	{"gotypesalias", "go/types"},
	{"htmlmetacontenturlescape", "html/template"},
	{"http2client", "net/http"},
	{"http2server", "net/http"},
	{"httpcookiemaxnum", "net/http"},
	{"httplaxcontentlength", "net/http"},
	{"httpmuxgo121", "net/http"},
	{"httpservecontentkeepheaders", "net/http"},
	{"installgoroot", "go/build"},
	{"multipartmaxheaders", "mime/multipart"},
	{"multipartmaxparts", "mime/multipart"},
	{"multipathtcp", "net"},
	{"netedns0", "net"},
	{"panicnil", "runtime"},
	{"randautoseed", "math/rand"},
	{"randseednop", "math/rand"},
	{"rsa1024min", "crypto/rsa"},
	{"tarinsecurepath", "archive/tar"},
	{"tls10server", "crypto/tls"},
	{"tls3des", "crypto/tls"},
	{"tlsmaxrsasize", "crypto/tls"},
	{"tlsrsakex", "crypto/tls"},
	{"tlssha1", "crypto/tls"},
	{"tlsunsafeekm", "crypto/tls"},
	{"updatemaxprocs", "runtime"},
	{"urlmaxqueryparams", "net/url"},
	{"urlstrictcolons", "net/url"},
	{"winreadlinkvolume", "os"},
	{"winsymlink", "os"},
	{"x509keypairleaf", "crypto/tls"},
	{"x509negativeserial", "crypto/x509"},
	{"x509rsacrt", "crypto/x509"},
	{"x509sha256skid", "crypto/x509"},
	{"x509usefallbackroots", "crypto/x509"},
	{"x509usepolicies", "crypto/x509"},
	{"zipinsecurepath", "archive/zip"},
}

func (s setting) describe() Description {
	return Description{
		Name: godebugPrefix + s.name + godebugSuffix,
		Description: "How often package " + s.of + " did something else than it does by default because of " +
			"GODEBUG=" + s.name + ".",
		Kind:       KindUint64,
		Cumulative: true,
	}
}

func isSetting(name string) bool {
	return slices.ContainsFunc(settings, func(s setting) bool { return s.name == name })
}
