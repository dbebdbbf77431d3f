package org.regain.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Every setting of Regain. `docs/configuration.md` explains them; [SettingsCheck] refuses the start where one is
/// unknown, missing or out of bounds, so whoever receives this record may rely on what each line here says.
///
/// @param baseUrl      where people reach Regain: `https://…` (or `http` on loopback) without a path. The only source
/// of
///                     the links in mails; a request never is
/// @param dataDir      the folder of the PostgreSQL that Regain starts by itself, and of the keys
/// @param keys         where the keys are
/// @param database     a PostgreSQL of one's own
/// @param hash         what a password's hash costs
/// @param mail         how mails are signed
/// @param sms          who sends texts, if anybody does
/// @param directory    the directory that keeps people's passwords, if one does
/// @param organisation the organisation that Regain is set up for at its first start
/// @param traces       where traces go, if anybody looks at them
/// @param demo         read by the demo only
@ConfigurationProperties("regain")
public record RegainSettings(
        URI baseUrl,
        @DefaultValue("regain-data") Path dataDir,
        @DefaultValue Keys keys,
        @DefaultValue Database database,
        @DefaultValue Hash hash,
        @DefaultValue Mail mail,
        @DefaultValue Sms sms,
        @DefaultValue Directory directory,
        @DefaultValue Organisation organisation,
        @DefaultValue Traces traces,
        @DefaultValue Demo demo) {

    /// The file with the keys that protect passwords and codes: never in the database, never in its backup.
    public Path keysFile() {
        Path file = keys.file();
        return file != null ? file : dataDir.resolve("keys.json");
    }

    /// Where the keys are.
    ///
    /// @param file null: `keys.json` in the data folder ([RegainSettings#keysFile()])
    public record Keys(@Nullable Path file) {}

    /// A PostgreSQL of one's own, and who logs in to it.
    ///
    /// @param url     `jdbc:postgresql://…`; null: Regain starts a PostgreSQL of its own
    /// @param app     the login `regain_app`
    /// @param mailer  the login `regain_mailer`
    /// @param admin   the login `regain_admin`
    /// @param migrate a login that may `set role regain_owner`; without it the schema must be there and up to date
    public record Database(
            @Nullable String url,
            @DefaultValue Role app,
            @DefaultValue Role mailer,
            @DefaultValue Role admin,
            @DefaultValue Migrator migrate) {}

    /// A role that Regain runs as.
    ///
    /// @param password null only where Regain starts a PostgreSQL of its own
    public record Role(@Nullable String password) {

        @Override
        public String toString() {
            return "Role[redacted]";
        }
    }

    /// Who brings the schema up to date: both, or neither.
    public record Migrator(@Nullable String user, @Nullable String password) {

        @Override
        public String toString() {
            return "Migrator[" + user + ", redacted]";
        }
    }

    /// What Argon2id costs: both, or neither, and then what the first start found to be cheapest among what is strong enough.
    ///
    /// @param memoryKib KiB of memory, at most 65,536
    /// @param passes    over it, at most 10
    public record Hash(
            @Nullable Integer memoryKib, @Nullable Integer passes) {}

    /// How mails are signed.
    ///
    /// @param from the sender of every mail: an address, or `Name <address>`
    public record Mail(String from) {}

    /// Who sends texts.
    ///
    /// @param provider  `none`: no texts are sent, and nothing that needs one is offered
    /// @param url       `https://…` (or `http` on loopback): Twilio's if it is not the usual one; where to POST
    /// @param account   the account at the provider: Twilio's `AC…`
    /// @param token     the secret of that account
    /// @param from      who the text comes from: a number, a name, Twilio's `MG…`
    /// @param headers   for `http`: `Name: value`, several parted by `|` or new lines
    /// @param body      for `http`: what to POST, as JSON or as a form
    /// @param countries two letters each (ISO 3166-1): numbers of others are refused
    public record Sms(
            @DefaultValue("none") Provider provider,
            @Nullable URI url,
            @Nullable String account,
            @Nullable String token,
            @Nullable String from,
            @Nullable String headers,
            @Nullable String body,
            @DefaultValue Set<String> countries) {

        /// How texts leave.
        public enum Provider {
            NONE,
            TWILIO,
            /// Any provider that takes a POST.
            HTTP
        }

        /// Where `headers` and `body` have something filled in.
        public static final Pattern PLACE = Pattern.compile("\\{(to|digits|from|text|id|account|token)}");

        /// The lines of `headers`, by name.
        ///
        /// @throws IllegalArgumentException where a line is no header
        public static Map<String, String> headerLines(@Nullable String headers) {
            Map<String, String> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line : (headers == null ? "" : headers).split("[|\n]", -1)) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    lines.put(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                } else if (!line.isBlank()) {
                    throw new IllegalArgumentException("A header is Name: value");
                }
            }
            return lines;
        }

        @Override
        public String toString() {
            return "Sms[" + provider + ", redacted]";
        }
    }

    /// The directory that keeps people's passwords: all but `ca`, or nothing.
    ///
    /// @param urls     `ldaps://host` or `ldap://host` (StartTLS, always), with a port where it is another; asked in this order. Empty: passwords
    ///                 are kept here
    /// @param ca       a PEM file of the authorities that sign the servers' certificates; null: those of the JVM
    /// @param user     the DN of the account that Regain works as
    /// @param password of that account
    /// @param base     the DN below which people are
    public record Directory(
            @DefaultValue List<URI> urls,
            @Nullable Path ca,
            @Nullable String user,
            @Nullable String password,
            @Nullable String base) {

        @Override
        public String toString() {
            return "Directory[" + urls + ", redacted]";
        }
    }

    /// What is made at the first start.
    ///
    /// @param name  as people know it: an [org.regain.account.OrganisationName]
    /// @param admin the e-mail address of the first global administrator
    public record Organisation(String name, String admin) {}

    /// Where traces go.
    ///
    /// @param endpoint takes OTLP by HTTP: `https://…` (or `http` on loopback), all of the address. Null: there are no traces
    /// @param ratio    of requests, and of messages, that are looked at: above 0, at most 1
    public record Traces(
            @Nullable URI endpoint, @DefaultValue("0.1") double ratio) {}

    /// For the demo profile.
    ///
    /// @param extraPeople how many people to make for load tests, 0 to 100,000
    public record Demo(@DefaultValue("0") int extraPeople) {}
}
