/* Varints and texts one after the other: version, chunk, head; then items, each with a 1 before it, until the
 * bytes end. Texts end in a 0 that is not counted, so that they can be used where they are. */
#include "experiment/sweep/bundle.h"

#include <string.h>

#define BUNDLE_VERSION 1

enum { WANTS_TEXT = 1, IS_REFUSED = 2 };
enum { NUMBER = 10 }; /* bytes of a varint, at most */

void
xp_bundle_free(xp_bundle *self)
{
    cc_pack_free(&self->bytes);
}

/* ---- writing ---- */

static int
put_number(xp_bundle *self, uint64_t x)
{
    const int ret = cc_pack_room(&self->bytes, NUMBER);
    if (ret == SIM_OK) {
        cc_pack_put(&self->bytes, x);
    }
    return ret;
}

static int
put_bytes(xp_bundle *self, const void *from, size_t n)
{
    const int ret = cc_pack_room(&self->bytes, NUMBER + n);
    if (ret == SIM_OK) {
        cc_pack_put(&self->bytes, n);
    }
    if (ret == SIM_OK && n > 0) {
        memcpy(self->bytes.byte + self->bytes.n, from, n);
        self->bytes.n += n;
    }
    return ret;
}

static int
put_text(xp_bundle *self, const char *text)
{
    return put_bytes(self, text == NULL ? "" : text, text == NULL ? 1 : strlen(text) + 1);
}

static int
put_double(xp_bundle *self, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    return put_number(self, bits);
}

int
xp_bundle_begin(xp_bundle *self, const xp_bundle_head *head)
{
    const uint64_t number[] = {BUNDLE_VERSION,
                               head->chunk.point,
                               head->chunk.first,
                               head->chunk.n,
                               (head->chunk.wants_text ? WANTS_TEXT : 0) |
                                   (head->message != NULL ? IS_REFUSED : 0),
                               head->scenario,
                               head->demand};
    int ret = SIM_OK;
    self->bytes.n = 0;
    for (size_t j = 0; j < sizeof(number) / sizeof(*number) && ret == SIM_OK; j++) {
        ret = put_number(self, number[j]);
    }
    const char *text[] = {head->message, head->name, head->text};
    for (size_t j = 0; j < 3 && ret == SIM_OK; j++) {
        ret = put_text(self, text[j]);
    }
    return ret;
}

int
xp_bundle_add(xp_bundle *self, const xp_bundle_item *item)
{
    const size_t begin = self->bytes.n;
    int ret = put_number(self, 1);
    ret = ret == SIM_OK ? put_number(self, item->replication) : ret;
    ret = ret == SIM_OK ? put_number(self, (uint64_t)-item->error) : ret;
    ret = ret == SIM_OK ? put_text(self, item->error == SIM_OK ? "" : item->message) : ret;
    ret = ret == SIM_OK ? put_number(self, item->events) : ret;
    ret = ret == SIM_OK ? put_double(self, item->contacts) : ret;
    ret = ret == SIM_OK ? put_bytes(self, item->record, item->n_record) : ret;
    ret = ret == SIM_OK ? put_number(self, item->n_samples) : ret;
    for (size_t j = 0; j < item->n_samples && ret == SIM_OK; j++) {
        const xp_sample *it = &item->sample[j];
        ret = put_number(self, it->id);
        ret = ret == SIM_OK ? put_double(self, it->sums.num) : ret;
        ret = ret == SIM_OK ? put_double(self, it->sums.den) : ret;
        ret = ret == SIM_OK ? put_double(self, it->sums.second) : ret;
        ret = ret == SIM_OK ? put_double(self, it->value) : ret;
    }
    if (ret != SIM_OK) {
        self->bytes.n = begin;
    }
    return ret;
}

/* ---- reading ---- */

static double
take_double(cc_unpack *from)
{
    const uint64_t bits = cc_unpack_take(from);
    double x;
    memcpy(&x, &bits, sizeof(x));
    return x;
}

static const unsigned char *
take_bytes(cc_unpack *from, size_t *n)
{
    const uint64_t size = cc_unpack_take(from);
    if (from->is_bad || size > (uint64_t)(from->end - from->byte)) {
        from->is_bad = true;
        from->byte = from->end;
        *n = 0;
        return from->end;
    }
    const unsigned char *bytes = from->byte;
    from->byte += size;
    *n = (size_t)size;
    return bytes;
}

static const char *
take_text(cc_unpack *from)
{
    size_t n;
    const unsigned char *bytes = take_bytes(from, &n);
    if (n == 0 || bytes[n - 1] != 0) {
        from->is_bad = true;
        return "";
    }
    return (const char *)bytes;
}

int
xp_bundle_read(xp_bundle_reader *self, const unsigned char *byte, size_t n)
{
    *self = (xp_bundle_reader){.rest = {byte, byte + n, false}};
    cc_unpack *rest = &self->rest;
    if (cc_unpack_take(rest) != BUNDLE_VERSION) {
        return SIM_ERR_LAYOUT;
    }
    xp_bundle_head *head = &self->head;
    head->chunk.point = (size_t)cc_unpack_take(rest);
    head->chunk.first = cc_unpack_take(rest);
    const uint64_t n_wanted = cc_unpack_take(rest), flags = cc_unpack_take(rest);
    head->chunk.n = (uint32_t)n_wanted;
    head->chunk.wants_text = (flags & WANTS_TEXT) != 0;
    head->scenario = cc_unpack_take(rest);
    head->demand = cc_unpack_take(rest);
    const char *message = take_text(rest);
    head->message = (flags & IS_REFUSED) != 0 ? message : NULL;
    head->name = take_text(rest);
    head->text = take_text(rest);
    return rest->is_bad || n_wanted > UINT32_MAX || flags > 3 ? SIM_ERR_LAYOUT : SIM_OK;
}

bool
xp_bundle_next(xp_bundle_reader *self, xp_bundle_item *item, int *error)
{
    cc_unpack *rest = &self->rest;
    *item = (xp_bundle_item){0};
    *error = SIM_OK;
    if (rest->byte == rest->end && !rest->is_bad) {
        return false;
    }
    const bool begins = cc_unpack_take(rest) == 1;
    item->replication = cc_unpack_take(rest);
    const uint64_t code = cc_unpack_take(rest);
    item->error = code <= 1000 ? -(int)code : SIM_ERR_BUG;
    item->message = take_text(rest);
    item->events = cc_unpack_take(rest);
    item->contacts = take_double(rest);
    item->record = take_bytes(rest, &item->n_record);
    const uint64_t n_samples = cc_unpack_take(rest);
    item->samples = *rest;
    /* five numbers each: they end where the next item begins */
    for (uint64_t j = 0; j < n_samples && !rest->is_bad; j++) {
        for (int k = 0; k < 5; k++) {
            (void)cc_unpack_take(rest);
        }
    }
    item->samples.end = rest->byte;
    item->n_samples = (size_t)n_samples;
    if (!begins || rest->is_bad || code > 1000) {
        rest->is_bad = true;
        *error = SIM_ERR_LAYOUT;
        return false;
    }
    return true;
}

bool
xp_bundle_sample(xp_bundle_item *self, xp_sample *sample)
{
    cc_unpack *from = &self->samples;
    *sample = (xp_sample){0};
    if (from->byte == from->end) {
        return false;
    }
    sample->id = cc_unpack_take(from);
    sample->sums.num = take_double(from);
    sample->sums.den = take_double(from);
    sample->sums.second = take_double(from);
    sample->value = take_double(from);
    return !from->is_bad;
}
