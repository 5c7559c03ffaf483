/* The list of changes by time, and how it is written: a line each, with the clock's time to as many
 * places as it takes. */
#include "models/center/script.h"

#include "sim/hash.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void
cc_script_free(cc_script *self)
{
    free(self->change);
    *self = (cc_script){NULL, 0, 0};
}

int
cc_script_add(cc_script *self, cc_change change)
{
    if (self->n == self->capacity) {
        const size_t capacity = 2 * self->capacity + 16;
        cc_change *grown = realloc(self->change, capacity * sizeof(*grown));
        if (grown == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->change = grown;
        self->capacity = capacity;
    }
    size_t j = self->n++;
    for (; j > 0 && self->change[j - 1].time > change.time; j--) {
        self->change[j] = self->change[j - 1];
    }
    self->change[j] = change;
    return SIM_OK;
}

int
cc_script_copy(cc_script *self, const cc_script *from)
{
    cc_change *change = malloc((from->n + 1) * sizeof(*change));
    if (change == NULL) {
        return SIM_ERR_NOMEM;
    }
    if (from->n > 0) {
        memcpy(change, from->change, from->n * sizeof(*change));
    }
    free(self->change);
    *self = (cc_script){change, from->n, from->n + 1};
    return SIM_OK;
}

/* ---- how it is written ---- */

void
cc_script_words(const cc_change *change, const cc_scenario *scenario, char *text, size_t size)
{
    char value[40], whom[CC_CONTROL_WHOM];
    cc_control_whom(scenario, change->what, change->which, whom);
    cc_control_value_write(change->what, change->value, value, sizeof(value));
    snprintf(text, size, "%s%s%s %s", cc_control_types[change->what].name,
             whom[0] != '\0' ? " " : "", whom, value);
}

/* Decimals of the seconds, so few as give the same number again: the whole seconds and the fraction are
 * added by who reads it. */
static void
write_fraction(double whole, double fraction, FILE *file)
{
    char text[1100];
    for (int places = 1; places < 1080; places++) {
        snprintf(text, sizeof(text), "%.*f", places, fraction);
        if (text[0] == '0' && whole + strtod(text, NULL) == whole + fraction) {
            fputs(text + 1, file);
            return;
        }
    }
}

void
cc_script_write(const cc_script *self, const cc_scenario *scenario, FILE *file)
{
    for (size_t j = 0; j < self->n; j++) {
        char words[512];
        const double time = self->change[j].time, whole = floor(time);
        const long s = (long)(whole + scenario->run.day_begin);
        if (s >= 86400) {
            fprintf(file, "%ld ", s / 86400 + 1);
        }
        fprintf(file, "%02ld:%02ld", s / 3600 % 24, s / 60 % 60);
        if (s % 60 > 0 || time > whole) {
            fprintf(file, ":%02ld", s % 60);
        }
        if (time > whole) {
            write_fraction(whole, time - whole, file);
        }
        cc_script_words(&self->change[j], scenario, words, sizeof(words));
        fprintf(file, " %s\n", words);
    }
}

uint64_t
cc_script_hash(const cc_script *self, const cc_scenario *scenario)
{
    uint64_t hash = sim_hash_start();
    for (size_t j = 0; j < self->n; j++) {
        const cc_change *it = &self->change[j];
        char words[512];
        cc_script_words(it, scenario, words, sizeof(words));
        hash = sim_hash_number(hash, it->time);
        hash = sim_hash_bytes(hash, words, strlen(words) + 1);
    }
    return hash;
}
