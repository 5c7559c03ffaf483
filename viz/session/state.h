/* A session's own: for the files of this folder. */
#ifndef VIZ_SESSION_STATE_H
#define VIZ_SESSION_STATE_H

#include "models/measure/kpi.h"
#include "viz/session/commands.h"
#include "viz/session/dialog.h"
#include "viz/session/moment.h"
#include "viz/session/session.h"

#define VIZ_MOST_MARKS 9
#define VIZ_MOST_FIGURES 8
#define VIZ_MOST_UNDO 64
#define VIZ_MOST_SHOWN 256 /* interventions on the strip */
#define VIZ_WORDS 512
#define VIZ_RECALL 900.0 /* s of simulated time that records are kept for the picture */

/* What a dialog is for. */
typedef enum viz_asked {
    VIZ_ASK_NOTHING,
    VIZ_ASK_WELCOME,
    VIZ_ASK_HELP,
    VIZ_ASK_LEGEND,
    VIZ_ASK_TIME,
    VIZ_ASK_CONDITION,
    VIZ_ASK_MARKS,
    VIZ_ASK_WHAT,   /* is to be changed */
    VIZ_ASK_CHANGE, /* to what */
    VIZ_ASK_SAVE,
    VIZ_ASK_LOAD,
    VIZ_ASK_FIND,
    VIZ_ASK_STORY,
    VIZ_ASK_LESSON,
    VIZ_ASK_HINT,
    VIZ_ASK_DEBRIEF,
    VIZ_ASK_PRICE
} viz_asked;

typedef struct viz_figure {
    char kpi[80], scope[160]; /* as the player takes them */
    char words[96], text[64];
    double value[2];
    cc_better better;
    cc_unit unit;
} viz_figure;

/* What a script was before an intervention. */
typedef struct viz_undo {
    int side;
    cc_script script;
} viz_undo;

typedef struct viz_fate viz_fate;     /* fate.h */
typedef struct viz_price viz_price;   /* price.c: what runs beside, for what it cost */
typedef struct viz_studio viz_studio; /* lesson.c: what runs beside, for a lesson */

/* What was changed, as a file. */
typedef struct viz_keep {
    bool is_unsaved;
    bool is_fresh;    /* changed since it was last put beside, where that is done at once */
    char saved[1024]; /* where; "": nowhere yet */
    char path[1100];  /* where it was put beside; "": it was not wanted, */
    int why_not;      /* errno: or could not be done */
} viz_keep;

struct viz_session {
    viz_session_def def;
    viz_player *player[2];
    int n_sides;
    bool is_fork;       /* side 0 is the run as it was */
    int focus;          /* the side that keys are for */
    int error;          /* latched, */
    cc_refusal refusal; /* and said */
    bool is_over;

    /* time */
    double horizon; /* s: the shorter one's */
    double wanted;  /* s: where it is to be */
    bool is_running;
    bool knows_end;         /* it has been said that the run is over */
    bool is_at_end;         /* has run to it just now */
    bool runs_later;        /* as soon as it is where it opens */
    double speed;           /* simulated s a second; 0: as fast as it goes */
    double chunk;           /* s of simulated time in a slice, as fast as it goes */
    viz_condition pause;    /* VIZ_UNTIL_TIME: none */
    int pause_side;         /* whose queue it is; */
    int asked_side;         /* of the dialog that asks for it */
    viz_condition hunt;     /* the next of that is being looked for; VIZ_UNTIL_TIME: it is not */
    double hunted_from;     /* s */
    int stopped_side;       /* who has been the first of them to stop, */
    double stopped_at;      /* s: where: the other is on its way; INFINITY: none has */
    bool is_conditioned[2]; /* the player has been told */
    bool is_scrubbing;

    /* what was done */
    viz_keep keep[2];             /* by scenario: both sides of a fork are of the first */
    viz_undo undo[VIZ_MOST_UNDO]; /* the last at the end */
    int n_undo;
    viz_bookmark mark[VIZ_MOST_MARKS];
    size_t n_marks;

    /* what is looked at */
    viz_select_kind selected;
    int selected_side;
    uint64_t selected_which;
    char selected_name[96];
    bool is_finding; /* a customer by name, whose number is not known yet */
    char fate_words[2][VIZ_WORDS];
    viz_fate *fate[2];
    float scroll[2];
    cc_view view[2];

    /* figures of both */
    viz_figure figure[VIZ_MOST_FIGURES];
    viz_difference difference[VIZ_MOST_FIGURES];
    int n_figures;
    double since_figures, figures_cost; /* s of real time */
    double figures_at;                  /* s of the run */
    uint64_t figures_events[2];
    bool has_figures;

    /* the window */
    int width, height;
    float scale;
    bool is_large, is_full_screen;
    viz_theme theme;
    viz_picture picture;
    viz_scene scene; /* as drawn last, with its words and times: */
    viz_layout layout;
    char clock[48];
    double intervention[VIZ_MOST_SHOWN];
    viz_bookmark shown_mark[VIZ_MOST_MARKS];
    bool is_stale;           /* the picture is older than what it shows */
    char message[VIZ_WORDS]; /* what was done, */
    double message_left;     /* s that it stays; paused it stays until the next input */
    char happened[2][VIZ_WORDS];
    double since_happened;
    uint32_t swallows; /* a key has been taken: the text of it is not typed */
    char shot[64];
    bool has_shot;
    int n_shots;
    viz_dialog dialog;
    int asked[2];                 /* what the dialog is about: control, of whom */
    char picked[CC_CONTROL_WHOM]; /* the words of a pick, until the next */

    viz_price *price;
    double price_seen; /* s of the run: where it has been */
    viz_studio *studio;
    int predicted; /* answer to the lesson's question, from 1; 0: none */
};

static inline double
viz_now(const viz_session *self)
{
    return viz_player_time(self->player[0]);
}

static inline const cc_scenario *
viz_scenario_of(const viz_session *self, int side)
{
    return viz_player_scenario(self->player[side]);
}

/* Says in the one line. */
void viz_say(viz_session *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
void viz_fail(viz_session *self, int error, const cc_refusal *refusal);

/* moves.c: time */
void viz_move_to(viz_session *self, double time);
/* Both work until they are where they are to be. */
void viz_move_settle(viz_session *self);
void viz_move_work(viz_session *self, double passed, double most);
void viz_move_step(viz_session *self, int by);
void viz_move_hunt(viz_session *self, viz_until until);
void viz_move_to_change(viz_session *self);
void viz_move_speed(viz_session *self, int by);
void viz_move_run(viz_session *self, bool is_running);
bool viz_is_there(const viz_session *self);

/* act.c */
void viz_act(viz_session *self, viz_command command, int digit);
/* May it be done now? What cannot has no button. */
bool viz_may(const viz_session *self, viz_command command);
const char *viz_button_words(const viz_session *self, viz_command command);

/* ask.c: dialogs of one field and lists */
void viz_ask(viz_session *self, viz_asked ask);
void viz_ask_answer(viz_session *self, viz_answer answer);

/* intervene.c: the dialogs of interventions */
void viz_change_ask(viz_session *self);
void viz_change_answer(viz_session *self, viz_answer answer);

/* change.c */
/* Makes it, forks where there is nothing to compare with yet. */
bool viz_change_make(viz_session *self, int side, cc_change change, double minutes);
bool viz_change_set(viz_session *self, int side, const cc_script *script);
void viz_change_undo(viz_session *self);
void viz_change_free(viz_session *self);
bool viz_fork(viz_session *self);
void viz_unfork(viz_session *self);

/* keep.c: scripts as files */
/* That side has another script. */
void viz_keep_changed(viz_session *self, int side);
void viz_keep_path(const viz_session *self, char *path, size_t size);
bool viz_keep_save(viz_session *self, const char *path, bool may_replace);
bool viz_keep_load(viz_session *self, const char *path);
/* Puts beside what has just been changed. */
void viz_keep_at_once(viz_session *self);
void viz_keep_at_end(viz_session *self);

/* select.c */
void viz_select(viz_session *self, viz_select_kind kind, int side, uint64_t which);
void viz_select_next(viz_session *self, int by);
void viz_select_describe(viz_session *self);
void viz_select_work(viz_session *self, double most);
bool viz_select_is_done(const viz_session *self);
/* Who was looked for: the one of that side whom the last event is about, or who waits too long. */
void viz_select_found(viz_session *self, int side, viz_until until);
void viz_select_find(viz_session *self, const char *name);
void viz_select_story(viz_session *self);
void viz_select_forget(viz_session *self);
/* The same again, after a script or the centers have become others. */
void viz_select_again(viz_session *self);

/* figures.c */
void viz_figures_choose(viz_session *self);
void viz_figures_work(viz_session *self, bool at_once);
/* "83.2 %", "46.7 s"; of two of them "+1.3 points". */
void viz_figure_write(cc_unit unit, double value, char *text, size_t size);
void viz_figure_write_change(cc_unit unit, double by, char *text, size_t size);

/* happened.c */
void viz_happened_tell(viz_session *self, int side);

/* draw.c */
void viz_draw(viz_session *self, const viz_measure *measure);

/* price.c: what the changes did, and cost, until now */
void viz_price_ask(viz_session *self);
void viz_price_work(viz_session *self, double most);
bool viz_price_is_busy(const viz_session *self);
void viz_price_end(viz_session *self);

/* lesson.c */
bool viz_lesson_is(const viz_session *self);
void viz_lesson_ask(viz_session *self, viz_asked ask);
void viz_lesson_answer(viz_session *self, viz_answer answer);
void viz_lesson_work(viz_session *self, double most);
bool viz_lesson_is_busy(const viz_session *self);
void viz_lesson_end(viz_session *self);

#endif
