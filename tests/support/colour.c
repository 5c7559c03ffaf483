/* sRGB is IEC 61966-2-1. Vision without one kind of cones is simulated by the matrices on linear sRGB
 * of Machado, Oliveira and Fernandes 2009 (severity 1). CIEDE2000 follows Sharma, Wu and Dalal 2005. */
#include "tests/support/colour.h"

#include <math.h>

#define DEGREES (3.14159265358979323846 / 180)

static const double seen[N_VISIONS][3][3] = {
    [VISION_USUAL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    [VISION_PROTAN] = {{0.152286, 1.052583, -0.204868},
                       {0.114503, 0.786281, 0.099216},
                       {-0.003882, -0.048116, 1.051998}},
    [VISION_DEUTAN] = {{0.367322, 0.860646, -0.227968},
                       {0.280085, 0.672501, 0.047413},
                       {-0.011820, 0.042940, 0.968881}},
    [VISION_TRITAN] = {{1.255528, -0.076749, -0.178779},
                       {-0.078411, 0.930809, 0.147602},
                       {0.004733, 0.691367, 0.303900}},
};

static double
linear(uint8_t value)
{
    const double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double
root(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

lab
colour_lab(viz_colour colour, vision by)
{
    const double in[3] = {linear(colour.r), linear(colour.g), linear(colour.b)};
    double rgb[3];
    for (int j = 0; j < 3; j++) {
        const double *row = seen[by][j];
        rgb[j] = fmin(fmax(row[0] * in[0] + row[1] * in[1] + row[2] * in[2], 0), 1);
    }
    const double x = 0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2];
    const double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    const double z = 0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2];
    const double fx = root(x / 0.95047), fy = root(y), fz = root(z / 1.08883);
    return (lab){116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

/* Of a hue, in degrees: [0, 360). */
static double
hue(double a, double b)
{
    const double h = atan2(b, a) / DEGREES;
    return a == 0 && b == 0 ? 0 : h < 0 ? h + 360 : h;
}

double
colour_difference(lab x, lab y)
{
    const double c1 = hypot(x.a, x.b), c2 = hypot(y.a, y.b);
    const double c7 = pow((c1 + c2) / 2, 7), power = pow(25, 7);
    const double g = 0.5 * (1 - sqrt(c7 / (c7 + power)));
    const double a1 = (1 + g) * x.a, a2 = (1 + g) * y.a;
    const double d1 = hypot(a1, x.b), d2 = hypot(a2, y.b);
    const double h1 = hue(a1, x.b), h2 = hue(a2, y.b);
    const bool is_grey = d1 * d2 == 0;
    double turn = is_grey ? 0 : h2 - h1;
    turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
    const double dl = y.l - x.l, dc = d2 - d1;
    const double dh = 2 * sqrt(d1 * d2) * sin(turn / 2 * DEGREES);
    double mean = h1 + h2;
    if (!is_grey) {
        mean = fabs(h1 - h2) <= 180 ? mean / 2 : mean < 360 ? (mean + 360) / 2 : (mean - 360) / 2;
    }
    const double l = (x.l + y.l) / 2, c = (d1 + d2) / 2;
    const double t = 1 - 0.17 * cos((mean - 30) * DEGREES) + 0.24 * cos(2 * mean * DEGREES) +
                     0.32 * cos((3 * mean + 6) * DEGREES) - 0.20 * cos((4 * mean - 63) * DEGREES);
    const double bend = 30 * exp(-pow((mean - 275) / 25, 2));
    const double rc = 2 * sqrt(pow(c, 7) / (pow(c, 7) + power));
    const double sl = 1 + 0.015 * (l - 50) * (l - 50) / sqrt(20 + (l - 50) * (l - 50));
    const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    const double p = dl / sl, q = dc / sc, r = dh / sh;
    return sqrt(p * p + q * q + r * r - sin(2 * bend * DEGREES) * rc * q * r);
}

static double
luminance(viz_colour colour)
{
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

double
colour_contrast(viz_colour x, viz_colour y)
{
    const double a = luminance(x), b = luminance(y);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}
