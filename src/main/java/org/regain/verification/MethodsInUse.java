package org.regain.verification;

import java.util.List;
import org.regain.channel.Channels;
import org.springframework.stereotype.Component;

/// Which methods this Regain can offer at all: texts need a provider, passkeys need a host that has a name.
@Component
public class MethodsInUse {

    private final RelyingParty relyingParty;
    private final Channels channels;

    MethodsInUse(RelyingParty relyingParty, Channels channels) {
        this.channels = channels;
        this.relyingParty = relyingParty;
    }

    /// All of them, the safest first.
    public List<Method> all() {
        return Method.SAFEST_FIRST.stream().filter(this::includes).toList();
    }

    public boolean includes(Method method) {
        return switch (method) {
            case EMAIL, TOTP, SAVED_CODE -> true;
            case SMS -> channels.texts();
            case PASSKEY -> relyingParty.usable();
        };
    }
}
