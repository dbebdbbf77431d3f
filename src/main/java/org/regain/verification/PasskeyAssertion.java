package org.regain.verification;

import com.webauthn4j.WebAuthnAuthenticationManager;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.regain.verification.PasskeyFault.Found;
import org.springframework.stereotype.Component;

/// Asks a browser for the use of a passkey, and judges what it sends. Pure: which challenges were asked and which of them
/// were used is the caller's to know, and what comes out right is the caller's to store.
///
/// Source: WebAuthn Level 3 § 7.2; the steps are webauthn4j's, except where a comment says otherwise.
@Component
public class PasskeyAssertion {

    private final RelyingParty site;

    private final WebAuthnAuthenticationManager steps =
            new WebAuthnAuthenticationManager(List.of(), PasskeyResponse.CONVERTER);

    public PasskeyAssertion(RelyingParty site) {
        this.site = site;
    }

    /// The `PublicKeyCredentialRequestOptionsJSON`, the same for everybody: it names no passkey, so it tells nobody
    /// whether an account has one. The browser offers those it knows for this site.
    ///
    /// @param challenge at least 16 random bytes, to be handed to [#asserted] once
    public String options(byte[] challenge) {
        var options = new PublicKeyCredentialRequestOptions(
                new DefaultChallenge(challenge),
                PasskeyCreation.LONGEST_WAIT.toMillis(),
                site.id(),
                List.of(),
                UserVerificationRequirement.REQUIRED,
                null);
        return PasskeyResponse.CONVERTER.getJsonMapper().writeValueAsString(options);
    }

    /// Which passkey an `AuthenticationResponseJSON` says it is from. Nothing is proven yet.
    ///
    /// @return empty for anything else
    public Optional<byte[]> credentialId(String assertionJson) {
        return found(assertionJson, PasskeyResponse::id);
    }

    /// Which challenge an `AuthenticationResponseJSON` says it answers, for where no row knows it
    /// ([PasskeyChallenges]). Nothing is proven yet.
    ///
    /// @return empty for anything else
    public Optional<byte[]> challenge(String assertionJson) {
        return found(assertionJson, PasskeyResponse::challenge);
    }

    private static Optional<byte[]> found(String json, Function<PasskeyResponse, byte[]> wanted) {
        try {
            return Optional.of(wanted.apply(PasskeyResponse.read(json)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Judges an `AuthenticationResponseJSON`. Never throws, whatever was sent.
    ///
    /// A counter that does not go up is wrong, unless it never counted: whoever copied the key out of its authenticator
    /// goes on from an old count, or from 0. The standard leaves it to us what to do then (step 22); we refuse, because
    /// the owner has other ways in and the copy has not.
    ///
    /// @param challenge what this browser was asked
    /// @param key       the passkey with the [#credentialId]
    public Asserted asserted(byte[] challenge, String assertionJson, StoredPasskey key) {
        try {
            return right(challenge, PasskeyResponse.read(assertionJson), key, true);
        } catch (RuntimeException e) {
            return unusable(challenge, assertionJson, key, PasskeyFault.of(e));
        }
    }

    /// Whether there is nothing else against it, its signature above all: before that is known, nobody is told why.
    private Asserted unusable(byte[] challenge, String assertionJson, StoredPasskey key, PasskeyFault fault) {
        var asItIsNow = switch (fault) {
            case BACKUP -> key.withOtherBackup();
            case NOBODY_VERIFIED -> key;
            default -> null;
        };
        if (asItIsNow == null) {
            return new Asserted.Wrong(fault);
        }
        try {
            var verified = fault != PasskeyFault.NOBODY_VERIFIED;
            var _ = right(challenge, PasskeyResponse.read(assertionJson), asItIsNow, verified);
            return new Asserted.Unusable(fault);
        } catch (RuntimeException e) {
            return new Asserted.Wrong(fault);
        }
    }

    /// @param verified whether the authenticator has to say that it has verified its user
    private Asserted.Right right(byte[] challenge, PasskeyResponse response, StoredPasskey key, boolean verified) {
        if (!Arrays.equals(response.id(), key.credentialId())) {
            throw new Found(PasskeyFault.CREDENTIAL);
        }
        // Step 6: nobody was named when we asked, so the authenticator has to say whose it is.
        if (!Arrays.equals(response.userHandle(), key.account().bytes())) {
            throw new Found(PasskeyFault.USER_HANDLE);
        }
        AuthenticatorData<AuthenticationExtensionAuthenticatorOutput> data =
                PasskeyResponse.parsed(response.authenticatorData());
        steps.verify(
                new AuthenticationData(
                        response.id(),
                        response.userHandle(),
                        data,
                        response.authenticatorData(),
                        response.clientData(site),
                        response.clientDataJson(),
                        null,
                        response.signature()),
                new AuthenticationParameters(site.expecting(challenge), known(key), null, verified, true));
        return new Asserted.Right(data.getSignCount(), data.isFlagBS());
    }

    private static CredentialRecordImpl known(StoredPasskey key) {
        COSEKey publicKey = PasskeyResponse.CONVERTER.getCborMapper().readValue(key.publicKey(), COSEKey.class);
        var credential = new AttestedCredentialData(AAGUID.ZERO, key.credentialId(), publicKey);
        return new CredentialRecordImpl(
                null, true, key.backupEligible(), null, key.signCount(), credential, null, null, null, null);
    }
}
