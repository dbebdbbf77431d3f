package org.regain.directory;

import static org.regain.support.Deadline.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.regain.settings.RegainSettings;
import org.regain.support.Ports;
import org.regain.trace.Trace;

/// A real 389 Directory Server on loopback, set up by the words of `docs/directories.md`, and whoever a test puts into it.
public final class TestDs389 implements AutoCloseable {

    public static final String PROGRAM = "/usr/sbin/ns-slapd";
    public static final String CERTIFICATES = "/usr/bin/pk12util";
    public static final String PACKAGE = "Debian's 389-ds-base, libnss3-tools and openssl";

    static final String SUFFIX = "dc=contoso,dc=test";
    static final String BASE = "ou=people," + SUFFIX;
    static final String SERVICE = "cn=regain,ou=services," + SUFFIX;
    static final String SERVICE_PASSWORD = "the service's own";
    static final String ROOT = "cn=Directory Manager";
    static final String ROOT_PASSWORD = "the root's own";

    private final Path folder;
    private final TestAuthority authority;
    private final int plain = Ports.free();
    private final int tls = Ports.free();
    private Process server;

    /// @param folder absolute, as the server changes its own
    public TestDs389(Path folder) throws IOException {
        this(folder, TestAuthority.in(folder.resolve("tls")));
    }

    TestDs389(Path folder, TestAuthority authority) throws IOException {
        this.folder = folder;
        this.authority = authority;
        TestDs389Files.write(folder, authority, plain, tls);
        start();
        try (var root = root()) {
            change(root, TestDs389Tree.BEGINNING);
            change(root, OperatorsPage.ds389(SUFFIX, SERVICE_PASSWORD));
            change(root, TestDs389Tree.POLICIES);
        } catch (LDAPException | LDIFException e) {
            close();
            throw new IllegalStateException(e);
        }
    }

    void start() throws IOException {
        server = new ProcessBuilder(
                        PROGRAM,
                        "-D",
                        folder.resolve("config").toString(),
                        "-i",
                        folder.resolve("pid").toString(),
                        "-d",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.log").toFile())
                .start();
        await("389 Directory Server").until(() -> {
            if (!server.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("said.log")));
            }
            return Ports.isListenedOn(tls);
        });
    }

    /// As if somebody pulled its plug.
    void kill() {
        server.destroyForcibly().onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    URI ldaps() {
        return URI.create("ldaps://localhost:" + tls);
    }

    URI startTls() {
        return URI.create("ldap://localhost:" + plain);
    }

    int tlsPort() {
        return tls;
    }

    RegainSettings.Directory settings(URI... urls) {
        return new RegainSettings.Directory(
                urls.length == 0 ? List.of(ldaps()) : List.of(urls), authority.ca(), SERVICE, SERVICE_PASSWORD, BASE);
    }

    LdapDirectory directory(URI... urls) {
        return DirectoryConfiguration.open(settings(urls), Clock.systemUTC(), Trace.NOTHING);
    }

    /// As who may do everything.
    LDAPConnection root() throws LDAPException {
        return as(ROOT, ROOT_PASSWORD);
    }

    /// For what it takes by TLS alone.
    LDAPConnection rootByTls() throws LDAPException {
        var connection = new LDAPConnection(Authorities.of(authority.ca()).sockets(), "localhost", tls);
        connection.bind(ROOT, ROOT_PASSWORD);
        return connection;
    }

    LDAPConnection as(String dn, String password) throws LDAPException {
        return new LDAPConnection("127.0.0.1", plain, dn, password);
    }

    /// Past Regain, as a desktop does it.
    boolean bindsAs(String dn, String password) {
        try (var _ = as(dn, password)) {
            return true;
        } catch (LDAPException refused) {
            return false;
        }
    }

    /// What an operator would do with `ldapmodify`.
    static void change(LDAPConnection root, String ldif) throws IOException, LDIFException, LDAPException {
        try (var reader = new LDIFReader(new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)))) {
            for (var change = reader.readChangeRecord(true); change != null; change = reader.readChangeRecord(true)) {
                change.processChange(root);
            }
        }
    }

    /// What holds for everybody without a policy of their own.
    void policy(String attribute, String value) throws LDAPException {
        try (var root = root()) {
            root.modify("cn=config", new Modification(ModificationType.REPLACE, attribute, value));
        }
    }

    @Override
    public void close() {
        kill();
    }
}
