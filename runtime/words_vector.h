// words_vector.h - the loops of words.c for one size of vector: included once for each, with NAME,
// VECTOR and TARGET defined.  More than SMALL bytes, a multiple of 8.

#define WIDTH sizeof(VECTOR)

// To the next multiple of a vector's size, at least a word.
TARGET static inline size_t NAME(to_next)(const char *p)
{
	return WIDTH - (uintptr_t)p % WIDTH;
}

TARGET static void NAME(copy_up)(char *dst, const char *src, size_t n)
{
	VECTOR first = LOAD(VECTOR, src);
	VECTOR last[4];
	char *begin = dst, *end = dst + n;
	size_t skip = NAME(to_next)(dst);

	for (int i = 0; i < 4; i++)
		last[i] = LOAD(VECTOR, src + n - (size_t)(4 - i) * WIDTH);
	for (dst += skip, src += skip, n -= skip; n > 4 * WIDTH; n -= 4 * WIDTH) {
		VECTOR a = LOAD(VECTOR, src), b = LOAD(VECTOR, src + WIDTH);
		VECTOR c = LOAD(VECTOR, src + 2 * WIDTH), d = LOAD(VECTOR, src + 3 * WIDTH);
		STORE(VECTOR, dst, a);
		STORE(VECTOR, dst + WIDTH, b);
		STORE(VECTOR, dst + 2 * WIDTH, c);
		STORE(VECTOR, dst + 3 * WIDTH, d);
		dst += 4 * WIDTH;
		src += 4 * WIDTH;
	}
	STORE(VECTOR, begin, first);
	for (int i = 0; i < 4; i++)
		STORE(VECTOR, end - (size_t)(4 - i) * WIDTH, last[i]);
}

TARGET static void NAME(copy_down)(char *dst, const char *src, size_t n)
{
	VECTOR first[4], last;
	char *begin = dst, *end = dst + n;

	for (int i = 0; i < 4; i++)
		first[i] = LOAD(VECTOR, src + (size_t)i * WIDTH);
	last = LOAD(VECTOR, src + n - WIDTH);
	for (n -= (uintptr_t)end % WIDTH; n > 4 * WIDTH; n -= 4 * WIDTH) {
		VECTOR a = LOAD(VECTOR, src + n - WIDTH), b = LOAD(VECTOR, src + n - 2 * WIDTH);
		VECTOR c = LOAD(VECTOR, src + n - 3 * WIDTH), d = LOAD(VECTOR, src + n - 4 * WIDTH);
		STORE(VECTOR, dst + n - WIDTH, a);
		STORE(VECTOR, dst + n - 2 * WIDTH, b);
		STORE(VECTOR, dst + n - 3 * WIDTH, c);
		STORE(VECTOR, dst + n - 4 * WIDTH, d);
	}
	STORE(VECTOR, end - WIDTH, last);
	for (int i = 0; i < 4; i++)
		STORE(VECTOR, begin + (size_t)i * WIDTH, first[i]);
}

TARGET static void NAME(clear)(char *p, size_t n)
{
	const VECTOR zero = {0};
	char *end = p + n;

	STORE(VECTOR, p, zero);
	for (p += NAME(to_next)(p); p + 4 * WIDTH < end; p += 4 * WIDTH) {
		STORE(VECTOR, p, zero);
		STORE(VECTOR, p + WIDTH, zero);
		STORE(VECTOR, p + 2 * WIDTH, zero);
		STORE(VECTOR, p + 3 * WIDTH, zero);
	}
	for (int i = 4; i > 0; i--)
		STORE(VECTOR, end - (size_t)i * WIDTH, zero);
}

#undef WIDTH
