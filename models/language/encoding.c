/* A workbook is not read: no library in Debian 12 reads .xlsx and .ods from C (freexl 1.0 knows the old
 * .xls only, orcus is C++), and whoever has one can save a sheet of it as CSV. It is named as what it is. */
#include "models/language/encoding.h"

#include "models/language/utf8.h"
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LOOK 4096 /* bytes at the start in which a kind of file shows */

static bool
holds(const char *bytes, size_t n, const char *what)
{
    const size_t length = strlen(what);
    for (size_t j = 0; j + length <= n; j++) {
        if (memcmp(bytes + j, what, length) == 0) {
            return true;
        }
    }
    return false;
}

static bool
begins(const char *bytes, size_t n, const char *what, size_t length)
{
    return n >= length && memcmp(bytes, what, length) == 0;
}

const char *
cc_encoding_no_text(const char *bytes, size_t n)
{
    const size_t look = n < LOOK ? n : LOOK;
    if (begins(bytes, n, "PK\3\4", 4)) {
        return holds(bytes, look, "opendocument.spreadsheet")
                   ? "is a workbook (.ods): save its sheet as CSV"
               : holds(bytes, look, "xl/") || holds(bytes, look, "[Content_Types].xml")
                   ? "is a workbook (.xlsx): save its sheet as CSV"
                   : "is a ZIP archive: take the table out of it";
    }
    if (begins(bytes, n, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
        return "is a workbook of the old kind (.xls): save its sheet as CSV";
    }
    if (begins(bytes, n, "\x1F\x8B", 2)) {
        return "is compressed (gzip): unpack it";
    }
    if (begins(bytes, n, "%PDF", 4)) {
        return "is a PDF, not a table: export it as CSV";
    }
    size_t at = 0;
    while (at < look && strchr(" \t\r\n", bytes[at]) != NULL) {
        at++;
    }
    if (at < look && bytes[at] == '<' &&
        (strncasecmp(bytes + at, "<html", 5) == 0 || strncasecmp(bytes + at, "<!doctype", 9) == 0 ||
         strncasecmp(bytes + at, "<?xml", 5) == 0 || strncasecmp(bytes + at, "<table", 6) == 0)) {
        return "is a page (HTML or XML), not a table: open it and save it as CSV";
    }
    if (at < look && (bytes[at] == '{' || bytes[at] == '[')) { /* no header begins {" or [{ */
        size_t next = at + 1;
        while (next < look && strchr(" \t\r\n", bytes[next]) != NULL) {
            next++;
        }
        if (next < look && strchr("\"{[", bytes[next]) != NULL) {
            return "is JSON, not a table: write it as CSV, for instance by jq (docs/semantics.md, "
                   "layouts, has the command for contact records)";
        }
    }
    return NULL;
}

/* By the mark, or by where the NUL bytes are; NULL: UTF-8. *mark: bytes to skip. */
static const char *
recognised(const char *bytes, size_t n, size_t *mark)
{
    *mark = 0;
    if (begins(bytes, n, "\xEF\xBB\xBF", 3)) {
        *mark = 3;
        return NULL;
    }
    if (begins(bytes, n, "\xFF\xFE\0\0", 4) || begins(bytes, n, "\0\0\xFE\xFF", 4)) {
        *mark = 4;
        return bytes[0] == '\0' ? "UTF-32BE" : "UTF-32LE";
    }
    if (begins(bytes, n, "\xFF\xFE", 2) || begins(bytes, n, "\xFE\xFF", 2)) {
        *mark = 2;
        return (unsigned char)bytes[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
    }
    size_t even = 0, odd = 0;
    const size_t look = n < LOOK ? n : LOOK;
    for (size_t j = 0; j < look; j++) {
        if (bytes[j] == '\0') {
            (j % 2 == 0 ? &even : &odd)[0]++;
        }
    }
    /* Of letters as tables have them nearly every second byte is 0, and none of the others. */
    return n % 2 != 0 || look < 4        ? NULL
           : even == 0 && odd > look / 4 ? "UTF-16LE"
           : odd == 0 && even > look / 4 ? "UTF-16BE"
                                         : NULL;
}

/* Names that people write and iconv does not. */
static const char *
known_as(const char *encoding)
{
    static const char *const other[][2] = {{"latin-1", "ISO-8859-1"},
                                           {"latin1", "ISO-8859-1"},
                                           {"ansi", "CP1252"},
                                           {"windows-1252", "CP1252"},
                                           {"utf8", "UTF-8"}};
    for (size_t j = 0; j < sizeof(other) / sizeof(other[0]); j++) {
        if (strcasecmp(encoding, other[j][0]) == 0) {
            return other[j][1];
        }
    }
    return encoding;
}

static int
lines_until(const char *text, size_t n)
{
    int line = 1;
    for (size_t j = 0; j < n; j++) {
        line += text[j] == '\n';
    }
    return line;
}

static int
convert(const char *from, const char *file, char **bytes, size_t *n, size_t mark,
        cc_refusal *refusal)
{
    iconv_t work = iconv_open("UTF-8", from);
    if (work == (iconv_t)-1) {
        return cc_refuse(refusal, file, 0, "no such encoding (is \"%.40s\")", from);
    }
    /* A byte becomes at most three, two become at most three, four at most four. */
    const size_t most = 3 * (*n - mark) + 1;
    char *in = *bytes + mark, *text = malloc(most), *out = text;
    size_t left = *n - mark, room = most - 1;
    int ret = text == NULL ? SIM_ERR_NOMEM : SIM_OK;
    if (ret == SIM_OK && iconv(work, &in, &left, &out, &room) == (size_t)-1) {
        ret = cc_refuse(refusal, file, lines_until(text, (size_t)(out - text)), "is not %s here",
                        from);
    }
    iconv_close(work);
    if (ret != SIM_OK) {
        free(text);
        return ret;
    }
    *out = '\0';
    free(*bytes);
    *bytes = text;
    *n = (size_t)(out - text);
    if (begins(*bytes, *n, "\xEF\xBB\xBF", 3)) { /* a mark that a declared encoding has kept */
        *n -= 3;
        memmove(*bytes, *bytes + 3, *n + 1);
    }
    return SIM_OK;
}

/* The line of the first byte that is not UTF-8. */
static int
wrong_line(char *text)
{
    int line = 1;
    for (char *at = text, *end; at != NULL; at = end == NULL ? NULL : end + 1, line++) {
        end = strchr(at, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        const bool good = cc_is_utf8(at);
        if (end != NULL) {
            *end = '\n';
        }
        if (!good) {
            return line;
        }
    }
    return 1;
}

int
cc_encoding_to_utf8(const char *encoding, const char *file, char **bytes, size_t *n,
                    cc_refusal *refusal)
{
    size_t mark = 0;
    const char *kind = cc_encoding_no_text(*bytes, *n);
    if (kind != NULL) {
        return cc_refuse(refusal, file, 0, "%s", kind);
    }
    const char *from = recognised(*bytes, *n, &mark);
    if (encoding != NULL && mark == 0) {
        from = known_as(encoding);
        from = strcasecmp(from, "UTF-8") == 0 ? NULL : from;
    }
    int ret = SIM_OK;
    if (from != NULL) {
        ret = convert(from, file, bytes, n, mark, refusal);
    } else if (mark > 0) {
        *n -= mark;
        memmove(*bytes, *bytes + mark, *n + 1);
    }
    if (ret == SIM_OK && memchr(*bytes, '\0', *n) != NULL) {
        return cc_refuse(refusal, file, 0, "has a NUL byte");
    }
    if (ret == SIM_OK && from == NULL && !cc_is_utf8(*bytes)) {
        return cc_refuse(refusal, file, wrong_line(*bytes),
                         "is not UTF-8: save it so, or set encoding, e.g. \"windows-1252\"");
    }
    return ret;
}
