#include "base/suggestion.h"

#include <string.h>

/* Longer words and names are never similar. */
#define LONGEST 40

/* Minimum length of a word that is treated as a prefix of names. */
#define SHORTEST_PREFIX 3

/* Not tolower(), which would follow the locale. */
static char folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (char)(c == '_' || c == ' ' ? '-' : c);
}

static bool begins_with(const char *name, const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (name[i] == '\0' || folded(word[i]) != folded(name[i]))
            return false;
    return true;
}

bool name_matches(const char *word, size_t length, const char *name)
{
    return begins_with(name, word, length) && name[length] == '\0';
}

size_t name_find(const char *word, size_t length, name_list *names)
{
    size_t i = 0;

    while (names(i) != NULL && !name_matches(word, length, names(i)))
        i++;
    return i;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Damerau-Levenshtein distance, by rows: row[k] is the distance between the first i characters of
 * the word and the first k of the name. A swap requires the last two rows. */
static size_t distance(const char *word, size_t length, const char *name, size_t name_length)
{
    size_t rows[3][LONGEST + 1];

    for (size_t k = 0; k <= name_length; k++)
        rows[0][k] = k;
    for (size_t i = 1; i <= length; i++) {
        size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
        char a = folded(word[i - 1]), a2 = folded(word[i > 1 ? i - 2 : 0]);
        row[0] = i;
        for (size_t k = 1; k <= name_length; k++) {
            char b = folded(name[k - 1]), b2 = folded(name[k > 1 ? k - 2 : 0]);
            row[k] = least(least(row[k - 1], above[k]) + 1, above[k - 1] + (a != b));
            if (i > 1 && k > 1 && a == b2 && a2 == b)
                row[k] = least(row[k], before[k - 2] + 1);
        }
    }
    return rows[length % 3][name_length];
}

void suggestion_consider(struct suggestion *suggestion, const char *name)
{
    size_t length = suggestion->length, name_length = strlen(name);

    if (length == 0 || length > LONGEST || name_length > LONGEST)
        return;
    size_t away = distance(suggestion->word, length, name, name_length);
    if (length >= SHORTEST_PREFIX && begins_with(name, suggestion->word, length))
        away = least(away, 1);
    size_t most = length < 6 ? 1 : length / 3;
    if (away >= least(length, name_length) || away > most ||
        (suggestion->name != NULL && away >= suggestion->distance))
        return;
    suggestion->name = name;
    suggestion->distance = away;
}

const char *suggestion_find(const char *word, size_t length, name_list *names)
{
    struct suggestion suggestion = {.word = word, .length = length};

    for (size_t i = 0; names(i) != NULL; i++)
        suggestion_consider(&suggestion, names(i));
    return suggestion.name;
}
