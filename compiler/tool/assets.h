// assets.h - the pages' sources as strings.

#ifndef VOLE_ASSETS_H
#define VOLE_ASSETS_H

extern const char asset_page_css[], asset_page_js[]; // of all pages
extern const char asset_pprof_html[], asset_pprof_js[];
extern const char asset_gcview_html[], asset_gcview_js[];
extern const char asset_heapview_html[], asset_heapview_js[];
extern const char asset_decisions_html[], asset_decisions_js[];
extern const char asset_packages_html[], asset_packages_js[];

#endif
