/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/language.h"

/* What citizens write, in each language that is to be known. */
static const struct {
    const char *code, *text;
} LETTERS[] = {
    { "en",
      "Good morning, the street light outside my house has been broken since Monday. Could you please repair it?" },
    { "en", "My bin was not collected this week. When will they come?" },
    { "de", "Guten Tag, die Laterne vor meinem Haus ist seit Montag kaputt. Können Sie sie bitte reparieren?" },
    { "de", "Meine Mülltonne wurde diese Woche nicht geleert. Wann kommt die Abfuhr?" },
    { "fr",
      "Bonjour, le lampadaire devant ma maison est en panne depuis lundi. Pouvez-vous le réparer, je vous prie?" },
    { "fr", "La poubelle n'est pas vidée cette semaine et je ne sais pas quand vous passez." },
    { "es", "Hola, la farola que está delante de mi casa no funciona desde el lunes. ¿Pueden arreglarla, por favor?" },
    { "es", "No han recogido la basura de mi calle esta semana y los vecinos se quejan." },
    { "it", "Buongiorno, il lampione davanti alla mia casa è rotto da lunedì. Potete ripararlo, per favore? Grazie." },
    { "it", "Questa settimana non è stata raccolta la spazzatura della mia via, vorrei sapere quando passate." },
    { "nl", "Goedemorgen, de lantaarn voor mijn huis is sinds maandag kapot. Kunt u die graag laten repareren?" },
    { "nl", "Deze week is mijn vuilnisbak niet geleegd. Wanneer komt de wagen bij ons in de straat?" },
    { "pl",
      "Dzień dobry, latarnia przed moim domem nie działa od poniedziałku. Czy mogą Państwo ją naprawić? Dziękuję." },
    { "pl", "W tym tygodniu nie zabrano śmieci z mojej ulicy, proszę o informację, kiedy to się stanie." },
    { "pt", "Bom dia, o candeeiro em frente da minha casa não funciona desde segunda-feira. Podem reparar? Obrigado." },
    { "pt", "O lixo da minha rua não foi recolhido esta semana e já há muito cheiro." },
    { "sv", "Hej, gatlyktan utanför mitt hus är trasig sedan i måndags. Kan ni laga den? Tack på förhand." },
    { "sv", "Soporna på vår gata har inte hämtats den här veckan och det luktar mycket." },
    { "tr",
      "Merhaba, evimin önündeki sokak lambası pazartesiden beri bozuk. Lütfen tamir eder misiniz? Teşekkür ederim." },
    { "tr", "Bu hafta çöpümüz alınmadı, ne zaman geleceğinizi öğrenmek istiyorum çünkü çok kokuyor." },
    { "ar", "السلام عليكم، مصباح الشارع أمام منزلي معطل منذ يوم الاثنين. هل يمكنكم إصلاحه من فضلكم؟ شكرا" },
    { "ar", "لم يتم جمع القمامة من شارعنا في هذا الأسبوع، أرجو أن تخبروني عن الموعد" },
    { "uk", "Доброго дня, ліхтар біля мого будинку не працює з понеділка. Чи можете ви його полагодити? Дякую." },
    { "uk", "Цього тижня не вивезли сміття з нашої вулиці, коли це буде зроблено?" },
    { "ru", "Здравствуйте, фонарь перед моим домом не работает с понедельника. Можете ли вы его починить? Спасибо." },
    { "ru", "На этой неделе не вывезли мусор с нашей улицы, когда это будет сделано?" },
    { "el", "Καλημέρα, το φως στον δρόμο μπροστά στο σπίτι μου δεν λειτουργεί." },
    { "he", "שלום, פנס הרחוב מול הבית שלי אינו פועל מאז יום שני." },
    { "ja", "家の前の街灯が月曜日から壊れています。修理してください。" },
    { "zh", "我家门前的路灯从星期一起就坏了,请您修理一下。" },
    { "ko", "집 앞 가로등이 월요일부터 고장 났습니다. 수리해 주세요." },
};

static void
test_a_citizens_letter_is_known_by_its_language(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(LETTERS); i++) {
        g_test_message("%s", LETTERS[i].text);
        g_assert_cmpstr(language_detect(LETTERS[i].text, strlen(LETTERS[i].text)), ==, LETTERS[i].code);
    }
}

static void
test_its_neighbours_are_not_taken_for_it(void)
{
    static const char *const TEXTS[] = {
        "Hej, gadelampen foran mit hus har ikke virket siden mandag. Kan I reparere den? Venlig hilsen og tak.",
        "Hei, gatelykten utenfor huset mitt har ikke virket siden mandag. Kan dere reparere den? Takk og hilsen.",
        "Bună ziua, felinarul din fața casei mele nu este aprins de luni. Vă mulțumesc pentru ajutor.",
        "Dobrý den, lampa před mým domem je od pondělí rozbitá. Děkuji za pomoc, mám o to zájem.",
        "سلام، چراغ خیابان روبروی خانه من از دوشنبه خراب است. ممنون که این را برای ما درست می کنید",
        "Здравейте, лампата пред моята къща не работи от понеделник. Благодаря, моля да я поправите.",
    };
    static const char *const KNOWN[] = { "en", "de", "fr", "es", "it", "nl", "pl",
                                         "pt", "sv", "tr", "ar", "uk", "ru", NULL };

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        const char *code = language_detect(TEXTS[i], strlen(TEXTS[i]));

        g_test_message("%s: %s", code, TEXTS[i]);
        g_assert_false(g_strv_contains(KNOWN, code));
    }
}

static void
test_what_tells_too_little_is_nothing(void)
{
    static const char *const TEXTS[] = {
        "",
        "OK",
        "Danke!",
        "4111111111111111",
        "http://example.org/the/and",
        "xyzzy plugh quux frobnicate garply waldo fred",
        "The lamp is out. Die Lampe ist aus, und das seit Montag. It is dark and cold.",
        "\xff\xfe\xfd the"
    };

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_test_message("%s", TEXTS[i]);
        g_assert_cmpstr(language_detect(TEXTS[i], strlen(TEXTS[i])), ==, "");
    }
}

static void
test_what_others_wrote_does_not_count(void)
{
    static const char QUOTE[] = "Vielen Dank, das hat mir sehr geholfen, und die Lampe ist wieder hell.\n"
                                "> Thank you for writing to us. We have your message and it is with the team that\n"
                                "> will look at the lamp and will be in touch with you when it has been done.\n"
                                "-- \n"
                                "This is from the phone that I have and it is on the way to you\n";

    g_assert_cmpstr(language_detect(QUOTE, strlen(QUOTE)), ==, "de");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/language/a-citizens-letter-is-known-by-its-language",
                    test_a_citizens_letter_is_known_by_its_language);
    g_test_add_func("/language/its-neighbours-are-not-taken-for-it", test_its_neighbours_are_not_taken_for_it);
    g_test_add_func("/language/what-tells-too-little-is-nothing", test_what_tells_too_little_is_nothing);
    g_test_add_func("/language/what-others-wrote-does-not-count", test_what_others_wrote_does_not_count);
    return g_test_run();
}
