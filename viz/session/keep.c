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

/* In the current folder, by the name of the file that the scenario was read from. */
void
viz_keep_path(const viz_session *self, char *path, size_t size)
{
    if (self->saved[0] != '\0') {
        snprintf(path, size, "%s", self->saved);
        return;
    }
    if (self->def.save != NULL) {
        snprintf(path, size, "%s", self->def.save);
        return;
    }
    const int side = self->is_fork ? 0 : self->focus; /* both of a fork are of one file */
    const char *file = self->def.file[side] != NULL ? self->def.file[side] : "center.cfg";
    const char *slash = strrchr(file, '/'), *name = slash != NULL ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    const size_t n = dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name);
    snprintf(path, size, "%.*s.script", (int)n, name);
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

static bool
write_to(const viz_session *self, FILE *file)
{
    const int side = side_of(self);
    const cc_scenario *scenario = viz_scenario_of(self, side);
    const cc_script *script = viz_player_script(self->player[side]);
    const char *of = self->def.file[self->is_fork ? 0 : side];
    fprintf(file, "# Changes of %s, seed %llu, replication %llu.\n", of != NULL ? of : "a scenario",
            (unsigned long long)self->def.seed, (unsigned long long)self->def.replication + 1);
    cc_script_write(script, scenario, file);
    return fflush(file) == 0 && ferror(file) == 0;
}

/* errno tells why not. */
static bool
write_whole(const viz_session *self, const char *path)
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
    bool is_written = write_to(self, file);
    is_written = fclose(file) == 0 && is_written;
    if (!is_written || rename(temporary, path) != 0) {
        const int why = errno;
        unlink(temporary);
        errno = why;
        return false;
    }
    return true;
}

bool
viz_keep_save(viz_session *self, const char *path, bool may_replace)
{
    char note[256];
    if (path[0] == '\0') {
        viz_dialog_says(&self->dialog, _("It needs a name."));
        return false;
    }
    if (!may_replace && exists(path) && strcmp(path, self->saved) != 0) {
        snprintf(note, sizeof(note), _("%.150s is there already: Enter again writes over it."),
                 path);
        viz_dialog_says(&self->dialog, note);
        return false;
    }
    if (!write_whole(self, path)) {
        snprintf(note, sizeof(note), "%.150s: %s", path, strerror(errno));
        viz_dialog_says(&self->dialog, note);
        return false;
    }
    snprintf(self->saved, sizeof(self->saved), "%s", path);
    self->is_unsaved = false;
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
        snprintf(self->saved, sizeof(self->saved), "%s", path);
        self->is_unsaved = false;
        viz_say(self, _("Loaded %s."), path);
    } else {
        viz_dialog_says(&self->dialog, self->message);
    }
    return is_set;
}

void
viz_keep_at_end(viz_session *self)
{
    const cc_script *script = viz_player_script(self->player[side_of(self)]);
    char path[sizeof(self->saved)];
    if (!self->is_unsaved || script == NULL || script->n == 0) {
        return;
    }
    viz_keep_path(self, path, sizeof(path));
    snprintf(self->kept, sizeof(self->kept), "%s" AT_END, path);
    if (write_whole(self, self->kept)) {
        self->is_unsaved = false;
    } else {
        self->kept[0] = '\0';
    }
}
