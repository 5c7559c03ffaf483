/* Words for people in their language: gettext's catalogues, where there are any. */
#ifndef XP_WORDS_H
#define XP_WORDS_H

/* The word or sentence in the language of xp_words_begin; itself where it has no translation. Names
 * of settings, KPIs' identifiers and what programs read are never translated. */
const char *xp_words(const char *text) __attribute__((format_arg(1)));
#define _(text) xp_words(text)
/* In a table, to be translated where it is used. */
#define N_(text) text

/* Finds the catalogues: language is "en", "es", "it", or NULL: as LANGUAGE, LC_ALL, LC_MESSAGES or LANG
 * say. Numbers keep their decimal point. */
void xp_words_begin(const char *language);

#endif
