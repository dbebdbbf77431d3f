package org.regain.secret;

import java.util.HexFormat;

/// By what the database knows a key again ([Fingerprints]).
///
/// @param keyset the name of its keyset
/// @param hex 32 bytes, which tell nothing of the key
/// @param inUse something is made by it; otherwise it serves what was made, or waits
record Fingerprint(String keyset, String hex, boolean inUse) {

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
