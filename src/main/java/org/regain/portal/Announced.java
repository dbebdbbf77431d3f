package org.regain.portal;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.regain.settings.RegainSettings;
import org.springframework.stereotype.Component;

/// What the discovery document says: what there is, and no more.
///
/// Source: OpenID Connect Discovery 1.0 § 3; RFC 8414 § 2; RFC 9207 § 3; RFC 9449 § 5.1; Back-Channel Logout 1.0 § 2.1.
@Component
class Announced implements Consumer<Map<String, Object>> {

    private static final List<String> WHO_ASKS =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");
    private static final List<String> WHO_ASKS_WITH_SECRET = WHO_ASKS.subList(0, 3);
    private static final List<String> ALGORITHMS = List.of("ES256", "RS256");

    private final Issuer issuer;

    Announced(RegainSettings settings) {
        this.issuer = Issuer.of(settings);
    }

    @Override
    public void accept(Map<String, Object> said) {
        said.remove("tls_client_certificate_bound_access_tokens");
        said.remove("registration_endpoint");
        said.remove("device_authorization_endpoint");
        said.put("pushed_authorization_request_endpoint", issuer.text() + "/oauth2/par");
        said.put("scopes_supported", List.of("openid", "profile", "email", "roles", "offline_access"));
        said.put("response_types_supported", List.of("code"));
        said.put("response_modes_supported", List.of("query"));
        said.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        said.put("subject_types_supported", List.of("public", "pairwise"));
        said.put("id_token_signing_alg_values_supported", ALGORITHMS);
        said.put("token_endpoint_auth_methods_supported", WHO_ASKS);
        said.put("token_endpoint_auth_signing_alg_values_supported", ALGORITHMS);
        said.put("revocation_endpoint_auth_methods_supported", WHO_ASKS_WITH_SECRET);
        said.put("introspection_endpoint_auth_methods_supported", WHO_ASKS_WITH_SECRET);
        said.put("dpop_signing_alg_values_supported", List.of(KeyProofs.ALGORITHM));
        said.put("code_challenge_methods_supported", List.of("S256"));
        said.put("acr_values_supported", List.of("aal1", "aal2"));
        said.put("prompt_values_supported", List.of("none", "login", "select_account", "consent"));
        said.put("ui_locales_supported", List.of("en", "es", "zh-CN"));
        said.put("claim_types_supported", List.of("normal"));
        said.put(
                "claims_supported",
                List.of(
                        "sub",
                        "auth_time",
                        "acr",
                        "amr",
                        "sid",
                        "name",
                        "preferred_username",
                        "locale",
                        "email",
                        "email_verified",
                        "roles",
                        "organisation"));
        said.put("claims_parameter_supported", true);
        said.put("request_parameter_supported", false);
        said.put("request_uri_parameter_supported", false);
        said.put("authorization_response_iss_parameter_supported", true);
        said.put("backchannel_logout_supported", true);
        said.put("backchannel_logout_session_supported", true);
    }
}
