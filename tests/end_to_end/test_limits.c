/* adam-report compare with little memory: files that need much memory, and directories with many
 * files. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "compare_support.h"
#include "support.h"

/* What README.md promises, of address space: what is mapped and never touched counts, too. */
#define MOST_MEMORY ((rlim_t)256 << 20)

static void limit_memory(void)
{
    const struct rlimit limit = {MOST_MEMORY, MOST_MEMORY};

    must(setrlimit(RLIMIT_AS, &limit) == 0, "setrlimit");
}

/* Makes a and b, what is said of `name` then, and the exit status. */
static const struct {
    const char *commands, *name, *verdict, *words;
    int status;
} trees[] = {
    /* A JSON text of many small values */
    {"{ printf '[1'; yes ',1' | head -c 62914560 | tr -d '\\n'; printf ']'; } >a/x.json;"
     "{ head -c -2 a/x.json; printf '2]'; } >b/x.json",
     "x.json", "changed    ", "", 1},
    /* Tables of many rows, and of one line */
    {"yes '0.123456789 1.5 hello 7' | head -c 31457280 >a/x.dat; { cat a/x.dat; echo 1 2 3; } "
     ">b/x.dat",
     "x.dat", "changed    ", "", 1},
    {"head -c 31457280 /dev/zero | tr '\\0' 1 >a/x.csv; { cat a/x.csv; echo 2; } >b/x.csv", "x.csv",
     "changed    ", "compared as text", 1},
    /* Interlaced, which is decoded as a whole: more than the budget */
    {"python3 $tools/png.py a/x.png 12000 12000 1 0 a; python3 $tools/png.py b/x.png 12000 12000 1 "
     "0 b",
     "x.png", "unreadable ", "MiB", 2},
    /* Texts: each as long as the program reads them, and many and huge ones */
    {"python3 $tools/png.py a/x.png 9 9 0 3 a; python3 $tools/png.py b/x.png 9 9 0 3 b", "x.png",
     "same pixels", "texts", 0},
    /* Many files with long reasons */
    {"python3 $tools/many.py 3000", "f0.txt", "changed    ", "first differs", 1},
    /* So many tables that little is said of each */
    {"for side in a b; do { echo $side; seq 20000; } | sed \"s/$/ $side/\" | "
     "split -l 1 -a 5 -d --additional-suffix=.dat - $side/x; done",
     "x00001.dat", "changed    ", "1 of 2 values differ; with so many files, no more", 1},
    /* A manifest of many files, and one that is too large */
    {"python3 $tools/manifest.py 200000", "manifest.json", "changed    ", "", 1},
    /* Checksums in opposite orders, and of more files than there can be */
    {"python3 $tools/sums.py 100000", "SHA256SUMS", "same values", "", 0},
    {"yes | head -c 10485760 >a/SHA256SUMS; { yes | head -c 10485760; echo; } >b/SHA256SUMS",
     "SHA256SUMS", "changed    ", "more lines than", 1},
};

static void write_makers(void)
{
    write_text(
        tools("png.py"),
        "import sys, zlib\n"
        "path, width, height, interlaced, texts, mark = sys.argv[1:]\n"
        "width, height = int(width), int(height)\n"
        "def chunk(name, data):\n"
        "    return (len(data).to_bytes(4, 'big') + name + data\n"
        "            + zlib.crc32(name + data).to_bytes(4, 'big'))\n"
        "head = width.to_bytes(4, 'big') + height.to_bytes(4, 'big') + bytes([8, 6, 0, 0,"
        " int(interlaced)])\n"
        "pack = zlib.compressobj(1)\n"
        "rows = b''.join(pack.compress(bytes(1 + 4 * width)) for _ in range(height)) + "
        "pack.compress(mark.encode() * 40000 if int(interlaced) else b'') + pack.flush()\n"
        "with open(path, 'wb') as png:\n"
        "    png.write(b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', head)\n"
        "              + chunk(b'tEXt', b'Title\\0' + mark.encode()))\n"
        "    for kind in [b'tEXt', b'iTXt', b'zTXt'][:int(texts)]:\n"
        "        for name in [b'adam-report:source', b'adam-report:parameters', b'Comment']:\n"
        "            for size in [60000, 5000000]:\n"
        "                png.write(chunk(kind, name + b'\\0' + (b'\\0\\0\\0\\0' if kind == b'iTXt'"
        " else b'\\0' if kind == b'zTXt' else b'') + mark.encode() * size))\n"
        "        for n in range(20000):\n"
        "            png.write(chunk(kind, b'Comment\\0' + mark.encode() * 100))\n"
        "    png.write(chunk(b'IDAT', rows)"
        " + chunk(b'IEND', b''))\n");
    write_text(
        tools("many.py"),
        "import os, sys\n"
        "lines = ''.join('%d ' % n + '\\u2028' * 60 + '\\n' for n in range(24))\n"
        "row = ','.join(['x' * 60] * 20) + '\\n'\n"
        "kinds = [('txt', lines), ('csv', row * 4), ('json', '{\"' + 'k' * 200 + '\": 1')]\n"
        "for n in range(int(sys.argv[1])):\n"
        "    name, text = kinds[n % 3]\n"
        "    for side in 'ab':\n"
        "        if n >= 3:\n"
        "            os.link('%s/f%d.%s' % (side, n % 3, name), '%s/f%d.%s' % (side, n, name))\n"
        "            continue\n"
        "        with open('%s/f%d.%s' % (side, n, name), 'w') as file:\n"
        "            file.write(text.replace('x', side).replace('1', '1' if side == 'a' else '2')"
        " + ('}' if name == 'json' else side))\n");
    write_text(
        tools("manifest.py"),
        "import sys\n"
        "for side in 'ab':\n"
        "    files = ','.join('{\"name\":\"%d\",\"sha256\":\"%s\",\"bytes\":1}' % (n, side)\n"
        "                     for n in range(int(sys.argv[1])))\n"
        "    open(side + '/manifest.json', 'w').write('{\"files\":[' + files + ']}')\n"
        "    open(side + '/0', 'w').write(side)\n");
    write_text(tools("sums.py"),
               "import sys\n"
               "lines = ['%064x  %d\\n' % (n, n) for n in range(int(sys.argv[1]))]\n"
               "open('a/SHA256SUMS', 'w').write(''.join(lines))\n"
               "open('b/SHA256SUMS', 'w').write(''.join(reversed(lines)))\n");
}

START_TEST(test_little_memory)
{
    const struct how how = {.prepare = limit_memory};

    if (sanitized) {
        skip("the sanitizers need address space of their own");
        return;
    }
    write_makers();
    run_shell(format("tools='%s'; mkdir a b; %s", tools("."), trees[_i].commands));
    for (int i = 0; i < 2; i++) {
        struct result result =
            run_how(&how, i == 0 ? WORDS("a", "b") : WORDS("a", "b", "-o", "report"));
        ck_assert_msg(result.status == trees[_i].status, "status %d instead of %d: %.300s%.2000s",
                      result.status, trees[_i].status, result.err, result.out);
        assert_line(&result, trees[_i].name, trees[_i].verdict, trees[_i].words);
        ck_assert(i == 0 || exists(work("report/comparison.json")));
    }
}
END_TEST

Suite *limits_suite(void)
{
    Suite *suite = suite_create("limits");
    TCase *memory = add_case(suite, "memory");

    tcase_add_loop_test(memory, test_little_memory, 0, COUNT(trees));
    return suite;
}
