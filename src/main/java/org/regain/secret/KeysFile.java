package org.regain.secret;

/// Where the keys come from.
final class KeysFile {

    private KeysFile() {}
}
