package org.regain.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Written;
import org.regain.secret.Password;

/// A 389 Directory Server, and people in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Ds389Scene {

    static final String RIGHT = "correct horse battery";
    static final String STRICT = "pwdPolicySubentry: cn=strict,ou=people," + TestDs389.SUFFIX;
    static final String MUST_CHANGE = "passwordExpirationTime: 19700101000000Z";
    static final EntryId NOBODY = new EntryId("00000000-00000000-00000000-00000000");

    TestDs389 server;
    LdapDirectory directory;
    int people;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = new TestDs389(folder.resolve("one"));
        directory = server.directory();
    }

    @AfterAll
    void stop() {
        directory.close();
        server.close();
    }

    EntryId add(String... more) throws Exception {
        try (var root = server.root()) {
            return add(root, "p" + ++people, RIGHT, more);
        }
    }

    /// Somebody whose password was set yesterday, and need not be changed.
    static EntryId add(LDAPConnection root, String uid, String password, String... more) throws Exception {
        var all = String.join("\n", more);
        TestDs389.change(
                root,
                """
            dn: uid=%1$s,%2$s
            objectClass: inetOrgPerson
            uid: %1$s
            cn: %1$s
            sn: %1$s
            mail: %1$s@contoso.example
            userPassword: %3$s
            pwdUpdateTime: %4$s
            %5$s
            %6$s
            """.formatted(
                                uid,
                                TestDs389.BASE,
                                password,
                                ago(Duration.ofDays(1)),
                                all.contains("passwordExpirationTime")
                                        ? "description: -"
                                        : "passwordExpirationTime: 19700101000001Z",
                                all).stripTrailing()
                        + "\n");
        return new EntryId(Objects.requireNonNull(
                root.getEntry("uid=%s,%s".formatted(uid, TestDs389.BASE), "nsUniqueId")
                        .getAttributeValue("nsUniqueId")));
    }

    static String dn(LDAPConnection root, EntryId id) throws Exception {
        return root.searchForEntry(
                        TestDs389.SUFFIX, SearchScope.SUB, Filter.createEqualityFilter("nsUniqueId", id.text()), "1.1")
                .getDN();
    }

    /// Past Regain, as a desktop does it.
    ///
    /// @return whether the last one is right
    boolean bindsAs(EntryId id, String... passwords) throws Exception {
        try (var root = server.root()) {
            var dn = dn(root, id);
            return List.of(passwords).stream()
                    .map(it -> server.bindsAs(dn, it))
                    .toList()
                    .getLast();
        }
    }

    void mistypedTooOften(EntryId id) throws Exception {
        if (bindsAs(id, "guess 1", "guess 2", "guess 3", "guess 4", "guess 5", RIGHT)) {
            throw new IllegalStateException("It does not lock");
        }
    }

    @Nullable
    String read(EntryId id, String attribute) throws Exception {
        try (var root = server.root()) {
            return root.getEntry(dn(root, id), attribute).getAttributeValue(attribute);
        }
    }

    Checked check(EntryId id, String password) {
        return directory.check(id, password(password));
    }

    Written reset(EntryId id, String password) {
        return directory.reset(id, password(password));
    }

    Written change(EntryId id, String old, String password) {
        return directory.change(id, password(old), password(password));
    }

    static String ago(Duration age) {
        return TestSlapd.time(Instant.now().minus(age));
    }

    static Password password(String text) {
        return Password.of(text).orElseThrow();
    }
}
