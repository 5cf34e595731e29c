/* The reports of a comparison, each a file in the output directory. A new report needs a file
 * comparison_NAME.c, a declaration here, and a row in reports.c. */
#ifndef ADAM_REPORT_COMPARE_REPORTS_H
#define ADAM_REPORT_COMPARE_REPORTS_H

#include "base/staging.h"
#include "base/status.h"
#include "base/text.h"
#include "compare/comparison.h"

/* Appends the text of a report. */
typedef enum status report_writer(const struct comparison *comparison, struct text *out,
                                  struct error *error);

report_writer comparison_json;     /* for programs; its members are in src/SCHEMAS.md */
report_writer comparison_markdown; /* for a job's summary, or a comment on a pull request */
report_writer comparison_junit;    /* for GitLab, Jenkins and GitHub's actions */
report_writer comparison_page;     /* for a reviewer: all on one page but the images */

/* comparison_json on one line, without a newline: the data of the page. */
report_writer comparison_json_compact;

/* Stages all reports and the images that they show. */
enum status reports_stage(const struct comparison *comparison, struct staging *staging,
                          struct error *error);

#endif
