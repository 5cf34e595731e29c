/* Update rules: for each optimizer a short function for one variable, with the operations in the
 * order of the paper. Where implementations differ from the paper or from each other, the results
 * are those of PyTorch, except for Adam, where they are those of the tutorial.
 *
 * Each line of a rule in the table is one assignment in these functions, to the variable of the
 * same name. Reports show both: scripts/rule_source.awk extracts the assignments from this file.
 *
 * After each function, another one repeats what the rule derives from the states, with the same
 * operations, for a record of the search: struct optimizer_update. */
#include "optimize/optimizer.h"

#include <math.h>
#include <string.h>

#include "base/elementary.h"
#include "base/suggestion.h"
#include "base/vector.h"

/* Texts that only documents contain: the module of explore.html is smaller without them. */
#ifdef WITHOUT_DOCUMENTS
#define DOCUMENT_TEXT(text) ""
#else
#define DOCUMENT_TEXT(text) text
#endif

/* Cauchy, Comptes rendus de l'Académie des sciences 25 (1847), 536-538. */
WITH_AVX2_CLONE static void gradient_descent(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *g = s->gradient;
    double *x = s->x;

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        x[i] = x[i] - alpha[i] * g[i];
    }
}

/* For the rules whose steps are alpha times a direction. */
static double derive_alpha(const struct optimizer_update *u, double derived[])
{
    (void)derived;
    return u->parameter[0];
}

/* Polyak's heavy ball, USSR Computational Mathematics and Mathematical Physics 4 (1964), 1-17. */
WITH_AVX2_CLONE static void momentum(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *mu = s->parameter[1], *g = s->gradient;
    double *x = s->x, *b = s->state[0];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        b[i] = mu[i] * b[i] + g[i];
        x[i] = x[i] - alpha[i] * b[i];
    }
}

/* Nesterov's, in the form of Sutskever and others, ICML 2013, as in PyTorch: x is the point at
 * which the gradient is evaluated. */
WITH_AVX2_CLONE static void nesterov(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *mu = s->parameter[1], *g = s->gradient;
    double *x = s->x, *b = s->state[0];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        b[i] = mu[i] * b[i] + g[i];
        x[i] = x[i] - alpha[i] * (g[i] + mu[i] * b[i]);
    }
}

/* Duchi, Hazan and Singer, Journal of Machine Learning Research 12 (2011), 2121-2159. */
WITH_AVX2_CLONE static void adagrad(const struct optimizer_step *step)
{
    const double *alpha = step->parameter[0], *epsilon = step->parameter[1], *g = step->gradient;
    double *x = step->x, *s = step->state[0];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < step->searches; i++) {
        s[i] = s[i] + g[i] * g[i];
        x[i] = x[i] - alpha[i] * g[i] / (sqrt(s[i]) + epsilon[i]);
    }
}

static double derive_adagrad(const struct optimizer_update *u, double derived[])
{
    (void)derived;
    return u->parameter[0] / (sqrt(u->state[0]) + u->parameter[1]);
}

/* Tieleman and Hinton, lecture 6.5 of Neural Networks for Machine Learning, 2012. */
WITH_AVX2_CLONE static void rmsprop(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *rho = s->parameter[1], *epsilon = s->parameter[2];
    const double *g = s->gradient;
    double *x = s->x, *v = s->state[0];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        v[i] = rho[i] * v[i] + (1.0 - rho[i]) * (g[i] * g[i]);
        x[i] = x[i] - alpha[i] * g[i] / (sqrt(v[i]) + epsilon[i]);
    }
}

static double derive_rmsprop(const struct optimizer_update *u, double derived[])
{
    (void)derived;
    return u->parameter[0] / (sqrt(u->state[0]) + u->parameter[2]);
}

/* Zeiler, arXiv 1212.5701, Algorithm 1; alpha, which is 1 there, scales its steps. */
WITH_AVX2_CLONE static void adadelta(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *rho = s->parameter[1], *epsilon = s->parameter[2];
    const double *g = s->gradient;
    double *x = s->x, *v = s->state[0], *d = s->state[1];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        v[i] = rho[i] * v[i] + (1.0 - rho[i]) * (g[i] * g[i]);
        double delta = sqrt(d[i] + epsilon[i]) / sqrt(v[i] + epsilon[i]) * g[i];
        d[i] = rho[i] * d[i] + (1.0 - rho[i]) * (delta * delta);
        x[i] = x[i] - alpha[i] * delta;
    }
}

static double derive_adadelta(const struct optimizer_update *u, double derived[])
{
    double epsilon = u->parameter[2],
           ratio = sqrt(u->before[1] + epsilon) / sqrt(u->state[0] + epsilon);

    derived[0] = ratio * u->gradient; /* delta */
    return u->parameter[0] * ratio;
}

/* Whether all values are equal: each is compared with the next. */
static bool are_equal(const double values[], size_t count)
{
    return memcmp(values, values + 1, (count - 1) * sizeof *values) == 0;
}

/* 1 - beta^t. Powers are expensive, and usually all searches have the same rate. */
static void correct(double factor[], const double beta[], long t, size_t searches)
{
    if (!are_equal(beta, searches)) {
        for (size_t i = 0; i < searches; i++)
            factor[i] = 1.0 - elementary_pow(beta[i], (double)t);
        return;
    }
    double correction = 1.0 - elementary_pow(beta[0], (double)t);
    for (size_t i = 0; i < searches; i++)
        factor[i] = correction;
}

/* For both decay rates. */
static void correct_bias(double *const factor[], const double *const parameter[], long t,
                         size_t searches)
{
    correct(factor[0], parameter[1], t, searches);
    correct(factor[1], parameter[2], t, searches);
}

/* Kingma and Ba, arXiv 1412.6980, Algorithm 1. */
WITH_AVX2_CLONE static void adam(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *beta1 = s->parameter[1], *beta2 = s->parameter[2];
    const double *epsilon = s->parameter[3], *correction1 = s->factor[0];
    const double *correction2 = s->factor[1], *gradient = s->gradient;
    double *x = s->x, *m = s->state[0], *v = s->state[1];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        double g = gradient[i];
        m[i] = beta1[i] * m[i] + (1.0 - beta1[i]) * g;
        v[i] = beta2[i] * v[i] + (1.0 - beta2[i]) * (g * g);
        double mhat = m[i] / correction1[i];
        double vhat = v[i] / correction2[i];
        x[i] = x[i] - alpha[i] * mhat / (sqrt(vhat) + epsilon[i]);
    }
}

static double derive_adam(const struct optimizer_update *u, double derived[])
{
    derived[0] = u->state[0] / u->factor[0]; /* mhat */
    derived[1] = u->state[1] / u->factor[1]; /* vhat */
    return u->parameter[0] / (sqrt(derived[1]) + u->parameter[3]);
}

/* The same paper, end of section 2: with alpha_t for alpha, and epsilon-hat added to the root of
 * the uncorrected v. */
WITH_AVX2_CLONE static void adam_reordered(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *beta1 = s->parameter[1], *beta2 = s->parameter[2];
    const double *epsilon = s->parameter[3], *correction1 = s->factor[0];
    const double *correction2 = s->factor[1], *gradient = s->gradient;
    double *x = s->x, *m = s->state[0], *v = s->state[1];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        double g = gradient[i];
        m[i] = beta1[i] * m[i] + (1.0 - beta1[i]) * g;
        v[i] = beta2[i] * v[i] + (1.0 - beta2[i]) * (g * g);
        double alpha_t = alpha[i] * sqrt(correction2[i]) / correction1[i];
        x[i] = x[i] - alpha_t * m[i] / (sqrt(v[i]) + epsilon[i]);
    }
}

static double derive_adam_reordered(const struct optimizer_update *u, double derived[])
{
    derived[0] = u->parameter[0] * sqrt(u->factor[1]) / u->factor[0]; /* alpha_t */
    return derived[0] / (sqrt(u->state[1]) + u->parameter[3]);
}

/* The same paper, Algorithm 2. As long as all gradients are 0, 0/0 counts as a step of 0. */
WITH_AVX2_CLONE static void adamax(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *beta1 = s->parameter[1], *beta2 = s->parameter[2];
    const double *correction1 = s->factor[0], *gradient = s->gradient;
    double *x = s->x, *m = s->state[0], *u = s->state[1];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        double g = gradient[i];
        m[i] = beta1[i] * m[i] + (1.0 - beta1[i]) * g;
        u[i] = beta2[i] * u[i] > fabs(g) ? beta2[i] * u[i] : fabs(g); /* NaN where g is */
        x[i] = x[i] - alpha[i] / correction1[i] * (m[i] == 0.0 ? 0.0 : m[i] / u[i]);
    }
}

static double derive_adamax(const struct optimizer_update *u, double derived[])
{
    (void)derived;
    return u->parameter[0] / u->factor[0] / u->state[1];
}

/* Reddi, Kale and Kumar, arXiv 1904.09237, with Adam's bias correction. */
WITH_AVX2_CLONE static void amsgrad(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *beta1 = s->parameter[1], *beta2 = s->parameter[2];
    const double *epsilon = s->parameter[3], *correction1 = s->factor[0];
    const double *correction2 = s->factor[1], *gradient = s->gradient;
    double *x = s->x, *m = s->state[0], *v = s->state[1], *w = s->state[2];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        double g = gradient[i];
        m[i] = beta1[i] * m[i] + (1.0 - beta1[i]) * g;
        v[i] = beta2[i] * v[i] + (1.0 - beta2[i]) * (g * g);
        w[i] = w[i] > v[i] ? w[i] : v[i];
        double mhat = m[i] / correction1[i];
        double what = w[i] / correction2[i];
        x[i] = x[i] - alpha[i] * mhat / (sqrt(what) + epsilon[i]);
    }
}

static double derive_amsgrad(const struct optimizer_update *u, double derived[])
{
    derived[0] = u->state[0] / u->factor[0]; /* mhat */
    derived[1] = u->state[2] / u->factor[1]; /* what */
    return u->parameter[0] / (sqrt(derived[1]) + u->parameter[3]);
}

/* For update t: mu_t = beta1 (1 - 0.96^(t psi) / 2), mu_(t+1), the product of all mu up to t, and
 * 1 - beta2^t. */
static void schedule_momentum(double *const factor[], const double *const parameter[], long t,
                              size_t searches)
{
    const double *beta1 = parameter[1], *beta2 = parameter[2], *psi = parameter[4];
    double *mu = factor[0], *next = factor[1], *product = factor[2], *correction2 = factor[3];

    for (size_t i = 0; i < searches; i++) {
        mu[i] = beta1[i] * (1.0 - 0.5 * elementary_pow(0.96, (double)t * psi[i]));
        next[i] = beta1[i] * (1.0 - 0.5 * elementary_pow(0.96, (double)(t + 1) * psi[i]));
        product[i] = product[i] * mu[i];
        correction2[i] = 1.0 - elementary_pow(beta2[i], (double)t);
    }
}

/* Dozat, Incorporating Nesterov Momentum into Adam, ICLR workshop 2016. */
WITH_AVX2_CLONE static void nadam(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *beta1 = s->parameter[1], *beta2 = s->parameter[2];
    const double *epsilon = s->parameter[3], *mu = s->factor[0], *next = s->factor[1];
    const double *product = s->factor[2], *correction2 = s->factor[3], *gradient = s->gradient;
    double *x = s->x, *m = s->state[0], *v = s->state[1];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        double g = gradient[i];
        m[i] = beta1[i] * m[i] + (1.0 - beta1[i]) * g;
        v[i] = beta2[i] * v[i] + (1.0 - beta2[i]) * (g * g);
        double mhat =
            next[i] * m[i] / (1.0 - product[i] * next[i]) + (1.0 - mu[i]) * g / (1.0 - product[i]);
        double vhat = v[i] / correction2[i];
        x[i] = x[i] - alpha[i] * mhat / (sqrt(vhat) + epsilon[i]);
    }
}

static double derive_nadam(const struct optimizer_update *u, double derived[])
{
    double mu = u->factor[0], next = u->factor[1], product = u->factor[2];

    derived[0] = mu;
    derived[1] = next;
    derived[2] = product;
    derived[3] = next * u->state[0] / (1.0 - product * next) +
                 (1.0 - mu) * u->gradient / (1.0 - product); /* mhat */
    derived[4] = u->state[1] / u->factor[3];                 /* vhat */
    return u->parameter[0] / (sqrt(derived[4]) + u->parameter[3]);
}

/* Loshchilov and Hutter, arXiv 1711.05101, Algorithm 2 with a schedule of 1; as in PyTorch, the
 * decay is multiplied by alpha and applied first. */
WITH_AVX2_CLONE static void adamw(const struct optimizer_step *s)
{
    const double *alpha = s->parameter[0], *beta1 = s->parameter[1], *beta2 = s->parameter[2];
    const double *epsilon = s->parameter[3], *decay = s->parameter[4];
    const double *correction1 = s->factor[0], *correction2 = s->factor[1], *gradient = s->gradient;
    double *x = s->x, *m = s->state[0], *v = s->state[1];

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < s->searches; i++) {
        double g = gradient[i];
        double shrunk = x[i] * (1.0 - alpha[i] * decay[i]);
        m[i] = beta1[i] * m[i] + (1.0 - beta1[i]) * g;
        v[i] = beta2[i] * v[i] + (1.0 - beta2[i]) * (g * g);
        double mhat = m[i] / correction1[i];
        double vhat = v[i] / correction2[i];
        x[i] = shrunk - alpha[i] * mhat / (sqrt(vhat) + epsilon[i]);
    }
}

static double derive_adamw(const struct optimizer_update *u, double derived[])
{
    derived[0] = u->x * (1.0 - u->parameter[0] * u->parameter[4]); /* shrunk */
    return derive_adam(u, derived + 1);
}

/* ---- The table ------------------------------------------------------------------------------- */

#define STEP_SIZE(value)                                                                           \
    {                                                                                              \
        "alpha", "step size α", value, OPTIMIZER_POSITIVE                                          \
    }
#define BETA1(value)                                                                               \
    {                                                                                              \
        "beta1", "decay rate of the first moment β₁", value, OPTIMIZER_DECAY                       \
    }
#define BETA2(value)                                                                               \
    {                                                                                              \
        "beta2", "decay rate of the second moment β₂", value, OPTIMIZER_DECAY                      \
    }
#define EPSILON(value)                                                                             \
    {                                                                                              \
        "epsilon", "ε, added to the square root in the divisor", value, OPTIMIZER_NOT_NEGATIVE     \
    }
#define MU(value)                                                                                  \
    {                                                                                              \
        "mu", "momentum μ", value, OPTIMIZER_DECAY                                                 \
    }
#define RHO(value)                                                                                 \
    {                                                                                              \
        "rho", "decay rate of the average ρ", value, OPTIMIZER_DECAY                               \
    }

#define ADAM_MOMENTS                                                                               \
    "m ← β₁ m + (1 − β₁) g\n"                                                            \
    "v ← β₂ v + (1 − β₂) g²\n"
#define ADAM_CORRECTION                                                                            \
    "m̂ = m / (1 − β₁ᵗ)\n"                                                                 \
    "v̂ = v / (1 − β₂ᵗ)\n"
#define KINGMA_BA "Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv 1412.6980"
#define KINGMA_BA_LINK "Kingma and Ba, [arXiv 1412.6980](https://arxiv.org/abs/1412.6980)"

const struct optimizer optimizers[] = {
    {.name = "adam",
     .title = "Adam",
     .about = DOCUMENT_TEXT(
         "Adam is Algorithm 1 of " KINGMA_BA_LINK
         ". It keeps decaying averages m of the gradient g and v of its square, both 0 at "
         "first, corrects them for this bias, and steps."),
     .rule = ADAM_MOMENTS ADAM_CORRECTION "x ← x − α m̂ / (√v̂ + ε)",
     .reference = DOCUMENT_TEXT(KINGMA_BA ", Algorithm 1"),
     .parameter_count = 4,
     .symbols = {"α", "β₁", "β₂", "ε"},
     .parameters = {STEP_SIZE(0.02), BETA1(0.8), BETA2(0.999), EPSILON(1e-8)},
     .state_count = 2,
     .states = {"m", "v"},
     .factor_count = 2,
     .prepare = correct_bias,
     .derived_count = 2,
     .derived = {{"mhat", "m̂", false}, {"vhat", "v̂", false}},
     .groups = {{"average of g", "m mhat", false}, {"average of g²", "v vhat", true}},
     .step = adam,
     .derive = derive_adam},
    {.name = "adam-reordered",
     .title = "Adam, reordered",
     .about = DOCUMENT_TEXT(
         "This is Adam in the cheaper order of operations that its paper names at the end of "
         "section 2 (" KINGMA_BA_LINK "): ε is added to the root of v before the correction, "
         "and so weighs more in the first iterations."),
     .rule = ADAM_MOMENTS "αₜ = α √(1 − β₂ᵗ) / (1 − β₁ᵗ)\n"
                          "x ← x − αₜ m / (√v + ε)",
     .reference = DOCUMENT_TEXT(KINGMA_BA ", end of section 2"),
     .parameter_count = 4,
     .symbols = {"α", "β₁", "β₂", "ε"},
     .parameters = {STEP_SIZE(0.02), BETA1(0.8), BETA2(0.999), EPSILON(1e-8)},
     .state_count = 2,
     .states = {"m", "v"},
     .factor_count = 2,
     .prepare = correct_bias,
     .derived_count = 1,
     .derived = {{"alpha_t", "αₜ", true}},
     .groups = {{"average of g", "m", false}, {"average of g²", "v", true}},
     .step = adam_reordered,
     .derive = derive_adam_reordered},
    {.name = "adamax",
     .title = "AdaMax",
     .about = DOCUMENT_TEXT(
         "AdaMax is Algorithm 2 of " KINGMA_BA_LINK
         ": Adam with the decaying maximum u of recent gradients in place of the root of v."),
     .rule = "m ← β₁ m + (1 − β₁) g\n"
             "u ← max(β₂ u, |g|)\n"
             "x ← x − α / (1 − β₁ᵗ) · m / u",
     .reference = DOCUMENT_TEXT(KINGMA_BA ", Algorithm 2"),
     .parameter_count = 3,
     .symbols = {"α", "β₁", "β₂"},
     .parameters = {STEP_SIZE(0.02), BETA1(0.9), BETA2(0.999)},
     .state_count = 2,
     .states = {"m", "u"},
     .factor_count = 2,
     .prepare = correct_bias,
     .groups = {{"average of g", "m", false}, {"decaying maximum of |g|", "u", true}},
     .step = adamax,
     .derive = derive_adamax},
    {.name = "amsgrad",
     .title = "AMSGrad",
     .about = DOCUMENT_TEXT(
         "AMSGrad, by Reddi, Kale and Kumar ([arXiv "
         "1904.09237](https://arxiv.org/abs/1904.09237)), is Adam with the largest v so far, "
         "so that step sizes do not increase; here with Adam's bias correction."),
     .rule = ADAM_MOMENTS "w ← max(w, v)\n"
                          "m̂ = m / (1 − β₁ᵗ)\n"
                          "ŵ = w / (1 − β₂ᵗ)\n"
                          "x ← x − α m̂ / (√ŵ + ε)",
     .reference = DOCUMENT_TEXT(
         "Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, arXiv 1904.09237"),
     .parameter_count = 4,
     .symbols = {"α", "β₁", "β₂", "ε"},
     .parameters = {STEP_SIZE(0.02), BETA1(0.9), BETA2(0.999), EPSILON(1e-8)},
     .state_count = 3,
     .states = {"m", "v", "w"},
     .factor_count = 2,
     .prepare = correct_bias,
     .derived_count = 2,
     .derived = {{"mhat", "m̂", false}, {"what", "ŵ", false}},
     .groups = {{"average of g", "m mhat", false}, {"average of g²", "v w what", true}},
     .step = amsgrad,
     .derive = derive_amsgrad},
    {.name = "nadam",
     .title = "NAdam",
     .about = DOCUMENT_TEXT(
         "NAdam, by Dozat "
         "([ICLR workshop 2016](https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ)), is "
         "Adam with Nesterov's momentum, which grows slowly to β₁; π is the product of all μ "
         "so far."),
     .rule = "μₜ = β₁ (1 − 0.96^(t ψ) / 2)\n"
             "π ← π μₜ\n" ADAM_MOMENTS "m̂ = μₜ₊₁ m / (1 − π μₜ₊₁) + (1 − μₜ) g / (1 − π)\n"
             "v̂ = v / (1 − β₂ᵗ)\n"
             "x ← x − α m̂ / (√v̂ + ε)",
     .reference =
         DOCUMENT_TEXT("Dozat, Incorporating Nesterov Momentum into Adam, ICLR workshop 2016"),
     .parameter_count = 5,
     .symbols = {"α", "β₁", "β₂", "ε", "ψ"},
     .parameters = {STEP_SIZE(0.02),
                    BETA1(0.9),
                    BETA2(0.999),
                    EPSILON(1e-8),
                    {"psi", "growth of the momentum ψ", 0.004, OPTIMIZER_NOT_NEGATIVE}},
     .state_count = 2,
     .states = {"m", "v"},
     .factor_count = 4,
     .prepare = schedule_momentum,
     .derived_count = 5,
     .derived = {{"mu", "μₜ", true},
                 {"next", "μₜ₊₁", true},
                 {"product", "π", true},
                 {"mhat", "m̂", false},
                 {"vhat", "v̂", false}},
     .groups = {{"average of g", "m mhat", false}, {"average of g²", "v vhat", true}},
     .step = nadam,
     .derive = derive_nadam},
    {.name = "adamw",
     .title = "AdamW",
     .about = DOCUMENT_TEXT(
         "AdamW, by Loshchilov and Hutter ([arXiv "
         "1711.05101](https://arxiv.org/abs/1711.05101)), is Adam with weight decay decoupled "
         "from the gradient. It draws x toward 0, wherever the minimum is."),
     .rule = "x ← (1 − α λ) x\n" ADAM_MOMENTS ADAM_CORRECTION "x ← x − α m̂ / (√v̂ + ε)",
     .reference = DOCUMENT_TEXT(
         "Loshchilov and Hutter, Decoupled Weight Decay Regularization, arXiv 1711.05101"),
     .parameter_count = 5,
     .symbols = {"α", "β₁", "β₂", "ε", "λ"},
     .parameters = {STEP_SIZE(0.02),
                    BETA1(0.9),
                    BETA2(0.999),
                    EPSILON(1e-8),
                    {"decay", "weight decay λ", 0.01, OPTIMIZER_NOT_NEGATIVE}},
     .state_count = 2,
     .states = {"m", "v"},
     .factor_count = 2,
     .prepare = correct_bias,
     .derived_count = 3,
     .derived = {{"shrunk", "x", false}, {"mhat", "m̂", false}, {"vhat", "v̂", false}},
     .groups = {{"average of g", "m mhat", false}, {"average of g²", "v vhat", true}},
     .step = adamw,
     .derive = derive_adamw},
    {.name = "gradient-descent",
     .aliases = {"gd", "sgd"},
     .title = "gradient descent",
     .about = DOCUMENT_TEXT(
         "Gradient descent, which Cauchy proposed in 1847, steps against the gradient g."),
     .rule = "x ← x − α g",
     .reference =
         DOCUMENT_TEXT("Cauchy, Méthode générale pour la résolution des systèmes d'équations "
                       "simultanées, Comptes rendus 25 (1847), 536-538"),
     .parameter_count = 1,
     .symbols = {"α"},
     .parameters = {STEP_SIZE(0.1)},
     .step = gradient_descent,
     .derive = derive_alpha},
    {.name = "momentum",
     .aliases = {"heavy-ball"},
     .title = "momentum",
     .about = DOCUMENT_TEXT(
         "Gradient descent with momentum, Polyak's heavy ball of 1964, keeps a fraction μ of "
         "its velocity b, which is 0 at first."),
     .rule = "b ← μ b + g\n"
             "x ← x − α b",
     .reference = DOCUMENT_TEXT(
         "Polyak, Some Methods of Speeding up the Convergence of Iteration Methods, USSR "
         "Comp. Math. and Math. Phys. 4 (1964), 1-17"),
     .parameter_count = 2,
     .symbols = {"α", "μ"},
     .parameters = {STEP_SIZE(0.02), MU(0.9)},
     .state_count = 1,
     .states = {"b"},
     .groups = {{"velocity", "b", false}},
     .step = momentum,
     .derive = derive_alpha},
    {.name = "nesterov",
     .aliases = {"nag"},
     .title = "Nesterov",
     .about = DOCUMENT_TEXT(
         "Nesterov's accelerated gradient of 1983, in the form of Sutskever and others (ICML "
         "2013), is momentum that looks one step ahead."),
     .rule = "b ← μ b + g\n"
             "x ← x − α (g + μ b)",
     .reference = DOCUMENT_TEXT(
         "Nesterov, Soviet Math. Doklady 27 (1983), 372-376; Sutskever, Martens, Dahl and "
         "Hinton, ICML 2013"),
     .parameter_count = 2,
     .symbols = {"α", "μ"},
     .parameters = {STEP_SIZE(0.02), MU(0.9)},
     .state_count = 1,
     .states = {"b"},
     .groups = {{"velocity", "b", false}},
     .step = nesterov,
     .derive = derive_alpha},
    {.name = "adagrad",
     .title = "AdaGrad",
     .about = DOCUMENT_TEXT(
         "AdaGrad, by [Duchi, Hazan and Singer](https://jmlr.org/papers/v12/duchi11a.html), "
         "divides each step by the root of the sum s of all squared gradients so far."),
     .rule = "s ← s + g²\n"
             "x ← x − α g / (√s + ε)",
     .reference = DOCUMENT_TEXT(
         "Duchi, Hazan and Singer, Adaptive Subgradient Methods, JMLR 12 (2011), 2121-2159"),
     .parameter_count = 2,
     .symbols = {"α", "ε"},
     .parameters = {STEP_SIZE(0.1), EPSILON(1e-10)},
     .state_count = 1,
     .states = {"s"},
     .groups = {{"sum of g²", "s", true}},
     .step = adagrad,
     .derive = derive_adagrad},
    {.name = "rmsprop",
     .title = "RMSProp",
     .about = DOCUMENT_TEXT(
         "RMSProp, of lecture 6.5 of Hinton's course of 2012, divides each step by the root of "
         "a decaying average v of the squared gradients."),
     .rule = "v ← ρ v + (1 − ρ) g²\n"
             "x ← x − α g / (√v + ε)",
     .reference = DOCUMENT_TEXT(
         "Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5, 2012"),
     .parameter_count = 3,
     .symbols = {"α", "ρ", "ε"},
     .parameters = {STEP_SIZE(0.02), RHO(0.9), EPSILON(1e-8)},
     .state_count = 1,
     .states = {"v"},
     .groups = {{"average of g²", "v", true}},
     .step = rmsprop,
     .derive = derive_rmsprop},
    {.name = "adadelta",
     .title = "AdaDelta",
     .about = DOCUMENT_TEXT(
         "AdaDelta, by Zeiler ([arXiv 1212.5701](https://arxiv.org/abs/1212.5701)), scales each "
         "step by the ratio of decaying averages of squared steps, d, and of squared "
         "gradients, v; it needs no step size, so α is 1."),
     .rule = "v ← ρ v + (1 − ρ) g²\n"
             "s = √(d + ε) / √(v + ε) · g\n"
             "d ← ρ d + (1 − ρ) s²\n"
             "x ← x − α s",
     .reference =
         DOCUMENT_TEXT("Zeiler, ADADELTA: An Adaptive Learning Rate Method, arXiv 1212.5701"),
     .parameter_count = 3,
     .symbols = {"α", "ρ", "ε"},
     .parameters = {STEP_SIZE(1.0),
                    RHO(0.9),
                    {"epsilon", "ε, added below both roots", 1e-6, OPTIMIZER_NOT_NEGATIVE}},
     .state_count = 2,
     .states = {"v", "d"},
     .derived_count = 1,
     .derived = {{"delta", "s", false}},
     .groups = {{"average of g²", "v", true}, {"average of step²", "d", true}},
     .step = adadelta,
     .derive = derive_adadelta},
};
const size_t optimizer_count = sizeof optimizers / sizeof *optimizers;

const char *optimizer_name(size_t i)
{
    return i < optimizer_count ? optimizers[i].name : NULL;
}

static bool has_name(const struct optimizer *optimizer, const char *name)
{
    size_t length = strlen(name);
    bool found = name_matches(name, length, optimizer->name);

    for (size_t k = 0; k < OPTIMIZER_MAX_ALIASES && optimizer->aliases[k] != NULL; k++)
        found = found || name_matches(name, length, optimizer->aliases[k]);
    return found;
}

const struct optimizer *optimizer_find(const char *name)
{
    for (size_t i = 0; i < optimizer_count; i++)
        if (has_name(&optimizers[i], name))
            return &optimizers[i];
    return NULL;
}

size_t optimizer_parameter_find(const struct optimizer *optimizer, const char *name)
{
    size_t i = 0;

    while (i < optimizer->parameter_count &&
           !name_matches(name, strlen(name), optimizer->parameters[i].name))
        i++;
    return i;
}

bool optimizer_range_holds(enum optimizer_range range, double value)
{
    switch (range) {
    case OPTIMIZER_POSITIVE:
        return value > 0.0 && isfinite(value);
    case OPTIMIZER_DECAY:
        return value >= 0.0 && value < 1.0;
    case OPTIMIZER_FRACTION:
        return value > 0.0 && value <= 1.0;
    case OPTIMIZER_WHOLE:
    case OPTIMIZER_COUNT:
        return value >= (range == OPTIMIZER_COUNT ? 1.0 : 0.0) && value <= OPTIMIZER_MOST_WHOLE &&
               value == floor(value);
    default:
        return value >= 0.0 && isfinite(value);
    }
}

bool optimizer_range_is_whole(enum optimizer_range range)
{
    return range == OPTIMIZER_WHOLE || range == OPTIMIZER_COUNT;
}

const char *optimizer_range_text(enum optimizer_range range)
{
    static const char *const texts[] = {"a number above 0",
                                        "a number from 0 to below 1",
                                        "a number of 0 or more",
                                        "a number above 0, at most 1",
                                        "a whole number from 0 to 1000000",
                                        "a whole number from 1 to 1000000"};

    return texts[range];
}
