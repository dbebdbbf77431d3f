package org.regain.verification;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.NullSelfAttestationTrustworthinessVerifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.regain.account.AccountId;
import org.regain.verification.PasskeyFault.Found;
import org.springframework.stereotype.Component;

/// Asks a browser for a new passkey, and reads what it sends. Pure: what was asked and what is kept are the caller's.
///
/// Source: WebAuthn Level 3 § 7.1; the steps are webauthn4j's, except where a comment says otherwise.
@Component
public class PasskeyCreation {

    /// How long a browser lets a person look for their authenticator (WebAuthn Level 3 § 15.1).
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final RelyingParty site;

    private final WebAuthnRegistrationManager steps = new WebAuthnRegistrationManager(
            List.of(new NoneAttestationStatementVerifier()),
            new NullCertPathTrustworthinessVerifier(),
            new NullSelfAttestationTrustworthinessVerifier(),
            PasskeyResponse.CONVERTER);

    public PasskeyCreation(RelyingParty site) {
        this.site = site;
    }

    /// The `PublicKeyCredentialCreationOptionsJSON` for a passkey that can be used without a name being typed
    /// (`residentKey`) and that verifies its owner, so that it proves two things at once.
    ///
    /// @param challenge   at least 16 random bytes, to be handed to [#created] once
    /// @param userName    what the account is known by, for people to tell their accounts apart
    /// @param displayName the same, more kindly
    /// @param existing    the ids of the account's passkeys; an authenticator makes no second one
    public String options(
            byte[] challenge, AccountId account, String userName, String displayName, Collection<byte[]> existing) {
        var options = new PublicKeyCredentialCreationOptions(
                new PublicKeyCredentialRpEntity(site.id(), site.name()),
                new PublicKeyCredentialUserEntity(account.bytes(), userName, displayName),
                new DefaultChallenge(challenge),
                PasskeyAlgorithm.offered(),
                LONGEST_WAIT.toMillis(),
                existing.stream().map(PasskeyCreation::descriptor).toList(),
                new AuthenticatorSelectionCriteria(
                        null, true, ResidentKeyRequirement.REQUIRED, UserVerificationRequirement.REQUIRED),
                AttestationConveyancePreference.NONE,
                null);
        return PasskeyResponse.CONVERTER.getJsonMapper().writeValueAsString(options);
    }

    private static PublicKeyCredentialDescriptor descriptor(byte[] id) {
        return new PublicKeyCredentialDescriptor(PublicKeyCredentialType.PUBLIC_KEY, id, Set.of());
    }

    /// Reads a `RegistrationResponseJSON`. Never throws, whatever was sent.
    ///
    /// @param challenge that of the options
    public Created created(byte[] challenge, String responseJson) {
        try {
            return key(challenge, PasskeyResponse.read(responseJson));
        } catch (RuntimeException e) {
            return new Created.Refused(PasskeyFault.of(e));
        }
    }

    private Created key(byte[] challenge, PasskeyResponse response) {
        AuthenticatorData<RegistrationExtensionAuthenticatorOutput> data =
                PasskeyResponse.parsed(response.attestedData());
        steps.verify(
                new RegistrationData(
                        new AttestationObject(data, new NoneAttestationStatement()),
                        response.attestationObject(),
                        response.clientData(site),
                        response.clientDataJson(),
                        null,
                        Set.of()),
                new RegistrationParameters(site.expecting(challenge), PasskeyAlgorithm.offered(), true, true));
        AttestedCredentialData made = data.getAttestedCredentialData();
        if (made == null || !Arrays.equals(made.getCredentialId(), response.id())) {
            throw new Found(PasskeyFault.CREDENTIAL);
        }
        if (!PasskeyAlgorithm.fits(made.getCOSEKey())) {
            throw new Found(PasskeyFault.ALGORITHM);
        }
        return new Created.Key(
                made.getCredentialId(),
                PasskeyResponse.CONVERTER.getCborMapper().writeValueAsBytes(made.getCOSEKey()),
                data.getSignCount(),
                data.isFlagBE(),
                data.isFlagBS(),
                response.transports(),
                made.getAaguid().getValue());
    }
}
