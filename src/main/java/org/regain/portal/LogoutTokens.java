package org.regain.portal;

import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.regain.settings.RegainSettings;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/// What tells a portal that a session is over.
///
/// Source: OpenID Connect Back-Channel Logout 1.0 § 2.4.
@Component
class LogoutTokens {

    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final Duration LIFE = Duration.ofMinutes(2);

    private final JwtEncoder signer;
    private final Issuer issuer;
    private final NoArgGenerator ids;
    private final Clock clock;

    LogoutTokens(JwtEncoder signer, RegainSettings settings, NoArgGenerator ids, Clock clock) {
        this.signer = signer;
        this.issuer = Issuer.of(settings);
        this.ids = ids;
        this.clock = clock;
    }

    /// Made for each try anew, since it lives two minutes. What it is about keeps its name.
    String of(LogoutQueue.Due due) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(issuer.text())
                .audience(List.of(due.clientId()))
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .id(ids.generate().toString())
                .subject(due.sub())
                .claim("sid", due.sid())
                .claim("events", Map.of(EVENT, Map.of()))
                .build();
        var header = JwsHeader.with(SignatureAlgorithm.valueOf(due.signedWith()))
                .type("logout+jwt")
                .build();
        return signer.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
