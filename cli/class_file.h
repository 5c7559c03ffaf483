/* Scores of a class: a CSV file to which each trainee's program appends a line, several at once perhaps,
 * on one machine or on a shared folder. No network, no server. */
#ifndef CLI_CLASS_FILE_H
#define CLI_CLASS_FILE_H

#define CLI_CLASS_HEAD "name,score,luck"
#define CLI_CLASS_NAME 80 /* characters of a name at most */

/* May that be a name in it? NULL, or the rule that it breaks. */
const char *cli_class_rule(const char *name);

/* Would a line be taken? CLI_OK, or a status after a message: refused if the file has another head. A
 * file that is not there yet is all right. */
int cli_class_check(const char *verb, const char *path);
/* Appends `name,score,luck` in one piece, with the head if the file is new or empty. NAN is left empty. */
int cli_class_append(const char *verb, const char *path, const char *name, double score,
                     double luck);

#endif
