package org.regain.recovery;

import java.util.HexFormat;

/// Who asks, as far as limits care: a MAC of the name as typed, the same whether anybody has that name or not. A browser
/// that has signed in to the account before is counted apart, so that a stranger cannot use up its owner's tries.
///
/// @param hex the MAC
/// @param knownDevice the flow was begun on such a browser
public record Asker(String hex, boolean knownDevice) {

    byte[] subject() {
        return HexFormat.of().parseHex(hex);
    }
}
