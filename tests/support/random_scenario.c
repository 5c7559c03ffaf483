#include "tests/support/random_scenario.h"

#include "tests/support/random_grammar.h"
#include "tests/support/random_writer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Line by line: one blank where there are several, none at the end, no empty lines. */
static void
tidy(char *text)
{
    char *to = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\n') {
            while (to > text && to[-1] == ' ') {
                to--;
            }
            if (to > text && to[-1] == '\n') {
                continue;
            }
        }
        const char *indent = to;
        while (indent > text && indent[-1] == ' ') {
            indent--;
        }
        const bool is_indented = indent == text || indent[-1] == '\n';
        if (*at != ' ' || is_indented || to[-1] != ' ') {
            *to++ = *at;
        }
    }
    *to = '\0';
}

void
random_scenario_make(random_scenario *self, uint64_t k)
{
    *self = (random_scenario){0};
    random_text whole_text = {0};
    char number[24];
    snprintf(number, sizeof(number), "%llu", (unsigned long long)k);
    random_writer it = {.into = self, .out = &whole_text, .name = number, .mean = 60};
    random_frame_draw(&it.frame, k);
    random_call(&it, (random_part){random_rules[0].name,
                                   random_rules[0].name + strlen(random_rules[0].name)});
    tidy(whole_text.at);
    self->text = whole_text.at;
}

static void
write_one(const char *folder, const char *name, const char *content)
{
    char path[600];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    assert_true(fputs(content, stream) >= 0);
    assert_int_equal(fclose(stream), 0);
}

void
random_scenario_write(const random_scenario *self, const char *folder, char *path, size_t size)
{
    for (int j = 0; j < self->n_files; j++) {
        char name[24];
        snprintf(name, sizeof(name), "t%d.csv", j);
        write_one(folder, name, self->file[j]);
    }
    write_one(folder, "random.cfg", self->text);
    snprintf(path, size, "%s/random.cfg", folder);
}

void
random_scenario_remove(const random_scenario *self, const char *folder)
{
    char path[600];
    for (int j = 0; j < self->n_files; j++) {
        snprintf(path, sizeof(path), "%s/t%d.csv", folder, j);
        unlink(path);
    }
    snprintf(path, sizeof(path), "%s/random.cfg", folder);
    unlink(path);
}

void
random_scenario_free(random_scenario *self)
{
    free(self->text);
    for (int j = 0; j < self->n_files; j++) {
        free(self->file[j]);
    }
    *self = (random_scenario){0};
}
