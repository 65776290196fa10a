/*
 * An area in a record's JSON. Only record*.c includes this.
 */
#ifndef MODEL_RECORD_AREA_H
#define MODEL_RECORD_AREA_H

#include "gate/model/record_fields.h"
#include "gate/model/verdict.h"

/* What cannot be read is empty, after a diagnostic. */
void record_area(struct record_reader *r, const struct json *object, struct area_verdict *out);

#endif
