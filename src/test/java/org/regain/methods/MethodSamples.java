package org.regain.methods;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.delivery.DeliveryStatus;
import org.regain.methods.MethodsView.CodesLeft;
import org.regain.methods.MethodsView.Row;
import org.regain.readiness.Held;
import org.regain.readiness.Holding;
import org.regain.readiness.OwnMethod;
import org.regain.readiness.Readiness;
import org.regain.readiness.Readiness.Loss;
import org.regain.readiness.Readiness.State;
import org.regain.secret.TotpSecret;
import org.regain.verification.Method;

/// Models of the pages about sign-in methods, as their controllers would give them.
public final class MethodSamples {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final TotpSecret SECRET = TotpSecret.of("a secret of 20 bytes".getBytes(US_ASCII));

    private MethodSamples() {}

    /// Somebody with two of each, one of them new.
    public static Map<String, Object> many() {
        var ready = new Readiness(
                State.READY,
                List.of(
                        List.of(Method.PASSKEY),
                        List.of(Method.TOTP, Method.SAVED_CODE),
                        List.of(Method.SAVED_CODE, Method.EMAIL)),
                List.of(Method.SAVED_CODE, Method.EMAIL),
                null,
                List.of(),
                null,
                null);
        var view = new MethodsView(
                ready,
                ago(90),
                List.of(
                        kind(
                                Method.PASSKEY,
                                row("Work laptop", 60, 0, null),
                                row("钥匙串 iCloud", 1, null, NOON.plus(Duration.ofDays(2)))),
                        kind(Method.TOTP, row("Authenticator app", 60, 12, null)),
                        kind(
                                Method.EMAIL,
                                row("ana@contoso.example", 200, 30, null),
                                row("ana.garcia.de.la.fuente.y.martinez@personal.example", 30, null, null)),
                        kind(Method.SMS, row("+86 138 0013 8000", 9, null, null))),
                new CodesLeft(7, 10, ago(60), null),
                Method.SAFEST_FIRST);
        return Map.of("view", view);
    }

    /// Somebody whose phone is all there is.
    public static Map<String, Object> atRisk() {
        var risk = new Readiness(
                State.AT_RISK,
                List.of(List.of(Method.TOTP), List.of(Method.SMS)),
                List.of(Method.SMS),
                Loss.PHONE,
                List.of(Method.SAVED_CODE, Method.EMAIL),
                null,
                72);
        var view = new MethodsView(
                risk,
                ago(3),
                List.of(
                        kind(Method.PASSKEY),
                        kind(Method.TOTP, row("Authenticator app", 60, 12, null)),
                        kind(Method.EMAIL),
                        kind(Method.SMS, row("+86 138 0013 8000", 9, 2, null))),
                new CodesLeft(0, 10, ago(60), null),
                Method.SAFEST_FIRST);
        return Map.of("view", view, "done", "REMOVED");
    }

    /// Somebody who has just begun; texts are off.
    public static Map<String, Object> notReady() {
        var soon = NOON.plus(Duration.ofDays(3));
        var none = new Readiness(
                State.NOT_READY, List.of(), List.of(), null, List.of(Method.PASSKEY, Method.SAVED_CODE), soon, null);
        var only = new Row(new UUID(7, 7), "ana@contoso.example", ago(1), null, soon, false);
        var view = new MethodsView(
                none,
                ago(1),
                List.of(kind(Method.PASSKEY), kind(Method.TOTP), kind(Method.EMAIL, only)),
                null,
                List.of(Method.PASSKEY, Method.TOTP, Method.SAVED_CODE, Method.EMAIL));
        return Map.of("view", view);
    }

    private static MethodsView.Kind kind(Method method, Row... rows) {
        return new MethodsView.Kind(method, List.of(rows));
    }

    public static Map<String, Object> totp() {
        var uri = new TotpUri("Contoso Partners", "ana@contoso.example", SECRET).text();
        return Map.of("qr", QrCode.of(uri), "key", SECRET.grouped(), "uri", uri, "id", new UUID(9, 9));
    }

    public static Map<String, Object> savedCodes() {
        var codes = Stream.of("7K3M9-QZT4W-2X8RV-NHC5D-1P6FJB", "0A1BC-2C3DE-4F5GH-6J7KM-8N9PQR")
                .flatMap(code -> Stream.of(code, code, code, code, code))
                .toList();
        return Map.of("codes", codes, "service", "Contoso Partners", "madeAt", NOON, "replaced", true);
    }

    /// The end of a claim.
    public static Map<String, Object> claimed() {
        var kept = savedCodes();
        return Map.of("savedCodes", kept.get("codes"), "service", kept.get("service"), "madeAt", kept.get("madeAt"));
    }

    /// A method that has to be tried.
    public static Map<String, Object> unused() {
        var held = Held.of(Method.TOTP, ago(300));
        var app = new OwnMethod(new UUID(5, 5), "Authenticator app", ago(300), null, held, null);
        return Map.of("method", app, "mayPutOff", true);
    }

    /// After claiming; or of somebody who falls short, and has been told until when.
    public static Map<String, Object> oneMore(boolean mayLeave) {
        var holding = new Holding(List.of(Held.of(Method.EMAIL, ago(9))), !mayLeave, 72);
        var ways = List.of(Method.PASSKEY, Method.TOTP, Method.SAVED_CODE);
        return Map.of("readiness", Readiness.of(holding, ways, NOON), "ways", ways, "mayLeave", mayLeave);
    }

    private static Row row(String name, int daysAgo, @Nullable Integer used, @Nullable Instant servesFrom) {
        var id = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
        return new Row(id, name, ago(daysAgo), used == null ? null : ago(used), servesFrom, true);
    }

    private static Instant ago(int days) {
        return NOON.minus(Duration.ofDays(days));
    }

    /// A code that was sent: a text where it is late, else a mail.
    public static Map<String, Object> sent(DeliveryStatus status) {
        var sent = status == DeliveryStatus.DELAYED ? "text" : "code";
        return Map.of("at", 3, "step", 2, "sent", sent, "hint", "a••••@c•••.example", "status", status.name());
    }
}
