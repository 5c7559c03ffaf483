/* How a table of quantiles is laid out: sim/quantile_table.c says why and makes it, sim/dist.c
 * looks values up. */
#ifndef SIM_QUANTILE_CELL_H
#define SIM_QUANTILE_CELL_H

enum {
    SIM_CELL_OCTAVES = 16,
    SIM_CELL_BITS = 4, /* cells in an octave, and parts of a divided cell */
    SIM_CELL_PARTS = 1 << SIM_CELL_BITS,
    /* cells for u < 1/2, and as many for u > 1/2 */
    SIM_CELL_SIDE = SIM_CELL_OCTAVES * SIM_CELL_PARTS,
    SIM_CELL_COEFS = 4, /* c0 ... c3; or, when c3 is NAN, in c0 its first part, 0: formula */
};

#endif
