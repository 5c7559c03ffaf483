/* The language of random scenarios as rules, which random_scenario.c follows. In a rule
 *   <rule>        is the text of that rule,
 *   <a|b|c>       one of these, each as likely; so is a rule that is written with |,
 *   ?30<text>     that text with probability 30 %, for what common centers have,
 *   !30<text>     the same for what is rare: 3 % in a common center,
 *   $             the name at hand: of a channel, a kind of issue, a queue, a group, a node,
 *                 and in the name of a rule the kind of that channel: its letters up to a -,
 *   <act ...>     what one of the acts in random_scenario.c writes. */
#ifndef RANDOM_GRAMMAR_H
#define RANDOM_GRAMMAR_H

typedef struct random_rule {
    const char *name, *text;
} random_rule;

extern const random_rule random_rules[]; /* ended by NULL; the first is the whole scenario */

#endif
