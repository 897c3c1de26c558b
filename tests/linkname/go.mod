module b

go 1.26
