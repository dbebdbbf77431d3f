package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.regain.law.TalkativeLogs;
import org.regain.support.RowDiff;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/// No code, no token, no secret, no reference and no cookie stands in any row, nor in any line of a log at its most talkative.
@Isolated
class NothingReadableTest extends PortalScene {

    @Autowired
    TestPostgres database;

    @Test
    void whatWasIssuedStandsNowhere() throws Exception {
        List<String> secrets = new ArrayList<>(List.of(StockClient.SECRET));
        List<String> said;
        try (var logs = new TalkativeLogs()) {
            var asked = AuthenticationRequest.parse(URI.create(baseUrl + portal.asks()));
            var pushed = PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                                    portal.provider.getPushedAuthorizationRequestEndpointURI(),
                                    portal.authentication(),
                                    asked)
                            .toHTTPRequest()
                            .send())
                    .toSuccessResponse()
                    .getRequestURI()
                    .toString();
            secrets.add(pushed.substring(pushed.lastIndexOf(':') + 1));
            ledTo(ana, "/oauth2/authorize?client_id=" + StockClient.ID + "&request_uri=" + pushed);
            secrets.add(ana.browser.cookies().get("__Host-errand"));
            ana.signIn(ANA, RIGHT);
            var code = portal.code(ledTo(ana, "/portal/go-on"));
            secrets.add(code.getValue());
            var first = StockClient.tokens(portal.exchange(code)).getOIDCTokens();
            var second =
                    StockClient.tokens(portal.refresh(first.getRefreshToken())).getOIDCTokens();
            for (var tokens : List.of(first, second)) {
                secrets.add(tokens.getAccessToken().getValue());
                secrets.add(tokens.getRefreshToken().getValue());
                secrets.add(tokens.getIDTokenString());
                portal.userInfo(tokens.getAccessToken());
            }
            secrets.add(portal.verifier.getValue());
            var shown = new ClientSecretPost(new ClientID(StockClient.ID), new Secret(StockClient.SECRET));
            new PushedAuthorizationRequest(portal.provider.getPushedAuthorizationRequestEndpointURI(), shown, asked)
                    .toHTTPRequest()
                    .send();
            assertThat(ledTo(somebody(), portal.asks("id_token_hint", first.getIDTokenString())))
                    .isEqualTo("/sign-in");
            portal.refresh(first.getRefreshToken());
            portal.exchange(code);
            said = logs.said();
        }
        assertThat(secrets).hasSize(11).doesNotContainNull();
        assertThat(said).anyMatch(line -> line.startsWith("TRACE"));
        assertThat(found(secrets, said)).as("in the logs").isEmpty();
        assertThat(found(secrets, rows())).as("in the rows").isEmpty();
    }

    private List<String> rows() {
        return RowDiff.of(database).tables().entrySet().stream()
                .flatMap(table -> table.getValue().stream().map(row -> table.getKey() + ": " + row))
                .toList();
    }

    private static List<String> found(List<String> secrets, List<String> texts) {
        var forms = secrets.stream()
                .flatMap(it -> Stream.of(
                        it,
                        it.replace(' ', '+'),
                        it.replace(" ", "%20"),
                        HexFormat.of().formatHex(it.getBytes(UTF_8)),
                        Base64.getEncoder().withoutPadding().encodeToString(it.getBytes(UTF_8))))
                .toList();
        return texts.stream()
                .filter(text -> forms.stream().anyMatch(text::contains))
                .map(text -> text.substring(0, Math.min(text.length(), 250)))
                .distinct()
                .toList();
    }
}
