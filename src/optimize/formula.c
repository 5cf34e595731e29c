#include "optimize/formula.h"

enum status formula_parse(struct formula *formula, const char *text, struct error *error)
{
    formula_free(formula);
    enum status status = expression_parse(text, &formula->expression, error);
    if (status != STATUS_OK)
        return status;
    expression_formula(formula->expression, &formula->formula);
    text_appendf(&formula->name, EXPRESSION_PREFIX "%s", expression_text(formula->expression));
    formula->problem = (struct problem){.name = text_string(&formula->name),
                                        .title = "the given formula",
                                        .formula = text_string(&formula->formula),
                                        .variables = 2,
                                        .expression = formula->expression,
                                        .domain = problems[0].domain};
    status = text_check(&formula->name, error);
    return status == STATUS_OK ? text_check(&formula->formula, error) : status;
}

void formula_free(struct formula *formula)
{
    expression_free(formula->expression);
    text_free(&formula->name);
    text_free(&formula->formula);
    *formula = (struct formula){.expression = NULL};
}

void formula_set_minimum(struct formula *formula, double minimum)
{
    formula->problem.minimum_given = true;
    formula->problem.minimum = minimum;
}
