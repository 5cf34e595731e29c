/* An objective of the user's own, as a formula in x and y.
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
 * Every operation is one of doubles, in the order of the text; a
 * power with a whole number from 2 to 16 is multiplied out from the left, u^3 = u*u*u. The gradient
 * comes from forward-mode automatic differentiation. */
#ifndef ADAM_REPORT_OPTIMIZE_EXPRESSION_H
#define ADAM_REPORT_OPTIMIZE_EXPRESSION_H

#include "base/status.h"
#include "base/text.h"

/* What a problem's name begins with that is such a formula. */
#define EXPRESSION_PREFIX "expr:"

#define EXPRESSION_MAX_LENGTH 1000 /* bytes */
#define EXPRESSION_MAX_DEPTH 100   /* parentheses, signs and powers within each other */

struct expression;

/* STATUS_USAGE with "column N: ...", counted from 1, if the text is no such formula. After
 * STATUS_OK the caller owes an expression_free(); *expression is NULL otherwise. */
enum status expression_parse(const char *text, struct expression **expression, struct error *error);
void expression_free(struct expression *expression);

/* The formula in the spelling of the grammar above, which parses to the same program. */
const char *expression_text(const struct expression *expression);

/* f(x), and the gradient there; NaN or infinite where it has none. At a corner of abs the gradient
 * is 0, at one of min and max that of the first argument; that of floor and ceil is 0 everywhere.
 */
double expression_value(const struct expression *expression, const double x[2]);
void expression_gradient(const struct expression *expression, const double x[2],
                         double gradient[2]);

/* Appends the formula for readers, in x1 and x2: "100*(y-x^2)^2" as "100 (x2 - x1^2)^2". */
void expression_formula(const struct expression *expression, struct text *out);

#endif
