/* SPDX-License-Identifier: Apache-2.0 */
#include "base/language.h"

#include <pthread.h>
#include <string.h>

#define SLOTS     4096 /* of the table of words; a power of two */
#define WORD_MAX  32   /* bytes; no small word is longer */
#define WHOLE     12   /* what a word weighs that only one language has; divisible by 2, 3, 4 */
#define ENOUGH    24   /* what the best needs */
#define MARGIN(n) ((n)*4 / 3)

/* The commonest words of each language, and letters that few others have. */
static const struct {
    const char *code, *words, *letters;
} LANGUAGES[] = {
    { "en",
      "been never good morning dear hello our house street broken need want know "
      "the and of to is in that it for you was with on are this be have not at but from they we my your which will "
      "would "
      "there their been has can could please thank thanks when what if or an our were had do does since about me am i "
      "should still any how out because than them who its",
      "" },
    { "de",
      "meine meinem meinen diese dieser dieses woche wann wurde guten tag können könnte könnten möchte keine kein "
      "unsere unserer haus straße "
      "der die das und ist nicht ich zu den mit sie es ein eine für auf dem von im des auch sich wie wir bei haben "
      "habe "
      "wird sind war oder aber ihr ihre bitte danke noch nach wenn werden kann einen einem einer dass daß zum zur mir "
      "mich uns seit schon mein meine über vor durch sehr geehrte grüßen",
      "ß" },
    { "fr",
      "ne pas n'est n'a d'un d'une qu'il j'habite cette devant pouvez vouloir voudrais rue maison semaine chez aussi "
      "notre nos "
      "le la les et est un une des du que qui dans pour pas vous je nous il elle au aux avec sur ne ce cette mais ou "
      "sont "
      "par plus votre mon ma mes être avez j'ai c'est depuis bonjour merci été leur très fait comme suis sans bien",
      "œ" },
    { "es",
      "han he calle casa está delante pueden puede desde hace quiero quisiera vecinos semana sus nuestra nuestro "
      "el la los las de y que en un una es no por con para se del su lo al como más pero este esta mi me muy hay "
      "desde gracias usted ustedes nos está son ha sin sobre también cuando porque ya hola buenos días tengo",
      "ñ¿¡" },
    { "it",
      "è stata questa via quando passate vorrei può potete davanti casa settimana nostra nostro degli "
      "il lo la gli le di che è un una per non con del della dei delle sono mi si da in al alla nel nella questo "
      "questa "
      "anche come più ma ho ha buongiorno grazie vorrei essere stato sono perché quando ci mio mia dal molto",
      "" },
    { "nl",
      "deze week wanneer mijn komt straat onze kunt zou willen goedemorgen goedendag geachte wij wel "
      "de het een en van is dat niet ik op te in voor met zijn er aan ook u uw die bij maar om dit naar heb heeft "
      "wordt "
      "nog als kan mijn wij geen over door meer deze graag bedankt al ben waar worden onze hebben sinds",
      "" },
    { "pl",
      "w tym mojej mojego ulicy proszę czy mogą państwo kiedy od nam przed został została chciałbym "
      "i w na nie się jest że do z to o jak ale po co tak za od czy mnie dla przez proszę dziękuję już tylko są być "
      "mam jestem oraz tego tej ten przy bardzo moje mój dzień dobry może było który która",
      "łąęśżź" },
    { "pt",
      "rua casa semana foi não frente podem pode minha meu gostaria quando há "
      "o a os as de que e do da em um uma para com não é por no na se mais como mas dos das ao meu minha está são "
      "você foi obrigado obrigada bom dia também já ou muito tenho pela pelo sem até isso nos este",
      "ãõ" },
    { "sv",
      "vår vårt inte den här det där huset gatan veckan har varit kan ni laga "
      "och att det som en på är av för med den till inte jag har ett om var men vi så från kan ni är här mig när "
      "efter också hej tack eller min mitt mina er skulle finns varit detta sedan vill ska mycket",
      "" },
    { "tr",
      "bu ne zaman istiyorum çünkü beri mısınız misiniz evimin sokak hafta oldu değil bizim lütfen "
      "ve bir bu da de için ile çok ne var ben mi gibi daha olarak kadar sonra ama değil olan yok lütfen teşekkürler "
      "teşekkür ederim merhaba bana benim sizin size iyi günler en ki şu her ya ancak olduğu oldu hala",
      "ığş" },
    { "da",
      "venlig hilsen kan i jeres vores hvornår uge siden ikke virket foran gade "
      "og at det som en på er af for med den til ikke jeg har et om var men vi så fra kan der de jer mig når efter "
      "også hej tak eller min mit mine skulle findes været dette siden vil blev meget hvor hvad venlig hilsen",
      "" },
    { "nb",
      "kan dere deres når uke siden ikke virket foran huset mitt utenfor vår "
      "og å at det som en på er av for med den til ikke jeg har et om var men vi så fra kan der de dere meg når etter "
      "også hei takk eller min mitt mine skulle finnes vært dette siden vil ble mye hvor hva vennlig hilsen",
      "" },
    { "fi",
      "ja on ei se että hän oli mutta kun niin myös tai olen minun kiitos hyvä hei voi olla ovat jo vain sekä tämä "
      "kuin "
      "miten mitä joka jos ole minä teidän päivää ollut",
      "" },
    { "cs",
      "a je se v na že to s z do o i jako pro ale si by jsem jsou za tak po dobrý den děkuji prosím mám není byl které "
      "který už jen od mi nebo také",
      "ěřů" },
    { "ro",
      "și în de la cu nu este pe un o că din pentru mai care sunt sau ce am dar fi vă mulțumesc bună ziua foarte prin "
      "după fost acest această",
      "țăș" },
    { "hu",
      "a az és hogy nem is egy ez van volt meg csak de már ha köszönöm kérem jó napot vagy el mint még nagyon meg "
      "lehet "
      "kell minden ezt azt",
      "őű" },
    { "ru",
      "и в не на что я с он как это по но к у из за от так же для мы вы был была было есть его её мне меня спасибо "
      "здравствуйте пожалуйста уже или если нет когда очень мой моя еще ещё",
      "ыэёъ" },
    { "uk",
      "і в не на що я з він як це по але до у із за від так для ми ви був була було є його її мені мене дякую "
      "будь ласка вже або якщо немає коли дуже мій моя ще та й про доброго дня який",
      "іїєґ" },
    { "bg",
      "и в не на че аз с той как това по но до у от за се да сме вие беше са му ми благодаря моля вече или ако няма "
      "кога много моят която който има съм",
      "" },
    { "ar",
      "في من على إلى أن هذا هذه التي الذي لا ما عن مع كان كانت هو هي أنا نحن لم قد بعد شكرا شكراً السلام عليكم منذ "
      "لكن كل بين يرجى أو ثم و لقد أرجو حتى",
      "ةى" },
    { "fa", "و در به از که این با را است برای آن یک می ها هم تا بر من ما شما سلام ممنون بود شد کرد نیست", "پچژگ" },
    { "ur", "ہے کے کی میں اور سے کو کا یہ ہیں نے پر ہم آپ شکریہ تھا بھی نہیں ایک", "ہےٹڈ" },
};
#define COUNT G_N_ELEMENTS(LANGUAGES)

G_STATIC_ASSERT(G_N_ELEMENTS(LANGUAGES) <= 32);

/* ---- the tables, made once ---- */

typedef struct {
    const char *word; /* in LANGUAGES */
    guint8 length;
    guint32 languages; /* bits */
} Slot;

typedef struct {
    gunichar letter;
    guint32 languages;
} Letter;

static Slot slots[SLOTS];
static Letter letters[64];
static guint letter_count;

#define HASH_START 2166136261U

static inline guint32
hash_on(guint32 hash, char c)
{
    return (hash ^ (guint8)c) * 16777619U;
}

/* Where @word is, or where it would be. @hash is of all its bytes. */
static Slot *
find_slot(const char *word, gsize length, guint32 hash)
{
    guint at = hash % SLOTS;

    while (slots[at].word != NULL && (slots[at].length != length || memcmp(slots[at].word, word, length) != 0))
        at = (at + 1) % SLOTS;
    return &slots[at];
}

static void
add_words(guint language)
{
    for (const char *at = LANGUAGES[language].words; *at != '\0';) {
        gsize length = strcspn(at, " ");
        guint32 hash = HASH_START;
        Slot *slot;

        for (gsize i = 0; i < length; i++)
            hash = hash_on(hash, at[i]);
        slot = find_slot(at, length, hash);
        slot->word = at;
        slot->length = (guint8)length;
        slot->languages |= 1U << language;
        at += length + (at[length] == ' ');
    }
}

static void
add_letters(guint language)
{
    for (const char *at = LANGUAGES[language].letters; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        guint i = 0;

        while (i < letter_count && letters[i].letter != letter)
            i++;
        if (i == letter_count)
            letters[letter_count++].letter = letter;
        letters[i].languages |= 1U << language;
    }
}

static void
make_tables(void)
{
    for (guint i = 0; i < COUNT; i++) {
        add_words(i);
        add_letters(i);
    }
}

/* ---- counting ---- */

typedef enum {
    SCRIPT_OTHER,
    SCRIPT_GREEK,
    SCRIPT_HEBREW,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_THAI,
    SCRIPTS
} Script;

typedef struct {
    guint weights[COUNT];
    guint words;
    guint letters, scripts[SCRIPTS];
} Tally;

static void
add_weight(Tally *tally, guint32 languages, guint weight)
{
    guint share = weight / (guint)__builtin_popcount(languages);

    for (; languages != 0; languages &= languages - 1)
        tally->weights[__builtin_ctz(languages)] += share;
}

static Script
script_of(gunichar c)
{
    if (c < 0x370)
        return SCRIPT_OTHER;
    if (c < 0x400 || (c >= 0x1f00 && c < 0x2000))
        return SCRIPT_GREEK;
    if (c >= 0x590 && c < 0x600)
        return SCRIPT_HEBREW;
    if (c >= 0xe00 && c < 0xe80)
        return SCRIPT_THAI;
    if (c >= 0x3040 && c < 0x3100)
        return SCRIPT_KANA;
    if ((c >= 0x1100 && c < 0x1200) || (c >= 0xac00 && c < 0xd7b0))
        return SCRIPT_HANGUL;
    return c >= 0x4e00 && c < 0xa000 ? SCRIPT_HAN : SCRIPT_OTHER;
}

/* Above ASCII. */
static void
add_letter(Tally *tally, gunichar c)
{
    tally->scripts[script_of(c)]++;
    for (guint i = 0; i < letter_count; i++)
        if (letters[i].letter == c)
            add_weight(tally, letters[i].languages, WHOLE / 2);
}

/* A word in small letters, while it is read. */
typedef struct {
    char bytes[WORD_MAX + 6];
    gsize length; /* what is longer is no small word, and not kept whole */
    guint32 hash;
    guint letters;
} Word;

static void
add_word(Tally *tally, const Word *word)
{
    const Slot *slot;

    tally->letters += word->letters;
    if (word->length == 0 || word->length >= WORD_MAX)
        return;
    tally->words++;
    slot = find_slot(word->bytes, word->length, word->hash);
    if (slot->word != NULL)
        add_weight(tally, slot->languages, WHOLE);
}

static inline void
append(Word *word, char c)
{
    word->bytes[word->length++] = c;
    word->hash = hash_on(word->hash, c);
}

/* ASCII letters and apostrophes, as most words are. Returns what is behind them. */
static const char *
take_ascii(Word *word, const char *at, const char *end)
{
    for (; at < end; at++) {
        char small = (char)(*at | 0x20);

        if (small >= 'a' && small <= 'z')
            word->letters++;
        else if (*at == '\'' && word->letters > 0)
            small = *at;
        else
            break;
        if (word->length < WORD_MAX)
            append(word, small);
    }
    return at;
}

/* One letter above ASCII; NULL: none is there. */
static const char *
take_other(Tally *tally, Word *word, const char *at, const char *end)
{
    gunichar c = g_utf8_get_char_validated(at, end - at);
    char bytes[6];
    gsize length;

    if (c == (gunichar)-1 || c == (gunichar)-2 || !g_unichar_isalpha(c))
        return NULL;
    at += g_utf8_skip[(guchar)*at];
    c = g_unichar_tolower(c);
    word->letters++;
    add_letter(tally, c);
    length = (gsize)g_unichar_to_utf8(c, bytes);
    for (gsize i = 0; i < length && word->length < WORD_MAX + sizeof bytes; i++)
        append(word, bytes[i]);
    return at;
}

/* A word is letters, with apostrophes inside ("j'ai"). @text from @at on; returns what is behind. */
static const char *
take_word(Tally *tally, const char *at, const char *end)
{
    Word word;

    word.length = word.letters = 0;
    word.hash = HASH_START;
    for (;;) {
        const char *next;

        at = take_ascii(&word, at, end);
        next = at < end && (guchar)*at >= 0x80 ? take_other(tally, &word, at, end) : NULL;
        if (next == NULL)
            break;
        at = next;
    }
    add_word(tally, &word);
    return at;
}

/* Whether something in it is an address: these are in no language. */
static gboolean
is_address(const char *at, const char *end)
{
    return memchr(at, '@', (gsize)(end - at)) != NULL || memmem(at, (gsize)(end - at), "://", 3) != NULL;
}

static void
tally_words(Tally *tally, const char *at, const char *end)
{
    while (at < end) {
        const char *next = take_word(tally, at, end);

        at = next > at ? next : at + 1;
    }
}

static void
tally_line(Tally *tally, const char *at, const char *end)
{
    if (!is_address(at, end)) {
        tally_words(tally, at, end);
        return;
    }
    while (at < end) {
        const char *blank = memchr(at, ' ', (gsize)(end - at));
        const char *chunk_end = blank != NULL ? blank : end;

        if (!is_address(at, chunk_end))
            tally_words(tally, at, chunk_end);
        at = chunk_end + 1;
    }
}

/* Lines that somebody else wrote are left out. */
static void
tally_text(Tally *tally, const char *text, gsize length)
{
    const char *end = text + length;

    while (text < end) {
        const char *newline = memchr(text, '\n', (gsize)(end - text));
        const char *line_end = newline != NULL ? newline : end;

        if (line_end - text == 3 && memcmp(text, "-- ", 3) == 0)
            return;
        if (*text != '>')
            tally_line(tally, text, line_end);
        text = line_end + 1;
    }
}

/* ---- deciding ---- */

static const char *
decide_by_script(const Tally *tally)
{
    static const char *const CODES[SCRIPTS] = { "", "el", "he", "zh", "ja", "ko", "th" };
    guint asian = tally->scripts[SCRIPT_HAN] + tally->scripts[SCRIPT_KANA];

    if (tally->letters < 10)
        return "";
    /* Japanese is Han with kana between. */
    if (asian * 2 > tally->letters)
        return tally->scripts[SCRIPT_KANA] * 8 > asian ? "ja" : "zh";
    for (guint i = SCRIPT_GREEK; i < SCRIPTS; i++)
        if (tally->scripts[i] * 2 > tally->letters)
            return CODES[i];
    return "";
}

static const char *
decide_by_words(const Tally *tally)
{
    guint best = 0, second = 0;

    for (guint i = 1; i < COUNT; i++)
        if (tally->weights[i] > tally->weights[best])
            best = i;
    for (guint i = 0; i < COUNT; i++)
        if (i != best)
            second = MAX(second, tally->weights[i]);
    if (tally->weights[best] < ENOUGH || tally->weights[best] < MARGIN(second) ||
        tally->weights[best] < tally->words * WHOLE / 8)
        return "";
    return LANGUAGES[best].code;
}

const char *
language_detect(const char *text, gsize length)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    Tally tally = { 0 };
    const char *by_script;

    if (length == 0) /* also of no text at all */
        return "";
    pthread_once(&once, make_tables);
    tally_text(&tally, text, MIN(length, LANGUAGE_TEXT));
    by_script = decide_by_script(&tally);
    return *by_script != '\0' ? by_script : decide_by_words(&tally);
}
