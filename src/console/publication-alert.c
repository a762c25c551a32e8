/* SPDX-License-Identifier: Apache-2.0 */
#include "console/publication-alert.h"

#include <string.h>

/* The standard's word, and ours (wire/cap.h has the lists). */
static const struct {
    const char *field, *word, *label;
} WORDS[] = {
    { "category", "Met", SAY_NOOP("Weather and floods") },
    { "category", "Geo", SAY_NOOP("Earthquake, landslide") },
    { "category", "Fire", SAY_NOOP("Fire") },
    { "category", "Health", SAY_NOOP("Health") },
    { "category", "Env", SAY_NOOP("Pollution") },
    { "category", "Transport", SAY_NOOP("Traffic and transport") },
    { "category", "Infra", SAY_NOOP("Power, water, telephone") },
    { "category", "Safety", SAY_NOOP("General safety") },
    { "category", "Security", SAY_NOOP("Police and security") },
    { "category", "Rescue", SAY_NOOP("Rescue") },
    { "category", "CBRNE", SAY_NOOP("Chemical, biological, radiological or explosive") },
    { "category", "Other", SAY_NOOP("Something else") },
    { "response", "", SAY_NOOP("nothing in particular") },
    { "response", "Shelter", SAY_NOOP("Stay inside") },
    { "response", "Evacuate", SAY_NOOP("Leave the area") },
    { "response", "Prepare", SAY_NOOP("Get ready") },
    { "response", "Execute", SAY_NOOP("Do what was planned") },
    { "response", "Avoid", SAY_NOOP("Keep away") },
    { "response", "Monitor", SAY_NOOP("Watch for news") },
    { "response", "Assess", SAY_NOOP("Judge for yourself") },
    { "response", "AllClear", SAY_NOOP("The danger is over") },
    { "response", "None", SAY_NOOP("No action needed") },
    { "urgency", "Immediate", SAY_NOOP("at once") },
    { "urgency", "Expected", SAY_NOOP("within the hour") },
    { "urgency", "Future", SAY_NOOP("soon") },
    { "urgency", "Past", SAY_NOOP("no longer") },
    { "urgency", "Unknown", SAY_NOOP("not known") },
    { "severity", "Extreme", SAY_NOOP("extreme: lives are in great danger") },
    { "severity", "Severe", SAY_NOOP("severe: lives are in danger") },
    { "severity", "Moderate", SAY_NOOP("moderate: somebody may come to harm") },
    { "severity", "Minor", SAY_NOOP("minor") },
    { "severity", "Unknown", SAY_NOOP("not known") },
    { "certainty", "Observed", SAY_NOOP("it is happening") },
    { "certainty", "Likely", SAY_NOOP("likely") },
    { "certainty", "Possible", SAY_NOOP("possible") },
    { "certainty", "Unlikely", SAY_NOOP("unlikely") },
    { "certainty", "Unknown", SAY_NOOP("not known") },
};

json_t *
publication_alert_options(const ConsoleVisit *visit, const char *field, const char *chosen)
{
    json_t *options = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (strcmp(WORDS[i].field, field) == 0)
            part_add(options, part_option(WORDS[i].word, locale_say(visit->locale, WORDS[i].label),
                                          strcmp(WORDS[i].word, chosen) == 0));
    return options;
}
