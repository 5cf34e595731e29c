/* User-defined objectives: formulas in x and y.
 *
 *     sum     = product, then any number of + product, - product
 *     product = signed, then any number of * signed, / signed
 *     signed  = + signed, - signed, or power
 *     power   = atom, or atom ^ signed        (so 2^3^2 = 2^(3^2), and -x^2 = -(x^2))
 *     atom    = number, x, y, x1, x2, pi, e, ( sum ), name ( sum ), name ( sum , sum )
 *
 * Functions of one argument: sqrt exp log log10 sin cos tan asin acos atan sinh cosh tanh abs floor
 * ceil; of two: min max pow atan2 hypot. Other spellings: names in any case, ln for log, ** for ^,
 * · × for *, ÷ for /, − for -, π, x₁, x₂, √(x), superscripts as in x², and sin^2(x) for sin(x)^2.
 * All operations are in double precision, in the order of the text; a power with a whole number
 * from 2 to 16 is computed by multiplication from the left, u^3 = u*u*u. The gradient is computed
 * by forward-mode automatic differentiation. */
#ifndef ADAM_REPORT_OPTIMIZE_EXPRESSION_H
#define ADAM_REPORT_OPTIMIZE_EXPRESSION_H

#include "base/status.h"
#include "base/text.h"

/* Prefix of the names of problems defined by a formula. */
#define EXPRESSION_PREFIX "expr:"

#define EXPRESSION_MAX_LENGTH 1000 /* bytes */
#define EXPRESSION_MAX_DEPTH 100   /* nested parentheses, signs and powers */

struct expression;

/* Parses a formula. STATUS_USAGE with "column N: ...", counted from 1, if the text is not a valid
 * formula. After STATUS_OK the caller must call expression_free(); otherwise *expression is NULL.
 */
enum status expression_parse(const char *text, struct expression **expression, struct error *error);
void expression_free(struct expression *expression);

/* The formula in the spelling of the grammar above, which parses to the same program. */
const char *expression_text(const struct expression *expression);

/* The value and the gradient at x; NaN or infinite where undefined. Where abs has a corner, its
 * gradient is 0, and where min or max has one, that of the first argument; the gradient of floor
 * and ceil is 0 everywhere. */
double expression_value(const struct expression *expression, const double x[2]);
void expression_gradient(const struct expression *expression, const double x[2],
                         double gradient[2]);

/* Appends the formula in mathematical notation with x1 and x2: "100*(y-x^2)^2" as "100 (x2 -
 * x1^2)^2". */
void expression_formula(const struct expression *expression, struct text *out);

#endif
