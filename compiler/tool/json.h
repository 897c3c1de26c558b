// json.h - reading JSON: for pages that read an older page's data

#ifndef VOLE_JSON_H
#define VOLE_JSON_H

#include "tool.h"

typedef enum { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonKind;

typedef struct {
	JsonKind kind;
	double number;    // 0 or 1 of a boolean
	const char *text; // of a string, NUL-terminated; \u0000 is left as it is written
	Vec items;        // Json *: of an array or object
	Vec names;        // char *: of an object, beside items
	const char *begin;
	size_t size; // of its spelling
} Json;

// The value that the whole text is, blanks around it allowed; NULL: it is none.  What begin points
// to is in text.
Json *json_parse(const char *text, size_t size);
// A member of an object; NULL: there is none, or j is no object (or NULL).
Json *json_get(const Json *j, const char *name);
double json_number(const Json *j); // 0 if it is none, or NULL

#endif
