package org.regain.secret;

import java.util.HexFormat;

/// By what the database knows a key again ([Fingerprints]).
///
/// @param keyset the name of its keyset
/// @param hex 32 bytes, which tell nothing of the key
/// @param used it is in use, or was; otherwise it waits
record Fingerprint(String keyset, String hex, boolean used) {

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
