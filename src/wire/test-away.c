/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/away.h"

#include <string.h>

static void
notes_in_many_languages_are_recognised_by_their_words(void)
{
    static const struct {
        const char *subject, *text;
    } NOTES[] = {
        { "Automatic reply: Street lamp", "I am out of the office until Monday." },
        { "Out of Office", "Thank you. I am on annual leave and will read your mail on 5 January." },
        { "Abwesenheitsnotiz", "Ich bin bis Montag außer Haus." },
        { "Automatische Antwort: Straßenlampe", "Ich bin bis zum 5. Januar nicht im Büro." },
        { "ABWESENHEITSNOTIZ", "Guten Tag, ich bin im Urlaub." },
        { "Réponse automatique : Lampadaire", "Je suis absente, de retour le 5 janvier." },
        { "R\xc3\xa9ponse automatique\xc2\xa0: Lampadaire", "Je serai absent." },
        { "Respuesta automática: Farola", "Estoy fuera de la oficina." },
        { "Resposta automática: Candeeiro", "Estou fora do escritório." },
        { "Risposta automatica: Lampione", "Sono assente fino a lunedì." },
        { "Automatisch antwoord: Lantaarn", "Ik ben niet aanwezig." },
        { "Odpowiedź automatyczna: Latarnia", "Jestem na urlopie." },
        { "Automatická odpověď: Lampa", "Jsem na dovolené." },
        { "Ateb awtomatig: Lamp", "Rwyf allan o’r swyddfa." },
        { "Autosvar: Lampa", "Jag är på semester." },
        { "Automatisk svar: Lampe", "Jeg er ikke på kontoret." },
        { "Automaattinen vastaus: Lamppu", "Olen lomalla." },
        { "Otomatik yanıt: Lamba", "Ofis dışındayım, ofis dışında kalacağım." },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(NOTES); i++) {
        g_test_message("%s", NOTES[i].subject);
        g_assert_nonnull(away_recognise(NOTES[i].subject, NOTES[i].text, FALSE));
    }
}

static void
what_answers_another_mail_needs_the_subject_alone(void)
{
    g_assert_nonnull(away_recognise("Automatic reply: Street lamp", "Thank you for your mail.", TRUE));
    g_assert_null(away_recognise("Automatic reply: Street lamp", "Thank you for your mail.", FALSE));
}

static void
letters_of_people_are_left_alone(void)
{
    static const struct {
        const char *subject, *text;
        gboolean answers;
    } LETTERS[] = {
        { "Re: Automatic reply: Street lamp", "I am out of the office too, but please answer.", TRUE },
        { "Fwd: Automatic reply: Street lamp", "Look, I am away, it says.", TRUE },
        { "AW: Abwesenheitsnotiz", "Wann sind Sie wieder im Büro?", TRUE },
        { "Out of office hours: whom do I call?", "Nobody was in.", FALSE },
        { "Out of office hours telephone number", "Is there one? I am away in the day.", TRUE },
        { "Abwesend bei der Sitzung: Protokoll", "Ich war im Urlaub.", FALSE },
        { "Street lamp", "I am out of the office until Monday, write to my neighbour.", TRUE },
        { "", "I am out of the office.", TRUE },
        { "Automatic replying machine", "I am away.", FALSE },
        { "Abwesend: wer vertritt Frau Müller?", "Sie antwortet nicht.", FALSE },
    };
    g_autofree char *long_text = g_strnfill(AWAY_TEXT_MAX + 1, 'x');

    for (gsize i = 0; i < G_N_ELEMENTS(LETTERS); i++) {
        g_test_message("%s", LETTERS[i].subject);
        g_assert_null(away_recognise(LETTERS[i].subject, LETTERS[i].text, LETTERS[i].answers));
    }
    g_assert_null(away_recognise("Automatic reply: x", long_text, TRUE));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/away/notes_in_many_languages_are_recognised_by_their_words",
                    notes_in_many_languages_are_recognised_by_their_words);
    g_test_add_func("/away/what_answers_another_mail_needs_the_subject_alone",
                    what_answers_another_mail_needs_the_subject_alone);
    g_test_add_func("/away/letters_of_people_are_left_alone", letters_of_people_are_left_alone);
    return g_test_run();
}
