// parser.y - the grammar of Go 1.26, type parameters included.
//
// It is LALR(1) without conflicts left to chance (%expect 0).  What keeps it so:
//
//   Types and expressions are two grammars that share the types no expression can be mistaken for
//   ([]T, map[K]V, chan T, struct, interface, func): these are operands of expressions as well.
//   *T, (T), <-chan T and T[A] in an expression are a dereference, a parenthesis, a receive and an
//   index; the checker knows better, and build_receive() gives the arrow back to the channel.
//
//   `name [` in a parameter or field starts an array type of a named one or the arguments of a
//   generic type: spelled out in `param` and `field`, decided after the ']'.
//
//   `type T [P *C` is an array of length P times C or a type parameter: taken as an expression and
//   taken apart by build_bracket_type() as Go does.
//
//   `if x {` is no composite literal: the lexer calls that brace LBODY (see parser.h).  After a
//   type that is no mere name it is one all the same: `resumed_body` tells the lexer so.
//
// After an error a statement or declaration is given up: `error` stands only there, and
// skip_statement() or skip_declaration() choose where to go on.

%require "3.8"
%define api.pure full
%define api.prefix {lang_}
%define api.token.prefix {TOK_}
%define api.location.type {Pos}
%define parse.error custom
%locations
%expect 0
%param {Parser *p}

%code top {
#include <stdarg.h>
#include <string.h>
}

%code requires {
#include "parser.h"
}

%code provides {
int lang_lex(LANG_STYPE *value, LANG_LTYPE *pos, Parser *p);
}

%code {
// The place of a construct is that of its first token; actions name another where Go does.
#define YYLLOC_DEFAULT(Current, Rhs, N) ((Current) = (N) ? YYRHSLOC(Rhs, 1) : YYRHSLOC(Rhs, 0))
#define YYMAXDEPTH 60000

static void lang_error(const Pos *pos, Parser *p, const char *message);
static void check_clause(Parser *p, Pos pos, const char *word);
static int skip_statement(Parser *p, int token, LANG_STYPE *value, Pos *pos);
static int skip_declaration(Parser *p, int token, LANG_STYPE *value, Pos *pos);

// Has the token behind what an action reduces been read?
#define LOOKED_AHEAD (yychar != TOK_LANG_EMPTY)

// Gives up what is being parsed: the lookahead becomes a token to go on with.  At the end of the
// file the recovery stays on, so that the next error ends the parse.
#define RECOVER(skip)                                                                              \
	do {                                                                                       \
		yychar = skip(p, yychar, &yylval, &yylloc);                                        \
		if (yychar != TOK_END)                                                            \
			yyerrok;                                                                   \
	} while (0)
}

%union {
	const char *name;
	Node *node;
	Vec *list;
	Op op;
	bool flag;
}

%token END 0 "EOF"
%token PACKAGE "package" IMPORT "import" CONST "const" TYPE "type" VAR "var" FUNC "func"
%token MAP "map" CHAN "chan" STRUCT "struct" INTERFACE "interface"
%token IF "if" ELSE "else" FOR "for" RANGE "range" SWITCH "switch" SELECT "select" CASE "case"
%token DEFAULT "default" RETURN "return" BREAK "break" CONTINUE "continue" GOTO "goto"
%token FALLTHROUGH "fallthrough" GO "go" DEFER "defer"
%token <name> NAME "name"
%token <node> LITERAL "literal"
%token <op> MULOP "operator" COMPARE "comparison" ASSIGN_OP "op=" INC_DEC "++"
%token SKIPPED_BODY "function body" INSIDE
%token DEFINE ":=" DDD "..." ARROW "<-" OROR "||" ANDAND "&&" LBODY "{ of a body"

// An empty result, a name or a type ends here only if nothing follows that would make it longer.
%precedence SHORTER
%precedence error
%left "||"
%left "&&"
%left COMPARE
%left '+' '-' '|' '^'
%left '*' '&' MULOP
%precedence '(' '[' '{' '.' LBODY "<-"

%type <node> import_spec const_spec var_spec type_spec func_decl func_head
%type <node> type unbracketed_type unnamed_type bare_result typename qualified star_type paren_type
%type <node> bracket_type plain_type recv_chan chan_elem func_type signature
%type <node> constraint term first_constraint first_term first_tparam tparam param tag
%type <node> expr oexpr unary operand literal_open func_lit value keyed
%type <node> elem simple osimple header for_header range_clause for_open if_open if_stmt stmt
%type <node> case_clause comm_clause
%type <list> import_decl import_specs const_decl const_specs var_decl var_specs type_decl type_specs
%type <list> top_decl decl names exprs args otargs params param_list result otparams tparam_list
%type <list> first_tparams fields field_list field elems elem_list values value_list
%type <list> stmts block case_clauses comm_clauses else_part
%type <name> header_semi
%type <flag> oassign

%%

// --- files ---------------------------------------------------------------------------------------

file:
	PACKAGE file_name ';' top_decls
|	INSIDE brace stmts '}' ';'	{ build_body(p->body_of, $3, @4); }
|	error
	{
		YYABORT;
	}
;

file_name:
	NAME
	{
		p->file->pkgname = $1;
		p->file->pkgpos = @1;
	}
;

top_decls:
	%empty
|	top_decls import_decl ';'
	{
		build_imports(p, @2, $2);
	}
|	top_decls top_decl ';'
	{
		vec_append(&p->file->decls, $2);
	}
|	top_decls error
	{
		RECOVER(skip_declaration);
	}
;

top_decl:
	decl
|	func_decl			{ $$ = list_of($1); }
;

import_decl:
	IMPORT import_spec		{ $$ = list_of($2); }
|	IMPORT '(' ')'			{ $$ = NEW(Vec); }
|	IMPORT '(' import_specs osemi ')'	{ $$ = $3; }
;

import_specs:
	import_spec			{ $$ = list_of($1); }
|	import_specs ';' import_spec	{ $$ = list_add($1, $3); }
;

import_spec:
	LITERAL				{ $$ = build_import(p, @1, NULL, $1); }
|	NAME LITERAL			{ $$ = build_import(p, @1, $1, $2); }
|	'.' LITERAL			{ $$ = build_import(p, @1, intern("."), $2); }
;

osemi:
	%empty
|	';'
;

ocomma:
	%empty
|	','
;

// --- declarations --------------------------------------------------------------------------------

decl:
	const_decl
|	var_decl
|	type_decl
;

const_decl:
	CONST const_spec		{ $$ = build_const_group(list_of($2)); }
|	CONST '(' ')'			{ $$ = NEW(Vec); }
|	CONST '(' const_specs osemi ')'	{ $$ = build_const_group($3); }
;

const_specs:
	const_spec			{ $$ = list_of($1); }
|	const_specs ';' const_spec	{ $$ = list_add($1, $3); }
;

const_spec:
	names				{ $$ = build_const($1, NULL, NULL); }
|	names type			{ $$ = build_const($1, $2, NULL); }
|	names '=' exprs			{ $$ = build_const($1, NULL, $3); }
|	names type '=' exprs		{ $$ = build_const($1, $2, $4); }
;

var_decl:
	VAR var_spec			{ $$ = list_of($2); }
|	VAR '(' ')'			{ $$ = NEW(Vec); }
|	VAR '(' var_specs osemi ')'	{ $$ = $3; }
;

var_specs:
	var_spec			{ $$ = list_of($1); }
|	var_specs ';' var_spec		{ $$ = list_add($1, $3); }
;

var_spec:
	names type			{ $$ = build_var(p, $1, $2, NULL); }
|	names type '=' exprs		{ $$ = build_var(p, $1, $2, $4); }
|	names '=' exprs			{ $$ = build_var(p, $1, NULL, $3); }
;

type_decl:
	TYPE type_spec			{ $$ = list_of($2); }
|	TYPE '(' ')'			{ $$ = NEW(Vec); }
|	TYPE '(' type_specs osemi ')'	{ $$ = $3; }
;

type_specs:
	type_spec			{ $$ = list_of($1); }
|	type_specs ';' type_spec	{ $$ = list_add($1, $3); }
;

type_spec:
	NAME unbracketed_type		{ $$ = build_type(@1, $1, NULL, false, $2); }
|	NAME '=' type			{ $$ = build_type(@1, $1, NULL, true, $3); }
|	NAME '[' ']' type
	{
		$$ = build_type(@1, $1, NULL, false, build_array(@2, NULL, $4));
	}
|	NAME '[' DDD ']' type
	{
		$$ = build_type(@1, $1, NULL, false, build_array(@2, node_new(OELLIPSIS, @3), $5));
	}
|	NAME '[' expr ']' oassign type
	{
		$$ = build_bracket_type(p, build_type(@1, $1, NULL, $5, $6), @2, $3, @4);
	}
|	NAME '[' expr ',' ']' oassign type
	{
		$$ = build_type(@1, $1, build_tparams(p, build_first_tparam($3, NULL), @5), $6, $7);
	}
|	NAME '[' expr ',' tparam_list ocomma ']' oassign type
	{
		$$ = build_type(@1, $1, build_tparams(p, build_first_tparam($3, $5), @7), $8, $9);
	}
|	NAME '[' first_tparams ocomma ']' oassign type
	{
		$$ = build_type(@1, $1, build_tparams(p, $3, @5), $6, $7);
	}
;

oassign:
	%empty				{ $$ = false; }
|	'='				{ $$ = true; }
;

first_tparams:
	first_tparam			{ $$ = list_of($1); }
|	first_tparams ',' tparam	{ $$ = list_add($1, $3); }
;

names:
	NAME				{ $$ = list_of(build_ident(@1, $1)); }
|	names ',' NAME			{ $$ = list_add($1, build_ident(@3, $3)); }
;

// --- functions -----------------------------------------------------------------------------------

func_decl:
	func_head
|	func_head brace stmts '}'
	{
		cover_block(p, @2, @4, $3);
		build_body($1->func, $3, @4);
	}
|	func_head SKIPPED_BODY		{ build_skipped_body(p, $1->func, @2); }
;

func_head:
	FUNC NAME otparams signature	{ $$ = build_func(p, @2, $2, @3, $3, $4); }
|	FUNC '(' params ')' NAME otparams signature
	{
		$$ = build_receiver(p, build_func(p, @5, $5, @6, $6, $7), $3, @4);
	}
;

otparams:
	%empty				{ $$ = NULL; }
|	'[' tparam_list ocomma ']'	{ $$ = build_tparams(p, $2, @4); }
;

tparam_list:
	tparam				{ $$ = list_of($1); }
|	tparam_list ',' tparam		{ $$ = list_add($1, $3); }
;

tparam:
	NAME				{ $$ = build_field(@1, $1, NULL); }
|	NAME constraint			{ $$ = build_field(@1, $1, $2); }
;

constraint:
	term
|	constraint '|' term		{ $$ = build_union(@2, $1, $3); }
;

term:
	type
|	'~' type			{ $$ = build_unary(OTILDE, @1, $2); }
;

// Of the first type parameter of a type: what begins with * or ( was taken for an expression.
first_tparam:
	NAME first_constraint		{ $$ = build_field(@1, $1, $2); }
;

first_constraint:
	first_term
|	first_constraint '|' term	{ $$ = build_union(@2, $1, $3); }
;

first_term:
	typename
|	bracket_type
|	plain_type
|	func_type
|	recv_chan
|	'~' type			{ $$ = build_unary(OTILDE, @1, $2); }
;

signature:
	'(' params ')' result
	{
		$$ = build_signature(@1, build_params(p, $2, true, @3), $4);
	}
;

result:
	%empty %prec SHORTER		{ $$ = NULL; }
|	bare_result			{ $$ = list_of(build_field(@1, NULL, $1)); }
|	'(' params ')'			{ $$ = build_params(p, $2, false, @3); }
;

params:
	%empty				{ $$ = NEW(Vec); }
|	param_list ocomma
;

param_list:
	param				{ $$ = list_of($1); }
|	param_list ',' param		{ $$ = list_add($1, $3); }
;

// A lone name may turn out to be a type: build_params() decides when it has seen them all.
param:
	NAME				{ $$ = build_field(@1, $1, NULL); }
|	NAME unbracketed_type		{ $$ = build_field(@1, $1, $2); }
|	NAME '.' NAME otargs
	{
		Node *name = build_selector(@2, build_ident(@1, $1), @3, $3);
		$$ = build_field(@1, NULL, build_instance(@2, name, $4));
	}
|	NAME '[' ']' type		{ $$ = build_field(@1, $1, build_array(@2, NULL, $4)); }
|	NAME '[' DDD ']' type
	{
		$$ = build_field(@1, $1, build_array(@2, node_new(OELLIPSIS, @3), $5));
	}
|	NAME '[' exprs ']' type		{ $$ = build_field(@1, $1, build_array_of(p, @2, $3, $5)); }
|	NAME '[' exprs ']'
	{
		$$ = build_field(@1, NULL, build_instance(@2, build_ident(@1, $1), $3));
	}
|	NAME '[' exprs ',' ']'
	{
		$$ = build_field(@1, NULL, build_instance(@2, build_ident(@1, $1), $3));
	}
|	unnamed_type			{ $$ = build_field(@1, NULL, $1); }
|	NAME DDD type			{ $$ = build_dots(@1, $1, @2, $3); }
|	DDD type			{ $$ = build_dots(@1, NULL, @1, $2); }
;

// --- types ---------------------------------------------------------------------------------------

type:
	typename
|	star_type
|	paren_type
|	bracket_type
|	plain_type
|	func_type
|	recv_chan
;

unbracketed_type:
	typename
|	star_type
|	paren_type
|	plain_type
|	func_type
|	recv_chan
;

unnamed_type:
	star_type
|	paren_type
|	bracket_type
|	plain_type
|	func_type
|	recv_chan
;

bare_result:
	typename
|	star_type
|	bracket_type
|	plain_type
|	func_type
|	recv_chan
;

chan_elem:
	typename
|	star_type
|	paren_type
|	bracket_type
|	plain_type
|	func_type
;

typename:
	qualified %prec SHORTER
|	qualified '[' exprs ocomma ']'	{ $$ = build_instance(@2, $1, $3); }
;

qualified:
	NAME %prec SHORTER		{ $$ = build_ident(@1, $1); }
|	NAME '.' NAME			{ $$ = build_selector(@2, build_ident(@1, $1), @3, $3); }
;

otargs:
	%empty				{ $$ = NULL; }
|	'[' exprs ocomma ']'		{ $$ = $2; }
;

star_type:
	'*' type			{ $$ = build_unary(OSTARX, @1, $2); }
;

paren_type:
	'(' type ')'			{ $$ = $2; }
;

bracket_type:
	'[' ']' type			{ $$ = build_array(@1, NULL, $3); }
|	'[' DDD ']' type		{ $$ = build_array(@1, node_new(OELLIPSIS, @2), $4); }
|	'[' expr ']' type		{ $$ = build_array(@1, $2, $4); }
;

plain_type:
	MAP '[' type ']' type		{ $$ = build_binary(OTMAP, @1, $3, $5); }
|	CHAN chan_elem			{ $$ = build_chan(@1, CHAN_BOTH, $2); }
|	CHAN "<-" type			{ $$ = build_chan(@1, CHAN_SEND, $3); }
|	STRUCT '{' fields '}'		{ $$ = build_listed(OTSTRUCT, @1, $3); }
|	INTERFACE '{' elems '}'		{ $$ = build_listed(OTINTER, @1, $3); }
;

recv_chan:
	"<-" CHAN type			{ $$ = build_chan(@1, CHAN_RECV, $3); }
;

func_type:
	FUNC signature			{ $$ = $2; }
|	FUNC '[' tparam_list ocomma ']' signature
	{
		parse_error_at(p, @2, "syntax error: function type must have no type parameters");
		$$ = $6;
	}
;

fields:
	%empty				{ $$ = NULL; }
|	field_list osemi
;

field_list:
	field
|	field_list ';' field		{ vec_append($1, $3); $$ = $1; }
;

field:
	NAME tag			{ $$ = build_embedded(@1, build_ident(@1, $1), $2); }
|	NAME '.' NAME otargs tag
	{
		Node *name = build_selector(@2, build_ident(@1, $1), @3, $3);
		$$ = build_embedded(@1, build_instance(@2, name, $4), $5);
	}
|	NAME '[' exprs ']' tag
	{
		$$ = build_embedded(@1, build_instance(@2, build_ident(@1, $1), $3), $5);
	}
|	NAME '[' exprs ',' ']' tag
	{
		$$ = build_embedded(@1, build_instance(@2, build_ident(@1, $1), $3), $6);
	}
|	NAME '[' exprs ']' type tag
	{
		$$ = build_fields(list_of(build_ident(@1, $1)), build_array_of(p, @2, $3, $5), $6);
	}
|	NAME '[' ']' type tag
	{
		$$ = build_fields(list_of(build_ident(@1, $1)), build_array(@2, NULL, $4), $5);
	}
|	NAME unbracketed_type tag
	{
		$$ = build_fields(list_of(build_ident(@1, $1)), $2, $3);
	}
|	NAME ',' names type tag
	{
		vec_insert($3, 0, build_ident(@1, $1));
		$$ = build_fields($3, $4, $5);
	}
|	'*' typename tag
	{
		$$ = build_embedded(@1, build_unary(OSTARX, @1, $2), $3);
	}
|	'*' '(' typename ')' tag
	{
		parse_error_at(p, @2, "syntax error: cannot parenthesize embedded type");
		$$ = build_embedded(@1, build_unary(OSTARX, @1, $3), $5);
	}
|	'(' type ')' tag
	{
		parse_error_at(p, @1, "syntax error: cannot parenthesize embedded type");
		$$ = build_embedded(@1, $2, $4);
	}
;

tag:
	%empty				{ $$ = NULL; }
|	LITERAL				{ $$ = build_tag(p, $1); }
;

elems:
	%empty				{ $$ = NULL; }
|	elem_list osemi
;

elem_list:
	elem				{ $$ = list_of($1); }
|	elem_list ';' elem		{ $$ = list_add($1, $3); }
;

elem:
	NAME signature			{ $$ = build_field(@1, $1, $2); }
|	constraint			{ $$ = build_field(@1, NULL, $1); }
;

// --- expressions ---------------------------------------------------------------------------------

expr:
	unary
|	expr "||" expr			{ $$ = build_binary(OOROR, @2, $1, $3); }
|	expr "&&" expr			{ $$ = build_binary(OANDAND, @2, $1, $3); }
|	expr COMPARE expr		{ $$ = build_binary($2, @2, $1, $3); }
|	expr '+' expr			{ $$ = build_binary(OADD, @2, $1, $3); }
|	expr '-' expr			{ $$ = build_binary(OSUB, @2, $1, $3); }
|	expr '|' expr			{ $$ = build_binary(OOR, @2, $1, $3); }
|	expr '^' expr			{ $$ = build_binary(OXOR, @2, $1, $3); }
|	expr '*' expr			{ $$ = build_binary(OMUL, @2, $1, $3); }
|	expr '&' expr			{ $$ = build_binary(OAND, @2, $1, $3); }
|	expr MULOP expr			{ $$ = build_binary($2, @2, $1, $3); }
;

unary:
	operand
|	'*' unary			{ $$ = build_unary(OSTARX, @1, $2); }
|	'&' unary			{ $$ = build_address(@1, $2); }
|	'+' unary			{ $$ = build_unary(OPLUS, @1, $2); }
|	'-' unary			{ $$ = build_unary(ONEG, @1, $2); }
|	'!' unary			{ $$ = build_unary(ONOT, @1, $2); }
|	'^' unary			{ $$ = build_unary(OBITNOT, @1, $2); }
|	'~' unary			{ $$ = build_unary(OTILDE, @1, $2); }
|	"<-" unary			{ $$ = build_receive(p, @1, $2); }
;

operand:
	LITERAL
|	NAME %prec SHORTER		{ $$ = build_ident(@1, $1); }
|	'(' expr ')'			{ $$ = build_unary(OPAREN, @1, $2); }
|	bracket_type %prec SHORTER
|	plain_type %prec SHORTER
|	func_type %prec SHORTER
|	func_lit
|	operand '.' NAME		{ $$ = build_selector(@2, $1, @3, $3); }
|	operand '.' '(' type ')'	{ $$ = build_binary(ODOTTYPE, @2, $1, $4); }
|	operand '.' '(' TYPE ')'	{ $$ = build_unary(OTYPESWGUARD, @2, $1); }
|	operand '[' exprs ocomma ']'	{ $$ = build_index(@2, $1, $3); }
|	operand '[' oexpr ':' oexpr ']'	{ $$ = build_slice(@2, $1, $3, $5); }
|	operand '[' oexpr ':' oexpr ':' oexpr ']'
	{
		$$ = build_slice3(p, build_slice(@2, $1, $3, $5), @6, $7, @8);
	}
|	operand '(' args ')'		{ $$ = build_call(@2, $1, $3, false); }
|	operand '(' exprs DDD ocomma ')'	{ $$ = build_call(@2, $1, $3, true); }
|	literal_open values '}'		{ $$ = build_elements($1, $2, @3); }
;

// A brace after what cannot be a type belongs to nothing: the statement is given up at once.
literal_open:
	operand '{'
	{
		$$ = build_literal(p, @2, $1);
		if ($$->op == OBAD)
			YYERROR;
	}
|	bracket_type resumed_body	{ $$ = build_literal(p, @2, $1); }
|	plain_type resumed_body		{ $$ = build_literal(p, @2, $1); }
;

resumed_body:
	LBODY				{ level_resume_header(p); }
;

func_lit:
	func_type func_brace stmts '}'
	{
		cover_literal(p, @2);
		cover_block(p, @2, @4, $3);
		$$ = build_func_lit(@1, $1, $3, @4);
	}
;

func_brace:
	'{'				{ level_block(p); }
|	resumed_body			{ level_block(p); }
;

oexpr:
	%empty				{ $$ = NULL; }
|	expr
;

exprs:
	expr				{ $$ = list_of($1); }
|	exprs ',' expr			{ $$ = list_add($1, $3); }
;

args:
	%empty				{ $$ = NULL; }
|	exprs ocomma
;

values:
	%empty				{ $$ = NULL; }
|	value_list ocomma
;

value_list:
	keyed				{ $$ = list_of($1); }
|	value_list ',' keyed		{ $$ = list_add($1, $3); }
;

keyed:
	value
|	value ':' value			{ $$ = build_binary(OKEYVAL, @2, $1, $3); }
;

value:
	expr
|	'{' values '}'			{ $$ = build_elements(node_new(OCOMPLIT, @1), $2, @3); }
;

// --- statements ----------------------------------------------------------------------------------

stmts:
	stmt
	{
		cover_stmt(p, $1, @1, LOOKED_AHEAD);
		$$ = build_stmts(NEW(Vec), $1);
	}
|	stmts ';' stmt
	{
		cover_stmt(p, $3, @3, LOOKED_AHEAD);
		$$ = build_stmts($1, $3);
	}
;

block:
	brace stmts '}'
	{
		$$ = $2;
		p->block_close = @3;
	}
;

brace:
	'{'				{ level_block(p); }
;

body_brace:
	LBODY				{ level_block(p); }
;

stmt:
	%empty %prec SHORTER		{ $$ = NULL; }
|	simple
|	decl				{ $$ = build_decl_stmt($1); }
|	block
	{
		cover_block(p, @1, p->block_close, $1);
		$$ = build_listed(OBLOCK, @1, $1);
	}
|	NAME ':' stmt
	{
		bool lacking = !$3 && yychar != ';' && yychar != '}';
		if (lacking)
			parse_error_at(p, @2, "syntax error: missing statement after label");
		$$ = lacking ? NULL : build_label(@1, $1, $3);
	}
|	if_stmt
|	for_open stmts '}'
	{
		cover_block(p, $1->orig->pos, @3, $2);
		$$ = build_for_body($1, $2);
	}
|	SWITCH header LBODY case_clauses '}'
	{
		p->clauses_open = @3;
		$$ = build_switch(p, @1, $2, $4);
	}
|	SELECT '{' comm_clauses '}'
	{
		p->clauses_open = @2;
		$$ = build_listed(OSELECT, @1, $3);
	}
|	RETURN				{ $$ = node_new(ORETURN, @1); }
|	RETURN exprs			{ $$ = build_listed(ORETURN, @1, $2); }
|	BREAK				{ $$ = node_new(OBREAK, @1); }
|	BREAK NAME			{ $$ = build_jump(OBREAK, @1, @2, $2); }
|	CONTINUE			{ $$ = node_new(OCONTINUE, @1); }
|	CONTINUE NAME			{ $$ = build_jump(OCONTINUE, @1, @2, $2); }
|	GOTO NAME			{ $$ = build_jump(OGOTO, @1, @2, $2); }
|	FALLTHROUGH			{ $$ = node_new(OFALL, @1); }
|	GO operand			{ $$ = build_go(p, OGO, @1, $2); }
|	DEFER operand			{ $$ = build_go(p, ODEFER, @1, $2); }
|	error
	{
		$$ = NULL;
		RECOVER(skip_statement);
	}
;

simple:
	expr				{ $$ = build_expr_stmt($1); }
|	expr "<-" expr			{ $$ = build_binary(OSEND, @2, $1, $3); }
|	expr ASSIGN_OP expr		{ $$ = build_assign_op($2, @2, $1, $3); }
|	expr INC_DEC			{ $$ = build_inc_dec($2, @2, $1); }
|	exprs '=' exprs			{ $$ = build_assign(OAS2, @2, $1, $3); }
|	exprs DEFINE exprs		{ $$ = build_assign(ODEFINE, @2, $1, $3); }
;

osimple:
	%empty				{ $$ = NULL; }
|	simple
;

// What stands between the keyword and the body: see build_header().
header:
	osimple
	{
		$$ = build_header($1);
		p->header_parts = 1;
	}
|	osimple header_semi osimple
	{
		$$ = build_header2(@2, $2, $1, $3);
		p->header_parts = 2;
	}
;

header_semi:
	';'				{ $$ = p->semi; }
;

for_header:
	header
|	osimple header_semi osimple ';' osimple
	{
		$$ = build_header3(p, build_header2(@2, $2, $1, $3), $5);
		p->header_parts = 3;
	}
|	range_clause			{ p->header_parts = 3; }
;

range_clause:
	RANGE expr			{ $$ = build_range(@1, NULL, false, $2); }
|	exprs '=' RANGE expr		{ $$ = build_range(@3, $1, false, $4); }
|	exprs DEFINE RANGE expr		{ $$ = build_range(@3, $1, true, $4); }
;

for_open:
	FOR for_header body_brace	{ $$ = build_for(p, @1, $2, @3); }
;

if_open:
	IF header body_brace		{ $$ = build_if(p, @1, $2, @3); }
;

if_stmt:
	if_open stmts '}' else_part
	{
		cover_block(p, $1->orig->pos, @3, $2);
		$$ = build_branches($1, $2, @4, $4);
	}
;

else_part:
	%empty				{ $$ = NULL; }
|	ELSE if_stmt
	{
		$$ = list_of($2);
		cover_else_if(p, @1, $$, @2, LOOKED_AHEAD);
		@$ = @2;
	}
|	ELSE block
	{
		cover_else(p, @1, $2);
		$$ = $2;
		@$ = @2;
	}
|	ELSE error
	{
		$$ = NULL;
		RECOVER(skip_statement);
	}
;

case_clauses:
	%empty				{ $$ = NEW(Vec); }
|	case_clauses case_clause	{ $$ = list_add($1, $2); }
|	case_clauses spoilt stmts
;

// The statement that ends badly has been taken for the last of its clause: more may follow.
spoilt:
	error
	{
		level_block(p);
		RECOVER(skip_statement);
	}
;

case_clause:
	case_word exprs colon stmts
	{
		cover_clause(p, @3, $4, LOOKED_AHEAD);
		$$ = build_case(@1, $2, $4);
	}
|	default_word colon stmts
	{
		cover_clause(p, @2, $3, LOOKED_AHEAD);
		$$ = build_default(@1, $3);
	}
;

case_word:
	CASE				{ check_clause(p, @1, "case"); }
;

default_word:
	DEFAULT				{ check_clause(p, @1, "default"); }
;

comm_clauses:
	%empty				{ $$ = NEW(Vec); }
|	comm_clauses comm_clause	{ $$ = list_add($1, $2); }
|	comm_clauses spoilt stmts
;

comm_clause:
	case_word simple colon stmts
	{
		cover_clause(p, @3, $4, LOOKED_AHEAD);
		$$ = build_comm(@1, $2, $4);
	}
|	default_word colon stmts
	{
		cover_clause(p, @2, $3, LOOKED_AHEAD);
		$$ = build_default(@1, $3);
	}
;

// From here on the braces around the clauses enclose statements.
colon:
	':'				{ level_block(p); }
;

%%

// --- reporting -----------------------------------------------------------------------------------
//
// What was found is easy to say.  What was expected Go's parser knows from the function it is in;
// here the stack tells: its topmost symbol is what has just been completed or begun, the symbols
// below are what surrounds it, and the automaton lists the tokens that could follow.

void parse_error_at(Parser *p, Pos pos, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	const char *text = arena_vprintf(fmt, args);
	va_end(args);
	p->errors++;
	error_at(pos, "%s", text);
}

// Bison's own complaint: its stack is full.
static void lang_error(const Pos *pos, Parser *p, const char *message)
{
	(void)message;
	parse_error_at(p, *pos, "syntax error: nesting too deep");
}

static yysymbol_kind_t kind_of(int token)
{
	return YYTRANSLATE(token);
}

static const char *found(const Parser *p, yysymbol_kind_t token)
{
	const char *text = lexer_text(p);
	if (token == YYSYMBOL_YYEOF)
		return "EOF";
	if (token == YYSYMBOL_NAME)
		return arena_printf("name %s", text);
	if (token == YYSYMBOL_LITERAL)
		return arena_printf("literal %s", text);
	if (token >= YYSYMBOL_PACKAGE && token <= YYSYMBOL_DEFER)
		return arena_printf("keyword %s", text);
	if (token == kind_of(';'))
		return p->semi;
	return token == kind_of(',') ? "comma" : text;
}

typedef struct {
	const yypcontext_t *context;
	bool can[YYNTOKENS];   // could follow
	int depth;             // symbols on the stack that may be looked at
} Place;

static bool is_optional_end(yysymbol_kind_t s)
{
	return s == YYSYMBOL_ocomma || s == YYSYMBOL_osemi;
}

// An optional comma or semicolon that is not there has no place on the stack.
static Place place_of(const yypcontext_t *context)
{
	static yypcontext_t shorter;
	Place at = {.context = context};
	yysymbol_kind_t tokens[YYNTOKENS];
	int n = yypcontext_expected_tokens(context, tokens, YYNTOKENS);
	for (int i = 0; i < n; i++)
		at.can[tokens[i]] = true;
	if (is_optional_end(YY_ACCESSING_SYMBOL(*context->yyssp))) {
		shorter = *context;
		shorter.yyssp--;
		at.context = &shorter;
	}
	while (at.context->yyssp[-at.depth] != 0)
		at.depth++;
	return at;
}

// The symbol n below the top of the stack; the empty one below the bottom.
static yysymbol_kind_t symbol(const Place *at, int n)
{
	return n < at->depth ? YY_ACCESSING_SYMBOL(at->context->yyssp[-n]) : YYSYMBOL_YYEMPTY;
}

static bool can_follow(const Place *at, int token)
{
	return at->can[kind_of(token)];
}

static const char *keyword_of_header(const Place *at)
{
	for (int i = 0; i < at->depth; i++) {
		switch (symbol(at, i)) {
		case YYSYMBOL_IF: return "if";
		case YYSYMBOL_FOR: return "for";
		case YYSYMBOL_SWITCH: return "switch";
		default: break;
		}
	}
	return NULL;
}

// Has the last token begun something, so that an element should follow?
static bool begins_element(const Parser *p)
{
	switch (p->previous) {
	case '(': case '[': case '{': case TOK_LBODY: case ',': case ';': case ':':
	case TOK_IF: case TOK_FOR: case TOK_SWITCH:
		return true;
	default:
		return false;
	}
}

// The grammar does not ask for a ';' between a statement and the case after it.
static void check_clause(Parser *p, Pos pos, const char *word)
{
	if (!begins_element(p))
		parse_error_at(p, pos, "syntax error: unexpected keyword %s at end of statement",
			       word);
}

// Between the keyword and the body of if, for, switch.
static const char *in_header(const Place *at, const Parser *p, yysymbol_kind_t token)
{
	const char *keyword = keyword_of_header(at);
	if (begins_element(p) && token == YYSYMBOL_VAR)
		return arena_printf("var declaration not allowed in %s initializer", keyword);
	if (begins_element(p))
		return ", expected expression";
	if (p->header_parts == 1)
		return ", expected {";
	if (*keyword == 's')
		return "missing { after switch clause";
	if (*keyword == 'f' && p->header_parts == 2)
		return ", expected semicolon or newline";
	return arena_printf(", expected { after %s clause", keyword);
}

// In brackets after an operand: an index or a slice.  Go asks for the closing bracket alone once it
// has seen a comma or a colon.
static const char *in_brackets(const Place *at, const Parser *p, int bracket, yysymbol_kind_t token)
{
	if (p->previous == '[' && token == kind_of(']'))
		return ", expected operand";
	if (begins_element(p) && p->previous != ',')
		return ", expected expression";
	for (int i = 0; i < bracket; i++)
		if (symbol(at, i) == kind_of(':') || symbol(at, i) == kind_of(','))
			return ", expected ]";
	return symbol(at, bracket + 1) == YYSYMBOL_operand && p->previous != ',' ?
		       ", expected comma, : or ]" : ", expected ]";
}

static const char *in_arguments(const Parser *p)
{
	return begins_element(p) ? ", expected expression" :
				   " in argument list; possibly missing comma or )";
}

static const char *in_values(const Parser *p)
{
	return begins_element(p) ? ", expected expression" :
				   " in composite literal; possibly missing comma or }";
}

static const char *in_fields(const Parser *p)
{
	return begins_element(p) ? ", expected field name or embedded type" :
				   " in struct type; possibly missing semicolon or newline or }";
}

static const char *in_elems(const Parser *p)
{
	return begins_element(p) ? ", expected ~ term or type" :
				   " in interface type; possibly missing semicolon or newline or }";
}

static const char *in_group(const Parser *p)
{
	return begins_element(p) ? ", expected name" :
		" in grouped declaration; possibly missing semicolon or newline or )";
}

static const char *in_params(const Place *at, const Parser *p)
{
	char close = ')';
	for (int i = 0; i < at->depth && symbol(at, i) != kind_of('('); i++)
		if (symbol(at, i) == kind_of('['))
			close = ']';
	const char *fmt = begins_element(p) ? ", expected %c" :
					      " in parameter list; possibly missing comma or %c";
	return arena_printf(fmt, close);
}

// An expression or a list of them is complete: what may follow depends on what it stands in.
static const char *after_expression(const Place *at, const Parser *p, yysymbol_kind_t token)
{
	if (begins_element(p) && symbol(at, 0) != YYSYMBOL_args && symbol(at, 0) != YYSYMBOL_oexpr)
		return ", expected expression";
	if (can_follow(at, TOK_DEFINE) && !can_follow(at, ';') && !can_follow(at, TOK_LBODY))
		return ", expected := or = or comma";
	for (int i = 0; i < at->depth; i++) {
		yysymbol_kind_t s = symbol(at, i);
		if (s == kind_of('('))
			return symbol(at, i + 1) == YYSYMBOL_operand ? in_arguments(p) :
								       ", expected )";
		if (s == kind_of('['))
			return in_brackets(at, p, i, token);
		if (s == kind_of('{') || s == YYSYMBOL_resumed_body)
			return in_values(p);
		if (s == YYSYMBOL_case_word)
			return ", expected :";
		if (s == YYSYMBOL_IF || s == YYSYMBOL_FOR || s == YYSYMBOL_SWITCH)
			return in_header(at, p, token);
		if (s == YYSYMBOL_brace || s == YYSYMBOL_body_brace || s == YYSYMBOL_colon)
			return " at end of statement";
	}
	return " after top level declaration";
}

static bool in_case(const Place *at)
{
	for (int i = 0; i < at->depth; i++) {
		yysymbol_kind_t s = symbol(at, i);
		if (s == YYSYMBOL_colon || s == YYSYMBOL_brace || s == YYSYMBOL_body_brace)
			return s == YYSYMBOL_colon;
	}
	return false;
}

static const char *in_statements(const Place *at, const Parser *p)
{
	if (!begins_element(p))
		return " at end of statement";
	return in_case(at) ? ", expected case or default or }" : ", expected }";
}

static bool lacks_body(const Parser *p)
{
	const Vec *decls = &p->file->decls;
	Node *last = decls->len > 0 ? decls->at[decls->len - 1] : NULL;
	return last && last->op == OFUNCDECL && !last->func->has_body;
}

// A type is complete and the grammar wants its bracket closed.
static const char *after_type(const Place *at, const Parser *p)
{
	for (int i = 1; i < at->depth; i++) {
		yysymbol_kind_t s = symbol(at, i);
		if (s == YYSYMBOL_param_list || s == YYSYMBOL_params)
			return in_params(at, p);
		if (s == kind_of('('))
			return ", expected )";
		if (s == kind_of('['))
			return ", expected ]";
		if (s == kind_of('{'))
			break;
	}
	return NULL;
}

// By what has just been completed or begun; NULL: see missing().
static const char *after_top(const Place *at, const Parser *p, yysymbol_kind_t token)
{
	switch (symbol(at, 0)) {
	case YYSYMBOL_stmts: case YYSYMBOL_stmt:
		return in_statements(at, p);
	case YYSYMBOL_top_decl: case YYSYMBOL_import_decl: case YYSYMBOL_func_head:
		return " after top level declaration";
	case YYSYMBOL_const_specs: case YYSYMBOL_var_specs: case YYSYMBOL_type_specs:
	case YYSYMBOL_import_specs:
		return in_group(p);
	case YYSYMBOL_exprs: case YYSYMBOL_expr: case YYSYMBOL_operand: case YYSYMBOL_unary:
	case YYSYMBOL_args: case YYSYMBOL_oexpr:
		return after_expression(at, p, token);
	case YYSYMBOL_value_list: case YYSYMBOL_value: case YYSYMBOL_keyed: case YYSYMBOL_values:
		return in_values(p);
	case YYSYMBOL_param_list: case YYSYMBOL_param: case YYSYMBOL_params:
	case YYSYMBOL_tparam_list: case YYSYMBOL_first_tparams:
		return in_params(at, p);
	case YYSYMBOL_field_list: case YYSYMBOL_field: case YYSYMBOL_fields:
		return in_fields(p);
	case YYSYMBOL_elem_list: case YYSYMBOL_elem: case YYSYMBOL_elems:
		return in_elems(p);
	case YYSYMBOL_header: case YYSYMBOL_for_header: case YYSYMBOL_osimple: case YYSYMBOL_simple:
		return keyword_of_header(at) ? in_header(at, p, token) : NULL;
	case YYSYMBOL_type:
		return after_type(at, p);
	case YYSYMBOL_case_clauses: case YYSYMBOL_comm_clauses: case YYSYMBOL_LBODY:
		return begins_element(p) ? ", expected case or default or }"
		                         : " at end of statement";
	case YYSYMBOL_SELECT:
		return "missing { after select clause";
	case YYSYMBOL_DDD:
		return can_follow(at, TOK_MAP) ? "... is missing type" : NULL;
	case YYSYMBOL_CHAN:
		return "missing channel element type";
	case YYSYMBOL_ELSE:
		return "else must be followed by if or statement block";
	case YYSYMBOL_IMPORT:
		return "missing import path";
	case YYSYMBOL_top_decls:
		return token == kind_of('{') && lacks_body(p) ?
			       "unexpected semicolon or newline before {" :
			       "non-declaration statement outside function body";
	default:
		return NULL;
	}
}

// By the tokens that could follow: the kind of thing that is missing.
static const char *missing(const Place *at)
{
	bool name = can_follow(at, TOK_NAME);
	if (can_follow(at, TOK_RETURN))
		return in_case(at) ? ", expected case or default or }" : ", expected }";
	if (can_follow(at, TOK_LITERAL))
		return can_follow(at, TOK_FUNC) ? ", expected expression" : "missing import path";
	if (can_follow(at, TOK_MAP) && can_follow(at, '=') && symbol(at, 0) == YYSYMBOL_NAME)
		return " in type declaration";
	if (can_follow(at, TOK_MAP) && !can_follow(at, ';'))
		return ", expected type";
	if (name && (symbol(at, 0) == YYSYMBOL_FUNC || symbol(at, 0) == kind_of('.')))
		return can_follow(at, '(') ? ", expected name or (" : ", expected name";
	if (name && symbol(at, 0) == kind_of('['))
		return ", expected ]";
	if (name)
		return ", expected name";
	static const struct {
		int token;
		const char *text;
	} single[] = {
		{'(', ", expected ("}, {TOK_LBODY, ", expected {"}, {'{', ", expected {"},
		{')', ", expected )"}, {']', ", expected ]"}, {'[', ", expected ["},
		{'}', ", expected }"}, {':', ", expected :"},
		{TOK_CHAN, ", expected keyword chan"}, {';', ", expected semicolon or newline"},
	};
	for (size_t i = 0; i < sizeof single / sizeof *single; i++)
		if (can_follow(at, single[i].token))
			return single[i].text;
	return "";
}

static int yyreport_syntax_error(const yypcontext_t *context, Parser *p)
{
	yysymbol_kind_t token = yypcontext_token(context);
	Pos pos = *yypcontext_location(context);
	if (token == YYSYMBOL_YYEOF && p->errors > 0)
		return 0;   // a consequence of the errors before
	Place at = place_of(context);
	if (at.depth == 0) {
		parse_error_at(p, pos, "syntax error: package statement must be first");
		return 0;
	}
	const char *what = after_top(&at, p, token);
	if (!what)
		what = missing(&at);
	if (*what == ',' || *what == ' ' || *what == '\0')
		parse_error_at(p, pos, "syntax error: unexpected %s%s", found(p, token), what);
	else
		parse_error_at(p, pos, "syntax error: %s", what);
	return 0;
}

// --- recovery ------------------------------------------------------------------------------------

static bool same_place(Pos a, Pos b)
{
	return a.line == b.line && a.col == b.col;
}

// The token at which parsing stumbled is the first to look at; if the last recovery chose it
// already, it must go, or nothing would ever move.
static int first_token(Parser *p, int token, LANG_STYPE *value, Pos *pos)
{
	if (token == TOK_LANG_EMPTY || (token != TOK_END && same_place(*pos, p->skipped_to)))
		return lang_lex(value, pos, p);
	return token;
}

// Is it a keyword that can only begin a statement?
static bool starts_statement(int token)
{
	switch (token) {
	case TOK_BREAK: case TOK_CONST: case TOK_CONTINUE: case TOK_DEFER: case TOK_FALLTHROUGH:
	case TOK_FOR: case TOK_GO: case TOK_GOTO: case TOK_IF: case TOK_RETURN: case TOK_SELECT:
	case TOK_SWITCH: case TOK_TYPE: case TOK_VAR:
		return true;
	default:
		return false;
	}
}

static bool at_statement_end(const Parser *p, int token)
{
	switch (token) {
	case TOK_END: return true;
	case '}': return p->closed_block;
	case ';': case TOK_CASE: case TOK_DEFAULT: return p->levels[p->depth].block;
	default: return false;
	}
}

// A func at the margin is a declaration: if it turns up inside another function, a brace is missing
// there, and nothing sensible can be said about the rest.
static bool at_declaration(const Parser *p, int token, Pos pos)
{
	return (token == TOK_FUNC && pos.col == 1) ||
	       (token == TOK_NAME && p->previous == TOK_FUNC && p->previous_at_margin);
}

// On to the ';' that ends the statement or the '}' that ends the block.  Within ( and [ that are
// not closed a statement's keyword ends it: it becomes the token after a ';' made up.
static int skip_statement(Parser *p, int token, LANG_STYPE *value, Pos *pos)
{
	if (at_declaration(p, token, *pos))
		return TOK_END;
	token = first_token(p, token, value, pos);
	while (!at_statement_end(p, token)) {
		token = lang_lex(value, pos, p);
		if (at_declaration(p, token, *pos))
			return TOK_END;
		bool clause = token == TOK_CASE || token == TOK_DEFAULT;
		if ((starts_statement(token) || clause) && level_unclosed(p)) {
			p->pending = token;
			p->pending_pos = *pos;
			p->last = token = ';';
		}
	}
	level_end_header(p);
	p->skipped_to = *pos;
	return token;
}

static bool starts_declaration(int token)
{
	return token == TOK_IMPORT || token == TOK_CONST || token == TOK_TYPE || token == TOK_VAR ||
	       token == TOK_FUNC;
}

// On to the next declaration: one outside all brackets, or at the margin whatever is still open.
static int skip_declaration(Parser *p, int token, LANG_STYPE *value, Pos *pos)
{
	token = first_token(p, token, value, pos);
	while (token != TOK_END && !(starts_declaration(token) && (p->depth == 0 || pos->col == 1)))
		token = lang_lex(value, pos, p);
	level_forget(p);
	p->skipped_to = *pos;
	return token;
}

// --- entry ---------------------------------------------------------------------------------------

static File *parse(const char *path, uint32_t base, const char *text, size_t n, Parser p)
{
	p.file = NEW(File);
	p.file->path = path;
	p.file->base = base;
	lexer_open(&p, literal_clean(&p, text, n), n, (Pos){base, 1, 1});
	lang_parse(&p);
	lexer_close(&p);
	p.file->errors = p.errors;
	if (p.cover)
		cover_declare(&p);
	return p.file;
}

File *parse_file(const char *path, uint32_t base, const char *text, size_t n)
{
	return parse(path, base, text, n, (Parser){0});
}

File *parse_covered(const char *path, uint32_t base, const char *text, size_t n, const Cover *cover)
{
	return parse(path, base, text, n, (Parser){.cover = cover});
}

File *parse_outline(const char *path, uint32_t base, const char *text, size_t n)
{
	return parse(path, base, text, n, (Parser){.outline = true});
}

File *parse_imports(const char *path, uint32_t base, const char *text, size_t n)
{
	return parse(path, base, text, n, (Parser){.imports_only = true});
}

void parse_body(Func *f)
{
	SkippedBody *s = f->skipped;
	Parser p = {.file = s->file, .body_of = f, .pending = TOK_INSIDE, .pending_pos = s->pos};
	f->skipped = NULL;
	lexer_open(&p, s->text, s->size, s->pos);
	lang_parse(&p);
	lexer_close(&p);
}
