package org.regain.password;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// bcrypt, as most web frameworks use it. Regain only verifies it and makes none.
///
/// It looks at 72 bytes and no more, so a longer password never matches here: its head would open the account
/// (CVE-2025-22228, Okta 2024-10-30). People who have one claim the account by mail.
final class BcryptHash implements ForeignHash {

    private static final Pattern SHAPE = Pattern.compile(
            "(?i:\\{(?:bcrypt|crypt|blf-crypt)}|bcrypt\\$)?(\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53})");

    private static final int MAX_COST = 14;
    private static final int MAX_BYTES = 72;

    private final String text;
    private final int cost;

    private BcryptHash(String text, int cost) {
        this.text = text;
        this.cost = cost;
    }

    static Optional<BcryptHash> read(String text) {
        var parts = SHAPE.matcher(text);
        return parts.matches()
                ? Optional.of(new BcryptHash(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public boolean matches(byte[] password) {
        var sameHead = OpenBSDBCrypt.checkPassword(text, password);
        return sameHead && password.length <= MAX_BYTES;
    }

    @Override
    public boolean tooDear() {
        return cost > MAX_COST;
    }
}
