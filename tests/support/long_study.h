/* The command line of a long study: [RUNS] [NAME], in any order. */
#ifndef LONG_STUDY_H
#define LONG_STUDY_H

typedef struct long_study {
    int runs;         /* 1,000 if not given */
    const char *only; /* NULL: all */
} long_study;

long_study long_study_read(int argc, char **argv);

#endif
