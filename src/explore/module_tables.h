/* Tables that the WebAssembly module completes when it starts, which makes it smaller. */
#ifndef ADAM_REPORT_EXPLORE_MODULE_TABLES_H
#define ADAM_REPORT_EXPLORE_MODULE_TABLES_H

/* Must be called before the first elementary function. */
void module_tables_complete(void);

#endif
