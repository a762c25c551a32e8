/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/sending-policy.h: what leaves without being an answer asks the decision tables too:
 * acknowledgements, letters to others about a case, letters that hand one over. (Answers: release-policy.h.
 * Publications: publishing-policy.h.)
 *
 * The channel table says by which channel, the duty table whether somebody must agree before. Nobody can be asked about
 * what Tribune writes by itself, and there is no review of letters: so what must be agreed to does not leave, and
 * neither does what no rule decides. It goes to one address, which the tables do not change; one to which it goes only
 * since she wishes so must be on a channel that they name. */
#pragma once
#include "mediation/releasing/release.h"

/* All borrowed. */
typedef struct {
    const Actor *actor;
    const char *purpose;   /* a word of POLICY_PURPOSE */
    const Case *a_case;    /* NULL: it is about none */
    const char *channel;   /* by which they wrote, or wish it; or "" */
    const char *preferred; /* by which they wish it; NULL, "": nothing is known */
    gboolean wished;       /* @uri is for that wish alone */
    const char *uri;       /* who gets it */
    gint64 assurance;      /* how well we know them */
    const char *language;
    const char *text;
    guint files;
    gboolean stopped; /* who is there wrote STOP, and gives no consent */
} SendingMatter;

/* Does not block. @ret_channel is borrowed. Where nothing is decided at all (no policy), the channel that carries it.
 * TRIBUNE_ERROR_INVALID with a sentence: it must not leave now; what was decided is in @ret all the same. NULL channel
 * and TRUE: no channel reaches that address, or none that the tables name to one that is wished. */
gboolean sending_policy_ask(const Mediation *mediation, const SendingMatter *matter, ReleasePolicy *ret,
                            const Channel **ret_channel, GError **error);
