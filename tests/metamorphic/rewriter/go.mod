module metamorphic

go 1.26
