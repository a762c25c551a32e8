/* SPDX-License-Identifier: Apache-2.0 */
/* model/service.h: what the public asks for, and what is promised for it. */
#pragma once
#include "model/code.h"
#include "model/ids.h"
#include "model/sensitivity.h"

#define SERVICE_MINUTES_MAX (2 * 366 * 24 * 60) /* the longest promise: two years of days without a night */
#define SERVICE_BASIS_MAX   200                 /* characters */

typedef struct {
    ServiceId id;
    char *code;              /* [a-z0-9-]{1,32} */
    char *name;              /* 1 to 100 characters */
    UnitId unit;             /* whose cases these are; 0: any unit's */
    gint64 first_answer;     /* working minutes until the first answer; 0: nothing promised */
    gint64 resolution;       /* … until all is done */
    char *basis;             /* the rule that promises it: "Charter, page 4"; "" none */
    Sensitivity sensitivity; /* of what is said in its cases, at least */
    gboolean closed;         /* no case gets it any more; those that have it keep it */
} Service;
void service_free(Service *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Service, service_free)

Service *service_copy(const Service *service);
