/* Lessons on the screen: goal, question, hint and debrief of a scenario that is one. */
#include "report/words.h"
#include "viz/session/state.h"

bool
viz_lesson_is(const viz_session *self)
{
    (void)self;
    return false;
}

void
viz_lesson_ask(viz_session *self, viz_asked ask)
{
    (void)ask;
    viz_say(self, "%s", _("This scenario is no lesson."));
}

void
viz_lesson_answer(viz_session *self, viz_answer answer)
{
    (void)answer;
    viz_dialog_close(&self->dialog);
}

void
viz_lesson_work(viz_session *self)
{
    (void)self;
}

bool
viz_lesson_is_busy(const viz_session *self)
{
    (void)self;
    return false;
}

void
viz_lesson_end(viz_session *self)
{
    (void)self;
}
