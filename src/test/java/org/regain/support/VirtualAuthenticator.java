package org.regain.support;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.Base64;

/// An authenticator that Chromium believes to be built into the machine, with passkeys that stay until [#remove].
///
/// A page of `localhost` can use it, one of `127.0.0.1` cannot.
/// Source: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/
public final class VirtualAuthenticator {

    private final CDPSession session;
    private final String id;

    private VirtualAuthenticator(CDPSession session, String id) {
        this.session = session;
        this.id = id;
    }

    /// Adds one to a tab. Its person is there, and shows who they are when asked.
    public static VirtualAuthenticator add(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject added = new JsonObject();
        added.add("options", options);
        String id = session.send("WebAuthn.addVirtualAuthenticator", added)
                .get("authenticatorId")
                .getAsString();
        return new VirtualAuthenticator(session, id);
    }

    /// Holds this passkey of `localhost` from now on, which has to be an [SoftAuthenticator.Kind#ES256].
    public VirtualAuthenticator take(SoftAuthenticator passkey) {
        JsonObject credential = new JsonObject();
        credential.addProperty("credentialId", base64(passkey.credentialId()));
        credential.addProperty("isResidentCredential", true);
        credential.addProperty("rpId", "localhost");
        credential.addProperty("privateKey", base64(passkey.privateKey()));
        credential.addProperty("userHandle", base64(passkey.userHandle()));
        credential.addProperty("signCount", passkey.count());
        credential.addProperty("backupEligibility", true);
        credential.addProperty("backupState", true);
        JsonObject taken = about();
        taken.add("credential", credential);
        session.send("WebAuthn.addCredential", taken);
        return this;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Whether the right finger or PIN will be shown from now on.
    public VirtualAuthenticator setUserVerified(boolean verified) {
        session.send("WebAuthn.setUserVerified", about("isUserVerified", verified));
        return this;
    }

    /// Whether anybody will touch it from now on; until then it waits.
    public VirtualAuthenticator setPresent(boolean present) {
        session.send("WebAuthn.setAutomaticPresenceSimulation", about("enabled", present));
        return this;
    }

    /// How many passkeys it holds.
    public int passkeys() {
        return session.send("WebAuthn.getCredentials", about())
                .getAsJsonArray("credentials")
                .size();
    }

    /// Takes it away, and its passkeys with it.
    public void remove() {
        session.send("WebAuthn.removeVirtualAuthenticator", about());
        session.detach();
    }

    private JsonObject about() {
        JsonObject about = new JsonObject();
        about.addProperty("authenticatorId", id);
        return about;
    }

    private JsonObject about(String name, boolean value) {
        JsonObject about = about();
        about.addProperty(name, value);
        return about;
    }
}
