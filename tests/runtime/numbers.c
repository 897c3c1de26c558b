// numbers.c - os_number(): what it reads, how far, and what it refuses.

#include <stdio.h>
#include <string.h>
#include "os.h"

static const struct {
	const char *text;
	bool ok;
	int64_t n;
	const char *rest;
} cases[] = {
    {"0", true, 0, ""},
    {"42", true, 42, ""},
    {"-7,x=1", true, -7, ",x=1"},
    {"100000 50000", true, 100000, " 50000"},
    {"007MiB", true, 7, "MiB"},
    {"9223372036854775807", true, INT64_MAX, ""},
    {"9223372036854775808", false, 0, ""},
    {"99999999999999999999", false, 0, ""},
    {"", false, 0, ""},
    {"-", false, 0, ""},
    {"+1", false, 0, ""},
    {" 1", false, 0, ""},
    {"max 100000", false, 0, ""},
    {"--1", false, 0, ""},
};

int main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *at = cases[i].text;
		int64_t n = 0;
		bool ok = os_number(&at, &n);
		if (ok != cases[i].ok || (ok && (n != cases[i].n || strcmp(at, cases[i].rest)))) {
			printf("FAIL: \"%s\": %d, %ld, rest \"%s\"\n", cases[i].text, ok, (long)n,
			       at);
			return 1;
		}
	}
	puts("ok");
	return 0;
}
