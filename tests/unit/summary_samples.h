/* A sample report: the tutorial's, with a search of a few made-up points. */
#ifndef ADAM_REPORT_TESTS_UNIT_SUMMARY_SAMPLES_H
#define ADAM_REPORT_TESTS_UNIT_SUMMARY_SAMPLES_H

#include "report/run_summary.h"

/* Text in which everything means something in one language of documents or another. */
extern const char *const hostile_texts[];
extern const size_t hostile_text_count;

/* Three figures as PNG, the last one also moving; a search of 13 points whose objective is 13, 12,
 * ... 1. Everything in it is constant, so a copy may be changed at will. */
struct run_summary sample_summary(void);

/* The formats in which the figures were drawn: "png svg". Constant, too. */
void set_formats(struct run_summary *summary, const char *names);

#endif
