/* One suite for each room, most of them in a file of the room's name. */
#ifndef ADAM_REPORT_TESTS_UNIT_UNIT_TESTS_H
#define ADAM_REPORT_TESTS_UNIT_UNIT_TESTS_H

#include <check.h>

Suite *status_suite(void);
Suite *text_suite(void);
Suite *file_suite(void);
Suite *deadline_suite(void);
Suite *staging_suite(void);
Suite *publish_suite(void);
Suite *elementary_suite(void);
Suite *random_suite(void);
Suite *problem_suite(void);
Suite *optimizer_suite(void);
Suite *update_rules_suite(void);
Suite *expression_suite(void);
Suite *trajectory_suite(void);
Suite *many_runs_suite(void);
Suite *grid_suite(void);
Suite *contour_suite(void);
Suite *contour_painting_suite(void);
Suite *polyline_suite(void);
Suite *tics_suite(void);
Suite *figure_suite(void);
Suite *figure_data_suite(void);
Suite *chart_data_suite(void);
Suite *script_suite(void);
Suite *text_boxes_suite(void);
Suite *title_suite(void);
Suite *caption_suite(void);
Suite *font_suite(void);
Suite *subprocess_suite(void);
Suite *gnuplot_suite(void);
Suite *gnuplot_environment_suite(void);
Suite *gnuplot_find_suite(void);
Suite *table_writer_suite(void);
Suite *png_verify_suite(void);
Suite *png_describe_suite(void);
Suite *png_writer_suite(void);
Suite *digest_suite(void);
Suite *escape_suite(void);
Suite *manifest_suite(void);
Suite *document_suite(void);
Suite *vector_images_suite(void);
Suite *animation_suite(void);
Suite *image_diff_suite(void);
Suite *decimal_suite(void);
Suite *table_diff_suite(void);
Suite *compare_suite(void);
Suite *compare_options_suite(void);
Suite *run_options_suite(void);
Suite *run_options_errors_suite(void);
Suite *search_options_suite(void);
Suite *option_documents_suite(void);

#endif
