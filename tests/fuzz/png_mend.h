/* Corrects the checksums of a modified PNG. */
#ifndef ADAM_REPORT_FUZZ_PNG_MEND_H
#define ADAM_REPORT_FUZZ_PNG_MEND_H

#include <stddef.h>
#include <stdint.h>

/* Nearly every change of a byte breaks a checksum, and what comes after it would never be reached:
 * gives each chunk the checksum that it should have. */
void png_mend(uint8_t *bytes, size_t length);

#endif
