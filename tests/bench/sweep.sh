#!/bin/sh
# 400 x 400 settings x 60 iterations of Adam: times on one and two threads, and with NumPy, as ratios of
# medians. The runs alternate, so that noise affects all of them. Likewise, the times of basins of 800 x 800
# starts, as multiples of those of a sweep.
#
#   sweep.sh SWEEP     tests/bench/sweep.c; prints the times, and fails only if the results differ
set -eu

sweep=$1
test -x "$sweep" || { echo "sweep.sh: $sweep does not exist" >&2; exit 1; }
numpy=$(dirname "$0")/sweep_numpy.py
python=
for candidate in /usr/bin/python3 python3; do # another Python may hide the one that has NumPy
    if "$candidate" -c 'import numpy' 2>/dev/null; then
        python=$candidate
        break
    fi
done

echo "sweep of 400 x 400 settings x 60 iterations, seconds:"
for round in 1 2 3 4 5; do
    one=$("$sweep" 1)
    two=$("$sweep" 2)
    echo "$round one $one"
    echo "$round two $two"
    test "${one#* }" = "${two#* }" || { echo 'the threads disagree' >&2; exit 1; }
    if [ -n "$python" ]; then
        other=$("$python" "$numpy")
        echo "$round numpy $other"
        test "${one#* }" = "${other#* }" || { echo 'NumPy disagrees' >&2; exit 1; }
    fi
done | awk '
    { times[$2] = times[$2] " " $3; n[$2]++ }
    function median(list,    a, k, i, j, t) {
        k = split(list, a, " ")
        for (i = 1; i <= k; i++) for (j = i + 1; j <= k; j++) if (a[j] < a[i]) { t = a[i]; a[i] = a[j]; a[j] = t }
        return a[int((k + 1) / 2)]
    }
    END {
        one = median(times["one"]); two = median(times["two"])
        printf "  one thread %.4f, two threads %.4f: %.2f times as fast (target 1.9)\n", one, two, one / two
        if (n["numpy"]) {
            numpy = median(times["numpy"])
            printf "  NumPy %.4f: %.1f times ours on two threads (target 5), %.1f times on one\n", numpy, numpy / two, numpy / one
        }
    }'

echo "basins of 800 x 800 starts x 60 iterations, seconds:"
for threads in 1 2; do
    "$sweep" $threads basins | awk -v threads=$threads '{
        printf "  %d thread%s %.4f, sweep of 400 x 400 settings %.4f: %.2f times as long (target 4.2)\n", threads,
            threads > 1 ? "s" : "", $1, $2, $1 / $2 }'
done
