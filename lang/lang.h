// lang.h - the front end's data: positions, names, constants, the syntax tree, types and objects.
//
// The header is a map of the room: its sections are titled by the file that implements them, in
// pipeline order.  Nothing here knows LLVM, escape analysis or the runtime; fields that later
// phases fill are marked with the phase that owns them.
//
// All compile-time data live in one arena that is never freed: the process is short.

#ifndef VOLE_LANG_H
#define VOLE_LANG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct Node Node;
typedef struct Type Type;
typedef struct Object Object;
typedef struct Func Func;
typedef struct Const Const;
typedef struct Package Package;
typedef struct File File;
typedef struct Scope Scope;
typedef struct PosBase PosBase;

// -------------------------------------------------------------------------------------------------
// base.c - arena, vectors, interned strings
// -------------------------------------------------------------------------------------------------

void *arena_alloc(size_t size);               // zeroed, 16-byte aligned, lives to exit
char *arena_strndup(const char *s, size_t n); // NUL-terminated copy
char *arena_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *arena_vprintf(const char *fmt, va_list args);

#define NEW(T) ((T *)arena_alloc(sizeof(T)))

// An interned string: equal text is an equal pointer, so names compare with ==.
const char *intern(const char *s);
const char *intern_n(const char *s, size_t n);

// A growable array of pointers.  A zeroed Vec is an empty one.
typedef struct {
	void **at;
	int len, cap;
} Vec;

void vec_push(Vec *v, void *item);
void *vec_pop(Vec *v);
void vec_append(Vec *v, const Vec *tail);
void vec_insert(Vec *v, int index, void *item);
// for each item of v; v must not grow meanwhile; break and continue work.
#define VEC_EACH(T, var, v)                                                                        \
	for (T * var, **var##_p = (T **)(v)->at, **var##_e = var##_p + (v)->len;                   \
	     var##_p < var##_e && (var = *var##_p, 1); var##_p++)

// String builder.
typedef struct {
	char *s;
	size_t len, cap;
} Buf;

void buf_putc(Buf *b, char c);
void buf_puts(Buf *b, const char *s);
void buf_write(Buf *b, const char *s, size_t n);
void buf_printf(Buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *buf_str(Buf *b); // NUL-terminated, owned by the arena

// -------------------------------------------------------------------------------------------------
// unicode.c - UTF-8 and classes of characters
// -------------------------------------------------------------------------------------------------

enum { UTF8_BAD = -1 };
// Decodes the character at s (n bytes left) into *out and returns its length; a byte that starts
// none gives UTF8_BAD and 1, no byte at all 0.
int utf8_decode(const char *s, size_t n, int32_t *out);
void buf_put_utf8(Buf *b, int32_t r); // U+FFFD if r is no character
char *unicode_name(uint32_t r);       // U+0040 '@'
bool unicode_letter(int32_t r), unicode_digit(int32_t r), unicode_upper(int32_t r),
    unicode_print(int32_t r);

// -------------------------------------------------------------------------------------------------
// diag.c - positions and errors
// -------------------------------------------------------------------------------------------------

// Where a token stands.  `base` indexes the table of position bases: a file, or a file seen through
// a chain of inlined calls.  line and col count from 1, col in bytes; line 0 means "no position".
typedef struct {
	uint32_t base, line, col;
} Pos;

struct PosBase {
	const char *file;  // absolute path: for DWARF and tracebacks
	const char *shown; // as messages print it: ./x.go, or as given on the command line
	Package *pkg;
	Pos inlined_at;      // line != 0: this base stands for a body inlined at that call ...
	Func *inlined_func;  // ... of this function
	int goversion;       // the N of the Go 1.N that the file is written for; 0: the newest
	int version_in_file; // what its //go:build line says, or 0
	const char *source;  // the file the text is in: what a //line directive does not change
	Pos directive;       // line != 0: such a directive governs the text from here on,
	uint32_t line, col;  // and calls that place line:col; col 0: it does not speak of columns
};

uint32_t posbase_new(const char *file, const char *shown, Package *pkg);
// a //line directive; file NULL: as before
uint32_t posbase_line(Pos from, const char *file, uint32_t line, uint32_t col);
// same file, one inline level deeper; cached
uint32_t posbase_inlined(uint32_t base, Pos call, Func *callee);
// Has p come to its function by as many inlined calls, one in the other, as there may be?  Go has
// no such limit; without one, each function of a ring of small ones would hold all others.
enum { MAX_INLINED_DEPTH = 32 };
bool pos_is_deep(Pos p);
PosBase *posbase(uint32_t index);
char *pos_string(Pos p);  // file:line:col of the outermost place; no col after a //line without one
Pos pos_told(Pos p);      // the line and column that //line directives give it; col 0: none
Pos pos_outermost(Pos p); // through all inlined calls: what -m prints
int pos_cmp(Pos a, Pos b); // file, line, column order
bool pos_known(Pos p);

// User errors.  They are collected, sorted by position, deduplicated per line, and printed by
// diag_flush() as `file:line:col: message`; at most ten unless diag_all is set, then
// `too many errors`.  A continuation line starts with a tab and belongs to the error before it.
extern bool diag_all;
void error_at(Pos p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
// "\t..." to the last error
void error_more(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void error_plain(const char *fmt, ...) __attribute__((format(printf, 1, 2))); // no position
int error_count(void);
int syntax_error_count(void); // those that start with "syntax error": after them nothing is checked
void diag_flush(void);        // print and forget what was collected
void diag_forget(void);       // without printing: it will be found again
// Our own fault: print the place in the compiler's source and abort.
#define bug(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_at(const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

// -------------------------------------------------------------------------------------------------
// constants.c, const_text.c - exact constants (GMP integers and rationals, MPFR where a float needs
// it)
// -------------------------------------------------------------------------------------------------

typedef enum { C_BOOL, C_STRING, C_INT, C_RUNE, C_FLOAT, C_COMPLEX } ConstKind;

// Immutable.  Ints of any size; floats are rationals while they stay small, else 512-bit MPFR.
// C_RUNE is an integer whose default type is rune.  Definition is private to constants.c.
ConstKind const_kind(const Const *c);
const Const *const_bool(bool b);
const Const *const_string(const char *s, size_t n); // bytes, may hold NUL
const Const *const_int(int64_t i);
const Const *const_float(double d);
// A literal as written: INT, FLOAT, COMPLEX (imaginary), RUNE, STRING (quotes included, well
// formed); NULL if malformed.
const Const *const_parse(const char *literal, ConstKind kind);
const Const *const_rune(int32_t r);
const Const *const_complex(const Const *re, const Const *im);
bool const_bool_val(const Const *c);
const char *const_string_val(const Const *c, size_t *n);
// false if it does not fit (or is not an integer value)
bool const_to_int64(const Const *c, int64_t *out);
bool const_to_uint64(const Const *c, uint64_t *out);
double const_to_double(const Const *c); // nearest float64; +-Inf when out of range
float const_to_float32(const Const *c);
const Const *const_real(const Const *c);
const Const *const_imag(const Const *c);
int const_sign(const Const *c);
int const_bitlen(const Const *c); // of an integer value
// Conversion to another kind when the value is representable exactly (1.0 -> 1), else NULL.
const Const *const_to_kind(const Const *c, ConstKind kind);
// Rounds to float32/float64/complex64/complex128 as a typed constant of that type would be.  bits =
// 32 or 64.  NULL when it overflows.
const Const *const_round(const Const *c, int bits);
// Fits an integer type of `bits` bits?
bool const_fits(const Const *c, int bits, bool is_signed);
// ^c within an integer type (bits = 0: untyped)
const Const *const_wrap_not(const Const *c, int bits, bool is_signed);
// x op y for OADD OSUB OMUL ODIV OMOD OAND OOR OXOR OANDNOT, OANDAND OOROR (bools), OADD (strings).
// The operands are first brought to the larger of their kinds (INT < RUNE < FLOAT < COMPLEX).  ODIV
// of two integers (INT or RUNE) truncates toward zero when int_div, else is exact and a FLOAT.  The
// divisor is not zero.  NULL when a float overflows.  (op is an Op; int because Op is declared
// below)
const Const *const_binary(int op, const Const *x, const Const *y, bool int_div);
// OEQ ONE OLT OLE OGT OGE, kinds as above
bool const_compare(int op, const Const *x, const Const *y);
const Const *const_shift(const Const *x, unsigned n, bool left); // of an integer value
const Const *const_neg(const Const *x);
// As Go's messages print a value: 300, 1.5, 1e+100, "text" (quoted, cut after 72 bytes with ...),
// true, (1 + 2i), 97 for 'a'.
const char *const_text(const Const *c);
char *const_quote(const char *s, size_t n); // as strconv.Quote: "a\n\u00ad"

// -------------------------------------------------------------------------------------------------
// ast.c - the tree, before and after the checker
// -------------------------------------------------------------------------------------------------
//
// One fat node.  The parser builds the "syntax" forms; check_*.c rewrites them in place into the
// "typed" forms, after which every implicit step of the language is a node of its own (conversions
// to interfaces, address-of and dereference in selectors, promoted-field paths, the slice of a
// variadic call).  inline_*, escape_* and gen_* see typed forms only.
//
// Positions are those of Go's cmd/compile/internal/syntax (they appear in -m lines): a call's is
// its '(', a binary expression's, assignment's and send's its operator, a selector's and
// assertion's its '.', an index's and slice's its '[', a composite literal's its '{', a key-value
// pair's its ':', a function type's its '(', everything else's its first token.  node_startpos()
// gives the leftmost.
//
// No node of the syntax tree is shared: `a, b T` has two copies of T.  Parentheses are kept in
// expressions (OPAREN) and dropped in types.

// clang-format off: one line an op
#define OPS(OP)                                                                                   \
	/* --- syntax only: gone after check ----------------------------------------------- */   \
	OP(OBAD)         /* after an error; type is the invalid type */                           \
	OP(OIDENT)       /* sym                            -> ONAME, OLIT, ONIL, OTYPE, builtin */ \
	OP(OBASICLIT)    /* val; sym = text as written     -> OLIT */                             \
	OP(OPAREN)       /* x                              -> x */                                \
	OP(OSELECTOR)    /* x.sym (sympos)                 -> ONAME, ODOT*, OMETH* ... */         \
	OP(OINDEXX)      /* x[list...]                     -> OINDEX, OINDEXMAP, instantiation */ \
	OP(OSLICEX)      /* x[y:z:w], flag is3             -> OSLICE* */                          \
	OP(OCALLX)       /* x(list...), flag ddd           -> OCALL*, OCONV*, builtins */         \
	OP(OCOMPLIT)     /* x (type or NULL when elided) { list of exprs or OKEYVAL } -> O*LIT */ \
	OP(OSTARX)       /* *x                             -> ODEREF or OTYPE */                  \
	OP(OTARRAY)      /* [x]y; x = OELLIPSIS for [...]  -> OTYPE (as all OT*) */               \
	OP(OTSLICE)      /* []x */                                                                \
	OP(OTMAP)        /* map[x]y */                                                            \
	OP(OTCHAN)       /* chan x; num = chan direction */                                       \
	OP(OTFUNC)       /* list = params, list2 = results (OFIELD) */                            \
	OP(OTSTRUCT)     /* list = OFIELD (sym NULL = embedded; val = tag) */                     \
	OP(OTINTER)      /* list = OFIELD: methods (sym, x = OTFUNC) or embedded (x type or       \
	                    union) */                                                             \
	OP(OTUNION)      /* list of terms (two or more); a ~T term is OTILDE */                   \
	OP(OTILDE)       /* ~x; the parser accepts it in any expression */                        \
	OP(OELLIPSIS)    /* [...] in an array */                                                  \
	OP(OFIELD)       /* sym (NULL: none) : x (type); flag ddd: ...x, last parameter; val =    \
	                    tag; as a type parameter x is the constraint; implicit: a in a, b T */ \
	OP(OCONSTDECL)   /* list = names (OIDENT), x = type, list2 = values, num = iota;          \
	                    constdecl_implicit: x and list2 are copies of the previous line's */  \
	OP(OTYPEDECL)    /* sym, tparams, x = type, flag alias */                                 \
	OP(OIMPORT)      /* sym = local name or NULL, val = path, sympos = of the path */         \
	OP(OFUNCDECL)    /* func (recv_field, syntax, tparams, body ...); sym; x = func->syntax;  \
	                    pos of the name */                                                    \
	OP(ODECLLIST)    /* list: a parenthesised declaration as a statement; no scope of its     \
	                    own */                                                                \
	OP(ODEFINE)      /* list := list2                  -> OAS, OAS2* with flag def */         \
	OP(OTYPESWGUARD) /* sym := x.(type), sym NULL: none, sympos = of sym.  The x of a         \
	                    syntactic OTYPESW; anywhere else it is an error for check to report   \
	                    */                                                                    \
	/* --- expressions ----------------------------------------------------------------- */   \
	OP(OLIT)         /* constant val of type; type never untyped, except under OBAD */        \
	OP(ONIL)         /* nil of type */                                                        \
	OP(ONAME)        /* obj: variable or function */                                          \
	OP(OTYPE)        /* type as an operand; type = the type */                                \
	OP(OFUNCLIT)     /* func */                                                               \
	OP(OSTRUCTLIT)   /* list of OELEM (num = field index, x = value) */                       \
	OP(OARRAYLIT)    /* list of OELEM (num = index, x = value) */                             \
	OP(OSLICELIT)    /* same; num = length; flag dddlit: the `... argument` of a variadic     \
	                    call */                                                               \
	OP(OMAPLIT)      /* list of OKEYVAL (x = key, y = value) */                               \
	OP(OPTRLIT)      /* &x, x a composite literal */                                          \
	OP(OELEM)                                                                                 \
	OP(OKEYVAL)                                                                               \
	OP(ODOT)         /* x.field: x a struct; num = field index; sym */                        \
	OP(ODOTPTR)      /* x.field: x a pointer to struct */                                     \
	OP(ODOTMETH)     /* x.method: callee of OCALLMETH; obj = method; x = receiver, adjusted */ \
	OP(ODOTINTER)    /* x.method: callee of OCALLINTER; x interface; num = index in sorted    \
	                    method set */                                                         \
	OP(OMETHVAL)     /* x.method as a value (bound); x adjusted receiver; obj, or num if x    \
	                    is an interface */                                                    \
	OP(OMETHEXPR)    /* T.method as a function; obj (NULL if T an interface: num); type =     \
	                    func type with receiver first; rtype = T */                           \
	OP(OCALL)        /* x(list): x function-valued or an ONAME of a function.  list has       \
	                    exactly the parameters:  a variadic call ends in an OSLICELIT dddlit  \
	                    (or ONIL when no extra arguments, or the slice itself under flag      \
	                    ddd).  f(g()): init holds an OAS2FUNC def to is_temp variables */     \
	OP(OCALLMETH)    /* x = ODOTMETH */                                                       \
	OP(OCALLINTER)   /* x = ODOTINTER */                                                      \
	OP(OCONV)        /* numeric conversion, unsafe.Pointer <-> uintptr */                     \
	OP(OCONVNOP)     /* same representation */                                                \
	OP(OCONVIFACE)   /* value or interface x to interface type; flag implicit */              \
	OP(OSTR2BYTES)                                                                            \
	OP(OBYTES2STR)                                                                            \
	OP(OSTR2RUNES)                                                                            \
	OP(ORUNES2STR)                                                                            \
	OP(ORUNESTR)     /* string(integer) */                                                    \
	OP(OSLICE2ARR)   /* [N]T(slice) */                                                        \
	OP(OSLICE2ARRPTR)/* (*[N]T)(slice) */                                                     \
	OP(ODOTTYPE)     /* x.(T), T = type (syntax: y); panics unless under OAS2DOTTYPE; flag    \
	                    implicit (inline): x is known to hold a T or to be nil, and nil       \
	                    panics as a nil pointer does */                                       \
	OP(OINDEX)       /* x[y]: x array, slice or string (a pointer to array is ODEREFed) */    \
	OP(OINDEXMAP)    /* x[y]: map; as an rvalue, or target of OAS/OASOP */                    \
	OP(OSLICE)       /* x[y:z] of a slice; any of y z may be NULL */                          \
	OP(OSLICEARR)    /* x[y:z], x pointer to array (address of an array made explicit) */     \
	OP(OSLICESTR)    /* x[y:z], x string */                                                   \
	OP(OSLICE3)      /* x[y:z:w] */                                                           \
	OP(OSLICE3ARR)                                                                            \
	OP(OADDR)        /* &x, x addressable; flag implicit */                                   \
	OP(ODEREF)       /* *x; flag implicit */                                                  \
	OP(ORECV)        /* <-x */                                                                \
	OP(ONOT)                                                                                  \
	OP(OPLUS)                                                                                 \
	OP(ONEG)                                                                                  \
	OP(OBITNOT)                                                                               \
	OP(OADD) OP(OSUB) OP(OMUL) OP(ODIV) OP(OMOD)                                              \
	OP(OAND) OP(OOR) OP(OXOR) OP(OANDNOT) OP(OLSH) OP(ORSH)                                   \
	OP(OEQ) OP(ONE) OP(OLT) OP(OLE) OP(OGT) OP(OGE)                                           \
	OP(OANDAND) OP(OOROR)                                                                     \
	OP(OADDSTR)      /* list: a + b + c flattened */                                          \
	OP(OINLCALL)     /* inliner: init/list = body statements, list2 = result variables        \
	                    (ONAME) */                                                            \
	/* builtins */                                                                            \
	OP(OLEN) OP(OCAP)                 /* x */                                                 \
	OP(OAPPEND)                       /* list; flag ddd: the last is a slice (or a string) */ \
	OP(OCOPY)                         /* x, y (y may be a string) */                          \
	OP(ODELETE)                       /* x map, y key */                                      \
	OP(OCLEAR) OP(OCLOSE)             /* x */                                                 \
	OP(OMAKESLICE)                    /* x = len, y = cap or NULL */                          \
	OP(OMAKEMAP) OP(OMAKECHAN)        /* x = size or NULL */                                  \
	OP(ONEW)                          /* type = *T; x = NULL, or the initial value (Go 1.26   \
	                                     new(expr)) */                                        \
	OP(OPANIC)                        /* x, converted to any */                               \
	OP(OPRINT) OP(OPRINTLN)           /* list */                                              \
	OP(ORECOVER)                                                                              \
	OP(ODEFERLOOP)   /* where defers in the body of a range over a function wait, for the     \
	                    end of the function that the loop is in: an unsafe.Pointer */         \
	OP(OMIN) OP(OMAX)                 /* list */                                              \
	OP(OREAL) OP(OIMAG)               /* x */                                                 \
	OP(OCOMPLEX)                      /* x, y */                                              \
	OP(OUNSAFEADD) OP(OUNSAFESLICE) OP(OUNSAFESTRING)   /* x, y */                            \
	OP(OUNSAFESLICEDATA) OP(OUNSAFESTRINGDATA)          /* x */                               \
	/* --- statements ------------------------------------------------------------------ */   \
	OP(OBLOCK)       /* list */                                                               \
	OP(OEXPRSTMT)    /* x */                                                                  \
	OP(OVARDECL)     /* list = names; x = type or NULL; list2 = values: typed form: list =    \
	                    ONAMEs, no values (zeroed), initialised ones become OAS / OAS2* with  \
	                    flag def */                                                           \
	OP(OAS)          /* x = y; flag def: x is declared here; x may be blank (ONAME of the     \
	                    blank object).  In all OAS*, the ONAME of each variable that is NEW   \
	                    here carries flag def as well:  in `a, err := f()` only some are.     \
	                    Where types differ the value goes through is_temp variables: OAS2     \
	                    whose init holds the OAS2FUNC etc. */                                 \
	OP(OASOP)        /* x op= y; asop (OADD ...); ++ and -- are OASOP with y = 1 and flag     \
	                    incdec */                                                             \
	OP(OAS2)         /* list = list2, same length: parallel assignment (syntax: any           \
	                    assignment) */                                                        \
	OP(OAS2FUNC)     /* list = x (a call with a tuple type) */                                \
	OP(OAS2RECV)     /* list (v, ok) = x (ORECV) */                                           \
	OP(OAS2MAPR)     /* list (v, ok) = x (OINDEXMAP) */                                       \
	OP(OAS2DOTTYPE)  /* list (v, ok) = x (ODOTTYPE) */                                        \
	OP(OIF)          /* init; x; list = then; list2 = else (an else-if: one OIF) */           \
	OP(OFOR)         /* init; x or NULL; y = post or NULL; list = body; flag def: loop        \
	                    variables are per iteration; sym: its label or NULL (as OSWITCH,      \
	                    OSELECT, ORANGE, OTYPESW) */                                          \
	OP(ORANGE)       /* a loop over a func is gone: see check_rangefunc.c.  A y or z that is  \
	                    declared has flag def itself (mixed when a temporary stands for a     \
	                    converted one).  x = ranged; y, z = key, value or NULL (syntax: w =   \
	                    one too many); flag def; list = body; pos of `for`.  The ranged type  \
	                    is x's: int, slice, array, *array, string, map, chan, func */         \
	OP(OSWITCH)      /* init; x = tag or NULL; list = OCASE */                                \
	OP(OTYPESW)      /* init; x = interface value (syntax: OTYPESWGUARD); list = OCASE (list  \
	                    of OTYPE/ONIL; obj = the clause's variable or NULL) */                \
	OP(OSELECT)      /* list = OCASE (x = OSEND, OEXPRSTMT(ORECV), OAS, OAS2RECV or NULL =    \
	                    default; syntax: any simple statement) */                             \
	OP(OCASE)        /* list = expressions (empty: default, flag isdefault), list2 = body;    \
	                    pos of case */                                                        \
	OP(ORETURN)      /* list = results converted to the result types, (empty and named        \
	                    results: bare) */                                                     \
	OP(OGO) OP(ODEFER)        /* x = call.  The inliner leaves only OCALLs without arguments  \
	                             and results: the rest is moved into a closure                \
	                             (Func.is_godefer_wrapper) and evaluated before.  ODEFER in   \
	                             the body of a range over a function: y = an ODEFERLOOP's     \
	                             value */                                                     \
	OP(OBREAK) OP(OCONTINUE)  /* sym = label or NULL (sympos); typed: x = the statement left  \
	                             or continued */                                              \
	OP(OGOTO)        /* sym (sympos); typed: x = the OLABEL */                                \
	OP(OFALL)                                                                                 \
	OP(OLABEL)       /* sym; the labelled statement follows in the same list */               \
	OP(OSEND)        /* x <- y */                                                             \
	OP(ORANGEPANIC)  /* x (int): panics as a range-over-func loop in that state does, a       \
	                    runtime.Error:  0 done: "range function continued iteration after     \
	                    function for loop body returned false"; 2 in the body: "... after     \
	                    loop body panic"; 3 exhausted: "... after whole loop exit"; 4:        \
	                    "range function recovered a loop body panic and did not resume        \
	                    panicking" */                                                         \
	OP(OEMPTY)
// clang-format on

typedef enum {
#define OP(name) name,
	OPS(OP)
#undef OP
	    OP_COUNT
} Op;

// op.c
extern const char *const op_names[OP_COUNT]; // "OADD", for dumps
enum { PREC_SEND = 3, PREC_UNARY = 7, PREC_PRIMARY = 8 };
const char *op_text(Op op);    // "+", of an operator with one or two operands; else NULL
int op_prec(Op op);            // how strongly it binds, 1 to 8; PREC_PRIMARY if it is none
const char *op_builtin(Op op); // "len", "unsafe.Add", of a predeclared function; else NULL
bool op_is_binary(Op op);      // two operands and a value: arithmetic, comparisons, && ||
bool op_is_comparison(Op op);
bool op_is_conversion(Op op); // typed forms
bool op_is_call(Op op);       // typed forms, of functions that are not predeclared
bool op_is_jump(Op op);       // break, continue, goto: typed, x is no part but the target

typedef enum { ESC_UNKNOWN, ESC_NONE, ESC_HEAP } Esc; // owned by escape

struct Node {
	Op op;
	Pos pos;
	Type *type;      // expressions: set by check; a call's may be a tuple or NULL (no result)
	const char *sym; // interned name
	// of sym where pos is another: OSELECTOR, OTYPESWGUARD, branches; ORANGE: of `range`;
	// OCOMPLIT: of the closing brace; typed ONAME, OTYPE, literals, conversions and builtins:
	// where the expression starts, if not at pos
	Pos sympos;
	const Const *val;
	Object *obj;
	Func *func;
	Node *x, *y, *z, *w;
	Vec list, list2; // of Node*
	// statements to run just before; part of the statement forms above (syntax: at most one)
	Vec init;
	Vec tparams; // OTYPEDECL, of OFIELD
	int64_t num;
	Type *rtype; // OMETHEXPR: receiver type
	Op asop;     // OASOP
	Esc esc;     // escape: where an allocating expression lives
	bool ddd, is3, def, alias, implicit, dddlit, incdec, isdefault;
	bool constdecl_implicit; // OCONSTDECL repeated from an earlier line
	bool bounded;            // index proven in range by the checker (constant into array)
	bool noescape_copy;      // OSTR2BYTES: zero-copy allowed (escape)
	// OCONVNOP: the optimiser must not know the value; OFOR: on testing.B.Loop (inline)
	bool keep;
	void *phase; // scratch of the running phase; it must not survive the phase
	// check: explicit type arguments of a generic function not fully instantiated yet
	Vec targs;
	// for messages only.  check: the expression as written, where folding or (x) lost it.  OIF,
	// OFOR, ORANGE: stands at the brace of the body, and its own orig at that of the else block
	Node *orig;
};

Node *node_new(Op op, Pos pos);
Node *node_clone(const Node *n);  // deep copy of a *syntax* tree (generic instantiation)
Pos node_startpos(const Node *n); // leftmost token: where errors about n are reported
void node_dump(FILE *f, const Node *n, int indent);
// Calls fn on each child; fn may replace it through the pointer.  Order: init, x, y, z, w, list,
// list2.
void node_children(Node *n, void (*fn)(Node **child, void *arg), void *arg);

// print_source.c, print_tree.c - trees as text.  Of `from` names stand unqualified, all others with
// their package.
// As it was written, for messages.
char *source_string(const Node *n, Package *from);
// A typed tree as -m lines show it: `&T{...}`, `... argument`, `func literal`.  Types in shapes (or
// NULL) print as go.shape.T: the type arguments of the generic function that n stands in.
char *node_string(const Node *n, Package *from, const Vec *shapes);
// sum, T.M, (*T).M, main.func1, fmt.Println, Max[go.shape.int]
char *func_string(const Func *f, Package *from);

// The text of a body that has not been parsed: from { to }.
typedef struct {
	File *file;
	const char *text;
	size_t size;
	Pos pos;
} SkippedBody;

// A parameter of which //vole:noescape promises that it does not escape.
typedef struct {
	Pos pos;
	const char *name; // interned
	const char *flow; // escape: how it does all the same; NULL: it does not
} PromisedName;

// A function, method or closure.
struct Func {
	Object *obj;      // OBJ_FUNC; for a closure, an object of its own named outer.func1
	const char *name; // main.f, main.(*T).m, main.f.func1: symbol and traceback name
	Package *pkg;
	Pos pos, endpos;  // of the name (func keyword for a literal); of the closing brace
	Type *type;       // signature without receiver
	Node *recv_field; // syntax: receiver OFIELD or NULL
	Node *syntax;     // OTFUNC
	Vec tparams;      // syntax: OFIELD
	Object *recv;     // receiver variable or NULL
	// Object* (a blank or unnamed one has sym "_" or NULL; results get ~r0 ...)
	Vec params, results;
	Vec body; // Node*
	bool has_body;
	SkippedBody *skipped; // in an outline: the body, to be parsed by parse_body()
	bool waits;           // ... and to be checked by check_waiting_body()
	Package *home; // the package whose object has its code: pkg, or the user of an instance
	// Object*, every variable declared inside, in declaration order (closures' own excluded)
	Vec locals;
	Func *outer;  // enclosing function of a closure
	Vec closures; // Func*, directly nested, in source order
	Node *lit;    // the OFUNCLIT of a closure
	// Object* of enclosing functions used here or further inside, in order of first use
	Vec captures;
	bool has_defer, has_recover, has_goto_or_label, named_results;
	bool noinline, noescape, uintptrescapes, nosplit; // //go: pragmas
	bool noalloc;                                     // //vole:noalloc
	Vec noescape_names;                               // PromisedName*, of //vole:noescape
	const char *linkname;                             // //go:linkname target or NULL
	bool is_method_wrapper;
	// inline: closure made for a go or defer statement; its callee may recover
	bool is_godefer_wrapper;
	int godefer_count;  // inline: numbering of gowrap1, deferwrap2 ...
	int closure_count;  // numbering of func1, func2 ... (as Go numbers them)
	int range_count;    // ... and of the bodies of range-over-func loops
	Func *range_parent; // such a body: the function the loop was written in
	Vec type_args;      // Type*, of an instantiated function (or the receiver's, of a method)
	// made from a generic declaration: emitted by every package that uses it (linkonce_odr)
	bool instance;
	// inline: an instance that importers call after inlining what calls it here: stays in this
	// package's object even if nothing calls it there any more
	bool kept;
	Func *wrapper; // of an instance, for -m: the function that calls it, as Go has it
	bool quiet;    // ... it is like another to Go: nothing is said about it
	void *inl;     // inliner: body and cost, or NULL
	void *esc;     // escape: parameter summaries
};

// -------------------------------------------------------------------------------------------------
// types.c - interned types: identical types are one pointer
// -------------------------------------------------------------------------------------------------

typedef enum {
	T_INVALID,
	T_BOOL,
	T_INT,
	T_INT8,
	T_INT16,
	T_INT32,
	T_INT64,
	T_UINT,
	T_UINT8,
	T_UINT16,
	T_UINT32,
	T_UINT64,
	T_UINTPTR,
	T_FLOAT32,
	T_FLOAT64,
	T_COMPLEX64,
	T_COMPLEX128,
	T_STRING,
	T_UNSAFEPTR,
	T_UNTYPED_BOOL,
	T_UNTYPED_INT,
	T_UNTYPED_RUNE,
	T_UNTYPED_FLOAT,
	T_UNTYPED_COMPLEX,
	T_UNTYPED_STRING,
	T_UNTYPED_NIL,
	T_ARRAY,
	T_SLICE,
	T_STRUCT,
	T_PTR,
	T_FUNC,
	T_INTER,
	T_MAP,
	T_CHAN,
	T_NAMED, // a defined type; ->under is its underlying type
	T_TYPEPARAM,
	T_TUPLE, // results of a multi-value call
	T_UNION, // ~A | B in a constraint: fields' types, embedded = tilde (check only)
} Kind;

typedef enum { CHAN_BOTH, CHAN_SEND, CHAN_RECV } ChanDir;

typedef struct {
	const char *name; // embedded: the type's name
	Type *type;
	const char *tag; // NULL if none
	size_t taglen;
	Package *pkg; // of an unexported name
	Pos pos;
	bool embedded;
	int64_t offset; // by type_layout
} Field;

typedef struct { // of an interface's full method set, sorted by name (exported first as Go sorts)
	const char *name;
	Package *pkg; // of an unexported name
	Type *type;   // signature
	Pos pos;
	bool inherited; // from an embedded interface (check only)
} IMethod;

struct Type {
	Kind kind;
	int64_t size, align; // valid after type_layout(); amd64 layout, as Go's
	// underlying type; self unless T_NAMED (or T_TYPEPARAM: its constraint interface)
	Type *under;
	Type *elem;  // ARRAY SLICE PTR MAP CHAN
	Type *key;   // MAP
	int64_t len; // ARRAY
	ChanDir dir;
	// STRUCT; TUPLE (types only); INTER: where its embeds stand (pos only, check only)
	Field *fields;
	int nfields;
	Type **params, **results; // FUNC
	int nparams, nresults;
	bool variadic; // the last parameter's type is a slice
	// FUNC: the names a package gave to parameters, then results (an element may be NULL), and
	// which package; NULL: various ones (check only)
	const char **names;
	Package *named_in;
	IMethod *imethods; // INTER: complete, sorted; valid after completion
	int nimethods;
	Vec embeds;          // INTER syntax: embedded types and unions (check only)
	void *typeset;       // INTER used as a constraint (check only)
	bool implicit_inter; // INTER: stands for a bare constraint element, [T ~int] (check only)
	bool recursive;      // INTER: embeds a type whose declaration it is part of (check only)
	bool incomplete;     // INTER: embedded interfaces not merged into imethods yet (check only)
	bool is_comparable;  // INTER: embeds comparable
	Object *obj;         // NAMED, TYPEPARAM: its name
	Vec methods;         // NAMED: Object* (OBJ_FUNC) declared on T or *T, sorted by name
	Type *rhs;           // NAMED: the right side of its declaration (check only)
	Type *origin;        // NAMED instantiation: the generic type
	Vec type_args;       // ... and its arguments
	Package *home;       // ... the package that met it first
	Pos met;             // ... and where it did (check only)
	int index;           // TYPEPARAM
	Type *constraint;    // TYPEPARAM: as declared; ->under is its interface (check only)
	bool has_tparam;     // mentions a type parameter
	// NAMED: found not to contain itself by value; TYPEPARAM: being looked at (check only)
	bool finite;
	Type *ptr_to;  // cache of *T
	uint32_t hash; // structural, stable across runs (of type_linkname); 0 until type_linkname()
	const char *str;  // cache of type_string
	const char *link; // cache of type_linkname
	void *esc;
};

extern Type *types[T_TUPLE + 1]; // the basic types by kind (T_INVALID .. T_UNTYPED_NIL)
// the same pointers as uint8, int32; aliases print as uint8, int32 except where Go keeps byte/rune
extern Type *type_byte, *type_rune;
extern Type *type_error, *type_any, *type_comparable;

Type *type_ptr(Type *elem);
Type *type_slice(Type *elem);
Type *type_array(Type *elem, int64_t len);
Type *type_map(Type *key, Type *elem);
Type *type_chan(Type *elem, ChanDir dir);
Type *type_func(Type **params, int nparams, Type **results, int nresults, bool variadic);
Type *type_struct(Field *fields, int n);   // interned; tags and embeddedness count
Type *type_inter(IMethod *methods, int n); // interned, basic interface
Type *type_tuple(Type **elems, int n);
Type *type_named(Object *obj); // fresh; ->under is set later
void type_layout(Type *t);     // fills size, align, offsets; idempotent
int64_t type_size(Type *t);
int64_t type_align(Type *t);
int64_t type_ptrdata(Type *t); // bytes of the prefix that can hold pointers; 0: noscan
bool type_has_pointers(Type *t);
bool type_is_direct_iface(Type *t); // pointer-shaped: stored in the interface word itself
// As type_string; names are those of the func type t's parameters, then results.
char *type_string_named(Type *t, Package *from, const char **names);
char *type_string(Type *t, Package *from); // for errors: names of `from` unqualified, struct{X int}
// as -m lines print it: struct { X int }; types in shapes (or NULL) as go.shape.T
char *type_irstring(Type *t, Package *from, const Vec *shapes);
const char *type_goname(Type *t);                         // as %T / reflect print: main.T
const char *package_qualifier(Package *p, Package *from); // as errors in `from` name p
const char *type_linkname(Type *t); // unique in the program: full package paths
Type *type_under(Type *t); // t->under, resolving first what the checker has not reached yet
// What only the checker can do for lazily declared types: fill ->under of a T_NAMED or complete a
// T_INTER; give a method object its type; say whether a type parameter's types are all comparable.
typedef struct {
	void (*complete)(Type *t);
	void (*resolve_method)(Object *method);
	bool (*tparam_comparable)(Type *t);
} TypeHooks;
extern TypeHooks type_hooks;
bool type_comparable_p(Type *t);
bool type_is_untyped(Type *t);
bool type_is_integer(Type *t), type_is_unsigned(Type *t), type_is_float(Type *t),
    type_is_complex(Type *t);
bool type_is_numeric(Type *t), type_is_string(Type *t), type_is_boolean(Type *t),
    type_is_inter(Type *t);
Type *type_default(Type *t); // of an untyped constant's type
// Methods and fields by name, embedded ones included.  path: field indices to walk (terminated by
// -1).
typedef struct {
	Field *field;     // found a field, or
	Object *method;   // a declared method, or
	IMethod *imethod; // an interface's method, with its index
	int imethod_index;
	int *path; // embedded fields to go through first
	int depth;
	bool indirect; // a pointer was followed on the way
	bool ptr_recv; // method has a pointer receiver
	bool ambiguous;
} Lookup;
bool type_lookup(Type *t, const char *name, Package *pkg, Lookup *out);
// ignoring case and package: for "but does have ..."
bool type_lookup_fold(Type *t, const char *name, Lookup *out);
// The method set of t as runtime descriptors need it, sorted by name; promoted ones included.
typedef struct {
	const char *name;
	Package *pkg; // of an unexported name
	Type *type;   // signature without receiver
	Lookup how;
} MethodSetEntry;
Vec type_method_set(Type *t); // of MethodSetEntry*
bool type_implements(Type *t, Type *inter, const char **missing, bool *wrong_type, bool *ptr_recv);

// -------------------------------------------------------------------------------------------------
// universe.c - scopes, objects, predeclared names
// -------------------------------------------------------------------------------------------------

typedef enum { OBJ_PKGNAME, OBJ_CONST, OBJ_TYPE, OBJ_VAR, OBJ_FUNC, OBJ_BUILTIN, OBJ_NIL } ObjKind;
typedef enum { VAR_GLOBAL, VAR_PARAM, VAR_RESULT, VAR_LOCAL } VarClass;

// builtin_id: predeclared functions that have no op of their own.
typedef enum { BUILTIN_OP, BUILTIN_ALIGNOF, BUILTIN_OFFSETOF, BUILTIN_SIZEOF } BuiltinId;

struct Object {
	ObjKind kind;
	const char *sym;
	Pos pos;
	Package *pkg;
	Type *type;
	const char **names; // VAR of func type: its parameters and results as declared (check)
	const Const *val;   // CONST
	Package *imported;  // PKGNAME
	Func *func; // FUNC: the declaration.  VAR: the function it belongs to (NULL: global)
	const char *linkname; // global VAR: //go:linkname target or NULL
	Op builtin;           // BUILTIN: OLEN ...; see universe.c for those that have no op
	int builtin_id;
	VarClass vclass;
	Node *decl;      // syntax it was declared by
	bool used;       // checker's unused-variable test
	bool addrtaken;  // & applied, or captured by reference: set by check, kept by inline
	bool reassigned; // assigned after its declaration
	bool is_blank;
	bool is_alias;          // TYPE
	bool in_progress, done; // checker: cycle detection
	bool is_loopvar;        // declared by for/range := (per iteration)
	bool is_temp;           // compiler-made; print nothing about it
	int index;              // PARAM, RESULT: position
	int loop_depth;         // escape
	Esc esc;                // escape: ESC_HEAP = moved to heap
	bool capture_byval; // escape: every closure that captures it holds a copy, else its address
	// inline: the OAS or OAS2* that declares this local, NULL if none or a parameter
	Node *defn;
	Type *recv_named; // FUNC that is a method: the receiver's base type
	bool ptr_recv;    // ... and whether the receiver is a pointer
	Vec tparams;      // generic TYPE or FUNC
	Vec insts;        // instantiations made so far
	Node *init_node;  // GLOBAL: its OAS / OAS2 in the package's initialisation order
	Object *orig;     // inliner: the variable this one is a copy of
	void *escloc;     // escape: its location
	// checker: where and how it was declared; survives for importers of generic code
	void *check;
};

struct Scope {
	Scope *parent;
	Func *func;
	void *table; // private to universe.c
};

Scope *scope_new(Scope *parent);
Object *scope_lookup(Scope *s, const char *sym); // this scope only
Object *scope_find(Scope *s, const char *sym);   // outwards
Object *scope_insert(Scope *s, Object *o);       // the old one if already declared here, else NULL
void scope_each(Scope *s, void (*fn)(Object *, void *), void *arg); // in insertion order
extern Scope *universe;
extern Package *unsafe_package; // what import "unsafe" means
void universe_init(void);
Object *object_new(ObjKind kind, const char *sym, Pos pos, Package *pkg);
bool name_blank(const char *sym); // is it _?  NULL is not
bool name_exported(const char *sym);
// Go's order of method names: exported ones first, then by text, then by package path.
int name_cmp(const char *a, Package *apkg, const char *b, Package *bpkg);

// -------------------------------------------------------------------------------------------------
// parser.y, lexer.l - text to syntax tree
// -------------------------------------------------------------------------------------------------

// //go:linkname local target
typedef struct {
	Pos pos;
	const char *local, *target; // target NULL: the usual symbol of local
} Linkname;

// //go:embed pattern...
typedef struct {
	Pos pos;
	Vec patterns; // const char*
	Pos var;      // of the name whose declaration follows
	Node *decl;   // that declaration; NULL: it is no variable's
	bool in_func; // ... is local
} EmbedLine;

// One pattern of such a line.
typedef struct {
	const char *text;
	size_t offset; // where it starts in the comment
} EmbedWord;

// directive.c: reads what follows `//go:embed` in a comment of n bytes, which offset says, and adds
// EmbedWords.  What is wrong with it, or NULL.
const char *embed_words(const char *comment, size_t n, size_t offset, Vec *words);

struct File {
	const char *path; // as given
	uint32_t base;    // position base
	const char *pkgname;
	Pos pkgpos;
	Vec imports; // OIMPORT
	Vec decls;   // OFUNCDECL, OVARDECL, OCONSTDECL, OTYPEDECL (groups already flattened)
	Package *pkg;
	Scope *scope;  // file scope: imports
	Vec linknames; // Linkname*
	Vec embeds;    // EmbedLine*
	int errors;    // reported when it was parsed
	Vec cover;     // CoverBlock*, by counter
};

// Statement coverage: see build_cover.c.
typedef enum { COVER_SET, COVER_COUNT, COVER_ATOMIC_COUNT } CoverMode;
typedef struct {
	CoverMode mode;
	const char *counter; // the variable, an array of uint32
} Cover;
typedef struct {
	Pos start, end;
	int stmts;
} CoverBlock;
#define COVER_ATOMIC "_cover_atomic_" // what a counting file calls sync/atomic

bool file_imports(const File *f, const char *path);

// Parses text (NUL-terminated, n bytes).  Reports errors; always returns a File (with what it
// understood).
File *parse_file(const char *path, uint32_t base, const char *text, size_t n);
// With counters of what is executed.
File *parse_covered(const char *path, uint32_t base, const char *text, size_t n,
		    const Cover *cover);
// All but the bodies of functions that are not generic: these are left in Func.skipped.  For text
// found good before.
File *parse_outline(const char *path, uint32_t base, const char *text, size_t n);
void parse_body(Func *f);
// Only the package clause and imports: enough to order packages.
File *parse_imports(const char *path, uint32_t base, const char *text, size_t n);

// -------------------------------------------------------------------------------------------------
// check_*.c - names, types, constants, statements; rewrites the tree into its typed form
// -------------------------------------------------------------------------------------------------

// What a pattern of a //go:embed line stands for.
typedef struct {
	const char *name; // relative to the package's directory
	const char *data;
	size_t size;
} EmbedFile;
typedef struct {
	const char *pattern;
	Vec files; // EmbedFile*, sorted by name
} EmbedMatch;

// -X: the initial value of a string variable.
typedef struct {
	const char *name, *value;
} VarSetting;

struct Package {
	const char *path; // import path: "fmt", "example.com/m/x"; "main" for a command
	const char *name;
	const char *dir;
	Vec files;   // File*
	Vec imports; // Package*, direct, sorted by path
	Scope *scope;
	// Func*: all functions and methods to compile, instantiations included, in declaration
	// order; closures hang below them
	Vec funcs;
	Vec init_order; // Node*: OAS / OAS2* of package variables in initialisation order
	// inline: a function with init_order as its body: owns the closures in there and the locals
	// that inlining brought in; NULL if init_order is empty
	Func *var_init;
	// inline: Func*, funcs and all closures in the order of -m, and wrappers as trees that are
	// analysed for -m and never compiled
	Vec func_order;
	Vec inits;       // Func*: the package's init functions in order
	Vec globals;     // Object*, OBJ_VAR
	Vec named_types; // Type*, all declared or instantiated T_NAMED (local ones too)
	bool is_std, is_runtime, checked, fake;
	bool is_golib; // is_std, but from an installed Go
	bool outline;  // only imported: its object is up to date.  See check_outline.c
	// of an outline not looked at yet: parses it and calls check_outline()
	void (*open)(Package *p);
	bool allow_bodyless; // vole compile, stdlib: functions without a body are external
	// spellings met in its sources:  identical types are one pointer, so type_string(t, from)
	// picks what `from` writes
	bool uses_byte, uses_uint8, uses_rune, uses_int32, uses_any, uses_iface;
	const char *goversion; // from go.mod
	Vec embeds;            // EmbedMatch*: what the patterns of its files match
	Vec settings;          // VarSetting*
	const char *buildinfo; // of a main package: what debug.ReadBuildInfo reads, or NULL
	const char *goroot;    // of a main package: what runtime.GOROOT says by default, or NULL
	void *loader, *check;
	// of an outline: what is known about its functions (compiler/tree/facts.h)
	const void *facts;
	// -escape=closed: what it told when it was asked (as facts), or NULL
	const void *asked;
};

// Checks one package whose imports have been checked.  find resolves an import path (after vendor
// and module rules) to a checked package; it returns NULL after reporting.  true if no errors were
// reported.
bool check_package(Package *p, Package *(*find)(void *arg, const char *path, Pos pos), void *arg);
// What can be said of a package with syntax errors: where branches lead.
void check_labels(Package *p);
// The same for an outline: declares its names and leaves the rest until it is asked for.
void check_outline(Package *p, Package *(*find)(void *arg, const char *path, Pos pos), void *arg);
void check_waiting_body(Func *f); // of a function of an outline, once

#endif
