/* What happened, in words: English of itself, else as whoever has the words of a language says it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/journal_text.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define CENTER                                                                                     \
    "channels = { voice = { wrap_up = \"30 s\"; }; chat = {}; email = {}; };"                      \
    "groups = { phone = { serves = [\"voice\"]; staff = 1; };"                                     \
    "           desk = { serves = [\"chat\", \"email\"]; staff = 1; }; }"

/* One who calls, and one who waits 57 s behind the first and gives up. */
static void
begin(play *it)
{
    play_run(it, "0,32400,call,voice,500,600\n0,32410,call,voice,50,57\n",
             "hours = [\"08:00\", \"12:00\"]", "", "", CENTER);
}

static const char *
words_of(const play *it, cc_entry entry, cc_say *say)
{
    static char text[256];
    text[0] = '\0';
    for (size_t j = 0; j < it->buffer.n; j++) {
        if (it->buffer.record[j].code == entry) {
            cc_journal_text_words(&it->scenario, it->center, &it->buffer.record[j], say, text,
                                  sizeof(text));
            return text;
        }
    }
    return text;
}

static const char *
in_spanish(const char *sentence)
{
    static const char *const words[][2] = {
        {"gives up after waiting %s", "abandona tras esperar %s"},
        {"calls", "llama"},
        {"has the attention of %s for %s", "durante %2$s tiene la atenci\xc3\xb3n de %1$s"},
        {"%.0f min", "%.0f minutos"},
    };
    for (size_t j = 0; j < sizeof(words) / sizeof(words[0]); j++) {
        if (strcmp(words[j][0], sentence) == 0) {
            return words[j][1];
        }
    }
    return sentence;
}

static void
sentences_are_said_in_another_language_and_order(void **state)
{
    (void)state;
    play it;
    begin(&it);
    assert_string_equal(words_of(&it, CC_JOURNAL_ABANDONS, NULL), "gives up after waiting 57 s");
    assert_string_equal(words_of(&it, CC_JOURNAL_ABANDONS, in_spanish),
                        "abandona tras esperar 57 s");
    assert_string_equal(words_of(&it, CC_JOURNAL_GETS_IN_TOUCH, NULL), "calls");
    assert_string_equal(words_of(&it, CC_JOURNAL_GETS_IN_TOUCH, in_spanish), "llama");
    assert_string_equal(words_of(&it, CC_JOURNAL_TALKS, NULL),
                        "has the attention of phone 1 for 8 min");
    assert_string_equal(words_of(&it, CC_JOURNAL_TALKS, in_spanish),
                        "durante 8 minutos tiene la atenci\xc3\xb3n de phone 1");
    play_free(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_said_in_another_language_and_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
