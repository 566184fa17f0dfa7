/* change - what a put did to the record. */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

enum change { CHANGE_CREATED, CHANGE_UPDATED, CHANGE_UNCHANGED };

#endif
