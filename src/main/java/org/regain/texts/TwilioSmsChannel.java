package org.regain.texts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.Set;
import org.regain.channel.DeliveryException;
import org.regain.channel.SmsChannel;
import org.regain.channel.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Texts by Twilio's Messages API.
///
/// It knows no id by which a repeated request is recognised: a text of which it remained unknown whether it was taken may
/// arrive twice, with the same words.
///
/// Source: Twilio, Messages resource (2010-04-01), Error and Warning Dictionary.
final class TwilioSmsChannel implements SmsChannel {

    static final URI USUAL = URI.create("https://api.twilio.com");

    /// Refusals with status 400 that speak of our settings or of a full queue, and not of the number.
    private static final Set<Integer> TRY_AGAIN = Set.of(
            20001, 20003, 20403, 20404, 20429, 21601, 21603, 21606, 21611, 21659, 21660, 21661, 21703, 21705, 63038);

    private final ProviderHttp http;
    private final URI messages;
    private final String authorization;
    private final String sender;

    /// @param base `https://api.twilio.com` or a region's own
    /// @param account the account's SID, `AC…`
    /// @param from a number, a short code or a name; or a messaging service, `MG…`
    TwilioSmsChannel(ProviderHttp http, URI base, String account, String token, String from) {
        this.http = http;
        this.messages = base.resolve("/2010-04-01/Accounts/" + account + "/Messages.json");
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(UTF_8));
        this.sender = (from.matches("MG[0-9a-f]{32}") ? "MessagingServiceSid=" : "From=") + encoded(from);
    }

    @Override
    public void send(Text text) throws DeliveryException {
        String form = "To=" + encoded(text.to().text()) + "&" + sender + "&Body=" + encoded(text.words());
        ProviderHttp.Reply reply = http.post(HttpRequest.newBuilder(messages)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        if (!reply.isTaken()) {
            throw refusal(reply);
        }
    }

    @Override
    public boolean answers() {
        return Reachable.now(messages);
    }

    /// Twilio's own code says more than the status.
    private static DeliveryException refusal(ProviderHttp.Reply reply) {
        int code = code(reply.refusal());
        if (code == 0) {
            return reply.failure();
        }
        String failure = "twilio " + code;
        return reply.failure().isPermanent() && !TRY_AGAIN.contains(code)
                ? DeliveryException.permanent(failure)
                : DeliveryException.transientFailure(failure, reply.notWithin());
    }

    /// The number alone: the message beside it repeats the number that the text was for. 0 where there is none.
    private static int code(String refusal) {
        try {
            int code = JsonMapper.shared().readTree(refusal).path("code").asInt(0);
            return code >= 10_000 && code <= 99_999 ? code : 0;
        } catch (JacksonException notJson) {
            return 0;
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
