/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "wire/html.h"

static void
assert_clean(const char *html, const char *expected)
{
    g_autofree char *clean = html_clean(html, strlen(html), NULL, NULL, NULL);

    g_assert_cmpstr(clean, ==, expected);
}

static void
assert_text(const char *html, const char *expected)
{
    g_autofree char *text = html_to_text(html, strlen(html));

    g_assert_cmpstr(text, ==, expected);
}

static void
structure_is_kept_and_styling_is_not(void)
{
    assert_clean(
        "<html><head><title>t</title><style>p{}</style></head><body style='x'><p class=a id=b style='color:red'>Hello "
        "<b onclick=x()>Ada</b></p></body></html>",
        "<p>Hello <b>Ada</b></p>");
    assert_clean("<center><font face=x>a</font></center><tt>b</tt>", "<div><span>a</span></div><code>b</code>");
    assert_clean("<table width=100%><tr><td colspan=2 rowspan=0 bgcolor=red>x</table>",
                 "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>");
    assert_clean("<p dir=rtl lang=ar title='a\"b'>x<p dir=up lang='a b'>y",
                 "<p title=\"a&quot;b\" dir=\"rtl\" lang=\"ar\">x</p><p>y</p>");
    assert_clean("<blink>kept</blink><unknown>also</unknown>", "keptalso");
}

static void
active_and_foreign_content_is_dropped_with_what_is_inside(void)
{
    assert_clean(
        "a<script>alert(1)</script><style>x</style><iframe src=x>y</iframe><object data=x>y</object><embed src=x>b",
        "ab");
    assert_clean("a<svg><script>alert(1)</script><a href='https://x.example'>y</a></svg><math><mi>z</mi></math>b",
                 "ab");
    assert_clean("a<form action=x><input value=v><textarea>t</textarea><select><option>o</select><p>kept</p></form>b",
                 "a<p>kept</p>b");
    assert_clean("a<!-- c --><!--[if mso]>m<![endif]-->b<template><p>t</p></template><noscript><p>n</p></noscript>",
                 "ab");
    assert_clean("<video><source src=x></video><audio src=x></audio><canvas>c</canvas>", "");
}

static void
text_is_escaped_again(void)
{
    assert_clean("1 &lt; 2 &amp;&amp; \"q\" &#60;script&#62;", "1 &lt; 2 &amp;&amp; &quot;q&quot; &lt;script&gt;");
    assert_clean("a\x01\x7f&#1;b\xff", "ab\xef\xbf\xbd");
}

static void
links_go_only_where_they_may_and_leak_nothing(void)
{
    assert_clean("<a href=\"HTTPS://x.example/?a=1&b='2'\" onclick=x target=_top>y</a>",
                 "<a href=\"https://x.example/?a=1&amp;b=&#39;2&#39;\" rel=\"noopener noreferrer nofollow\" "
                 "target=\"_blank\">y</a>");
    assert_clean("<a href='mailto:ada@x.example'>m</a>",
                 "<a href=\"mailto:ada@x.example\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">m</a>");
    assert_clean("<a href='tel:+44 1'>t</a>",
                 "<a href=\"tel:+44 1\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">t</a>");
}

static void
links_elsewhere_become_text(void)
{
    static const char *const wrong[] = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\tscript:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//x.example",
        "/login",
        "#top",
        "?x",
        "",
        "https://",
        "http:x",
        "blob:https://x.example",
        "https\\://x.example",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *html = g_strdup_printf("<a href=\"%s\">y</a>", wrong[i]);
        assert_clean(html, "y");
    }
}

static char *
map_image(const char *content_id, gpointer data)
{
    g_assert_cmpstr(data, ==, "data");
    return g_str_equal(content_id, "logo@x") ? g_strdup("/part/1?a&b") : NULL;
}

static void
images_are_shown_from_the_message_only(void)
{
    const char *html = "<img src='cid:logo%40x' alt='Logo' width=10 height=1e9 onerror=x><img src=cid:other alt=Other>"
                       "<img src='https://t.example/p.gif' alt='Pixel &amp; dot'><img src='//t.example/q'><img src=' "
                       "ht\ntp://t.example'>"
                       "<img src='data:image/png;base64,AA' alt=d><img>";
    HtmlImages images = { map_image, (gpointer) "data" };
    guint remote = 99;
    g_autofree char *clean = html_clean(html, strlen(html), &images, &remote, NULL);

    g_assert_cmpstr(clean, ==, "<img src=\"/part/1?a&amp;b\" alt=\"Logo\" width=\"10\">OtherPixel &amp; dotd");
    g_assert_cmpuint(remote, ==, 3);
}

static void
assert_over_limit(GString *html)
{
    g_autoptr(GError) error = NULL;
    gint64 start = clock_monotonic();
    g_autofree char *clean = html_clean(html->str, html->len, NULL, NULL, &error);
    g_autofree char *text = html_to_text(html->str, html->len);

    g_assert_null(clean);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_nonnull(strstr(text, "readable"));
    g_assert_cmpint(clock_monotonic() - start, <, 8 * CLOCK_SECOND);
}

static void
over_a_limit_html_is_refused_and_still_readable_as_text(void)
{
    g_autoptr(GString) large = g_string_new("<p>readable</p>");
    g_autoptr(GString) deep = g_string_new(NULL);
    g_autoptr(GString) tags = g_string_new("readable");
    g_autoptr(GString) fonts = g_string_new(NULL);
    g_autoptr(GString) attributes = g_string_new("readable<p");

    while (large->len <= HTML_SIZE_MAX)
        g_string_append(large, "lots of text ");
    assert_over_limit(large);
    for (guint i = 0; i < 401; i++)
        g_string_append(deep, "<div>");
    g_string_append(deep, "readable");
    assert_over_limit(deep);
    for (guint i = 0; i <= HTML_TAGS_MAX; i++)
        g_string_append(tags, "<br>");
    assert_over_limit(tags);
    /* Each paragraph would have all the open elements of the first again. */
    g_string_append(fonts, "<p>readable");
    for (guint i = 0; i < 9000; i++)
        g_string_append_printf(fonts, "<font a=%u>", i);
    for (guint i = 0; i < 9000; i++)
        g_string_append(fonts, "<p>x");
    assert_over_limit(fonts);
    for (guint i = 0; attributes->len < HTML_SIZE_MAX - 20; i++)
        g_string_append_printf(attributes, " a%u", i);
    g_string_append(attributes, ">readable");
    if (g_test_slow())
        assert_over_limit(attributes);
}

static void
an_ordinary_large_newsletter_is_within_the_limits(void)
{
    g_autoptr(GString) html = g_string_new("<html><body>");
    g_autofree char *clean = NULL;

    for (guint i = 0; i < 300; i++)
        g_string_append(
            html, "<table><tr><td><div><p><font><b><a href='https://x.example/'>text</a></b></font></p></div><p>more"
                  "<p>unclosed<br></td></tr></table>");
    clean = html_clean(html->str, html->len, NULL, NULL, NULL);
    g_assert_nonnull(clean);
}

static void
cleaning_what_is_clean_changes_nothing(void)
{
    const char *html = "<p>a &amp; b</p><ul><li>c</li></ul><pre>\nx\n y</pre>"
                       "<a href=\"https://x.example/\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">z</a>";

    assert_clean(html, html);
}

static void
text_has_the_lines_a_reader_would_see(void)
{
    assert_text("<h1>Lamp</h1><p>It is\n  out.</p><p>Since<br>Monday.</p><div>A</div><div>B</div>",
                "Lamp\n\nIt is out.\n\nSince\nMonday.\n\nA\nB\n");
    assert_text("<ul><li>one<li>two<ol><li>x<li>y</ol></ul>after", "- one\n- two\n\n  1. x\n  2. y\n\nafter\n");
    assert_text("<p>before</p><blockquote><p>a</p><p>b</p><blockquote>c</blockquote></blockquote>after",
                "before\n\n> a\n>\n> b\n>\n> > c\n\nafter\n");
    assert_text("<ul><li><blockquote>q</blockquote></ul>", "- > q\n");
    assert_text("<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\n\nd\n");
    assert_text("<table><tr><td>a<td>b</tr><tr><td>c</td></tr></table>", "a b\nc\n");
    assert_text("x<style>y</style><script>z</script><title>t</title><hr>w", "x\n---\nw\n");
    assert_text("", "");
}

static void
text_shows_where_links_go(void)
{
    assert_text("<a href='https://x.example/a'>here</a>.", "here <https://x.example/a>.\n");
    assert_text("<a href='https://x.example/a'>https://x.example/a</a>", "https://x.example/a\n");
    assert_text("<a href='mailto:ada@x.example'>ada@x.example</a> <a href='mailto:b@x.example'>Bob</a>",
                "ada@x.example Bob <b@x.example>\n");
    assert_text("<a href='javascript:x'>here</a> <a href='https://x.example'><img alt=Map></a>",
                "here Map <https://x.example>\n");
}

static void
text_drops_padding_but_keeps_joiners(void)
{
    assert_text("a&#8203;&shy;b&nbsp;&nbsp;c &#x200c;", "ab c \xe2\x80\x8c\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/html/" #name, name)
    ADD(structure_is_kept_and_styling_is_not);
    ADD(active_and_foreign_content_is_dropped_with_what_is_inside);
    ADD(text_is_escaped_again);
    ADD(links_go_only_where_they_may_and_leak_nothing);
    ADD(links_elsewhere_become_text);
    ADD(images_are_shown_from_the_message_only);
    ADD(over_a_limit_html_is_refused_and_still_readable_as_text);
    ADD(an_ordinary_large_newsletter_is_within_the_limits);
    ADD(cleaning_what_is_clean_changes_nothing);
    ADD(text_has_the_lines_a_reader_would_see);
    ADD(text_shows_where_links_go);
    ADD(text_drops_padding_but_keeps_joiners);
    return g_test_run();
}
