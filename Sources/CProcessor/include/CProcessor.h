#ifndef CPROCESSOR_H
#define CPROCESSOR_H

// What the importing Swift module is compiled for. Swift's `#if` cannot see target features, but
// its C importer is given the same -march, so the answers are compile-time constants there.
enum {
#if defined(__AVX512F__)
  PROCESSOR_HAS_AVX512 = 1,
#else
  PROCESSOR_HAS_AVX512 = 0,
#endif
#if defined(__AVX2__) && defined(__FMA__)
  PROCESSOR_HAS_AVX2 = 1,
#else
  PROCESSOR_HAS_AVX2 = 0,
#endif
#if defined(__ARM_NEON)
  PROCESSOR_HAS_NEON = 1
#else
  PROCESSOR_HAS_NEON = 0
#endif
};

// Asks for a cache line that will be read soon; Swift has no word for it.
static inline void processor_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
