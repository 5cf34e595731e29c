/* Name and version of the program. */
#ifndef ADAM_REPORT_BASE_VERSION_H
#define ADAM_REPORT_BASE_VERSION_H

#define PROGRAM_NAME "adam-report"
#define PROGRAM_VERSION "0.4.0" /* the Makefile reads it here */
#define PROGRAM PROGRAM_NAME " " PROGRAM_VERSION

#endif
