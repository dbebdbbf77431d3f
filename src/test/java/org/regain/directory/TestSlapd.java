package org.regain.directory;

import static org.regain.support.Deadline.await;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.regain.settings.RegainSettings;
import org.regain.support.Ports;
import org.regain.trace.Trace;

/// A real OpenLDAP on loopback with the overlay ppolicy, a service account that may do what `docs/directories.md` says and nothing else,
/// and whoever a test puts into it.
public final class TestSlapd implements AutoCloseable {

    public static final String PROGRAM = "/usr/sbin/slapd";
    public static final String PACKAGE = "Debian's slapd and openssl";

    public static final String SUFFIX = "dc=contoso,dc=test";
    public static final String BASE = "ou=people," + SUFFIX;
    public static final String SERVICE = "cn=regain,ou=services," + SUFFIX;
    public static final String SERVICE_PASSWORD = "the service's own";
    private static final String ROOT = "cn=root," + SUFFIX;
    private static final String ROOT_PASSWORD = "the root's own";

    private final Path folder;
    private final TestAuthority authority;
    private final int plain = Ports.free();
    private final int tls = Ports.free();
    private Process slapd;

    /// @param people LDIF, beside [#person]
    public TestSlapd(Path folder, String people) throws IOException {
        this(folder, TestAuthority.in(folder.resolve("tls")), people, "localhost");
    }

    TestSlapd(Path folder, TestAuthority authority, String people, String host) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.authority = authority;
        var name = folder.getFileName().toString();
        authority.sign(name, host);
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("slapd.conf"), settings(name));
        Files.writeString(
                folder.resolve("all.ldif"),
                TestSlapdTree.BEGINNING + OperatorsPage.account(SUFFIX, SERVICE_PASSWORD) + "\n" + people);
        Programs.run(folder, List.of(PROGRAM, "-T", "add", "-f", "slapd.conf", "-l", "all.ldif"));
        start();
    }

    void start() throws IOException {
        slapd = new ProcessBuilder(
                        PROGRAM,
                        "-f",
                        folder.resolve("slapd.conf").toString(),
                        "-h",
                        "ldap://127.0.0.1:" + plain + "/ ldaps://127.0.0.1:" + tls + "/",
                        "-d",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.log").toFile())
                .start();
        await("slapd").until(() -> {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), tls)) {
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /// As if somebody pulled its plug.
    void kill() {
        slapd.destroyForcibly().onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    public URI ldaps() {
        return URI.create("ldaps://localhost:" + tls);
    }

    public URI startTls() {
        return URI.create("ldap://localhost:" + plain);
    }

    int tlsPort() {
        return tls;
    }

    public RegainSettings.Directory settings(URI... urls) {
        return new RegainSettings.Directory(
                urls.length == 0 ? List.of(ldaps()) : List.of(urls), authority.ca(), SERVICE, SERVICE_PASSWORD, BASE);
    }

    LdapDirectory directory(URI... urls) {
        return DirectoryConfiguration.open(settings(urls), Clock.systemUTC(), Trace.NOTHING);
    }

    /// As who may do everything, past all rules but those of ppolicy.
    LDAPConnection root() throws LDAPException {
        return new LDAPConnection("127.0.0.1", plain, ROOT, ROOT_PASSWORD);
    }

    /// Past Regain, as a desktop does it.
    ///
    /// @return whether the last one is right
    boolean bindsAs(EntryId id, String... passwords) throws LDAPException {
        String dn = dn(id);
        boolean right = false;
        for (String password : passwords) {
            right = bindsAs(dn, password);
        }
        return right;
    }

    boolean bindsAs(String dn, String password) {
        try (var connection = new LDAPConnection("127.0.0.1", plain)) {
            return connection.bind(dn, password).getResultCode().equals(ResultCode.SUCCESS);
        } catch (LDAPException refused) {
            return false;
        }
    }

    /// What one reads of another; null where that is not theirs to read.
    @Nullable
    String readsAs(EntryId id, String password, EntryId other, String attribute) throws LDAPException {
        try (var connection = new LDAPConnection("127.0.0.1", plain, dn(id), password)) {
            var found = connection.getEntry(dn(other), attribute);
            return found == null ? null : found.getAttributeValue(attribute);
        }
    }

    String dn(EntryId id) throws LDAPException {
        try (var root = root()) {
            return root.searchForEntry(
                            BASE, SearchScope.SUB, Filter.createEqualityFilter("entryUUID", id.text()), "1.1")
                    .getDN();
        }
    }

    /// Somebody in LDIF, with a password that was set yesterday.
    ///
    /// @param number the last digits of their entryUUID
    /// @param more   lines `attribute: value`
    public static String person(String uid, int number, String password, String... more) {
        return """
            dn: uid=%1$s,%2$s
            objectClass: inetOrgPerson
            uid: %1$s
            cn: %1$s
            sn: %1$s
            mail: %1$s@contoso.example
            entryUUID: %3$s
            userPassword: %4$s
            %5$s
            """.formatted(
                        uid,
                        BASE,
                        id(number).text(),
                        password,
                        String.join("\n", more).contains("pwdChangedTime")
                                ? String.join("\n", more)
                                : String.join("\n", more) + (more.length == 0 ? "" : "\n") + "pwdChangedTime: "
                                        + time(Clock.systemUTC().instant().minusSeconds(86_400))).stripTrailing()
                + "\n\n";
    }

    public static EntryId id(int number) {
        return new EntryId("5b4a3c2d-0000-4000-8000-%012d".formatted(number));
    }

    public static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private String settings(String name) throws IOException {
        return """
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            moduleload ppolicy
            pidfile %1$s/pid
            argsfile %1$s/args
            TLSCACertificateFile %2$s/ca.pem
            TLSCertificateFile %2$s/%3$s.pem
            TLSCertificateKeyFile %2$s/%3$s.key
            sizelimit 1000
            referral ldap://127.0.0.1:1/
            database mdb
            suffix "%4$s"
            rootdn "%5$s"
            rootpw "%6$s"
            directory %1$s/data
            index objectClass,entryUUID,uid eq
            overlay ppolicy
            ppolicy_default "cn=default,ou=policies,%4$s"
            ppolicy_use_lockout
            access to dn.exact="uid=boss,ou=people,%4$s" attrs=userPassword
              by self =wx
              by anonymous auth
            access to dn.exact="uid=standing.hidden,ou=people,%4$s" attrs=pwdAccountLockedTime,pwdReset
              by dn.exact="cn=regain,ou=services,%4$s" =w
              by * break
            access to dn.exact="uid=failures.hidden,ou=people,%4$s" attrs=pwdFailureTime
              by dn.exact="cn=regain,ou=services,%4$s" none
              by * break
            access to dn.exact="cn=hidden,ou=policies,%4$s" attrs=pwdMaxFailure
              by dn.exact="cn=regain,ou=services,%4$s" none
              by * break
            """.formatted(folder, authority.folder(), name, SUFFIX, ROOT, ROOT_PASSWORD)
                + OperatorsPage.access(SUFFIX)
                + "access to * by users read\n";
    }

    @Override
    public void close() {
        kill();
    }
}
