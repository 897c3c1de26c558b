module ex.org/p

go 1.26
