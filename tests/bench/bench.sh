#!/bin/sh
# Whole-process times of `adam-report run -q` compared with alternatives, as ratios of medians from one call of
# hyperfine, and the program's own peak memory. The targets are for these ratios on an idle machine. On a busy one, the
# ratios of processor time (means, with all child processes) vary less, but do not show what runs in parallel.
#
#   bench.sh PROGRAM      prints the results; fails only if it cannot measure, regardless of the results
#
# With BENCH_BEFORE=PROGRAM, also as a ratio to that older build. With taskset, also how the 18 images of all formats and
# themes are distributed over the processors.
#
# (a) bare gnuplot with the same three scripts and data, in three parallel processes
# (b) three blank pages of the same size, likewise: a lower bound for any program that uses gnuplot
# (c) the tutorial's three figures in one matplotlib process, with the same pixels (if it is installed)
set -eu

program=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

python=
for candidate in python3 /usr/bin/python3; do
    if "$candidate" -c 'import matplotlib' 2>/dev/null; then
        python=$candidate
        break
    fi
done

# Runs the program with a stand-in for gnuplot that records its input and then calls the real
# one: afterwards $1/1, $1/2, $1/3 each contain a script, its data, and picture.png.
record() {
    dir=$1
    shift
    mkdir -p "$dir"
    cat >"$dir/recorder" <<EOF
#!/bin/sh
n=1
until mkdir "$dir/\$n" 2>/dev/null; do n=\$((n + 1)); done
cat >"$dir/\$n/script"
cp -R ./* "$dir/\$n/"
cd "$dir/\$n"
gnuplot "\$@" <script >picture.png
cat picture.png
EOF
    chmod +x "$dir/recorder"
    "$program" run -q -o "$dir/output" --gnuplot "$dir/recorder" "$@" >/dev/null
}

# A script that runs gnuplot in parallel on the three scripts called $3 in the subdirectories of $2.
write_bare() {
    {
        echo '#!/bin/sh'
        echo 'export LC_ALL=C.UTF-8 FONTCONFIG_PATH=. FONTCONFIG_FILE=fonts.conf'
        for n in 1 2 3; do
            echo "(cd '$2/$n' && exec gnuplot -d -e 'to_stdout = 1' /dev/stdin <$3 >/dev/null) &"
        done
        echo wait
    } >"$1"
    chmod +x "$1"
}

write_blank() {
    for n in 1 2 3; do
        {
            sed '/^x1_name/,$d' "$1/$n/script" # up to the terminal
            echo 'unset border; unset tics; unset key; plot [0:1] [0:1] 2'
        } >"$1/$n/blank"
    done
}

ratios() {
    awk -F, -v size="$1" -v limit_a="$2" -v limit_c="$3" '
        $1 == "ours" { ours = $4; cpu = $5 + $6; low = $7 }
        $1 == "gnuplot" { a = $4; cpu_a = $5 + $6; low_a = $7 }
        $1 == "blank" { b = $4; cpu_b = $5 + $6; low_b = $7 }
        $1 == "matplotlib" { c = $4; cpu_c = $5 + $6; low_c = $7 }
        END {
            printf "%s: adam-report %.0f ms, bare gnuplot %.0f ms, blank pages %.0f ms", size, \
                1e3 * ours, 1e3 * a, 1e3 * b
            if (c > 0) printf ", matplotlib %.0f ms", 1e3 * c
            printf "\n  of bare gnuplot  %.2f (target: %.2f; fastest runs: %.2f; processor time: %.2f)\n", \
                ours / a, limit_a, low / low_a, cpu / cpu_a
            printf "  of blank pages   %.2f (fastest runs: %.2f; processor time: %.2f)\n", \
                ours / b, low / low_b, cpu / cpu_b
            if (c > 0) printf "  of matplotlib    %.3f (target: %.2f; fastest runs: %.3f; processor time: %.3f)\n", \
                ours / c, limit_c, low / low_c, cpu / cpu_c
            else print "  of matplotlib    not measured: python3-matplotlib is not installed"
        }' "$work/times.csv"
}

measure() {
    size=$1 scale=$2 limit=$3
    record "$work/$scale" --scale "$scale"
    write_bare "$work/gnuplot$scale" "$work/$scale" script
    write_blank "$work/$scale"
    write_bare "$work/blank$scale" "$work/$scale" blank
    set -- -n ours "$program run -q -o $work/output --scale $scale" \
        -n gnuplot "$work/gnuplot$scale" -n blank "$work/blank$scale"
    if [ -n "$python" ]; then
        set -- "$@" -n matplotlib "$python $here/tutorial_figures.py $scale $work"
    fi
    hyperfine -N --style none --warmup 2 --runs "${BENCH_RUNS:-20}" \
        --export-csv "$work/times.csv" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    ratios "$size" 1.10 "$limit"
}

# The kernel includes the memory of child processes. Therefore gnuplot is replaced by a stand-in that needs almost
# none, and replies with the images recorded above.
memory() {
    cat >"$work/replay" <<EOF
#!/bin/sh
script=\$(cat)
case \$script in
*splot*) name=surface ;;
*path.dat*) name=contour_path ;;
*) name=contour ;;
esac
exec cat "$work/2/output/\$name.png"
EOF
    chmod +x "$work/replay"
    /usr/bin/env time -f %M "$program" run -q -o "$work/output" --gnuplot "$work/replay" \
        2>"$work/memory" >/dev/null || { echo 'peak memory: not measured: time is not installed'; return; }
    awk '{ printf "peak memory: %.1f MiB (target: 16)\n", $1 / 1024 }' "$work/memory"
}

# Medians of two commands, in milliseconds, and the ratio of the first to the second.
compare() {
    hyperfine -N --style none --warmup 2 --runs "${BENCH_RUNS:-20}" --export-csv "$work/times.csv" \
        "$2" "$3" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    awk -F, -v name="$1" 'NR > 1 { t[NR] = $4 }
        END { printf "%s: %.0f ms and %.0f ms, ratio %.3f\n", name, 1e3 * t[2], 1e3 * t[3], t[2] / t[3] }' \
        "$work/times.csv"
}

before() {
    for scale in 1 2; do
        compare "this and before, --scale $scale" "$program run -q -o $work/output --scale $scale" \
            "$BENCH_BEFORE run -q -o $work/before --scale $scale"
    done
}

processors() {
    all="$program run -q -o $work/all --format png,svg,pdf --theme both"
    BENCH_RUNS=$((${BENCH_RUNS:-20} / 2 + 1)) compare "18 pictures on all $(nproc) processors and on one" \
        "$all" "taskset -c 0 $all"
}

measure 640x480 1 0.15
measure 1280x960 2 0.25
if [ -n "${BENCH_BEFORE-}" ]; then before; fi
if command -v taskset >/dev/null; then processors; fi
memory
