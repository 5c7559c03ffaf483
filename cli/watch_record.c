/* A film: by ffmpeg where it is, which writes into the file that is to be replaced at the end; else its
 * frames as pictures in a folder, which has its name only when all are there. */
#include "cli/watch.h"

#include "cli/options.h"
#include "cli/output.h"
#include "cli/verb.h"
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILE_OF_FFMPEG 3 /* the descriptor that it has for its output */
#define MOST_FRAMES 1e6

typedef struct recorder {
    cli_watch *watch;
    const cli_film *film;
    FILE *pipe; /* to ffmpeg; NULL: pictures */
    pid_t child;
    char folder[4096], partial[4096]; /* of pictures */
    unsigned long n;                  /* frames so far */
    bool is_cut;                      /* it reads no more; why, is said with its status */
} recorder;

/* ---- ffmpeg ---- */

static const struct {
    const char *ending, *format;
    bool is_yuv; /* what players play */
} formats[] = {
    {".mp4", "mp4", true},      {".m4v", "mp4", true},   {".mov", "mov", true},
    {".mkv", "matroska", true}, {".webm", "webm", true}, {".gif", "gif", false},
};
#define N_FORMATS (sizeof(formats) / sizeof(formats[0]))

static size_t
format_of(const char *path)
{
    const char *ending = strrchr(path, '.');
    size_t j = 0;
    while (j < N_FORMATS && (ending == NULL || strcmp(formats[j].ending, ending) != 0)) {
        j++;
    }
    return j;
}

static bool
is_installed(void)
{
    const char *path = getenv("PATH");
    char file[4096];
    for (const char *p = path; p != NULL && *p != '\0';) {
        const size_t n = strcspn(p, ":");
        if ((size_t)snprintf(file, sizeof(file), "%.*s/ffmpeg", (int)n, p) < sizeof(file) &&
            access(file, X_OK) == 0) {
            return true;
        }
        p += n + (p[n] == ':');
    }
    return false;
}

/* In the child: never returns. */
static void
become_ffmpeg(const recorder *self, int input, int output)
{
    const cli_watch *watch = self->watch;
    const size_t j = format_of(self->film->path);
    char size[32], fps[32];
    int width, height;
    viz_session_size(watch->session, &width, &height);
    snprintf(size, sizeof(size), "%dx%d", width, height);
    snprintf(fps, sizeof(fps), "%g", self->film->fps);
    const char *arguments[] = {"ffmpeg", "-loglevel", "error", "-nostdin", "-y", "-f", "rawvideo",
                               "-pixel_format", "bgr0", "-video_size", size, "-framerate", fps,
                               "-i", "pipe:0", "-f", formats[j].format,
                               /* an even number of pixels, and the colours that players know */
                               formats[j].is_yuv ? "-vf" : "/dev/fd/3",
                               formats[j].is_yuv ? "pad=ceil(iw/2)*2:ceil(ih/2)*2" : NULL,
                               "-pix_fmt", "yuv420p", "/dev/fd/3", NULL};
    /* not yet 3, or it would be closed with the program's own */
    const int out = output == FILE_OF_FFMPEG ? dup(output) : output;
    if (dup2(input, STDIN_FILENO) < 0 || dup2(out, FILE_OF_FFMPEG) < 0 ||
        dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        _exit(126);
    }
    signal(SIGINT, SIG_IGN); /* it ends when its input does */
    signal(SIGPIPE, SIG_DFL);
    execvp("ffmpeg", (char *const *)(size_t)arguments);
    _exit(127);
}

static int
start_ffmpeg(recorder *self, const cli_output *output)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return cli_failed(self->watch->verb, "cannot start ffmpeg: %s", strerror(errno));
    }
    fflush(NULL);
    self->child = fork();
    if (self->child == 0) {
        close(ends[1]);
        become_ffmpeg(self, ends[0], fileno(output->file));
    }
    close(ends[0]);
    self->pipe = self->child > 0 ? fdopen(ends[1], "wb") : NULL;
    if (self->pipe == NULL) {
        close(ends[1]);
        return cli_failed(self->watch->verb, "cannot start ffmpeg: %s", strerror(errno));
    }
    return CLI_OK;
}

/* Waits for it to end, and says how it failed. */
static int
end_ffmpeg(recorder *self, int status)
{
    if (self->pipe != NULL) {
        (void)fclose(self->pipe);
    }
    int how = 0;
    while (self->child > 0 && waitpid(self->child, &how, 0) < 0 && errno == EINTR) {
    }
    if (atomic_load(self->watch->stop)) {
        return CLI_INTERRUPTED; /* a terminal's Ctrl-C has ended both */
    }
    if (self->child > 0 && how != 0) {
        return cli_failed(self->watch->verb, "ffmpeg has failed (%s %d): %s is not written",
                          WIFEXITED(how) ? "status" : "signal",
                          WIFEXITED(how) ? WEXITSTATUS(how) : WTERMSIG(how), self->film->path);
    }
    return self->is_cut
               ? cli_failed(self->watch->verb,
                            "ffmpeg has ended before its time: %s is not written", self->film->path)
               : status;
}

/* ---- pictures ---- */

static int
save_picture(recorder *self)
{
    const cli_watch *watch = self->watch;
    const viz_canvas *canvas = &watch->painter.canvas;
    char path[4200];
    snprintf(path, sizeof(path), "%s/%06lu.png", self->partial, self->n + 1);
    FILE *file = fopen(path, "wb");
    bool is_written = file != NULL &&
                      watch->device->write_png(file, canvas->pixel, canvas->width, canvas->height);
    const int error = errno;
    is_written = (file == NULL || fclose(file) == 0) && is_written;
    return is_written ? CLI_OK
                      : cli_failed(watch->verb, "cannot write %s: %s", path, strerror(error));
}

/* film.mp4 becomes the folder film. */
static int
begin_pictures(recorder *self)
{
    const char *path = self->film->path, *verb = self->watch->verb;
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    const size_t j = format_of(path);
    n -= j < N_FORMATS ? strlen(formats[j].ending) : 0;
    snprintf(self->folder, sizeof(self->folder), "%.*s", (int)n, path);
    if (snprintf(self->partial, sizeof(self->partial), "%s.%ld.ccsim-tmp", self->folder,
                 (long)getpid()) >= (int)sizeof(self->partial)) {
        return cli_usage(verb, "--record: too long a name");
    }
    if (access(self->folder, F_OK) == 0) {
        return cli_refused(verb, "--record: %s is already there", self->folder);
    }
    return mkdir(self->partial, 0777) == 0
               ? CLI_OK
               : cli_failed(verb, "cannot make the folder %s: %s", self->partial, strerror(errno));
}

static int
end_pictures(recorder *self, int status)
{
    if (status == CLI_OK && rename(self->partial, self->folder) != 0) {
        status = cli_failed(self->watch->verb, "cannot make %s: %s", self->folder, strerror(errno));
    }
    if (status != CLI_OK && self->partial[0] != '\0') {
        char path[4200];
        for (unsigned long j = 1; j <= self->n + 1; j++) {
            snprintf(path, sizeof(path), "%s/%06lu.png", self->partial, j);
            (void)remove(path);
        }
        (void)rmdir(self->partial);
    }
    return status;
}

/* ---- frames ---- */

static int
add_frame(recorder *self)
{
    bool is_new = false;
    int status = cli_watch_draw(self->watch, &is_new);
    const viz_canvas *canvas = &self->watch->painter.canvas;
    if (status == CLI_OK && self->pipe == NULL) {
        status = save_picture(self);
    } else if (status == CLI_OK) {
        const size_t n = (size_t)canvas->width * (size_t)canvas->height;
        if (fwrite(canvas->pixel, sizeof(*canvas->pixel), n, self->pipe) != n) {
            self->is_cut = true;
            status = CLI_FAILED;
        }
    }
    self->n += status == CLI_OK;
    return status;
}

/* From where the session is to the end. */
static double
n_steps(const recorder *self)
{
    const double time = self->film->to - viz_session_time(self->watch->session);
    return ceil(time / self->film->speed * self->film->fps - 1e-6);
}

static int
frames(recorder *self)
{
    cli_watch *watch = self->watch;
    const double step = 1 / self->film->fps, n = n_steps(self);
    int status = add_frame(self);
    while (status == CLI_OK && (double)self->n <= n && !viz_session_is_still(watch->session)) {
        if (atomic_load(watch->stop)) {
            return CLI_INTERRUPTED;
        }
        viz_session_work(watch->session, step, 1e9);
        status = add_frame(self);
    }
    return status;
}

static int
film_by_ffmpeg(recorder *self)
{
    cli_output output;
    int status = cli_output_open(&output, self->watch->verb, "--record", self->film->path);
    if (status != CLI_OK) {
        return status;
    }
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before); /* its end is told by its status */
    status = start_ffmpeg(self, &output);
    status = end_ffmpeg(self, status == CLI_OK ? frames(self) : status);
    sigaction(SIGPIPE, &before, NULL);
    if (status == CLI_OK) {
        status = cli_output_commit_one(&output, self->watch->verb);
    }
    cli_output_abort(&output);
    return status;
}

int
cli_watch_record(cli_watch *watch, const cli_film *film)
{
    recorder self = {.watch = watch, .film = film};
    if (film->path[0] == '\0') {
        return cli_usage(watch->verb, "--record: needs the name of a file");
    }
    if (n_steps(&self) >= MOST_FRAMES) {
        return cli_usage(watch->verb, "--record: a film has at most %.0f pictures (%.0f)",
                         MOST_FRAMES, n_steps(&self) + 1);
    }
    if (format_of(film->path) < N_FORMATS && is_installed()) {
        return film_by_ffmpeg(&self);
    }
    int status = begin_pictures(&self);
    status = status == CLI_OK ? end_pictures(&self, frames(&self)) : status;
    if (status == CLI_OK && format_of(film->path) < N_FORMATS) {
        fprintf(stderr,
                "ccsim watch: there is no ffmpeg: %lu pictures are in %s, for\n"
                "  ffmpeg -framerate %g -i %s/%%06d.png -pix_fmt yuv420p %s\n",
                self.n, self.folder, film->fps, self.folder, film->path);
    }
    return status;
}
