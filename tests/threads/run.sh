#!/bin/sh
# Runs commands with several threads, with a program that was built with ThreadSanitizer: PROGRAM DIRECTORY. Fails for any
# report, including those of child processes.
set -eu

program=$1
directory=$2

rm -rf "$directory"
mkdir -p "$directory"
cd "$directory"
TSAN_OPTIONS="log_path=$directory/race halt_on_error=0"
export TSAN_OPTIONS

# $1: the expected exit status; then the arguments.
expect() {
    wanted=$1
    shift
    status=0
    "$program" "$@" >output 2>&1 || status=$?
    cat race.* 2>/dev/null || true
    if [ "$status" -ne "$wanted" ] || [ -n "$(find . -maxdepth 1 -name 'race.*')" ]; then
        cat output
        echo "status $status instead of $wanted, or a race: adam-report $*"
        exit 1
    fi
}

# Parallel searches.
expect 0 run -q -f none -o many --problem rosenbrock --runs 500 -n 100 --threads 4 --sweep alpha=0.001:1:40:log,beta1=0:0.9:40
expect 0 run -q -f none -o several --problem beale --runs 300 -n 50 --threads 3 --optimizer adam --optimizer momentum:alpha=1e-4

# Small files, several for each thread, and images that are decoded by two threads.
small="--size 320x240 --scale 0.5 --format png,svg --animate -n 20"
# shellcheck disable=SC2086
expect 0 run -q -o a $small
# shellcheck disable=SC2086
expect 0 run -q -o b $small --seed 2
expect 0 run -q -o a/large -f contour --scale 4 --size 640x480 --levels 8
expect 0 run -q -o b/large -f contour --scale 4 --size 640x480 --levels 8 --seed 2 --problem booth
expect 0 compare -o reports a a
expect 1 compare -o reports a b
expect 1 compare --threshold 0.1 --antialiasing ignore --absolute 0.01 --key 1 a b
expect 0 accept base a
expect 0 accept base b
expect 0 verify -o reports several
expect 0 verify b/large
