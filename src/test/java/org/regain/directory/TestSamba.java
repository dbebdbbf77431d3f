package org.regain.directory;

import static org.regain.support.Deadline.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.regain.settings.RegainSettings;
import org.regain.trace.Trace;

/// A real domain controller on a loopback address of its own: Samba, with a service account that has the rights of `docs/directories.md` below
/// `OU=People` and no others. To make a domain takes a while, so that is done once and copied.
public final class TestSamba implements AutoCloseable {

    public static final String PROGRAM = "/usr/sbin/samba";
    public static final String SETUP = "/usr/share/samba/setup/ad-schema";
    public static final String PACKAGE = "Debian's samba-ad-dc, samba-ad-provision, and openssl";

    public static final String DOMAIN = "DC=contoso,DC=test";
    public static final String BASE = "OU=People," + DOMAIN;
    public static final String SERVICE = "CN=regain,OU=Services," + DOMAIN;
    public static final String SERVICE_PASSWORD = "The service's 0wn";
    private static final String ADMINISTRATOR = "CN=Administrator,CN=Users," + DOMAIN;
    private static final String ADMINISTRATORS_PASSWORD = "The administrator's 0wn";
    /// The last part of the address given last: two that start at once each have one of their own.
    private static int last;

    private static final Path KEPT = Path.of("target", "samba").toAbsolutePath();

    private final Path folder;
    private final String address;
    private final Process samba;

    /// @param folder a new one
    public TestSamba(Path folder) throws Exception {
        this(folder, template());
    }

    private TestSamba(Path folder, Path template) throws IOException {
        this.folder = folder;
        Programs.run(template, List.of("cp", "-a", template.toString(), folder.toString()));
        address = freeAddress();
        var settings = folder.resolve("etc/smb.conf");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(KEPT.toString(), folder.toString())
                        .replaceAll("(?m)^\\s*server services = .*$", "server services = ldap")
                        .replaceAll("(?m)^\\s*interfaces = .*$", "interfaces = " + address + "/8"));
        Files.createDirectories(folder.resolve("run"));
        samba = new ProcessBuilder(
                        PROGRAM,
                        "-i",
                        "--configfile=" + settings,
                        "--option=pid directory=" + folder.resolve("run"),
                        "--option=tls cafile=" + folder.resolve("tls/ca.pem"),
                        "--option=tls certfile=" + folder.resolve("tls/dc1.pem"),
                        "--option=tls keyfile=" + folder.resolve("tls/dc1.key"),
                        "--debug-stdout")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.log").toFile())
                .start();
        await("Samba").until(() -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, 636));
                return true;
            } catch (IOException notYet) {
                return samba.isAlive() ? false : stopped();
            }
        });
    }

    private boolean stopped() throws IOException {
        throw new IllegalStateException("Samba stopped: " + Files.readString(folder.resolve("said.log")));
    }

    /// Ports cannot be chosen, but every address that begins with 127 is this machine's.
    private static synchronized String freeAddress() throws IOException {
        while (last < 250) {
            last++;
            String address = "127.0.77." + last;
            try (var _ = new ServerSocket(636, 1, InetAddress.getByName(address))) {
                return address;
            } catch (IOException taken) {
                // The next one.
            }
        }
        throw new IOException("No port 636 on loopback for this user");
    }

    private static synchronized Path template() throws Exception {
        if (!Files.exists(KEPT.resolve("made"))) {
            Programs.run(Path.of("/"), List.of("rm", "-rf", KEPT.toString()));
            Files.createDirectories(KEPT);
            Programs.run(
                    KEPT,
                    List.of(
                            "samba-tool",
                            "domain",
                            "provision",
                            "--realm=CONTOSO.TEST",
                            "--domain=CONTOSO",
                            "--server-role=dc",
                            "--dns-backend=NONE",
                            "--adminpass=" + ADMINISTRATORS_PASSWORD,
                            "--targetdir=" + KEPT,
                            "--host-name=dc1",
                            "--host-ip=127.0.0.1",
                            "--option=interfaces=lo",
                            "--option=bind interfaces only=yes",
                            "--use-rfc2307"));
            TestAuthority.in(KEPT.resolve("tls")).sign("dc1", "dc1.contoso.test");
            Files.createFile(KEPT.resolve("made"));
        }
        return KEPT;
    }

    /// What `docs/directories.md` tells an operator to paste.
    void prepare() throws Exception {
        try (var admin = administrator()) {
            admin.modify(
                    "dn: " + DOMAIN,
                    "changetype: modify",
                    "replace: lockoutThreshold",
                    "lockoutThreshold: 5",
                    "-",
                    "replace: lockoutDuration",
                    "lockoutDuration: -18000000000",
                    "-",
                    "replace: lockOutObservationWindow",
                    "lockOutObservationWindow: -18000000000",
                    "-",
                    "replace: pwdHistoryLength",
                    "pwdHistoryLength: 5");
            admin.add("dn: OU=People," + DOMAIN, "objectClass: organizationalUnit", "ou: People");
            admin.add("dn: OU=Services," + DOMAIN, "objectClass: organizationalUnit", "ou: Services");
            add(admin, "regain", "OU=Services," + DOMAIN, SERVICE_PASSWORD);
            neverLocked(admin, SERVICE);
            permit(BASE, OperatorsPage.rights("%1$s"));
        }
    }

    /// Gives the service account a right.
    ///
    /// @param sddl with `%1$s` for its SID
    void permit(String dn, String sddl) throws Exception {
        try (var admin = administrator()) {
            var sid = AdValues.sid(admin.getEntry(SERVICE, "objectSid").getAttributeValueBytes("objectSid"));
            Programs.run(
                    folder,
                    List.of(
                            "samba-tool",
                            "dsacl",
                            "set",
                            "--configfile=" + folder.resolve("etc/smb.conf"),
                            "-H",
                            folder.resolve("private/sam.ldb").toString(),
                            "--objectdn=" + dn,
                            "--sddl=" + sddl.formatted(sid)));
        }
    }

    /// What the page has `samba-tool` do, which takes longer.
    private static void neverLocked(LDAPConnection admin, String dn) throws LDAPException, LDIFException {
        admin.add(
                "dn: CN=regain,CN=Password Settings Container,CN=System," + DOMAIN,
                "objectClass: msDS-PasswordSettings",
                "msDS-PasswordSettingsPrecedence: 1",
                "msDS-PasswordReversibleEncryptionEnabled: FALSE",
                "msDS-PasswordHistoryLength: 24",
                "msDS-PasswordComplexityEnabled: TRUE",
                "msDS-MinimumPasswordLength: 7",
                "msDS-MinimumPasswordAge: -864000000000",
                "msDS-MaximumPasswordAge: -9223372036854775808",
                "msDS-LockoutThreshold: 0",
                "msDS-LockoutObservationWindow: -18000000000",
                "msDS-LockoutDuration: -18000000000",
                "msDS-PSOAppliesTo: " + dn);
    }

    /// @param more lines `attribute: value`
    static void add(LDAPConnection admin, String name, String parent, String password, String... more)
            throws LDAPException, LDIFException {
        var lines = new ArrayList<>(List.of(
                "dn: CN=" + name + "," + parent,
                "objectClass: user",
                "sAMAccountName: " + name,
                "mail: " + name + "@contoso.example",
                "userAccountControl: 512",
                "unicodePwd:: "
                        + java.util.Base64.getEncoder()
                                .encodeToString(("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE))));
        lines.addAll(List.of(more));
        admin.add(lines.toArray(String[]::new));
    }

    EntryId id(LDAPConnection admin, String name) throws LDAPException {
        return new EntryId(AdValues.guid(
                admin.searchForEntry(DOMAIN, SearchScope.SUB, "(sAMAccountName=" + name + ")", "objectGUID")
                        .getAttributeValueBytes("objectGUID")));
    }

    LDAPConnection administrator() throws LDAPException, GeneralSecurityException {
        return as(ADMINISTRATOR, ADMINISTRATORS_PASSWORD);
    }

    /// Past Regain, as a desktop does it.
    LDAPConnection as(String dn, String password) throws LDAPException, GeneralSecurityException {
        var tls = new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory();
        return new LDAPConnection(tls, address, 636, dn, password);
    }

    public URI ldaps() {
        return URI.create("ldaps://" + address);
    }

    public RegainSettings.Directory settings() {
        return new RegainSettings.Directory(
                List.of(ldaps()), folder.resolve("tls/ca.pem"), SERVICE, SERVICE_PASSWORD, BASE);
    }

    LdapDirectory directory() {
        return DirectoryConfiguration.open(settings(), Clock.systemUTC(), Trace.NOTHING);
    }

    @Override
    public void close() {
        Programs.end(samba);
    }
}
