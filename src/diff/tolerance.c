#include "diff/tolerance.h"

#include <math.h>

bool tolerance_equal(const struct tolerance *tolerance, double a, double b)
{
    if (a == b || (isnan(a) && isnan(b)))
        return true;
    double apart = fabs(a - b);
    return apart <= tolerance->absolute || /* infinity equals itself: see above */
           (isfinite(apart) && apart <= tolerance->relative * fmax(fabs(a), fabs(b)));
}
