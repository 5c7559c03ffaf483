/* Dates and times of day as the exports of phone systems and spreadsheets write them. */
#ifndef CC_MOMENT_H
#define CC_MOMENT_H

#include "models/language/refusal.h"
#include "models/language/sheet.h"
#include <stdbool.h>
#include <stddef.h>

/* Of 03/04/2024: which is the day. ISO dates and names of months need no order. */
typedef enum cc_date_order { CC_ORDER_UNKNOWN, CC_ORDER_DMY, CC_ORDER_MDY } cc_date_order;

typedef struct cc_moment {
    bool has_day, has_time, has_zone;
    long day;    /* since 1970-01-01, which is 0 */
    double time; /* s of that day, 0 to 86400 */
    double
        zone; /* s that its clock is ahead of UTC, where has_zone; of seconds since 1970 it is 0 */
} cc_moment;

/* Any of
 *   2024-03-25  2024/3/25  20240325  25.3.2024  25/03/2024  03/25/2024  25-Mar-2024  Mar 25, 2024
 *   7:05  07:05:59.750  11:59:45 PM  8 AM  7h05  24:00  08:00-08:30 (its beginning)
 * a date and a time (also 08.30, 0830) with a blank or T between, behind it Z, +01:00 or +0100; and seconds (9 or 10
 * digits) or milliseconds (12 or 13) since 1970. A weekday before a date is passed over. False: none of
 * these, or its order is unknown. */
bool cc_moment_parse(const char *text, cc_date_order order, cc_moment *out);

/* The order in which a column writes day and month, proved by its fields; CC_ORDER_UNKNOWN where no
 * field asks for one. Refused where both orders fit all rows, or neither does. */
int cc_moment_order(const cc_sheet *sheet, size_t column, cc_date_order *order,
                    cc_refusal *refusal) SIM_MUST_CHECK;

/* Days since 1970-01-01 of a date of the Gregorian calendar, and back. */
long cc_day_of(int year, int month, int day);
/* "2024-03-25"; returns buffer (at least 16 bytes). */
char *cc_day_format(long day, char *buffer, size_t size);
int cc_day_weekday(long day); /* Mon = 0 */

#endif
