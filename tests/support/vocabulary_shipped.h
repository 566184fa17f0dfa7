/* vocabulary_shipped - the vocabulary of config/, as the program reads it. */
#ifndef SUPPORT_VOCABULARY_SHIPPED_H
#define SUPPORT_VOCABULARY_SHIPPED_H

struct arena;
struct vocabulary;

/* In the arena; what is refused ends the test. */
const struct vocabulary *vocabulary_shipped(struct arena *a,
					    const char *folder);

#endif
