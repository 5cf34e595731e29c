#!/bin/sh
# gnuplot that draws each image once, since the recipes draw the same figures into many directories. The key of an image is
# its script, which is the input, with the data in the working directory. real-gnuplot and drawn/ are next to this file.
set -eu
here=$(dirname "$0")
case $* in
*--version*) exec "$here/real-gnuplot" "$@" ;;
esac
input=$(mktemp "$here/drawn/input.XXXXXX")
cat >"$input"
key=$({
    echo "$@"
    cat "$input"
    for file in *.dat; do if [ -f "$file" ]; then cat "$file"; fi; done
} | sha256sum)
image=$here/drawn/${key%% *}
if [ ! -f "$image" ]; then
    "$here/real-gnuplot" "$@" <"$input" >"$input.image"
    mv "$input.image" "$image"
fi
rm -f "$input"
cat "$image"
