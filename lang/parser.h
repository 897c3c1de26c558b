// parser.h - what lexer.l, parser.y and their helpers share.
//
// The lexer does three things a grammar cannot: it turns newlines into semicolons, it tells the '{'
// that opens the body of an if, for or switch (LBODY) from that of a composite literal, and it
// knows, after an error, where a statement or declaration ends.  The last two rest on a stack of
// open brackets.

#ifndef VOLE_PARSER_H
#define VOLE_PARSER_H

#include "lang.h"

typedef struct {
	char open;   // ( [ {
	bool header; // right inside, an if, for or switch waits for its body: { is LBODY
	bool resume; // a brace of an expression in such a header, which goes on after it
	bool block;  // a brace around statements
	int specs;   // the word before a parenthesis around declarations, or 0
} Level;

typedef struct {
	File *file;
	void *scanner;      // flex's state
	const char *text;   // the whole file
	size_t at;          // the next character: its offset,
	uint32_t line, col; // line and column
	int last, previous; // the token read last, the one before
	int pending;        // a keyword to be read once more, or 0
	Pos pending_pos;
	bool last_at_margin, previous_at_margin; // they stand at the start of a line
	bool nlsemi;                             // a newline here ends the statement
	const char *semi;                        // what the last ';' was: semicolon, newline or EOF
	bool imports_only; // stop before the first declaration that is no import
	bool outline;      // skip the bodies of functions
	bool in_func;      // between the word func of a declaration and its end
	int skipping;      // open braces of the body being skipped
	SkippedBody body;  // ... or skipped last
	Func *body_of;     // only this function's body is parsed
	Level *levels;     // levels[0] is the file itself
	int depth, cap;    // levels[depth] is the innermost
	bool closed_block; // the last token was the '}' of a block
	Pos skipped_to;    // where the last recovery went on: the next must get further
	uint32_t base;     // of positions: the file's, or what the last //line directive made of it
	Vec directives;    // seen since the last token
	Vec embeds;        // EmbedLine*: likewise, those of //go:embed
	unsigned pragmas;  // of the func that was read last
	Vec promised;      // PromisedName*: ... and of its //vole:noescape lines
	int errors;        // reported in this file
	int misplaced_at;  // declarations before the last import
	int header_parts;  // of the header being read: 1, 2 or 3 (as a range clause)
	// coverage: see build_cover.c
	const Cover *cover;            // NULL: none
	Pos end, previous_end;         // of the token read last, of the one before
	Pos block_close, clauses_open; // braces that were last met
	Vec spans;                     // Span*: statements whose lists are open
	Vec literals;                  // Pos*: '{' of function literals
} Parser;

// OTHER: without effect.  RUNTIME: likewise, and only for package runtime.  BUILD: before the
// package clause.
enum {
	PRAGMA_NOINLINE = 1,
	PRAGMA_NOESCAPE = 2,
	PRAGMA_UINTPTRESCAPES = 4,
	PRAGMA_OTHER = 8,
	PRAGMA_RUNTIME = 16,
	PRAGMA_BUILD = 32,
	PRAGMA_NOSPLIT = 64,
	PRAGMA_NOALLOC = 128
};

// lexer.l
void lexer_open(Parser *p, const char *text, size_t n, Pos at);
void lexer_close(Parser *p);
const char *lexer_text(const Parser *p); // of the token read last

// level.c - the stack of brackets
void level_init(Parser *p);
void level_open(Parser *p, char open);
bool level_close(Parser *p, char open); // true: the closed brace was a block's
bool level_in_header(const Parser *p);
void level_header(Parser *p);        // after `if`, `for`, `switch`
void level_end_header(Parser *p);    // its body opens now
void level_block(Parser *p);         // the innermost brace encloses statements
void level_resume_header(Parser *p); // the LBODY just read belongs to an expression
bool level_unclosed(Parser *p);      // ( or [ are open right in a block: forgets them
void level_forget(Parser *p);        // back to the file itself

// literal.c - checks the text of tokens and makes their nodes
Node *literal_number(Parser *p, Pos pos, const char *text, size_t n);
Node *literal_rune(Parser *p, Pos pos, const char *text, size_t n);
Node *literal_string(Parser *p, Pos pos, const char *text, size_t n);
Node *literal_raw(Parser *p, Pos pos, const char *text, size_t n);
void literal_check_name(Parser *p, Pos pos, const char *text, size_t n);
void literal_bad_character(Parser *p, Pos pos, const char *text);
char *literal_clean(Parser *p, const char *text, size_t n); // refuses bytes that are no text

// directive.c - comments that speak to the compiler; pos is that of the comment
void directive_vole(Parser *p, Pos pos, const char *text, size_t n); // //vole:
void directive_go(Parser *p, Pos pos, const char *text, size_t n);   // //go:
void directive_line(Parser *p, Pos pos, const char *text, size_t n); // //line or /*line
void directive_token(Parser *p, int token, Pos at); // a token follows the directives seen so far

// parser.y - reports; the message is whole: "syntax error: " is not added
void parse_error_at(Parser *p, Pos pos, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

// Nodes the actions build.  A list may be NULL where the grammar has none; it is taken over.

// build_cover.c - counters, where coverage is asked for
void cover_stmt(Parser *p, Node *stmt, Pos start, bool looked_ahead); // has been read
void cover_literal(Parser *p, Pos brace); // the body of a function literal begins
void cover_block(Parser *p, Pos open, Pos close, Vec *list); // list is about to be built
void cover_clause(Parser *p, Pos colon, Vec *list, bool looked_ahead);
void cover_else(Parser *p, Pos word, Vec *list);
void cover_else_if(Parser *p, Pos word, Vec *list, Pos start, bool looked_ahead);
void cover_declare(Parser *p); // the file has been read: the counters

// build_expr.c - expressions and types
Vec *list_of(void *item);
Vec *list_add(Vec *list, void *item);
Node *build_listed(Op op, Pos pos, Vec *list);
Node *build_ident(Pos pos, const char *name);
Node *build_unary(Op op, Pos pos, Node *x);
Node *build_binary(Op op, Pos pos, Node *x, Node *y);
Node *build_selector(Pos dot, Node *x, Pos pos, const char *name);
Node *build_call(Pos pos, Node *fun, Vec *args, bool ddd);
Node *build_index(Pos pos, Node *x, Vec *index);
Node *build_instance(Pos pos, Node *x, Vec *args); // x itself without args
Node *build_slice(Pos pos, Node *x, Node *from, Node *to);
Node *build_slice3(Parser *p, Node *slice, Pos colon, Node *max, Pos close);
Node *build_literal(Parser *p, Pos pos, Node *type); // OBAD after an error
Node *build_elements(Node *literal, Vec *elems, Pos close);
Node *build_address(Pos pos, Node *x);
Node *build_receive(Parser *p, Pos pos, Node *x);
Node *build_chan(Pos pos, ChanDir dir, Node *elem);
Node *build_array(Pos pos, Node *len, Node *elem); // a slice without len
Node *build_array_of(Parser *p, Pos pos, Vec *len, Node *elem);
Node *build_union(Pos pos, Node *x, Node *term);
Node *build_unparen(Node *x);

// build_decl.c - declarations
Node *build_field(Pos pos, const char *name, Node *type);
Node *build_dots(Pos pos, const char *name, Pos dots, Node *type);
Node *build_tag(Parser *p, Node *literal);
Vec *build_fields(Vec *names, Node *type, Node *tag);
Vec *build_embedded(Pos pos, Node *type, Node *tag);
Vec *build_params(Parser *p, Vec *entries, bool dots_allowed, Pos close);
Vec *build_tparams(Parser *p, Vec *entries, Pos close);
Vec *build_first_tparam(Node *x, Vec *rest);
Node *build_signature(Pos pos, Vec *params, Vec *results);
Node *build_func(Parser *p, Pos pos, const char *name, Pos bracket, Vec *tparams, Node *signature);
Node *build_receiver(Parser *p, Node *decl, Vec *entries, Pos close);
void build_body(Func *f, Vec *body, Pos close);
void build_skipped_body(Parser *p, Func *f, Pos close);
Node *build_func_lit(Pos pos, Node *signature, Vec *body, Pos close);
void build_imports(Parser *p, Pos pos, Vec *specs);
Node *build_import(Parser *p, Pos pos, const char *name, Node *path);
Node *build_const(Vec *names, Node *type, Vec *values);
Vec *build_const_group(Vec *specs);
Node *build_var(Parser *p, Vec *names, Node *type, Vec *values);
Node *build_type(Pos pos, const char *name, Vec *tparams, bool alias, Node *type);
Node *build_bracket_type(Parser *p, Node *decl, Pos bracket, Node *x, Pos close);

// build_stmt.c - statements
Vec *build_stmts(Vec *list, Node *stmt);
Node *build_decl_stmt(Vec *decls);
Node *build_label(Pos pos, const char *name, Node *stmt);
Node *build_expr_stmt(Node *x);
Node *build_assign(Op op, Pos pos, Vec *left, Vec *right);
Node *build_assign_op(Op op, Pos pos, Node *x, Node *y);
Node *build_inc_dec(Op op, Pos pos, Node *x);
Node *build_jump(Op op, Pos pos, Pos label_pos, const char *label);
Node *build_header(Node *only);
Node *build_header2(Pos semi_pos, const char *semi, Node *init, Node *cond);
Node *build_header3(Parser *p, Node *header, Node *post);
Node *build_range(Pos pos, Vec *left, bool def, Node *x);
Node *build_if(Parser *p, Pos pos, Node *header, Pos brace);
Node *build_branches(Node *n, Vec *then, Pos brace, Vec *otherwise); // brace: of the else block
Node *build_for(Parser *p, Pos pos, Node *header, Pos brace);
Node *build_for_body(Node *n, Vec *body);
Node *build_switch(Parser *p, Pos pos, Node *header, Vec *cases);
Node *build_case(Pos pos, Vec *values, Vec *body);
Node *build_comm(Pos pos, Node *comm, Vec *body);
Node *build_default(Pos pos, Vec *body);
Node *build_go(Parser *p, Op op, Pos pos, Node *call);

#endif
