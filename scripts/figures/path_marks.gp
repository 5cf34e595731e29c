# The marks of several paths. Variables set by the program:
#
#   $marks_1, ...            the points of each path after 1, 2, 4, 8, ... iterations
#   $ends                    where each path ends, 1 if it leaves the box there (2: it has no point in the
#                            box), and the number of paths drawn later that end there, too

# Each mark is drawn on its casing: small ones along the path, a large one at its end, which is hollow where
# the path leaves the box, and larger where others would hide it.
way_radius = 2.1
end_radius(above) = 3.8 + 1.1 * above
layers(i, x, y, r, inner) = mark_command(next_mark, i, "first", x, y, along1(r + mark_edge), \
        along2(r + mark_edge), path_casing) \
    ."; ".mark_command(next_mark + 1, i, "first", x, y, along1(r), along2(r), path_color(i)) \
    .(inner ? "; ".mark_command(next_mark + 2, i, "first", x, y, along1(0.45 * r), along2(0.45 * r), \
        path_casing) : "")

# Commands that draw the marks of path i: mark_ways those along it, mark_ends the one at its end.
mark_ways = "eval sprintf('mark_count = |$marks_%d|', i); do for [k = 1:mark_count] {" \
    ." eval sprintf('place = $marks_%d[%d]', i, k);" \
    ." eval layers(i, real(word(place, 1)), real(word(place, 2)), way_radius, 0);" \
    ." next_mark = next_mark + 2 }"
mark_ends = "if (int(word($ends[i], 3)) < 2) { eval layers(i, real(word($ends[i], 1)), real(word($ends[i], 2))," \
    ." end_radius(real(word($ends[i], 4))), int(word($ends[i], 3))); next_mark = next_mark + 3 }"
