#!/bin/sh
# Checks that all builds of the program compute the same numbers: builds numbers.c with several compilers, for several
# processors and with several C libraries, runs each, and compares their output.
#
#   run.sh DIRECTORY     builds in DIRECTORY; prints a table, with the first names whose digests differ
#
# The exit status is 1 if any differ, or cannot be built or run. A build whose tools are missing is reported and skipped, or
# fails if CI=true is set in the environment.
set -eu

script=$(cd "$(dirname "$0")" && pwd)/run.sh
mkdir -p "$1"
directory=$(cd "$1" && pwd)
cd "$(dirname "$script")/../.."

# ---- The builds -----------------------------------------------------------------------------------------------------

sources="src/optimize/*.c src/plot/grid.c src/base/elementary*.c src/base/wide.c src/base/status.c
    src/base/text.c src/base/suggestion.c src/base/number.c src/base/table_writer.c
    tests/numbers/numbers.c tests/numbers/fingerprint.c tests/numbers/formulas.c tests/numbers/functions.c"
threads="-pthread src/base/parallel.c src/base/thread.c src/base/progress.c src/base/deadline.c"
serial="-Isrc/explore/wasi tests/numbers/serial.c"

flags="-std=c11 -ffp-contract=off -fno-fast-math -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -Isrc"
# The flags of the Makefile for src/optimize/.
makefile="-O2 -g -fno-math-errno -fno-trapping-math -ftree-vectorize -fvect-cost-model=dynamic"

# Disables these features of the processor; this only affects glibc on x86.
without_fma="env GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4"

emulator=qemu-aarch64
command -v "$emulator" >/dev/null || emulator=qemu-aarch64-static

# Name, compiler with its options, further sources, the command that runs the program, and the Debian packages for these.
# The other builds are compared with the first one.
builds_table() {
    cat <<END
gcc-O0         | gcc -O0                           | $threads | | gcc
gcc-O2         | gcc $makefile                     | $threads | | gcc
gcc-O2-no-FMA  | gcc $makefile                     | $threads | $without_fma | gcc
gcc-O3-native  | gcc -O3 -march=native             | $threads | | gcc
clang-O3       | clang -O3                         | $threads | | clang
musl           | musl-gcc -O2 -static              | $threads | | musl-tools
aarch64        | aarch64-linux-gnu-gcc -O2 -static | $threads | $emulator | gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
wasm32         | clang --target=wasm32-wasi -O2    | $serial  | node --no-warnings tests/numbers/wasi.mjs | clang lld wasi-libc libclang-rt-dev-wasm32 nodejs
END
}

names() {
    builds_table | sed 's/ .*//'
}

# ---- One build ------------------------------------------------------------------------------------------------------

# Unquoted: commands with their options, and source files with wildcards.
# shellcheck disable=SC2086
{
    # Checks for the compiler, a C library to link, and the command that runs the program.
    has_tools() {
        echo '#include <math.h>
              #include <stdlib.h>
              int main(void) { return EXIT_SUCCESS; }' | $compiler -x c - -o "$result.probe" && command -v ${runner%% *}
    }

    make_and_run() {
        $compiler $flags $sources $further -lm -o "$result.program" && $runner "$result.program" >"$result.partial" &&
            mv "$result.partial" "$result.digests"
    }
}

# Leaves NAME.digests, NAME.left-out or NAME.failed, and NAME.log.
run_build() {
    result=$directory/$1
    builds_table | sed 's/ *| */|/g' | while IFS='|' read -r name compiler further runner packages; do
        [ "$name" = "$1" ] || continue
        runner=${runner:-env}
        if ! has_tools >"$result.log" 2>&1; then
            echo "$packages" >"$result.left-out"
        elif ! make_and_run >"$result.log" 2>&1 </dev/null; then
            : >"$result.failed"
        fi
    done
}

# ---- All of them ----------------------------------------------------------------------------------------------------

# Prints the names in file $2 whose digests differ from those in file $1, and the names that only one of them has.
differing_names() {
    awk '{ name = $0; sub(/ [^ ]*$/, "", name) }
         NR == FNR { digest[name] = $NF; next }
         { seen[name] = 1; if (digest[name] != $NF) print name }
         END { for (name in digest) if (!(name in seen)) print name }' "$1" "$2"
}

report() {
    printf '%-15s%s\n' "$1" "$2"
}

# Compares digests $2, of build $1, with the reference's.
compare() {
    differing_names "$reference" "$2" >"$directory/$1.differing"
    count=$(wc -l <"$directory/$1.differing")
    if [ "$count" -eq 0 ]; then
        report "$1" equal
        return
    fi
    report "$1" "$((count)) of $lines differ, all in $directory/$1.differing:"
    sed 's/^/    /; 5q' "$directory/$1.differing"
    failed=1
}

report_build() {
    result=$directory/$1
    if [ -e "$result.failed" ]; then
        report "$1" "cannot be built or run: $result.log"
        tail -n 5 "$result.log" | sed 's/^/    /'
        failed=1
    elif [ -e "$result.left-out" ]; then
        report "$1" "left out, needs $(cat "$result.left-out")"
        if [ "${CI:-}" = true ]; then failed=1; fi
    elif [ -z "$reference" ]; then
        reference=$result.digests
        lines=$(($(wc -l <"$reference")))
        report "$1" "$lines digests, with which the others are compared"
    else
        compare "$1" "$result.digests"
    fi
}

if [ $# -eq 2 ]; then # from xargs below
    run_build "$2"
    exit
fi
for name in $(names); do
    rm -f "$directory/$name".*
done
names | xargs -P 2 -I NAME sh "$script" "$directory" NAME
failed=0
reference=
for name in $(names); do
    report_build "$name"
done
if [ -z "$reference" ]; then
    echo 'nothing was compared'
    failed=1
fi
exit "$failed"
