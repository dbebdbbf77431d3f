package org.regain.secret;

/// Regain cannot start with these keys. The message is one sentence for the operator and never holds a key.
public final class KeysUnusable extends IllegalStateException {

    private static final long serialVersionUID = 1;

    KeysUnusable(String sentence) {
        super(sentence);
    }

    KeysUnusable(String sentence, Exception cause) {
        super(sentence, cause);
    }
}
