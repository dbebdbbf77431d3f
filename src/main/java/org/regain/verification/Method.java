package org.regain.verification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.regain.account.Contact;
import org.regain.delivery.About;

/// A way to prove who one is. Before the first proof the same list is offered to everybody, known or not, in this order.
///
/// The database has the same names and classes in `R__06_methods.sql`. How another one comes in: `CONTRIBUTING.md`.
public enum Method {
    EMAIL(ProofClass.ISSUED, About.Kind.EMAIL),
    SMS(ProofClass.ISSUED, About.Kind.SMS),
    TOTP(ProofClass.TOTP, About.Kind.TOTP),
    PASSKEY(ProofClass.PASSKEY, About.Kind.PASSKEY),
    SAVED_CODE(ProofClass.SAVED, About.Kind.SAVED_CODE);

    public static final Comparator<Method> BY_SAFETY =
            Comparator.comparing(Method::proofClass).thenComparing(Comparator.naturalOrder());

    /// In this order people read what they have.
    public static final List<Method> SAFEST_FIRST =
            Arrays.stream(values()).sorted(BY_SAFETY).toList();

    private final ProofClass proofClass;
    private final About.Kind told;

    Method(ProofClass proofClass, About.Kind told) {
        this.proofClass = proofClass;
        this.told = told;
    }

    /// What proves an address or a number.
    public static Method of(Contact.Kind kind) {
        return switch (kind) {
            case EMAIL -> EMAIL;
            case PHONE -> SMS;
        };
    }

    /// The first of its class: whoever is told of the class reads the words for this.
    static Method standingFor(ProofClass proofClass) {
        return Arrays.stream(values())
                .filter(method -> method.proofClass == proofClass)
                .findFirst()
                .orElseThrow();
    }

    /// What a right answer proves.
    public ProofClass proofClass() {
        return proofClass;
    }

    /// What mails call it.
    public About.Kind told() {
        return told;
    }

    /// A code is sent, and typed.
    public boolean sent() {
        return proofClass == ProofClass.ISSUED;
    }

    /// A second factor beside the password: whoever has one is asked for it at each sign-in.
    public boolean secondFactor() {
        return switch (proofClass) {
            case PASSKEY, TOTP -> true;
            case SAVED, ISSUED, PASSWORD -> false;
        };
    }

    /// The key of the words for it in the middle of a sentence: "your passkey".
    public String key() {
        return "way." + name();
    }

    /// The key of the words for one more of it: "a passkey".
    public String moreKey() {
        return "more." + name();
    }
}
