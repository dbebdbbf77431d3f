package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.regain.support.HttpBrowser;
import org.regain.support.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// There is a portal made of openid-client, and Ana comes to it.
abstract class NodeScene extends PortalScene {

    static final String ID = "contoso-node";
    static final String SECRET = "a secret of the portal's: 100% its own + more";
    /// It is an app, and shows nothing.
    static final String APP = "none";

    static final JsonMapper JSON = JsonMapper.builder().build();

    private @Nullable NodePortal node;
    URI address;
    HttpBrowser there;

    @BeforeEach
    void itHasAnAddress() throws IOException {
        address = URI.create("http://localhost:" + Ports.free());
        there = new HttpBrowser(address);
    }

    @AfterEach
    void itEnds() {
        if (node != null) {
            node.close();
        }
    }

    void starts(String secret, int ahead) throws IOException {
        var kind = secret.isEmpty() ? "PRIVATE_KEY" : secret.equals(APP) ? "PUBLIC" : "SECRET";
        var started = new NodePortal(baseUrl, ID, secret, address, ahead);
        node = started;
        people.run(sql -> sql.sql("""
                        with made as (
                            insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, after_logout_uris, scopes, keys)
                            select id, :id, 'Node', :kind, :site || '/', array [:site || '/callback'], array [:site || '/bye'],
                                   '{openid,profile,email}', nullif(:keys, '')::jsonb
                            from organisation returning id)
                        insert into portal_secret (hash, portal_id)
                        select sha256(convert_to(:secret, 'UTF8')), id from made where :secret <> ''
                        """)
                .param("id", ID)
                .param("kind", kind)
                .param("site", address.toString())
                .param("keys", started.keys)
                .param("secret", secret)
                .update());
    }

    URI ledAway(String page) {
        var answer = there.open(page);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    JsonNode arrivesBy(URI asked) {
        assertThat(ledTo(ana, asked.getRawPath() + "?" + asked.getRawQuery())).isEqualTo("/sign-in");
        assertThat(ana.signIn(ANA, RIGHT).path()).isEqualTo("/portal");
        var back = URI.create(ledTo(ana, "/portal/go-on"));
        return says(back.getRawPath() + "?" + back.getRawQuery());
    }

    JsonNode says(String page, JsonNode token) {
        return says(page + URLEncoder.encode(token.asString(), UTF_8));
    }

    JsonNode says(String page) {
        var answer = there.open(page);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    void refused(String page, JsonNode token, String error) {
        var answer = there.open(page + URLEncoder.encode(token.asString(), UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error").asString()).isEqualTo(error);
    }
}
