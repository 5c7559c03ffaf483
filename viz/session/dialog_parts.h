/* What is clicked at in a dialog, packed into a shape's `b`. */
#ifndef VIZ_DIALOG_PARTS_H
#define VIZ_DIALOG_PARTS_H

#include <stdint.h>

typedef enum viz_part {
    VIZ_PART_ROW,
    VIZ_PART_LESS,
    VIZ_PART_MORE,
    VIZ_PART_DO,   /* its button */
    VIZ_PART_CLOSE /* the other */
} viz_part;

static inline uint64_t
viz_part_pack(viz_part part, int row)
{
    return (uint64_t)row << 8 | (uint64_t)part;
}

static inline viz_part
viz_part_of(uint64_t b)
{
    return (viz_part)(b & 0xff);
}

static inline int
viz_part_row(uint64_t b)
{
    return (int)(b >> 8);
}

#endif
