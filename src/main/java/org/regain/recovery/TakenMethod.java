package org.regain.recovery;

import org.regain.account.Contact;
import org.regain.account.PhoneNumber;
import org.regain.verification.Method;

/// A way to prove who one is that is in doubt, or that went, as a page shows it.
///
/// @param shown what its holder called it; an address or a number half hidden, because whoever has the link or did the reset
/// need not be who added it; empty for saved codes
/// @param many how many codes, where it is saved codes
record TakenMethod(Method method, String shown, int many) {

    static TakenMethod of(Method method, String name, int many) {
        return new TakenMethod(
                method,
                switch (method) {
                    case EMAIL -> Contact.emailHint(name);
                    case SMS -> new PhoneNumber(name).hint();
                    case TOTP, PASSKEY, SAVED_CODE -> name;
                },
                many);
    }
}
