// print.h - what the two printers of trees share.  See print.c.

#ifndef VOLE_PRINT_H
#define VOLE_PRINT_H

#include "lang.h"

typedef struct Printer Printer;
struct Printer {
	Buf *out;
	Package *from;     // whose names stand unqualified
	const Vec *shapes; // see type_irstring; NULL in sources
	// Prints n where an operator of strength prec stands beside it.
	void (*node)(Printer *p, const Node *n, int prec);
	void (*type)(Printer *p, Type *t);
};

// Prints n as form says: text, in which
//	$x $y $z $w	is that operand, if there is one
//	@x ...		the same where what stands beside it binds as strongly as can be
//	$,x ...		", " and the operand, if there is one
//	$t		the type
//	$s		the name
//	$l $r		list and list2, with ", " between
//	$;		list, with "; " between
//	$-		" " and the name, if there is one
void print_form(Printer *p, const char *form, const Node *n);
void print_list(Printer *p, const Vec *v, const char *sep);
void print_slice(Printer *p, const Node *n);     // x[y:z] and x[y:z:w]
void print_builtin(Printer *p, const Node *n);   // the call of a predeclared function
void print_new(Printer *p, const Node *n);       // new(x), new(T)
void print_assign_op(Printer *p, const Node *n); // x += y, x++
// T.name or (*T).name
void print_method_expr(Printer *p, Type *recv, const char *name);

#endif
