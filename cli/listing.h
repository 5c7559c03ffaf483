/* A table of texts, written as text, Markdown, CSV or JSON. */
#ifndef CLI_LISTING_H
#define CLI_LISTING_H

#include <stddef.h>
#include <stdio.h>

#define CLI_LISTING_COLUMNS 8

typedef enum cli_listing_format {
    CLI_LISTING_TEXT,
    CLI_LISTING_MARKDOWN,
    CLI_LISTING_CSV,
    CLI_LISTING_JSON,
} cli_listing_format;

typedef struct cli_listing {
    const char *header[CLI_LISTING_COLUMNS]; /* ended by NULL */
    char **cell;                             /* row after row */
    size_t n_columns, n, capacity;
    int error;
} cli_listing;

/* Headers end with NULL. */
void cli_listing_init(cli_listing *self, const char *const *headers);
/* As many texts as headers; they are copied. The first failure latches. */
void cli_listing_row(cli_listing *self, const char *const *cells);
void cli_listing_write(const cli_listing *self, FILE *out, cli_listing_format format);
/* The words of a text from column `at` on, in lines of 80 that begin with `margin`, and a line end. */
void cli_write_wrapped(FILE *out, size_t at, const char *margin, const char *text);
void cli_listing_free(cli_listing *self);

#endif
