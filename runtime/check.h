// check.h - what must hold, for the debug build (make build/debug/libruntime.a): assertions on two
// levels, both compiled out elsewhere.
//
//     rt_assert             a few instructions: states, bounds, who holds what
//     rt_assert_expensive   a walk over a whole structure: bitmaps, lists, all spans
//
// VOLE_DEBUG is the level.  The text of an assertion names what was violated and begins with the
// part it belongs to: it is what throw() prints.  A condition has no effects of its own, since
// elsewhere it is not evaluated.

#ifndef VOLE_CHECK_H
#define VOLE_CHECK_H

#ifndef VOLE_DEBUG
#define VOLE_DEBUG 0
#endif

_Noreturn void check_failed(const char *text, const char *condition, const char *file, int line);

#define RT_CHECK(condition, text)                                                                  \
	((condition) ? (void)0 : check_failed(text, #condition, __FILE__, __LINE__))
#define RT_NO_CHECK(condition) ((void)sizeof((condition) ? 1 : 0))

#if VOLE_DEBUG >= 1
#define rt_assert(condition, text) RT_CHECK(condition, text)
#else
#define rt_assert(condition, text) RT_NO_CHECK(condition)
#endif

#if VOLE_DEBUG >= 2
#define rt_assert_expensive(condition, text) RT_CHECK(condition, text)
#else
#define rt_assert_expensive(condition, text) RT_NO_CHECK(condition)
#endif

// The world is stopped, by this M; or it does not move yet.
bool check_world_stopped(void);
#define rt_assert_stopped(where)                                                                   \
	rt_assert(check_world_stopped(), where ": the world is not stopped")

#endif
