package org.regain.delivery;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/// A mail's parts as plain text and as HTML, so that both say the same.
///
/// The HTML carries inline styles and nothing that is fetched. It sets no text or page colour: each reader's own, light or
/// dark, are legible.
final class MailText {

    private static final String CODE_STYLE = "margin:0 0 24px;padding:16px;border:1px solid #888;border-radius:8px;"
            + "font:600 28px/1.3 ui-monospace,Consolas,monospace;letter-spacing:2px;text-align:center;white-space:nowrap";
    private static final String KEY_STYLE = "margin:0 0 24px;padding:12px;border:1px solid #888;border-radius:8px;"
            + "font:14px/1.5 ui-monospace,Consolas,monospace;overflow-wrap:anywhere;word-break:break-all";
    private static final String BODY_STYLE = "margin:0 auto;padding:24px 20px;max-width:560px;"
            + "font:16px/1.6 system-ui,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif";

    private MailText() {}

    static String plain(List<MailPart> parts) {
        return parts.stream().map(MailText::plain).collect(joining("\n\n", "", "\n"));
    }

    private static String plain(MailPart part) {
        return switch (part) {
            case MailPart.Paragraph p -> p.text();
            case MailPart.CodeToType p -> "    " + p.shown();
            case MailPart.Link p -> p.url();
            case MailPart.KeyToPaste p -> p.key();
            case MailPart.Footer p -> "--\n" + p.text();
        };
    }

    static String html(Locale locale, String subject, List<MailPart> parts) {
        return """
                <!DOCTYPE html>
                <html lang="%s" style="color-scheme:light dark">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
                <title>%s</title>
                </head>
                <body style="%s">
                <h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600">%s</h1>
                %s
                </body>
                </html>
                """.formatted(
                        locale.toLanguageTag(),
                        escaped(subject),
                        BODY_STYLE,
                        escaped(subject),
                        parts.stream().map(MailText::html).collect(joining("\n")));
    }

    private static String html(MailPart part) {
        return switch (part) {
            case MailPart.Paragraph p -> "<p style=\"margin:0 0 16px\">%s</p>".formatted(escaped(p.text()));
            case MailPart.CodeToType p -> "<p style=\"%s\">%s</p>".formatted(CODE_STYLE, escaped(p.shown()));
            case MailPart.Link p ->
                "<p style=\"margin:0 0 24px\"><a href=\"%s\" style=\"font-weight:600\">%s</a></p>"
                        .formatted(escaped(p.url()), escaped(p.label()));
            case MailPart.KeyToPaste p -> "<p style=\"%s\">%s</p>".formatted(KEY_STYLE, escaped(p.key()));
            case MailPart.Footer p ->
                "<p style=\"margin:32px 0 0;padding-top:16px;border-top:1px solid #888;font-size:14px\">%s</p>"
                        .formatted(escaped(p.text()));
        };
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
