#include "cli/progress.h"

#include "cli/options.h"
#include "cli/signals.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FIRST 0.5      /* s: what is over before needs no line */
#define LINE_EVERY 0.2 /* s */
#define JSON_EVERY 1.0
#define KEPT_EVERY                                                                                 \
    0.05 /* the state that SIGUSR1 shows is at most so old, or as old as the last replication */
#define ROOM 400

int
cli_progress_init(cli_progress *self, const char *verb, const char *text, bool is_quiet)
{
    *self = (cli_progress){.verb = verb, .on_terminal = isatty(STDERR_FILENO) == 1};
    if (text == NULL) {
        self->how = self->on_terminal && !is_quiet ? CLI_PROGRESS_LINE : CLI_PROGRESS_NONE;
    } else if (strcmp(text, "line") == 0) {
        self->how = CLI_PROGRESS_LINE;
    } else if (strcmp(text, "json") == 0) {
        self->how = CLI_PROGRESS_JSON;
    } else if (strcmp(text, "none") != 0) {
        return cli_usage(verb, "--progress %s: must be line, json or none", text);
    }
    return -1;
}

/* ---- words ---- */

/* "123456", "12.3M". */
static const char *
count(uint64_t n, char text[32])
{
    if (n < 1000000) {
        snprintf(text, 32, "%llu", (unsigned long long)n);
    } else {
        const bool is_billions = n >= 1000000000;
        snprintf(text, 32, "%.3g%s", (double)n / (is_billions ? 1e9 : 1e6),
                 is_billions ? "G" : "M");
    }
    return text;
}

static const char *
rate(double x, char text[32])
{
    snprintf(text, 32,
             x >= 999500  ? "%.3gM"
             : x >= 999.5 ? "%.3gk"
                          : "%.3g",
             x >= 999500  ? x / 1e6
             : x >= 999.5 ? x / 1e3
                          : x);
    return text;
}

/* "14 s", "12:05 min", "3:12:05 h". */
static const char *
duration(double seconds, char text[32])
{
    const long long s = seconds < 1e12 ? (long long)(seconds + .5) : (long long)1e12;
    if (s < 60) {
        snprintf(text, 32, "%lld s", s);
    } else if (s < 3600) {
        snprintf(text, 32, "%lld:%02lld min", s / 60, s % 60);
    } else {
        snprintf(text, 32, "%lld:%02lld:%02lld h", s / 3600, s / 60 % 60, s % 60);
    }
    return text;
}

static double
contacts_per_second(const cli_progress_state *it)
{
    return it->seconds > 0 ? it->contacts / it->seconds : NAN;
}

void
cli_progress_line(const cli_progress_state *it, char *text, size_t room)
{
    char a[32], b[32];
    size_t n = 0;
    text[0] = '\0';
    if (room > 80) {
        room = 80;
    }
    if (it->points > 0) {
        n += (size_t)snprintf(text, room, "points %s/%s, ", count(it->points_done, a),
                              count(it->points, b));
    }
    n += (size_t)snprintf(text + n, room - n, "replications %s/%s%s", count(it->done, a),
                          it->at_most ? "at most " : "", count(it->replications, b));
    const double speed = contacts_per_second(it);
    if (isfinite(speed)) {
        n += (size_t)snprintf(text + n, room - n, ", %s contacts/s", rate(speed, a));
    }
    if (it->is_estimating) {
        (void)snprintf(text + n, room - n, ", estimates");
    } else if (it->is_stopping) {
        (void)snprintf(text + n, room - n, ", stopping");
    } else if (isfinite(it->left)) {
        (void)snprintf(text + n, room - n, ", %s left", duration(it->left, a));
    }
}

static size_t
put_number(char *text, size_t room, const char *name, double x)
{
    return (size_t)(isfinite(x) ? snprintf(text, room, ", \"%s\": %.6g", name, x)
                                : snprintf(text, room, ", \"%s\": null", name));
}

void
cli_progress_json(const cli_progress_state *it, const char *verb, char *text, size_t room)
{
    size_t n = (size_t)snprintf(text, room, "{\"progress\": \"%s\"", verb);
    if (it->points > 0) {
        n += (size_t)snprintf(text + n, room - n,
                              ", \"points\": %llu, \"points_done\": %llu, \"points_failed\": %llu",
                              (unsigned long long)it->points, (unsigned long long)it->points_done,
                              (unsigned long long)it->points_failed);
    }
    n += (size_t)snprintf(text + n, room - n,
                          ", \"replications\": %llu, \"replications_done\": %llu, \"at_most\": %s",
                          (unsigned long long)it->replications, (unsigned long long)it->done,
                          it->at_most ? "true" : "false");
    n += put_number(text + n, room - n, "seconds", it->seconds);
    n += put_number(text + n, room - n, "contacts", it->contacts);
    n += put_number(text + n, room - n, "contacts_per_second", contacts_per_second(it));
    n += put_number(text + n, room - n, "seconds_left", it->left);
    (void)snprintf(text + n, room - n, ", \"stopping\": %s}", it->is_stopping ? "true" : "false");
}

/* ---- when ---- */

static void
write_line(cli_progress *self)
{
    char text[ROOM];
    if (self->how == CLI_PROGRESS_JSON) {
        cli_progress_json(&self->last, self->verb, text, sizeof(text));
        fprintf(stderr, "%s\n", text);
    } else {
        cli_progress_line(&self->last, text, sizeof(text));
        fprintf(stderr, self->on_terminal ? "\r%s\033[K" : "%s\n", text);
        self->shown = self->on_terminal;
    }
    fflush(stderr);
}

static void
keep(const cli_progress *self)
{
    char text[ROOM], line[100];
    if (self->how == CLI_PROGRESS_JSON) {
        cli_progress_json(&self->last, self->verb, text, sizeof(text));
        cli_signals_keep_state(text, -1);
    } else {
        cli_progress_line(&self->last, line, sizeof(line));
        snprintf(text, sizeof(text), "%sccsim %s: %s", self->shown ? "\r\033[K" : "", self->verb,
                 line);
        cli_signals_keep_state(text, self->last.seconds);
    }
}

void
cli_progress_tell(cli_progress *self, const cli_progress_state *state)
{
    const double at = state->seconds;
    if (self->kept == 0 || at >= self->kept + KEPT_EVERY) {
        self->last = *state;
        self->kept = at;
        keep(self);
    }
    const double every =
        self->how == CLI_PROGRESS_LINE && self->on_terminal ? LINE_EVERY : JSON_EVERY;
    if (self->how != CLI_PROGRESS_NONE && at >= FIRST && at >= self->told + every) {
        self->last = *state;
        self->told = at;
        write_line(self);
    }
    self->last = *state;
}

void
cli_progress_estimates(cli_progress *self)
{
    self->last.is_estimating = true;
    if (self->last.replications > 0) {
        keep(self);
    }
    if (self->how == CLI_PROGRESS_LINE && self->last.replications > 0 &&
        self->last.seconds >= FIRST) {
        write_line(self);
    }
}

void
cli_progress_end(cli_progress *self)
{
    if (self->shown) {
        fprintf(stderr, "\r\033[K");
        fflush(stderr);
    }
    if (self->how == CLI_PROGRESS_JSON && self->last.replications > 0) {
        write_line(self);
    }
    self->shown = false;
    cli_signals_keep_state(NULL, 0);
}
