/* Numbers are varints, texts end in a 0, bytes are what is left. */
#include "experiment/ranks/message.h"

#include <string.h>

static void
put_text(cc_pack *into, const char *text)
{
    const size_t n = strlen(text) + 1;
    memcpy(into->byte + into->n, text, n);
    into->n += n;
}

static void
put_double(cc_pack *into, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    cc_pack_put(into, bits);
}

static const char *
or_empty(const char *text)
{
    return text != NULL ? text : "";
}

int
xp_message_write(cc_pack *into, const xp_message *message)
{
    const char *text[3] = {or_empty(message->hello.version), or_empty(message->hello.host),
                           or_empty(message->text)};
    into->n = 0;
    const int ret =
        cc_pack_room(into, 150 + strlen(text[0]) + strlen(text[1]) + strlen(text[2]) + message->n);
    if (ret != SIM_OK) {
        return ret;
    }
    cc_pack_put(into, message->kind);
    cc_pack_put(into, message->worker);
    cc_pack_put(into, message->chunk.point);
    cc_pack_put(into, message->chunk.first);
    cc_pack_put(into, message->chunk.n);
    cc_pack_put(into, message->chunk.wants_text ? 1 : 0);
    put_double(into, message->seconds);
    cc_pack_put(into, message->hello.plan);
    cc_pack_put(into, message->hello.seed);
    cc_pack_put(into, message->hello.points);
    cc_pack_put(into, message->hello.threads);
    for (size_t j = 0; j < 3; j++) {
        put_text(into, text[j]);
    }
    if (message->n > 0) {
        memcpy(into->byte + into->n, message->byte, message->n);
        into->n += message->n;
    }
    return SIM_OK;
}

static const char *
take_text(cc_unpack *from)
{
    const unsigned char *end = NULL;
    if (!from->is_bad && from->byte < from->end) {
        end = memchr(from->byte, 0, (size_t)(from->end - from->byte));
    }
    if (end == NULL) {
        from->is_bad = true;
        return "";
    }
    const char *text = (const char *)from->byte;
    from->byte = end + 1;
    return text;
}

int
xp_message_read(xp_message *self, const unsigned char *byte, size_t n)
{
    cc_unpack from = {.byte = byte, .end = byte + n};
    *self = (xp_message){.kind = (xp_message_kind)cc_unpack_take(&from)};
    self->worker = (uint32_t)cc_unpack_take(&from);
    self->chunk.point = (size_t)cc_unpack_take(&from);
    self->chunk.first = cc_unpack_take(&from);
    self->chunk.n = (uint32_t)cc_unpack_take(&from);
    self->chunk.wants_text = cc_unpack_take(&from) != 0;
    const uint64_t bits = cc_unpack_take(&from);
    memcpy(&self->seconds, &bits, sizeof(bits));
    self->hello.plan = cc_unpack_take(&from);
    self->hello.seed = cc_unpack_take(&from);
    self->hello.points = cc_unpack_take(&from);
    self->hello.threads = (uint32_t)cc_unpack_take(&from);
    self->hello.version = take_text(&from);
    self->hello.host = take_text(&from);
    self->text = take_text(&from);
    if (from.is_bad || self->kind < XP_MESSAGE_HELLO || self->kind > XP_MESSAGE_END) {
        return SIM_ERR_LAYOUT;
    }
    self->byte = from.byte;
    self->n = (size_t)(from.end - from.byte);
    return SIM_OK;
}
