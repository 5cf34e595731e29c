/* A digest of numbers by their bits. */
#ifndef ADAM_REPORT_NUMBERS_FINGERPRINT_H
#define ADAM_REPORT_NUMBERS_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

/* FNV-1a of 64 bits. It starts as FINGERPRINT_BEGIN. */
typedef uint64_t fingerprint;
#define FINGERPRINT_BEGIN UINT64_C(0xcbf29ce484222325)

/* Whole numbers count as 64 bits, whatever their type is here. */
void fingerprint_add_whole(fingerprint *digest, uint64_t number);

/* 0 and -0 are different numbers here. All NaNs are the same one: C does not say which bits a
 * processor gives them. */
void fingerprint_add(fingerprint *digest, double number);
void fingerprint_add_all(fingerprint *digest, const double numbers[], size_t count);

void fingerprint_add_string(fingerprint *digest, const char *string);

#endif
