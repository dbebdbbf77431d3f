package org.regain.texts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.regain.channel.DeliveryException;
import org.regain.channel.SmsChannel;
import org.regain.channel.Text;
import org.regain.settings.RegainSettings.Sms;
import tools.jackson.core.io.JsonStringEncoder;

/// Texts by any provider that takes a POST: URL, headers and body are the operator's, with places that are filled in anew
/// for each text. A provider that says 200 to what it refuses is taken at its word.
final class TemplateSmsChannel implements SmsChannel {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";

    private final ProviderHttp http;
    private final URI url;
    private final Map<String, String> headers;
    private final String body;
    private final UnaryOperator<String> encoding;
    private final Map<String, String> ours = new HashMap<>();

    /// @param sms with what `SettingsCheck` demands of the provider `http`
    TemplateSmsChannel(ProviderHttp http, Sms sms) {
        this.http = http;
        this.url = Objects.requireNonNull(sms.url());
        this.body = Objects.requireNonNull(sms.body());
        this.headers = Sms.headerLines(sms.headers());
        headers.putIfAbsent(CONTENT_TYPE, JSON);
        this.encoding = headers.getOrDefault(CONTENT_TYPE, JSON).regionMatches(true, 0, JSON, 0, JSON.length())
                ? TemplateSmsChannel::insideOfJson
                : value -> URLEncoder.encode(value, UTF_8);
        ours.put("from", Objects.requireNonNullElse(sms.from(), ""));
        ours.put("account", Objects.requireNonNullElse(sms.account(), ""));
        ours.put("token", Objects.requireNonNullElse(sms.token(), ""));
    }

    @Override
    public void send(Text text) throws DeliveryException {
        Map<String, String> values = new HashMap<>(ours);
        // The same at each try: providers that take an idempotency key recognise a repetition by it.
        values.put("id", text.id().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        headers.forEach((name, value) -> request.header(name, filled(value, values, UnaryOperator.identity())));
        values.put("to", text.to().text());
        values.put("digits", text.to().text().substring(1));
        values.put("text", text.words());
        ProviderHttp.Reply reply =
                http.post(request.POST(HttpRequest.BodyPublishers.ofString(filled(body, values, encoding))));
        if (!reply.isTaken()) {
            throw reply.failure();
        }
    }

    @Override
    public boolean answers() {
        return Reachable.now(url);
    }

    /// All places at once, so that a value which looks like a place stays what it is.
    private static String filled(String template, Map<String, String> values, UnaryOperator<String> encoding) {
        return Sms.PLACE.matcher(template).replaceAll(place -> {
            String value = values.get(place.group(1));
            return Matcher.quoteReplacement(value == null ? place.group() : encoding.apply(value));
        });
    }

    private static String insideOfJson(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
    }
}
