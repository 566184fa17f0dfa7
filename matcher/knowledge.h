/* knowledge - what is known of words beside the texts that hold them. */
#ifndef MATCHER_KNOWLEDGE_H
#define MATCHER_KNOWLEDGE_H

struct linker;
struct synonyms;

/* Each may be NULL, and outlives whatever is built with it. */
struct text_knowledge {
	const struct synonyms *synonyms;
	const struct linker *linker; /* over the taxonomy */
};

#endif
