package org.regain.delivery;

import java.util.Locale;

/// Who gets a message, and in which language they read.
///
/// @param locale any; worded in the nearest language that Regain has, else in English
public record Recipient(EmailAddress address, Locale locale) {}
