package debug

import (
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// moduleInfo returns what the compiler left in the executable (compiler/driver/buildinfo.c): the text of a BuildInfo.
func moduleInfo() string

// BuildInfo tells what an executable was built from, and how.
type BuildInfo struct {
	GoVersion string         `json:",omitempty"` // release of Go whose language and library it is: "go1.26"
	Path      string         `json:",omitempty"` // import path of the main package
	Main      Module         `json:""`           // the module of that
	Deps      []*Module      `json:",omitempty"` // other modules it has packages of
	Settings  []BuildSetting `json:",omitempty"`
}

// Module is a module that packages of a program are from.
type Module struct {
	Path    string  `json:",omitempty"`
	Version string  `json:",omitempty"`
	Sum     string  `json:",omitempty"` // as in go.sum
	Replace *Module `json:",omitempty"` // what stood in for it
}

// BuildSetting is a property of a build: a flag such as -ldflags, a variable such as GOARCH.
type BuildSetting struct {
	Key   string `json:",omitempty"`
	Value string `json:",omitempty"`
}

// ReadBuildInfo returns what is known of the running program; ok is false if that is nothing.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	text := moduleInfo()
	if text == "" {
		return nil, false
	}
	info, err := ParseBuildInfo(text)
	if err != nil {
		return nil, false
	}
	info.GoVersion = runtime.Version()
	return info, true
}

const quotes, blanks = "\"`", " \t\r\n"

// quoted returns s, quoted if it is empty (where that counts) or has any of special.
func quoted(s string, special string, empty bool) string {
	if s == "" && empty || strings.ContainsAny(s, special) {
		return strconv.Quote(s)
	}
	return s
}

func (m *Module) write(b *strings.Builder, word string) {
	b.WriteString(word + "\t" + m.Path + "\t" + m.Version)
	if m.Replace != nil {
		b.WriteByte('\n')
		m.Replace.write(b, "=>")
	} else {
		b.WriteString("\t" + m.Sum)
	}
	b.WriteByte('\n')
}

// String returns the information as lines of a word, a tab and columns, as `go version -m` prints them.
func (info *BuildInfo) String() string {
	var b strings.Builder
	if info.GoVersion != "" {
		b.WriteString("go\t" + info.GoVersion + "\n")
	}
	if info.Path != "" {
		b.WriteString("path\t" + info.Path + "\n")
	}
	if info.Main != (Module{}) {
		info.Main.write(&b, "mod")
	}
	for _, m := range info.Deps {
		m.write(&b, "dep")
	}
	for _, s := range info.Settings {
		key := quoted(s.Key, "="+blanks+quotes, true)
		b.WriteString("build\t" + key + "=" + quoted(s.Value, blanks+quotes, false) + "\n")
	}
	return b.String()
}

// ParseBuildInfo reads what String returns; the line with the release of Go is not understood.
func ParseBuildInfo(data string) (*BuildInfo, error) {
	p := infoParser{info: new(BuildInfo)}
	for number := 1; ; number++ {
		line, rest, whole := strings.Cut(data, "\n")
		if !whole {
			return p.info, nil
		}
		word, text, _ := strings.Cut(line, "\t")
		if err := p.line(word, text, len(word) < len(line)); err != nil {
			return nil, fmt.Errorf("could not parse Go build info: line %d: %w", number, err)
		}
		data = rest
	}
}

type infoParser struct {
	info *BuildInfo
	last *Module // which a replacement on the next line is for
}

// line takes a line that starts with word; without a tab behind it, it says nothing.
func (p *infoParser) line(word, text string, tab bool) (err error) {
	if !tab {
		return nil
	}
	switch word {
	case "path":
		p.info.Path = text
	case "mod":
		p.last = &p.info.Main
		*p.last, err = parseModule(text)
	case "dep":
		p.last = new(Module)
		p.info.Deps = append(p.info.Deps, p.last)
		*p.last, err = parseModule(text)
	case "=>":
		err = p.replacement(text)
	case "build":
		var s BuildSetting
		s, err = parseSetting(text)
		p.info.Settings = append(p.info.Settings, s)
	}
	return err
}

func parseModule(text string) (Module, error) {
	columns := strings.Split(text, "\t")
	switch len(columns) {
	case 2:
		return Module{Path: columns[0], Version: columns[1]}, nil
	case 3:
		return Module{Path: columns[0], Version: columns[1], Sum: columns[2]}, nil
	}
	return Module{}, fmt.Errorf("expected 2 or 3 columns; got %d", len(columns))
}

func (p *infoParser) replacement(text string) error {
	if n := strings.Count(text, "\t") + 1; n != 3 {
		return fmt.Errorf("expected 3 columns for replacement; got %d", n)
	}
	if p.last == nil {
		return errors.New("replacement with no module on previous line")
	}
	m, err := parseModule(text)
	p.last.Replace, p.last = &m, nil
	return err
}

func startsQuoted(s string) bool { return s != "" && strings.IndexByte(quotes, s[0]) >= 0 }

// parseKey reads what stands before the equals sign of a setting, and returns what follows that.
func parseKey(text string) (key, rest string, err error) {
	switch {
	case text == "":
		return "", "", errors.New("build line missing '='")
	case text[0] == '=':
		return "", "", errors.New("build line with missing key")
	case startsQuoted(text):
		prefix, err := strconv.QuotedPrefix(text)
		if err != nil {
			return "", "", errors.New("invalid quoted key in build line")
		}
		rest = text[len(prefix):]
		if rest == "" {
			return "", "", errors.New("build line missing '=' after quoted key")
		}
		if rest[0] != '=' {
			return "", "", fmt.Errorf("unexpected character after quoted key: %q", rest[0])
		}
		key, err = strconv.Unquote(prefix)
		return key, rest[1:], err
	}
	key, rest, found := strings.Cut(text, "=")
	if !found {
		return "", "", errors.New("build line missing '=' after key")
	}
	if quoted(key, "="+blanks+quotes, true) != key {
		return "", "", fmt.Errorf("unquoted key %q must be quoted", key)
	}
	return key, rest, nil
}

func parseSetting(text string) (s BuildSetting, err error) {
	s.Key, s.Value, err = parseKey(text)
	if err != nil {
		return BuildSetting{}, err
	}
	if startsQuoted(s.Value) {
		if s.Value, err = strconv.Unquote(s.Value); err != nil {
			return BuildSetting{}, errors.New("invalid quoted value in build line")
		}
	} else if strings.ContainsAny(s.Value, blanks+quotes) {
		return BuildSetting{}, fmt.Errorf("unquoted value %q must be quoted", s.Value)
	}
	return s, nil
}
