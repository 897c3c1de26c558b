module vole/samples

go 1.26
