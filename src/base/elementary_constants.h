/* Written by scripts/elementary_tables.c (make elementary-tables). */
/* clang-format off */
#ifndef ADAM_REPORT_BASE_ELEMENTARY_CONSTANTS_H
#define ADAM_REPORT_BASE_ELEMENTARY_CONSTANTS_H

#define EXP_STEP_HIGH 0x1.62e42fef8p-9
#define EXP_STEP_LOW 0x1.1cf79abc9e3b4p-44
#define EXP_STEPS_PER_ONE 0x1.71547652b82fep+8
#define EXP_C2 0x1.fffffffffffdcp-2
#define EXP_C4 0x1.5555573c703d4p-5
#define SIN_STEP_HIGH 0x1.921fb544p-8
#define SIN_STEP_MIDDLE 0x1.0b4611a6p-42
#define SIN_STEP_LOW 0x1.3198a2e037073p-77
#define SIN_STEPS_PER_ONE 0x1.45f306dc9c883p+7
#define HALF_PI_1 0x1.921fb54442p+0
#define HALF_PI_2 0x1.a308d31318p-41
#define HALF_PI_3 0x1.8a2e037074p-81
#define HALF_PI_4 (-0x1.76b7ed8fbbaccp-122)
#define TWO_OVER_PI 0x1.45f306dc9c883p-1
#define LN2_HIGH 0x1.62e42fefa38p-1
#define LN2_LOW 0x1.ef35793c7673p-45
#define LOG10_E_HIGH 0x1.bcb7b1526e50ep-2
#define LOG10_E_LOW 0x1.95355baaafad3p-57
#define PI_HIGH 0x1.921fb54442d18p+1
#define PI_LOW 0x1.1a62633145c07p-53

#endif
