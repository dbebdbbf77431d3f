package org.regain.delivery;

/// A piece of a mail's body. Its words come from the bundles.
sealed interface MailPart {

    record Paragraph(String text) implements MailPart {}

    /// A code.
    ///
    /// @param shown digits in groups
    record CodeToType(String shown) implements MailPart {}

    /// The way to a page of this Regain.
    ///
    /// @param url made by [BaseUrl]
    record Link(String label, String url) implements MailPart {}

    /// What the page at the end of the link asks for.
    ///
    /// @param key a token's text
    record KeyToPaste(String key) implements MailPart {}

    /// The small print.
    record Footer(String text) implements MailPart {}
}
