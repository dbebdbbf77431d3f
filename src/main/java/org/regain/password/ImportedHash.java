package org.regain.password;

/// What another system keeps in place of a password, in a form that is known here and at a cost that Regain can bear.
///
/// - bcrypt: `$2a$`, `$2b$`, `$2y$`, cost 4 to 14, with or without `{bcrypt}`, `{CRYPT}` (LDAP), `{BLF-CRYPT}` (Dovecot) or
///   `bcrypt$` (Django) before it
/// - PBKDF2 of Spring Security: `{pbkdf2}` and `{pbkdf2@SpringSecurity_v5_8}` in hexadecimal; of Django:
///   `pbkdf2_sha256$iterations$salt$hash`, at most 2,000,000 iterations
/// - Argon2id as a PHC string, at most 64 MiB, 10 passes and 16 lanes, with or without Spring Security's `{argon2…}`,
///   `{ARGON2}` (LDAP), `{ARGON2ID}` (Dovecot) or `argon2` (Django) before it
/// - LDAP's `{SSHA}`, `{SSHA256}`, `{SSHA512}`, salted with 4 to 64 bytes
///
/// The name of a scheme is read without case (RFC 2307 § 5.3).
///
/// Having one proves nothing: whoever brought it may know the password it was made of.
public final class ImportedHash {

    /// The longest form, `{SSHA512}` with the longest salt, has 181.
    private static final int MAX_TEXT = 255;

    private final String text;
    private final ForeignHash form;

    private ImportedHash(String text, ForeignHash form) {
        this.text = text;
        this.form = form;
    }

    /// What reading a text came to.
    public sealed interface Reading {

        record Usable(ImportedHash hash) implements Reading {}

        record Unusable(Fault fault) implements Reading {}
    }

    /// Why a text cannot be taken.
    public enum Fault {
        /// It has none of the forms, or is damaged.
        UNKNOWN_FORM,
        /// To verify it would take more than a second or two of a core, or too much memory.
        TOO_DEAR
    }

    /// Reads a hash as it was exported, with nothing before or after it.
    public static Reading of(String text) {
        return ForeignHash.read(text.length() > MAX_TEXT ? "" : text)
                .<Reading>map(form -> form.tooDear()
                        ? new Reading.Unusable(Fault.TOO_DEAR)
                        : new Reading.Usable(new ImportedHash(text, form)))
                .orElseGet(() -> new Reading.Unusable(Fault.UNKNOWN_FORM));
    }

    /// As it was read, and as it is kept until its account has a password of its own.
    public String text() {
        return text;
    }

    /// Nobody's password is empty, and none holds a zero: to bcrypt, "a" and "a, zero, a" would be the same.
    boolean matches(byte[] typed) {
        if (typed.length == 0) {
            return false;
        }
        for (byte one : typed) {
            if (one == 0) {
                return false;
            }
        }
        return form.matches(typed);
    }

    @Override
    public String toString() {
        return "ImportedHash[redacted]";
    }
}
