# Extracts the assignments that compute each line of the update rules from src/optimize/optimizer.c, and writes
# them as a C table. Fails if a line has none, or if an update function contains others:
#
#   awk -f scripts/rule_source.awk src/optimize/optimizer.c > rule_source.c

function fail(message) {
    print FILENAME ": " message > "/dev/stderr"
    failed = 1
    exit 1
}

# The strings and macros in a text, concatenated.
function strings_of(text,    out) {
    out = ""
    while (match(text, /"[^"]*"|[A-Z][A-Z_]+/)) {
        token = substr(text, RSTART, RLENGTH)
        out = out (token ~ /^"/ ? substr(token, 2, length(token) - 2) : macro[token])
        text = substr(text, RSTART + RLENGTH)
    }
    return out
}

# The text after one pattern and before another; both are literal.
function between(text, from, to,    start, rest) {
    start = index(text, from)
    if (!start)
        return ""
    rest = substr(text, start + length(from))
    return substr(rest, 1, index(rest, to) - 1)
}

# Remembers a statement if it is an assignment to a variable or an element.
function take_statement(statement,    target) {
    gsub(/[ \t]+/, " ", statement)
    sub(/^ /, "", statement)
    target = statement
    sub(/^double /, "", target)
    if (!match(target, /^[a-z0-9_]+(\[i\])? = /))
        return
    sub(/(\[i\])? = .*/, "", target)
    if (statement ~ /["\\]/)
        fail("a quotation mark or a backslash in " statement)
    source[name, target] = statement
    targets[name] = targets[name] " " target
}

function take_macro(text,    macro_name) {
    macro_name = text
    sub(/^#define /, "", macro_name)
    sub(/[^A-Z_].*/, "", macro_name)
    sub(/^#define [A-Z_]+/, "", text)
    if (text ~ /^ *"/)
        macro[macro_name] = strings_of(text)
}

# {"mhat", "m̂", false}: the variable of a symbol of this rule.
function take_derived(text,    parts) {
    while (match(text, /\{"[^"]*", "[^"]*"/)) {
        split(substr(text, RSTART, RLENGTH), parts, "\"")
        variable[parts[4]] = parts[2]
        text = substr(text, RSTART + RLENGTH)
    }
}

# The variable to which a line of the rule assigns. Only the last assignment to x is the new x.
function target_of(line, is_last_x) {
    sub(/ (=|←).*/, "", line)
    if (line == "x" && is_last_x)
        return "x"
    return line in variable ? variable[line] : line
}

function write_row(row,    count, lines, i, target, step, prepare, used, own, n) {
    split("", variable)
    take_derived(between(row, ".derived = {", "}},") "}")
    step = between(row, ".step = ", ",")
    prepare = between(row, ".prepare = ", ",")
    count = split(strings_of(between(row, ".rule =", ".reference")), lines, /\\n/)
    printf "    {\"%s\", {", between(row, ".name = \"", "\"")
    split("", used)
    for (i = 1; i <= count; i++) {
        target = target_of(lines[i], i == count)
        if ((step, target) in source)
            printf "\"%s\", ", source[step, target]
        else if ((prepare, target) in source)
            printf "\"%s\", ", source[prepare, target]
        else
            fail(step "() has no assignment to " target ", for the line: " lines[i])
        used[target] = 1
    }
    print "}},"
    n = split(targets[step], own, " ")
    for (i = 1; i <= n; i++)
        if (!(own[i] in used) && own[i] != "g")
            fail(step "() assigns to " own[i] ", which no line of its rule does")
    rows++
}

BEGIN {
    print "#include \"report/rule_source.h\"\nconst struct rule_source rule_sources[] = {"
}

# Definitions, with their continuation lines.
/^#define/ || is_macro {
    text = is_macro ? text $0 : $0
    is_macro = sub(/\\$/, "", text)
    if (!is_macro)
        take_macro(text)
    next
}

# Functions.
/static void [a-z_]+\(/ {
    name = $0
    sub(/.*static void /, "", name)
    sub(/\(.*/, "", name)
    in_loop = 0
}
/^}/ { in_loop = 0; name = "" }
name != "" && /for \(size_t i = 0/ { in_loop = 1; statement = ""; next }
in_loop {
    line = $0
    gsub(/\/\*[^*]*\*\//, "", line)
    sub(/[ \t]+$/, "", line)
    statement = statement " " line
    if (line ~ /;$/) {
        take_statement(statement)
        statement = ""
    }
}

# Rows of the table.
/^    \{\.name = "/ { row = ""; in_row = 1 }
in_row {
    row = row " " $0
    if (/\.derive = /) {
        in_row = 0
        write_row(row)
    }
}

END {
    if (failed)
        exit 1
    if (rows == 0)
        fail("no rows")
    print "};\nconst size_t rule_source_count = sizeof rule_sources / sizeof *rule_sources;"
}
