/* SPDX-License-Identifier: Apache-2.0 */
/* Stories of people who write by the form, over a real store: what their links open, and what others' do not. */
#include "channels/web/web-form.h"
#include "db/failing.h"
#include "mediation/cases/merging.h"
#include "stories/test-mail-house.h"
#include "views/citizen-view.h"

#define FORM "https://northam.example/contact"

extern const struct channel_driver web_channel;

static const struct channel_driver *const WEB_DRIVERS[] = { &web_channel, &email_channel, NULL };
static const guint8 ACCESS_SECRET[32] = { 5 };

static const ConfigTable *const *
web_tables(void)
{
    static ConfigTable web = { "channel", .driver = "web" }, mail = { "channel", .driver = "email" };
    static const ConfigTable *const tables[] = { &COMMON, &web, &mail, &FILTER_TABLE, NULL };

    web.keys = web_channel.settings;
    mail.keys = email_channel.settings;
    return tables;
}

static void
set_up_web(House *house, gconstpointer data)
{
    static const RoleGrant all = { ROLE_ADMIN, { 0 } };
    const Actor admin = { ACTOR_STAFF, { id_next() }, "Owen", &all, 1 };
    EndpointId endpoint;

    house->channel = "web";
    house->desk = FORM;
    house->domain = "northam.example";
    house->settings = "[channel.web]\ndriver = web\n[channel.mail]\ndriver = email\noutbox = outbox\n";
    house->master = MASTER;
    house->drivers = WEB_DRIVERS;
    house->tables = web_tables();
    open_house(house, data);
    house->mediation.access = citizen_access_new(&house->mediation, ACCESS_SECRET);
    house->mediation.portal_url = "https://contact.northam.example";
    g_assert_true(directory_add_endpoint(house->mediation.directory, &admin, "mail", HELLO, "Highways", house->unit,
                                         &endpoint, NULL));
}

static void
tear_down_web(House *house, gconstpointer data)
{
    CitizenAccess *access = house->mediation.access;

    tear_down(house, data);
    citizen_access_free(access);
}

/* Sends the form as somebody at @sender would; the token of the link that she is shown. New string. */
static char *
fill_in(House *house, const char *sender, const char *name, const char *subject, const char *text)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "web" };
    g_autoptr(WebForm) form = web_form_new();
    g_autoptr(GBytes) raw = NULL;
    g_autoptr(MessageDraft) draft = NULL;
    g_autoptr(GError) error = NULL;
    IntakeResult result;
    MessageId id;

    g_free(form->name);
    form->name = g_strdup(name);
    g_free(form->subject);
    form->subject = g_strdup(subject);
    g_free(form->text);
    form->text = g_strdup(text);
    raw = web_form_raw(form);
    draft = web_channel.parse(NULL, raw, sender, FORM, &error);
    draft->access = citizen_access_make();
    draft->has_access = TRUE;
    g_assert_true(intake_submit(house->intake, &channel, "web", draft, &result, &id, &error));
    settle(house);
    return citizen_access_token(house->mediation.access, &draft->access);
}

/* A form with a file that is too large for a row; sent as often as wanted it is the same. */
static gboolean
send_file(House *house, IntakeResult *ret, GError **error)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "web" };
    g_autoptr(GBytes) raw = g_bytes_new_static("{\"text\":\"Look\"}", 15);
    g_autoptr(GBytes) large = NULL;
    g_autoptr(MessageDraft) draft = web_channel.parse(NULL, raw, ADA, FORM, NULL);
    MessageId id;

    large = g_bytes_new_take(g_malloc0(2 * CONTENT_INLINE_MAX), 2 * CONTENT_INLINE_MAX);
    g_ptr_array_add(draft->parts, message_part_new("att-01", "image/png", "lamp.png", large));
    return intake_submit(house->intake, &channel, "web", draft, ret, &id, error);
}

static guint
count_files(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;
    guint count = 0;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        count += g_file_test(child, G_FILE_TEST_IS_DIR) ? count_files(child) : 1;
    }
    return count;
}

static Citizen *
come_in(House *house, const char *token)
{
    g_autoptr(GError) error = NULL;
    Citizen *citizen = citizen_access_enter(house->mediation.access, token, &error);

    g_assert_no_error(error);
    return citizen;
}

static char *
number_of(guint number)
{
    return g_strdup_printf("NB-%d-%06u", clock_year_utc(clock_now()), number);
}

/* ---- stories ---- */

static void
who_types_anothers_address_and_number_gets_no_link_to_that_case(House *house, gconstpointer data)
{
    g_autofree char *hers = fill_in(house, ADA, "Ada", "My benefits", "My number is 12 345 678."),
                    *first = number_of(1);
    g_autofree char *subject = g_strconcat("About ", first, NULL), *theirs = fill_in(house, ADA, "", subject, "Hello?");
    g_autoptr(Citizen) ada = come_in(house, hers), other = come_in(house, theirs);
    g_autoptr(CitizenView) seen = citizen_view_load(house->mediation.access, other, NULL);

    (void)data;
    g_assert_cmpstr(ada->reference, ==, first);
    g_assert_cmpstr(other->reference, !=, first);
    g_assert_cmpuint(seen->messages->len, ==, 1);
    g_assert_cmpstr(((const CitizenMessage *)g_ptr_array_index(seen->messages, 0))->text, ==, "Hello?");
}

static guint
messages_of(House *house, const char *token)
{
    g_autoptr(Citizen) citizen = come_in(house, token);
    g_autoptr(CitizenView) view = citizen_view_load(house->mediation.access, citizen, NULL);

    return view->messages->len;
}

static void
a_link_leads_to_the_case_that_hers_was_put_into_and_shows_her_own_words_there(House *house, gconstpointer data)
{
    g_autofree char *first = fill_in(house, ADA, "", "Lamp", "It is out."), *reference = number_of(2);
    g_autofree char *second = fill_in(house, ADA, "", "Lamp", "It is still out. My number is 12 345 678.");
    g_autoptr(CaseView) a = look(house, 1), b = look(house, 2);
    g_autoptr(Citizen) moved = NULL, back = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    merging_merge(&house->mediation, &house->officer, a->a_case->id, 0, b->a_case->id, &error);
    g_assert_no_error(error);
    moved = come_in(house, first);
    g_assert_cmpstr(moved->reference, ==, reference);
    g_assert_cmpint(moved->conversation.value, !=, 0);
    g_assert_cmpuint(messages_of(house, first), ==, 1);
    g_assert_cmpuint(messages_of(house, second), ==, 1); /* nobody has shown that she wrote both */
    merging_undo(&house->mediation, &house->officer, a->a_case->id, &error);
    g_assert_no_error(error);
    back = come_in(house, first);
    g_assert_cmpstr(back->reference, ==, a->a_case->reference);
    g_assert_cmpuint(messages_of(house, second), ==, 1);
}

/* Nobody has shown that the address is hers. */
static void
a_receipt_to_a_typed_address_says_nothing_that_was_typed(House *house, gconstpointer data)
{
    g_autofree char *token = fill_in(house, ADA, "Mallory", "You won at win.example", "Pay."), *mail = NULL;
    g_autofree char *subject = NULL, *reference = number_of(1);
    g_autoptr(GPtrArray) names = outbox(house);

    (void)data;
    g_assert_cmpuint(names->len, ==, 1);
    mail = read_sent(house, g_ptr_array_index(names, 0));
    subject = field_of(mail, "Subject");
    g_assert_cmpstr(subject, ==, reference);
    g_assert_null(strstr(mail, "win.example"));
    g_assert_null(strstr(mail, "Mallory"));
    g_assert_nonnull(strstr(mail, "/case/"));
    g_assert_null(strstr(mail, token)); /* whose link is opened from here reads at that address */
}

static void
what_comes_twice_or_cannot_be_recorded_leaves_no_file_behind(House *house, gconstpointer data)
{
    g_autofree char *files = g_build_filename(house->folder, "files", NULL);
    g_autoptr(GError) error = NULL;
    IntakeResult result;

    (void)data;
    db_failing_arm(&(DbFailing){ .at = 1, .count = 1000, .error = TRIBUNE_ERROR_FULL });
    g_assert_false(send_file(house, &result, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL);
    db_failing_arm(&(DbFailing){ 0 });
    g_assert_cmpuint(count_files(files), ==, 0);
    g_assert_true(send_file(house, &result, NULL));
    g_assert_cmpint(result, ==, INTAKE_RECORDED);
    g_assert_cmpuint(count_files(files), ==, 1);
    g_assert_true(send_file(house, &result, NULL));
    g_assert_cmpint(result, ==, INTAKE_DUPLICATE);
    g_assert_cmpuint(count_files(files), ==, 1);
    settle(house);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add("/web-story/" name, House, NULL, set_up_web, function, tear_down_web)
    TEST("who-types-anothers-address-and-number-gets-no-link-to-that-case",
         who_types_anothers_address_and_number_gets_no_link_to_that_case);
    TEST("a-link-leads-to-the-case-that-hers-was-put-into-and-shows-her-own-words-there",
         a_link_leads_to_the_case_that_hers_was_put_into_and_shows_her_own_words_there);
    TEST("a-receipt-to-a-typed-address-says-nothing-that-was-typed",
         a_receipt_to_a_typed_address_says_nothing_that_was_typed);
    g_test_add("/web-story/what-comes-twice-or-cannot-be-recorded-leaves-no-file-behind", House, db_failing_driver(),
               set_up_web, what_comes_twice_or_cannot_be_recorded_leaves_no_file_behind, tear_down_web);
    return g_test_run();
}
