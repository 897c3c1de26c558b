// check_rangefunc.c - range over functions.

#include "check.h"

void range_func(Node *n, Vec *out)
{
	(void)out;
	expr_error(n->x, "range over func not supported");
}
