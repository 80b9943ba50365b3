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

typedef float processor_four __attribute__((vector_size(16), aligned(4)));
typedef float processor_eight __attribute__((vector_size(32), aligned(4)));

// Writes columns 0 to 3 of eight rows as four rows of eight, row i times factors[i * each].
static inline __attribute__((always_inline)) void processor_turn_half(
    const float *rows, long stride, float *target, long step, const float *factors, long each) {
#define PROCESSOR_ROWS(r)                                                           \
  __builtin_shufflevector(*(const processor_four *)(rows + (r) * stride),           \
                          *(const processor_four *)(rows + ((r) + 4) * stride), 0, 1, 2, 3, 4, 5, 6, 7)
  processor_eight a = PROCESSOR_ROWS(0), b = PROCESSOR_ROWS(1);
  processor_eight c = PROCESSOR_ROWS(2), d = PROCESSOR_ROWS(3);
#undef PROCESSOR_ROWS
  processor_eight ab01 = __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13);
  processor_eight ab23 = __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
  processor_eight cd01 = __builtin_shufflevector(c, d, 0, 8, 1, 9, 4, 12, 5, 13);
  processor_eight cd23 = __builtin_shufflevector(c, d, 2, 10, 3, 11, 6, 14, 7, 15);
  *(processor_eight *)target =
      __builtin_shufflevector(ab01, cd01, 0, 1, 8, 9, 4, 5, 12, 13) * factors[0];
  *(processor_eight *)(target + step) =
      __builtin_shufflevector(ab01, cd01, 2, 3, 10, 11, 6, 7, 14, 15) * factors[each];
  *(processor_eight *)(target + 2 * step) =
      __builtin_shufflevector(ab23, cd23, 0, 1, 8, 9, 4, 5, 12, 13) * factors[2 * each];
  *(processor_eight *)(target + 3 * step) =
      __builtin_shufflevector(ab23, cd23, 2, 3, 10, 11, 6, 7, 14, 15) * factors[3 * each];
}

// Transposes 8 rows of 8 numbers, `stride` apart, into 8 rows `step` apart, row i times
// factors[i * each]: 0.75 instructions a number with AVX.
//
// Rows r and r + 4 are read into the halves of a register; what is left is to transpose 4 x 4
// within the halves. In C because Swift has no word for a shuffle: built from lanes or halves, its
// vectors were compiled to twice as many instructions, or to calls.
static inline __attribute__((always_inline)) void processor_transpose8(
    const float *rows, long stride, float *target, long step, const float *factors, long each) {
  processor_turn_half(rows, stride, target, step, factors, each);
  processor_turn_half(rows + 4, stride, target + 4 * step, step, factors + 4 * each, each);
}

#endif
