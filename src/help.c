#include "help.h"

#include "base/version.h"
#include "compare/accept_options.h"
#include "compare/compare_options.h"
#include "run/run_options.h"
#include "verify/verify_options.h"

enum status help_of_run(struct text *out, struct error *error)
{
    text_append(
        out, "Usage: " PROGRAM_NAME " [run] [options]\n"
             "       " PROGRAM_NAME " compare [options] BASELINE CANDIDATE\n"
             "       " PROGRAM_NAME " verify [options] DIR\n"
             "       " PROGRAM_NAME " accept [options] BASELINE CANDIDATE\n"
             "       " PROGRAM_NAME " list [problems|optimizers|figures|palettes|files|NAME]\n"
             "       " PROGRAM_NAME " help [COMMAND]\n"
             "       " PROGRAM_NAME " completion bash|zsh|fish\n"
             "\n"
             "Runs Adam on f(x) = x1^2 + x2^2, or other optimizers on other problems, and writes\n"
             "into a directory: trajectory.dat and surface.dat, the figures with their scripts, a\n"
             "report, snippets that include the figures in a document, and a manifest.\n"
             "\n");
    option_table_help(&run_option_table, out);
    text_append(
        out,
        "\n"
        "Exit status: 0 done; 2 usage error or bad input; 3 it could not be done, or a search\n"
        "diverged; 128+N ended by signal N. The files in the output directory are replaced\n"
        "all together or not at all. Every other command has a --help of its own.\n");
    return text_check(out, error);
}

enum status help_of_compare(struct text *out, struct error *error)
{
    text_append(
        out, "Usage: " PROGRAM_NAME " compare [options] BASELINE CANDIDATE\n"
             "\n"
             "Compares two directories of artifacts, or two files, and says which files changed\n"
             "and why: data, parameters, or only the rendering (another font or gnuplot).\n"
             "\n"
             "Verdicts that pass: identical (the same bytes), same pixels or same values, and\n"
             "rendering (rendered differently from the same source). Those that fail: changed,\n"
             "missing (from CANDIDATE), added (to it), and unreadable.\n"
             "\n");
    option_table_help(&compare_option_table, out);
    text_append(out,
                "\n"
                "Exit status: 0 all files pass; 1 some do not; 2 usage error, or something is\n"
                "unreadable; 3 it could not be done; 128+N ended by signal N.\n");
    return text_check(out, error);
}

enum status help_of_verify(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " verify [options] DIR\n"
        "\n"
        "Checks that the artifacts in a directory come from the parameters in their manifest:\n"
        "that all files have the digests in SHA256SUMS, and that the run that manifest.json\n"
        "describes, done again in a private directory below TMPDIR, makes the same files.\n"
        "The verdicts are those of " PROGRAM_NAME " compare, with the new files as BASELINE and\n"
        "DIR as CANDIDATE.\n"
        "\n"
        "A manifest is refused that another version of the program has written, or a run\n"
        "with --figures. Only values of run's options are taken from it, no path or program.\n"
        "\n");
    option_table_help(&verify_option_table, out);
    text_append(out,
                "\n"
                "Exit status: 0 all files are those of the run; 1 some are not; 2 usage error, no\n"
                "manifest or checksums, or one that is refused; 3 it could not be done, or not in\n"
                "time; 128+N ended by signal N.\n");
    return text_check(out, error);
}

enum status help_of_accept(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " accept [options] BASELINE CANDIDATE\n"
        "\n"
        "Makes the directory BASELINE what CANDIDATE is: files that differ are replaced, new\n"
        "ones added, and those that CANDIDATE has not are removed, all together or not at all.\n"
        "Then a comparison of the two passes. BASELINE is made where it is missing.\n"
        "\n"
        "Symbolic links, files that a comparison would call unreadable, and rules (.rules) are\n"
        "never accepted: the first is named, and nothing is changed.\n"
        "\n");
    option_table_help(&accept_option_table, out);
    text_append(
        out, "\n"
             "A GLOB has the meaning that it has in gitignore: '*' does not match a slash, '**'\n"
             "matches any directories, and a glob without a slash matches names in any directory.\n"
             "\n"
             "Exit status: 0 done, also if there was nothing to do; 2 usage error, or something\n"
             "cannot be accepted; 3 it could not be done; 128+N ended by signal N.\n");
    return text_check(out, error);
}

enum status help_of_list(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " list [problems|optimizers|figures|palettes|files|NAME]\n"
        "\n"
        "Prints the problems, optimizers, figures and palettes, with formulas, parameters, "
        "ranges,\n"
        "defaults and references; or one of these lists; or the one problem, optimizer, figure or\n"
        "palette of that name. The list 'files' has the name of every file that a run can "
        "write.\n");
    return text_check(out, error);
}

enum status help_of_completion(struct text *out, struct error *error)
{
    text_append(
        out,
        "Usage: " PROGRAM_NAME " completion bash|zsh|fish\n"
        "\n"
        "Prints a script by which the shell completes commands, options and their values. make\n"
        "install puts it where the shell looks for it. Without that, for one session of bash, zsh\n"
        "or fish:\n"
        "\n"
        "  source <(" PROGRAM_NAME " completion bash)\n"
        "  source <(" PROGRAM_NAME " completion zsh)\n"
        "  " PROGRAM_NAME " completion fish | source\n");
    return text_check(out, error);
}
