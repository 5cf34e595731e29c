#include "help.h"

#include "base/version.h"
#include "compare/accept_options.h"
#include "compare/compare_options.h"
#include "merge/merge_options.h"
#include "run/run_options.h"
#include "verify/verify_options.h"

enum status help_of_run(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " [run] [options]\n"
        "       " PROGRAM_NAME " compare [options] BASELINE CANDIDATE\n"
        "       " PROGRAM_NAME " verify [options] DIR\n"
        "       " PROGRAM_NAME " accept [options] BASELINE CANDIDATE\n"
        "       " PROGRAM_NAME " merge [options] DIR...\n"
        "       " PROGRAM_NAME
        " list [problems|optimizers|schedules|figures|palettes|snippets|files|NAME]\n"
        "       " PROGRAM_NAME " help [COMMAND]\n"
        "       " PROGRAM_NAME " completion bash|zsh|fish\n"
        "\n"
        "Minimizes f(x) = x1^2 + x2^2 with Adam, or other functions with other optimizers, and\n"
        "writes to a directory: the data (trajectory.dat, surface.dat), the figures and their\n"
        "gnuplot scripts, a report, snippets for including the figures in a document, and a\n"
        "manifest.\n"
        "\n");
    option_table_help(&run_option_table, out);
    text_append(
        out,
        "\n"
        "Exit status: 0 success; 2 usage error or invalid input; 3 failure, or a search diverged;\n"
        "128+N terminated by signal N. The files in the output directory are replaced together\n"
        "or not at all. For the other commands, see '" PROGRAM_NAME " help COMMAND'.\n");
    return text_check(out, error);
}

enum status help_of_compare(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " compare [options] BASELINE CANDIDATE\n"
        "\n"
        "Compares two directories of artifacts, or two files, and reports which files changed and\n"
        "why: data, parameters, or only the rendering (a different font or version of gnuplot).\n"
        "\n"
        "Verdicts that pass: identical (byte for byte), same pixels or same values, and\n"
        "rendering (the same source rendered differently). Verdicts that fail: changed,\n"
        "missing (only in BASELINE), added (only in CANDIDATE), and unreadable.\n"
        "\n");
    option_table_help(&compare_option_table, out);
    text_append(
        out,
        "\n"
        "Exit status: 0 all files pass; 1 some files fail; 2 usage error or unreadable input;\n"
        "3 failure; 128+N terminated by signal N.\n");
    return text_check(out, error);
}

enum status help_of_verify(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " verify [options] DIR\n"
        "\n"
        "Checks that the artifacts in a directory were made from the parameters in their "
        "manifest:\n"
        "that all files match the digests in SHA256SUMS, and that repeating the run described in\n"
        "manifest.json, in a private directory under TMPDIR, produces the same files. The\n"
        "verdicts are those of " PROGRAM_NAME " compare, with the new files as BASELINE and DIR\n"
        "as CANDIDATE.\n"
        "\n"
        "A manifest written by another version of the program, or by a run with --figures, is\n"
        "rejected. Only option values of run are taken from it, never a path or a program.\n"
        "\n");
    option_table_help(&verify_option_table, out);
    text_append(
        out,
        "\n"
        "Exit status: 0 all files are reproduced; 1 some are not; 2 usage error, or a missing or\n"
        "rejected manifest or checksum file; 3 failure or timeout; 128+N terminated by\n"
        "signal N.\n");
    return text_check(out, error);
}

enum status help_of_accept(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " accept [options] BASELINE CANDIDATE\n"
        "\n"
        "Makes the directory BASELINE equal to CANDIDATE: files that differ are replaced, new\n"
        "files are added, and files that CANDIDATE lacks are removed, together or not at all.\n"
        "Afterwards a comparison of the two passes. BASELINE is created if it does not exist.\n"
        "\n"
        "Symbolic links, files that compare would report as unreadable, and rules (.rules) are\n"
        "never accepted: the first one is reported, and nothing is changed.\n"
        "\n");
    option_table_help(&accept_option_table, out);
    text_append(
        out, "\n"
             "A GLOB is matched as in gitignore: '*' does not match a slash, '**' matches any "
             "number of\n"
             "directories, and a glob without a slash matches file names in any directory.\n"
             "\n"
             "Exit status: 0 success, even if nothing had to be changed; 2 usage error, or a file\n"
             "cannot be accepted; 3 failure; 128+N terminated by signal N.\n");
    return text_check(out, error);
}

enum status help_of_merge(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " merge [options] DIR...\n"
        "\n"
        "Merges ensembles that were computed in parts, for example on several machines: each DIR\n"
        "is the output directory of a run with --runs and a different --seed. The result is what\n"
        "one run with all seeds writes, without the figure ensemble, whose bands require every\n"
        "iteration of all runs.\n"
        "\n"
        "All parts must have been written by this version of the program, with the same settings\n"
        "except --seed, --runs, --threads and --output. Seeds must not overlap; if some are\n"
        "missing in between, a warning says so. Runs with --suite or --tune cannot be merged.\n"
        "\n");
    option_table_help(&merge_option_table, out);
    text_append(out, "\n"
                     "Exit status: 0 success; 2 usage error, or the directories cannot be merged; "
                     "3 failure, or\n"
                     "a search diverged; 128+N terminated by signal N.\n");
    return text_check(out, error);
}

enum status help_of_list(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME
        " list [problems|optimizers|schedules|figures|palettes|snippets|files|NAME]\n"
        "\n"
        "Lists the problems, optimizers, schedules, figures and palettes, with their formulas,\n"
        "parameters, ranges, defaults and references. With an argument, prints one of these\n"
        "lists, or only the problem, optimizer, schedule, figure or palette NAME. The list\n"
        "'files' contains the name of every file that a run can write, one per line.\n");
    return text_check(out, error);
}

enum status help_of_completion(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " completion bash|zsh|fish\n"
        "\n"
        "Prints a script that makes the shell complete commands, options and their values. 'make\n"
        "install' installs it where the shell finds it. To load it into the current session of\n"
        "bash, zsh or fish:\n"
        "\n"
        "  source <(" PROGRAM_NAME " completion bash)\n"
        "  source <(" PROGRAM_NAME " completion zsh)\n"
        "  " PROGRAM_NAME " completion fish | source\n");
    return text_check(out, error);
}
