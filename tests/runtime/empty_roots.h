// empty_roots.h - for C programs without globals of their own: the linker defines the bounds of the
// table of roots only if it has an entry.
static void *root;
static const uint64_t root_map = 1;
static const GoType root_type = {
    .size = sizeof root, .ptrdata = sizeof root, .gcdata = (const uint8_t *)&root_map};
__attribute__((section("goroots"), used)) static const GoRoot root_entry = {&root, &root_type};
