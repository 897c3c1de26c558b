// Packages of Go's library that need nothing of the system.
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/gob"
	"encoding/json"
	"encoding/pem"
	"encoding/xml"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"html/template"
	"image"
	"image/color"
	"image/png"
	"io"
	"log/slog"
	"math/big"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	text "text/template"
	"time"
)

type item struct {
	Name  string         `json:"name" xml:"name,attr"`
	Tags  []string       `json:"tags,omitempty" xml:"tag"`
	Extra map[string]any `json:"extra" xml:"-"`
	When  time.Time      `json:"when" xml:"when"`
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func encodings() {
	x := item{"a<b", []string{"p", "q"}, map[string]any{"n": 1.5, "z": nil}, time.Unix(1e9, 0).UTC()}
	b := must(json.Marshal(x))
	fmt.Println(string(b))
	var y item
	fmt.Println(json.Unmarshal(b, &y), y)
	fmt.Println(json.Unmarshal([]byte(`{"name": 7}`), &y))
	b = must(xml.MarshalIndent(x, "", " "))
	fmt.Println(string(b), xml.Unmarshal(b, &y), y.Tags)
	var buf bytes.Buffer
	fmt.Println(gob.NewEncoder(&buf).Encode(map[string][]int{"k": {1, 2}}))
	var m map[string][]int
	fmt.Println(gob.NewDecoder(&buf).Decode(&m), m)
	fmt.Print(string(pem.EncodeToMemory(&pem.Block{Type: "T", Bytes: []byte("bytes")})))
	fmt.Println(must(url.Parse("http://u@h:1/p?a=b#f")), must(netip.ParsePrefix("10.1.0.0/16")).Masked())
}

func texts() {
	re := regexp.MustCompile(`(?i)(\w+)@(\w+)\.com`)
	fmt.Println(re.ReplaceAllString("Bob@Example.com, x@y.com", "$2:$1"), re.FindAllStringSubmatchIndex("a@b.com", -1))
	text.Must(text.New("").Parse("{{range $i, $e := .}}{{$i}}={{printf \"%q\" $e}};{{end}}\n")).Execute(os.Stdout, []string{"a", "b"})
	template.Must(template.New("").Parse("<a href=\"{{.}}\" onclick='f({{.}})'>{{.}}</a>\n")).Execute(os.Stdout, "x<y&z'")
	h := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})
	slog.New(h).With("a", 1).WithGroup("g").Warn("message", "err", io.EOF, "d", time.Second)
}

func numbers() {
	a, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	fmt.Println(new(big.Int).Exp(a, big.NewInt(9), nil), new(big.Int).ModInverse(big.NewInt(3), big.NewInt(1000003)))
	fmt.Println(new(big.Int).Div(new(big.Int).Lsh(a, 900), a).BitLen(), a.ProbablyPrime(10))
	fmt.Println(new(big.Rat).SetFrac64(6, 8), new(big.Float).SetPrec(200).Quo(big.NewFloat(1), big.NewFloat(3)))
}

func codes() {
	h := hmac.New(sha256.New, []byte("key"))
	h.Write([]byte("text"))
	fmt.Printf("%x\n%x\n", h.Sum(nil), sha512.Sum512([]byte("text")))
	block := must(aes.NewCipher(make([]byte, 16)))
	gcm := must(cipher.NewGCM(block))
	sealed := gcm.Seal(nil, make([]byte, 12), []byte("secret"), []byte("more"))
	fmt.Printf("%x %q\n", sealed, must(gcm.Open(nil, make([]byte, 12), sealed, []byte("more"))))
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	sum := sha256.Sum256([]byte("text"))
	fmt.Println(ecdsa.VerifyASN1(&key.PublicKey, sum[:], must(ecdsa.SignASN1(rand.Reader, key, sum[:]))))
	private := ed25519.NewKeyFromSeed(sum[:])
	fmt.Printf("%x\n", ed25519.Sign(private, []byte("text"))[:8])
}

func files() {
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	z.Write(bytes.Repeat([]byte("abc"), 1000))
	z.Close()
	fmt.Println(buf.Len(), len(must(io.ReadAll(must(gzip.NewReader(&buf))))))
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	must(w.Create("f.txt")).Write([]byte("content"))
	w.Close()
	r := must(zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len())))
	fmt.Println(r.File[0].Name, string(must(io.ReadAll(must(r.File[0].Open())))))
	archive.Reset()
	t := tar.NewWriter(&archive)
	t.WriteHeader(&tar.Header{Name: "g", Size: 2, Mode: 0o644})
	t.Write([]byte("hi"))
	t.Close()
	fmt.Println(must(tar.NewReader(&archive).Next()).Name)
	m := image.NewRGBA(image.Rect(0, 0, 3, 2))
	m.Set(1, 1, color.RGBA{1, 2, 3, 255})
	buf.Reset()
	png.Encode(&buf, m)
	fmt.Println(must(png.Decode(&buf)).At(1, 1))
}

func sources() {
	src := "package p\nfunc  f( x int)int{ return x+ 1 }\nvar y = f(2)"
	fmt.Println(string(must(format.Source([]byte(src)))))
	fset := token.NewFileSet()
	f := must(parser.ParseFile(fset, "p.go", src, 0))
	p := must((&types.Config{}).Check("p", fset, []*ast.File{f}, nil))
	fmt.Println(p.Scope().Lookup("f"), p.Scope().Lookup("y"))
}

func main() {
	encodings()
	texts()
	numbers()
	codes()
	files()
	sources()
}
