// gen_buildinfo.c - what an executable tells of how it was built.
//
// The text is that of the main package (Package.buildinfo).  It goes into section .go.buildinfo in
// the form that Go's tools read from files (package debug/buildinfo):
//
//	14 bytes   "\xff Go buildinf:"
//	 1 byte    size of a pointer
//	 1 byte    2: strings follow here
//	16 bytes   0
//	string     release of Go
//	string     the text, between two marks of 16 bytes
//
// where a string is its length in seven bits a byte, the lowest first, and its bytes.  The program
// itself finds the text by the symbol go_buildinfo (runtime/debugvars.c), and the root of Go's
// library, where it knows that, by go_root.

#include <string.h>

#include "gen_types.h"

static const char mark_start[] = "\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6";
static const char mark_end[] = "\xf9\x32\x43\x31\x86\x18\x20\x72\x00\x82\x42\x10\x41\x16\xd8\xf2";
enum { MARK = 16 };

static void put_length(Buf *b, size_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_putc(b, (char)(n | 0x80));
	buf_putc(b, (char)n);
}

// *text_at: where the text begins.
static Buf contents(const char *text, int *text_at)
{
	static const char zeros[16], release[] = "go1.26"; // runtime.Version()
	Buf b = {0};
	buf_puts(&b, "\xff Go buildinf:");
	buf_putc(&b, sizeof(void *));
	buf_putc(&b, 2);
	buf_write(&b, zeros, sizeof zeros);
	put_length(&b, sizeof release - 1);
	buf_puts(&b, release);
	put_length(&b, strlen(text) + 2 * (size_t)MARK);
	buf_write(&b, mark_start, MARK);
	*text_at = (int)b.len;
	buf_puts(&b, text);
	buf_write(&b, mark_end, MARK);
	return b;
}

// Nothing need refer to it: llvm.used keeps it through the link.
static void retain(Gen *g, LLVMValueRef v)
{
	LLVMValueRef list = LLVMConstArray2(g->ptr, &v, 1);
	LLVMValueRef used = LLVMAddGlobal(g->mod, LLVMTypeOf(list), "llvm.used");
	LLVMSetInitializer(used, list);
	LLVMSetLinkage(used, LLVMAppendingLinkage);
	LLVMSetSection(used, "llvm.metadata");
}

// The symbol `name`: a string whose bytes are at `start`.
static void symbol_of_string(Gen *g, const char *name, LLVMValueRef start, const char *text)
{
	LLVMValueRef string =
	    gen_struct_const(g, (LLVMValueRef[]){start, gen_int(g, (int64_t)strlen(text))}, 2);
	LLVMValueRef v = LLVMAddGlobal(g->mod, LLVMTypeOf(string), name);
	LLVMSetInitializer(v, string);
	LLVMSetGlobalConstant(v, true);
}

static LLVMValueRef constant_bytes(Gen *g, const char *name, const char *s, size_t n)
{
	LLVMValueRef bytes = LLVMConstStringInContext2(g->ctx, s, n, true);
	LLVMValueRef v = LLVMAddGlobal(g->mod, LLVMTypeOf(bytes), name);
	LLVMSetInitializer(v, bytes);
	LLVMSetGlobalConstant(v, true);
	LLVMSetLinkage(v, LLVMInternalLinkage);
	return v;
}

void gen_buildinfo(Gen *g)
{
	const char *text = g->pkg->buildinfo, *root = g->pkg->goroot;
	if (root)
		symbol_of_string(g, "go_root",
				 constant_bytes(g, "go_root_text", root, strlen(root)), root);
	if (!text)
		return;
	int at;
	Buf b = contents(text, &at);
	LLVMValueRef blob = constant_bytes(g, "go_buildinfo_section", b.s, b.len);
	LLVMSetSection(blob, ".go.buildinfo");
	LLVMSetAlignment(blob, 16);
	retain(g, blob);
	LLVMValueRef i = gen_int(g, at);
	symbol_of_string(g, "go_buildinfo", LLVMConstInBoundsGEP2(g->i8, blob, &i, 1), text);
}
