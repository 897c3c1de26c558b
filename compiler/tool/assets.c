// assets.c - the pages' sources, as they stand in this folder, put in by the assembler.  The
// Makefile says that this object depends on them.

#include "assets.h"

#define ASSET(name, file)                                                                          \
	__asm__(".section .rodata\n"                                                               \
		".globl " #name "\n" #name ":\n"                                                   \
		".incbin \"" file "\"\n"                                                           \
		".byte 0\n"                                                                        \
		".previous\n")

ASSET(asset_page_css, "page.css");
ASSET(asset_page_js, "page.js");
ASSET(asset_pprof_html, "pprof.html");
ASSET(asset_pprof_js, "pprof.js");
ASSET(asset_gcview_html, "gcview.html");
ASSET(asset_gcview_js, "gcview.js");
ASSET(asset_heapview_html, "heapview.html");
ASSET(asset_heapview_js, "heapview.js");
ASSET(asset_decisions_html, "decisions.html");
ASSET(asset_decisions_js, "decisions.js");
ASSET(asset_packages_html, "packages.html");
ASSET(asset_packages_js, "packages.js");
