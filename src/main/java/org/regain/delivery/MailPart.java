package org.regain.delivery;

/// A piece of a mail's body. Every text in it comes from the bundles, but for what a record says is not.
sealed interface MailPart {

    record Paragraph(String text) implements MailPart {}

    /// @param shown digits in groups
    record CodeToType(String shown) implements MailPart {}

    /// @param url made by [BaseUrl]
    record Link(String label, String url) implements MailPart {}

    /// @param key a token's text
    record KeyToPaste(String key) implements MailPart {}

    /// The small print.
    record Footer(String text) implements MailPart {}
}
