module example.com/flags

go 1.26

toolchain go1.26.0
