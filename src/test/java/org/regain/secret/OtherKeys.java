package org.regain.secret;

/// What the keys file of another installation holds.
public final class OtherKeys {

    private OtherKeys() {}

    public static String json() {
        return Keys.generate().toJson();
    }
}
