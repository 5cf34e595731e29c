/* Names and formats shared by the files of a run and their readers. Changing one of them breaks
 * compatibility with existing files. */
#ifndef ADAM_REPORT_BASE_ARTIFACT_FORMAT_H
#define ADAM_REPORT_BASE_ARTIFACT_FORMAT_H

/* Files with information about the others. */
#define ARTIFACT_MANIFEST "manifest.json"
#define ARTIFACT_CHECKSUMS "SHA256SUMS"

/* The tables of the outcomes of an ensemble and of its running times, which merge reads. */
#define ARTIFACT_ENSEMBLE_RUNS "ensemble_runs.dat"
#define ARTIFACT_RUNTIME "runtime.dat"

/* Directories in the output directory during a run: files being made, and files being published. */
#define ARTIFACT_STAGING ".adam-report-staging"
#define ARTIFACT_COMMIT ".adam-report-commit"

/* Kinds of files: the member "kind" of an entry in the manifest. */
#define ARTIFACT_KIND_DATA "data"
#define ARTIFACT_KIND_SCRIPT "script"
#define ARTIFACT_KIND_FIGURE "figure"
#define ARTIFACT_KIND_ANIMATION "animation"
#define ARTIFACT_KIND_DOCUMENT "document"
#define ARTIFACT_KIND_SNIPPET "snippet"
#define ARTIFACT_KIND_MANIFEST "manifest"

/* Suffix of the names of dark images and their scripts, if there are light ones, too. */
#define ARTIFACT_DARK_SUFFIX "-dark"

/* Suffix of the figure's name in the file name of its animation script, before the extension. */
#define ARTIFACT_FRAMES_SUFFIX "_frames"

/* Members of the manifest. */
#define MANIFEST_PROGRAM "program"
#define MANIFEST_PARAMETERS "parameters"
#define MANIFEST_RENDERER "renderer"
#define MANIFEST_FILES "files"
#define MANIFEST_SCHEMA_NUMBER "schema"
#define MANIFEST_TITLE "title"
#define MANIFEST_PROBLEM "problem"
#define MANIFEST_RESULT "result"
#define MANIFEST_OPTIMIZERS "optimizers"
#define MANIFEST_SUITE "suite"
#define MANIFEST_SWEEP "sweep"
#define MANIFEST_COMPARISONS "comparisons"
#define MANIFEST_BASINS "basins"
#define MANIFEST_MERGED "merged"

/* Members of each element of its "merged". */
#define MANIFEST_MERGED_RUNS "runs"
#define MANIFEST_MERGED_SEED "seed"

/* The member of its "parameters" that is not an option: the date in a PDF, from the environment. */
#define ARTIFACT_PARAMETER_EPOCH "source_date_epoch"

/* The value of "spacing" in a suite in which each problem determines the spacing of the levels. */
#define ARTIFACT_SPACING_OF_PROBLEM "of each problem"

/* The member of its "parameters" with the directory of the images; absent: the output directory. */
#define ARTIFACT_PARAMETER_IMAGES "images"

/* Members of its "renderer". */
#define MANIFEST_GNUPLOT "gnuplot"
#define MANIFEST_FONT "font"
#define ARTIFACT_FONT "DejaVu Sans" /* used in all figures */
#define MANIFEST_FONT_DIGEST "font_sha256"

/* Members of each of its "files". */
#define MANIFEST_FILE_NAME "name"
#define MANIFEST_FILE_KIND "kind"
#define MANIFEST_FILE_DIGEST "sha256"
#define MANIFEST_FILE_SOURCE "source"
#define MANIFEST_FILE_SOURCES "sources"
#define MANIFEST_FILE_SIZE "size"
#define MANIFEST_FILE_KEPT "kept"     /* true: kept from an earlier run; absent: made by this run */
#define MANIFEST_FILE_MODULE "module" /* of explore.html: the SHA-256 of its WebAssembly module */
#define MANIFEST_FILE_WIDTH "width"
#define MANIFEST_FILE_HEIGHT "height"
#define MANIFEST_FILE_THEME "theme"
#define MANIFEST_FILE_CAPTION "caption"
#define MANIFEST_FILE_ALTERNATIVE "alternative_text"

/* Keywords of the text chunks in a PNG: the source ("DIGEST  NAME" on each line, as in sha256sum),
 * the renderer, and the parameters of the run as JSON. */
#define ARTIFACT_TEXT_SOURCE "adam-report:source"
#define ARTIFACT_TEXT_RENDERER "adam-report:renderer"
#define ARTIFACT_TEXT_PARAMETERS "adam-report:parameters"

/* Prefix of the rectangle of each text box in a figure script: see text_boxes.h. */
#define ARTIFACT_TEXT_BOX "# text box: "

/* The renderer as one string: gnuplot with its version, the font, and the digest of the font file.
 * The semicolon separates the program from the font. */
#define ARTIFACT_RENDERER_FORMAT "%s; %s %s"

/* The credit line of a document: the program and, with figures, gnuplot, the font, and the first
 * digits of the font's digest. */
#define ARTIFACT_CREDIT_PROGRAM "By "
#define ARTIFACT_CREDIT_FIGURES ", with figures by "
#define ARTIFACT_CREDIT_FONT_FORMAT " in %s (%.12s…)"

#endif
