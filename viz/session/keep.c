/* What was changed, as files: saved when asked for, and beside that at the end, so that nothing is
 * lost. A file is written whole or not at all. */
#include "report/words.h"
#include "viz/session/state.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define AT_END ".autosave"

/* Of the scenario whose that side is. */
static int
place_of(const viz_session *self, int side)
{
    return self->is_fork ? 0 : side;
}

static void
name_of(const viz_session *self, int k, char *path, size_t size)
{
    const char *file = self->def.file[k] != NULL ? self->def.file[k] : "center.cfg";
    const char *slash = strrchr(file, '/'), *name = slash != NULL ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    const size_t n = dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name);
    snprintf(path, size, "%.*s.script", (int)n, name);
}

/* In the current folder, by the name of the file that the scenario was read from; two of one name are
 * told apart. */
static void
path_of(const viz_session *self, int k, char *path, size_t size)
{
    char first[1024];
    if (self->keep[k].saved[0] != '\0') {
        snprintf(path, size, "%s", self->keep[k].saved);
        return;
    }
    if (k == 0 && self->def.save != NULL) {
        snprintf(path, size, "%s", self->def.save);
        return;
    }
    name_of(self, k, path, size);
    if (k == 1) {
        path_of(self, 0, first, sizeof(first));
        if (strcmp(path, first) == 0) {
            snprintf(path, size, "%.1000s.2", first);
        }
    }
}

static bool
exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

/* Who has it: the changed one of a fork; of two scenarios the one that keys are for. */
static int
side_of(const viz_session *self)
{
    return self->is_fork ? 1 : self->focus;
}

void
viz_keep_path(const viz_session *self, char *path, size_t size)
{
    path_of(self, place_of(self, side_of(self)), path, size);
}

void
viz_keep_changed(viz_session *self, int side)
{
    viz_keep *keep = &self->keep[place_of(self, side)];
    keep->is_unsaved = true;
    keep->is_fresh = true;
}

static bool
write_to(const viz_session *self, int side, FILE *file)
{
    const cc_scenario *scenario = viz_scenario_of(self, side);
    const cc_script *script = viz_player_script(self->player[side]);
    const char *of = self->def.file[place_of(self, side)];
    fprintf(file, "# Changes of %s, seed %llu, replication %llu.\n", of != NULL ? of : "a scenario",
            (unsigned long long)self->def.seed, (unsigned long long)self->def.replication + 1);
    cc_script_write(script, scenario, file);
    return fflush(file) == 0 && ferror(file) == 0;
}

/* errno tells why not. */
static bool
write_whole(const viz_session *self, int side, const char *path)
{
    char temporary[1200];
    snprintf(temporary, sizeof(temporary), "%s.%ld~", path, (long)getpid());
    const int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        return false;
    }
    FILE *file = fdopen(fd, "w");
    if (file == NULL) {
        close(fd);
        unlink(temporary);
        return false;
    }
    bool is_written = write_to(self, side, file);
    is_written = fclose(file) == 0 && is_written;
    if (!is_written || rename(temporary, path) != 0) {
        const int why = errno;
        unlink(temporary);
        errno = why;
        return false;
    }
    return true;
}

/* There is nothing any more that is not saved. */
static void
remove_beside(viz_keep *keep)
{
    keep->is_unsaved = keep->is_fresh = false;
    if (keep->path[0] != '\0' && keep->why_not == 0) {
        unlink(keep->path);
    }
    keep->path[0] = '\0';
    keep->why_not = 0;
}

bool
viz_keep_save(viz_session *self, const char *path, bool may_replace)
{
    char note[256];
    const int side = side_of(self);
    viz_keep *keep = &self->keep[place_of(self, side)];
    if (path[0] == '\0') {
        viz_dialog_says(&self->dialog, _("It needs a name."));
        return false;
    }
    if (!may_replace && exists(path) && strcmp(path, keep->saved) != 0) {
        snprintf(note, sizeof(note), _("%.150s is there already: Enter again writes over it."),
                 path);
        viz_dialog_says(&self->dialog, note);
        return false;
    }
    if (!write_whole(self, side, path)) {
        snprintf(note, sizeof(note), "%.150s: %s", path, strerror(errno));
        viz_dialog_says(&self->dialog, note);
        return false;
    }
    snprintf(keep->saved, sizeof(keep->saved), "%s", path);
    remove_beside(keep);
    viz_say(self, _("Saved to %s."), path);
    return true;
}

bool
viz_keep_load(viz_session *self, const char *path)
{
    const int side = side_of(self);
    cc_script script = {0};
    cc_refusal refusal = {{0}};
    if (cc_script_read(&script, viz_scenario_of(self, side), path, &refusal) != SIM_OK) {
        viz_dialog_says(&self->dialog, refusal.text);
        return false;
    }
    const bool is_set = viz_change_set(self, side, &script);
    cc_script_free(&script);
    if (is_set) {
        viz_keep *keep = &self->keep[place_of(self, side)];
        snprintf(keep->saved, sizeof(keep->saved), "%s", path);
        remove_beside(keep);
        viz_say(self, _("Loaded %s."), path);
    } else {
        viz_dialog_says(&self->dialog, self->message);
    }
    return is_set;
}

/* The side that is changed, of that scenario; -1: there is none. */
static int
changed_side(const viz_session *self, int k)
{
    return self->is_fork ? (k == 0 ? 1 : -1) : k < self->n_sides ? k : -1;
}

int
viz_session_lost(const viz_session *self, int k, FILE *file)
{
    if (self->keep[k].why_not != 0) {
        (void)write_to(self, changed_side(self, k), file);
    }
    return self->keep[k].why_not;
}

static void
put_beside(viz_session *self, int k)
{
    char path[sizeof(self->keep[0].saved)];
    viz_keep *keep = &self->keep[k];
    const int side = changed_side(self, k);
    if (!keep->is_unsaved || side < 0) {
        return;
    }
    if (viz_player_script(self->player[side])->n == 0) { /* all is taken back */
        remove_beside(keep);
        return;
    }
    path_of(self, k, path, sizeof(path));
    snprintf(keep->path, sizeof(keep->path), "%s" AT_END, path);
    keep->why_not = write_whole(self, side, keep->path) ? 0 : errno;
}

void
viz_keep_at_once(viz_session *self)
{
    for (int k = 0; k < 2; k++) {
        if (self->keep[k].is_fresh) {
            self->keep[k].is_fresh = false;
            put_beside(self, k);
        }
    }
}

void
viz_keep_at_end(viz_session *self)
{
    for (int k = 0; k < 2; k++) {
        put_beside(self, k);
        self->keep[k].is_unsaved = self->keep[k].why_not != 0;
    }
}
