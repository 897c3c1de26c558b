# Vole: a compiler for a subset of Go and its runtime.  `make help` lists the targets.
