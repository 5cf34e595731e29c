#include "fingerprint.h"

#include <math.h>
#include <string.h>

#define PRIME UINT64_C(0x100000001b3)
#define ANY_NAN UINT64_C(0x7ff8000000000000)

/* From the lowest byte on, so that the order of bytes in memory does not matter. */
void fingerprint_add_whole(fingerprint *digest, uint64_t number)
{
    for (int shift = 0; shift < 64; shift += 8)
        *digest = (*digest ^ (number >> shift & 0xff)) * PRIME;
}

void fingerprint_add(fingerprint *digest, double number)
{
    uint64_t bits;

    memcpy(&bits, &number, sizeof bits);
    fingerprint_add_whole(digest, isnan(number) ? ANY_NAN : bits);
}

void fingerprint_add_all(fingerprint *digest, const double numbers[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        fingerprint_add(digest, numbers[i]);
}

void fingerprint_add_string(fingerprint *digest, const char *string)
{
    for (; *string != '\0'; string++)
        fingerprint_add_whole(digest, (unsigned char)*string);
}
