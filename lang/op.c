// op.c - what is known of each form of node: its names and how it looks in a source.
//
// OPS in lang.h says what the forms are; here is what the printers, the checker's messages and the
// predeclared functions take from one table: an operator's text and how strongly it binds, and the
// name of a function that is a form of its own.

#include "lang.h"

const char *const op_names[OP_COUNT] = {
#define OP(name) #name,
    OPS(OP)
#undef OP
};

typedef struct {
	const char *text;    // of an operator
	int prec;            // of a binary one as in the language's table; SEND stands between
	const char *builtin; // the predeclared function
} OpInfo;

static const OpInfo info[OP_COUNT] = {
    [OMUL] = {"*", 6},
    [ODIV] = {"/", 6},
    [OMOD] = {"%", 6},
    [OLSH] = {"<<", 6},
    [ORSH] = {">>", 6},
    [OAND] = {"&", 6},
    [OANDNOT] = {"&^", 6},
    [OADD] = {"+", 5},
    [OSUB] = {"-", 5},
    [OOR] = {"|", 5},
    [OXOR] = {"^", 5},
    [OEQ] = {"==", 4},
    [ONE] = {"!=", 4},
    [OLT] = {"<", 4},
    [OLE] = {"<=", 4},
    [OGT] = {">", 4},
    [OGE] = {">=", 4},
    [OSEND] = {"<-", PREC_SEND},
    [OANDAND] = {"&&", 2},
    [OOROR] = {"||", 1},

    [ONOT] = {"!", PREC_UNARY},
    [OPLUS] = {"+", PREC_UNARY},
    [ONEG] = {"-", PREC_UNARY},
    [OBITNOT] = {"^", PREC_UNARY},
    [ORECV] = {"<-", PREC_UNARY},
    [OADDR] = {"&", PREC_UNARY},
    [ODEREF] = {"*", PREC_UNARY},
    [OSTARX] = {"*", PREC_UNARY},
    [OTILDE] = {"~", PREC_UNARY},

    [OAPPEND].builtin = "append",
    [OCAP].builtin = "cap",
    [OCLEAR].builtin = "clear",
    [OCLOSE].builtin = "close",
    [OCOMPLEX].builtin = "complex",
    [OCOPY].builtin = "copy",
    [ODELETE].builtin = "delete",
    [OIMAG].builtin = "imag",
    [OLEN].builtin = "len",
    [OMAKESLICE].builtin = "make",
    [OMAX].builtin = "max",
    [OMIN].builtin = "min",
    [ONEW].builtin = "new",
    [OPANIC].builtin = "panic",
    [OPRINT].builtin = "print",
    [OPRINTLN].builtin = "println",
    [OREAL].builtin = "real",
    [ORECOVER].builtin = "recover",
    [OUNSAFEADD].builtin = "unsafe.Add",
    [OUNSAFESLICE].builtin = "unsafe.Slice",
    [OUNSAFESLICEDATA].builtin = "unsafe.SliceData",
    [OUNSAFESTRING].builtin = "unsafe.String",
    [OUNSAFESTRINGDATA].builtin = "unsafe.StringData",
};

const char *op_text(Op op)
{
	return info[op].text;
}

int op_prec(Op op)
{
	return info[op].text ? info[op].prec : PREC_PRIMARY;
}

const char *op_builtin(Op op)
{
	return info[op].builtin;
}

bool op_is_binary(Op op)
{
	return op >= OADD && op <= OOROR;
}

bool op_is_comparison(Op op)
{
	return op >= OEQ && op <= OGE;
}

bool op_is_conversion(Op op)
{
	return op >= OCONV && op <= OSLICE2ARRPTR;
}

bool op_is_call(Op op)
{
	return op == OCALL || op == OCALLMETH || op == OCALLINTER;
}

bool op_is_jump(Op op)
{
	return op == OBREAK || op == OCONTINUE || op == OGOTO;
}
