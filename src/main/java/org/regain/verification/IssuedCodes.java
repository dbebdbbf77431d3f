package org.regain.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Contact;
import org.regain.law.Numbers;
import org.regain.secret.Code;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;

/// Codes that are sent and typed. A code is never kept: what is kept is its MAC together with the flow, the method and the
/// address as it stood, so that it serves there and nowhere else.
@Service
public class IssuedCodes {

    /// Source: OWASP ASVS 5.0 § 6.5.4; FPCS-14.
    public static final int DIGITS = 8;

    private final Challenges challenges;
    private final Macs macs;
    private final Numbers numbers;
    private final SecureRandom random;

    IssuedCodes(Challenges challenges, Macs macs, Numbers numbers, SecureRandom random) {
        this.challenges = challenges;
        this.macs = macs;
        this.numbers = numbers;
        this.random = random;
    }

    /// How long a code serves, and the message that carries it is worth sending.
    public Duration life() {
        return numbers.challengeLife();
    }

    /// Puts a new code in the place of whatever the flow awaited, in the caller's transaction.
    ///
    /// @param contact where the code goes; null for a decoy, whose code no one learns and no answer matches
    /// @return the code, to be sealed into a message and forgotten
    public Code issue(FlowId flow, Method method, @Nullable Contact contact) {
        var code = Code.random(random, DIGITS);
        var whole = contact == null
                ? parts(flow, method, Challenges.none(), 0, code)
                : parts(flow, method, contact.id(), contact.version(), code);
        challenges.put(flow, method, contact, macs.mac(MacPurpose.ISSUED_CODE, whole), null);
        return code;
    }

    /// Judges a typed code against the flow's live challenge.
    public Verdict answer(FlowId flow, Token key, Challenge challenge, Code typed) {
        var contact = challenge.contact() == null ? Challenges.none() : challenge.contact();
        var whole = parts(flow, challenge.method(), contact, challenge.contactVersion(), typed);
        return challenges.judge(flow, key, macs.byEachKey(MacPurpose.ISSUED_CODE, whole), Token.random(random));
    }

    /// Takes the live challenge away.
    public void withdraw(FlowId flow) {
        challenges.withdraw(flow);
    }

    private static byte[][] parts(FlowId flow, Method method, UUID contact, int version, Code code) {
        return new byte[][] {
            flow.bytes(),
            method.name().getBytes(US_ASCII),
            new FlowId(contact).bytes(),
            ByteBuffer.allocate(4).putInt(version).array(),
            code.digits().getBytes(US_ASCII)
        };
    }
}
