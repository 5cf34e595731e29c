#!/bin/sh
# Whole-process times of `adam-report compare`, as ratios of medians from one call of hyperfine, and
# its peak memory.
#
#   compare.sh PROGRAM DECODE     prints the results; fails only if it cannot measure, regardless of the results
#
# DECODE is tests/bench/decode.c. The images are figures of the program: two of 48 megapixels with
# different step sizes, and 200 of 1200x800. odiff is installed by npm, only for this, if npm is available.
set -eu

program=$1 decode=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work"

for alpha in 0.02 0.021; do
    "$program" run -q -o "$alpha" -f contour_path --size 1000x750 --scale 8 --alpha "$alpha" >/dev/null
done
cp 0.02/contour_path.png a.png
cp 0.021/contour_path.png b.png
cp a.png a2.png

# The same image data with other metadata, such as a surface has with another seed.
"$program" run -q -o s1 -f surface --size 1000x750 --scale 8 --alpha 0.02 >/dev/null
"$program" run -q -o s2 -f surface --size 1000x750 --scale 8 --alpha 0.021 --tolerance 1 >/dev/null

# 200 plots, 20 of each: base, ten of them changed, all of them changed.
mkdir base few all
for n in 1 2 3 4 5 6 7 8 9 10; do
    for alpha in 0.02 0.03; do
        "$program" run -q -o "run$alpha" -f contour_path --size 600x400 --seed "$n" --alpha "$alpha" >/dev/null
    done
    for copy in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        cp run0.02/contour_path.png "base/$n-$copy.png"
        cp run0.03/contour_path.png "all/$n-$copy.png"
        cp "run0.0$(if [ "$copy" = 1 ]; then echo 3; else echo 2; fi)/contour_path.png" "few/$n-$copy.png"
    done
done

odiff=
if command -v npm >/dev/null && npm install --prefix odiff --no-audit --no-fund --loglevel=error \
    odiff-bin@4.5.0 >/dev/null 2>&1; then
    odiff=$(find odiff/node_modules/@odiff -type f -name odiff -perm -u+x | head -n 1)
fi

# Medians of the commands, each a name and a command line. 1 and 22 are the exit statuses of a difference.
measure() {
    hyperfine -N -i --style none --warmup 1 --runs "${BENCH_RUNS:-10}" --export-csv times.csv "$@" >log 2>&1 ||
        { cat log >&2; exit 1; }
}

median() {
    awk -F, -v name="$1" '$1 == name { printf "%.4f", $4 }' times.csv
}

# $1: name; $2, $3: seconds; $4: the target ratio.
ratio() {
    awk -v what="$1" -v a="$2" -v b="$3" -v limit="$4" \
        'BEGIN { printf "  of %-28s %.2f (target: %.2f)\n", what, a / b, limit }'
}

limit() {
    awk -v what="$1" -v a="$2" -v limit="$3" 'BEGIN { printf "%s: %.0f ms (target: %.0f)\n", what, 1e3 * a, limit }'
}

set -- -n plain "$program compare -q a.png b.png" -n drawn "$program compare -q -o report a.png b.png" \
    -n decode "$decode a.png b.png"
if [ -n "$odiff" ]; then
    set -- "$@" -n odiff "$odiff a.png b.png --aa" -n odiff-drawn "$odiff a.png b.png odiff.png --aa"
fi
measure "$@"
echo "48 megapixels that differ: $(median plain) s, with the image of differences $(median drawn) s, libpng alone $(median decode) s"
ratio "libpng on two threads" "$(median plain)" "$(median decode)" 1.1
if [ -n "$odiff" ]; then
    ratio "odiff" "$(median plain)" "$(median odiff)" 1.0
    ratio "odiff, both with pictures" "$(median drawn)" "$(median odiff-drawn)" 0.5
else
    echo '  of odiff: not measured: npm could not install it'
fi

measure -n identical "$program compare -q a.png a2.png" -n metadata "$program compare -q s1/surface.png s2/surface.png" \
    -n few "$program compare -q -o report base few" -n all "$program compare -q -o report base all"
limit "48 megapixels, identical" "$(median identical)" 20
limit "48 megapixels, other metadata" "$(median metadata)" 20
limit "200 plots, 190 of them identical, with reports" "$(median few)" 300
limit "200 plots, all of them different, with reports" "$(median all)" 1500

/usr/bin/env time -f %M "$program" compare -q a.png b.png >/dev/null 2>memory || true
awk 'END { if ($1 > 0) printf "peak memory for 48 megapixels: %.1f MiB (target: 24)\n", $1 / 1024
           else print "peak memory: not measured: time is not installed" }' memory
