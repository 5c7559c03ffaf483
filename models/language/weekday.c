#include "models/language/weekday.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const char *const english[] = {"monday", "tuesday",  "wednesday", "thursday",
                                      "friday", "saturday", "sunday"};

/* By language, from Monday on; of English also the first three letters and more. Names without their accents are
 * there as well. */
static const char *const names[][7] = {
    /* English */
    {" mo ", " tu ", " we ", " th ", " fr ", " sa ", " su "},
    /* German */
    {" mo mon montag ", " di die dienstag ", " mi mit mittwoch ", " do don donnerstag ",
     " fr fre freitag ", " sa sam samstag sonnabend ", " so son sonntag "},
    /* Dutch */
    {" ma maa maandag ", " di din dinsdag ", " wo woe woensdag ", " do don donderdag ",
     " vr vri vrij vrijdag ", " za zat zaterdag ", " zo zon zondag "},
    /* Swedish */
    {" må mån måndag ", " ti tis tisdag ", " on ons onsdag ", " to tor tors torsdag ",
     " fr fre fredag ", " lö lör lördag ", " sö sön söndag "},
    /* Danish, Norwegian */
    {" ma man mandag ", " ti tir tirs tirsdag ", " on ons onsdag ", " to tor tors torsdag ",
     " fr fre fredag ", " lø lør lørdag ", " sø søn søndag "},
    /* French */
    {" lu lun lundi ", " ma mar mardi ", " me mer mercredi ", " je jeu jeudi ", " ve ven vendredi ",
     " sa sam samedi ", " di dim dimanche "},
    /* Spanish */
    {" lu lun lunes ", " ma mar martes ", " mi mie mié mier miér miercoles miércoles ",
     " ju jue jueves ", " vi vie viernes ", " sa sá sab sáb sabado sábado ", " do dom domingo "},
    /* Catalan */
    {" dl dilluns ", " dt dimarts ", " dc dimecres ", " dj dijous ", " dv divendres ",
     " ds dissabte ", " dg diumenge "},
    /* Italian */
    {" lu lun lunedi lunedì lunedi' ", " ma mar martedi martedì martedi' ",
     " me mer mercoledi mercoledì mercoledi' ", " gi gio giovedi giovedì giovedi' ",
     " ve ven venerdi venerdì venerdi' ", " sa sab sabato ", " do dom domenica "},
    /* Portuguese */
    {" seg segunda segunda-feira ", " ter terca terça terca-feira terça-feira ",
     " qua quarta quarta-feira ", " qui quinta quinta-feira ", " sex sexta sexta-feira ",
     " sab sáb sabado sábado ", " dom domingo "},
    /* Romanian */
    {" lu lun luni ", " ma mar marti marți marţi ", " mi mie miercuri ", " jo joi ",
     " vi vin vineri ", " sa sâ sam sâm sambata sâmbătă ", " du dum duminica duminică "},
    /* Polish */
    {" pn pon poniedzialek poniedziałek ", " wt wto wtorek ", " sr śr sro śro sroda środa ",
     " cz czw czwartek ", " pt pia pią piatek piątek ", " sob sobota ",
     " nd nie ndz niedz niedziela "},
    /* Czech */
    {" po pon pondeli pondělí ", " ut út ute úte utery úterý ", " st str stř streda středa ",
     " ct čt ctv čtv ctvrtek čtvrtek ", " pa pá pat pát patek pátek ", " so sob sobota ",
     " ne ned nedele neděle "},
    /* Slovak */
    {" po pon pondelok ", " ut uto utorok ", " st str streda ", " št stv štv stvrtok štvrtok ",
     " pi pia piatok ", " so sob sobota ", " ne ned nedela nedeľa "},
    /* Finnish */
    {" ma maa maanantai ", " ti tii tiistai ", " ke kes keskiviikko ", " to tor torstai ",
     " pe per perjantai ", " la lau lauantai ", " su sun sunnuntai "},
    /* Hungarian */
    {" hetfo hétfő ", " ked kedd ", " sze szerda ", " csu csü csutortok csütörtök ",
     " pen pén pentek péntek ", " szo szombat ", " vas vasarnap vasárnap "},
    /* Turkish */
    {" pzt pazartesi ", " sal sali salı ", " car çar carsamba çarşamba ", " per persembe perşembe ",
     " cum cuma ", " cmt cumartesi ", " paz pazar "},
};
enum { N_LANGUAGES = sizeof(names) / sizeof(names[0]) };

/* The second byte of a letter from À to ž, small. */
static unsigned char
small(unsigned char first, unsigned char c)
{
    if (first == 0xC3) {
        return c <= 0x9E ? c + 0x20 : c;
    }
    const bool odd_is_large =
        (first == 0xC4 && c >= 0xB9) || (first == 0xC5 && (c <= 0x88 || c >= 0xB9));
    return (first == 0xC4 || first == 0xC5) && (c % 2 == 1) == odd_is_large ? c + 1 : c;
}

/* The length of the weekday in "Mo 04.03.", "Tue, 5/3", "Wed 6": a date without its year, which is no date. */
static size_t
before_date(const char *text)
{
    const size_t n = strcspn(text, " ,"), length = strlen(text);
    int numbers = 0;
    const char *p = text + n;
    for (p += strspn(p, " ,"); *p >= '0' && *p <= '9'; numbers++) {
        p += strspn(p, "0123456789");
        p += strspn(p, "./-");
    }
    return *p == '\0' && (numbers == 1 || numbers == 2) ? n : length;
}

/* " word " in small letters and without a point behind it; false: no one word. */
static bool
pad(const char *text, char *word, size_t size)
{
    size_t n = before_date(text);
    n -= n > 0 && text[n - 1] == '.';
    if (n == 0 || n + 3 > size || memchr(text, ' ', n) != NULL) {
        return false;
    }
    word[0] = ' ';
    for (size_t j = 0; j < n; j++) {
        const unsigned char c = (unsigned char)text[j];
        word[j + 1] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a'
                             : c >= 0x80 && j > 0 ? small((unsigned char)text[j - 1], c)
                                                  : c);
    }
    word[n + 1] = ' ';
    word[n + 2] = '\0';
    return true;
}

static int
day_in(int language, const char *padded)
{
    const size_t n = strlen(padded) - 2;
    for (int day = 0; day < 7; day++) {
        if (strstr(names[language][day], padded) != NULL ||
            (language == 0 && n >= 3 && strncmp(english[day], padded + 1, n) == 0)) {
            return day;
        }
    }
    return CC_WEEKDAY_NONE;
}

cc_weekday_languages
cc_weekday_narrow(const char *text, cc_weekday_languages languages)
{
    char word[24];
    cc_weekday_languages know = 0;
    for (int j = 0; j < N_LANGUAGES && pad(text, word, sizeof(word)); j++) {
        know |= day_in(j, word) >= 0 ? (cc_weekday_languages)1 << j : 0;
    }
    return know & languages;
}

int
cc_weekday_of(const char *text, cc_weekday_languages languages)
{
    char word[24];
    int all = CC_WEEKDAY_NONE;
    for (int j = 0; j < N_LANGUAGES && pad(text, word, sizeof(word)); j++) {
        const int day = (languages >> j & 1) != 0 ? day_in(j, word) : CC_WEEKDAY_NONE;
        if (day >= 0 && all >= 0 && day != all) {
            return CC_WEEKDAY_UNCLEAR;
        }
        all = day >= 0 ? day : all;
    }
    return all;
}
