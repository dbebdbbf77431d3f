package org.regain.recovery;

import java.util.HexFormat;

/// Who asks, as far as limits care. A stranger is a MAC of the name as typed, the same whether anybody has that name or not.
/// Whoever shows something that a stranger has not is counted apart, so that nobody else can use up their permits.
///
/// @param hex the MAC, made with what is shown
/// @param standing what is shown
public record Asker(String hex, Standing standing) {

    /// What somebody has shown who asks for a message.
    public enum Standing {
        /// A name. Everybody who types it shares the permits.
        STRANGER,
        /// A browser that has signed in to the account before; signing out changes nothing about that.
        KNOWN_BROWSER,
        /// A permit that was mailed to the account. All recoveries in which it is typed share what it gives.
        PERMITTED,
        /// One proof in this very recovery, such as an app's code or a passkey.
        PROVEN
    }

    byte[] subject() {
        return HexFormat.of().parseHex(hex);
    }

    boolean stranger() {
        return standing == Standing.STRANGER;
    }
}
