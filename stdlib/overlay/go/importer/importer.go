// Package importer gives access to the types of packages that were compiled, or of their sources.
package importer

import (
	"go/build"
	"go/internal/gccgoimporter"
	"go/internal/gcimporter"
	"go/internal/srcimporter"
	"go/token"
	"go/types"
	"io"
	"runtime"
)

// A Lookup finds the export data of a package by its import path.
type Lookup func(path string) (io.ReadCloser, error)

// ForCompiler returns an importer that reads the export data of the compiler "gc" or "gccgo" or, for "source" and "vole",
// the packages' sources: Vole's objects hold no types that others could read. For other compilers it returns nil.
//
// lookup finds export data by the packages' full paths; with nil the folders are searched as of old. There is none for
// sources.
func ForCompiler(fset *token.FileSet, compiler string, lookup Lookup) types.Importer {
	known := make(map[string]*types.Package)
	switch compiler {
	case "gc":
		return exported(func(path, dir string) (*types.Package, error) {
			return gcimporter.Import(fset, known, path, dir, lookup)
		})
	case "gccgo":
		var installed gccgoimporter.GccgoInstallation
		if installed.InitFromDriver("gccgo") != nil {
			return nil
		}
		load := installed.GetImporter(nil, nil)
		return exported(func(path, dir string) (*types.Package, error) {
			return load(known, path, dir, lookup)
		})
	case "source", "vole":
		if lookup != nil {
			panic("source importer for custom import path lookup not supported (issue #13847).")
		}
		return srcimporter.New(&build.Default, fset, known)
	}
	return nil
}

// For is ForCompiler with a FileSet of its own.
//
// Deprecated: what is imported has positions in a FileSet, which ForCompiler is given.
func For(compiler string, lookup Lookup) types.Importer {
	return ForCompiler(token.NewFileSet(), compiler, lookup)
}

// Default returns an importer for the compiler that has made this program.
func Default() types.Importer { return For(runtime.Compiler, nil) }

// exported reads the export data of a package that one in dir imports.
type exported func(path, dir string) (*types.Package, error)

func (e exported) Import(path string) (*types.Package, error) { return e.ImportFrom(path, "", 0) }

func (e exported) ImportFrom(path, dir string, mode types.ImportMode) (*types.Package, error) {
	if mode != 0 {
		panic("mode must be 0")
	}
	return e(path, dir)
}
