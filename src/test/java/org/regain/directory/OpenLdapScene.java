package org.regain.directory;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Written;
import org.regain.secret.Password;

/// An OpenLDAP, and people in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenLdapScene {

    static final String RIGHT = "correct horse battery";
    static final String STRICT = "pwdPolicySubentry: cn=strict,ou=policies," + TestSlapd.SUFFIX;

    TestSlapd slapd;
    LdapDirectory directory;
    int people;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        slapd = new TestSlapd(folder.resolve("one"), "");
        directory = slapd.directory();
    }

    @AfterAll
    void stop() throws Exception {
        directory.close();
        slapd.close();
    }

    EntryId add(String... more) throws Exception {
        int number = ++people;
        try (var root = slapd.root()) {
            add(root, number, "p" + number, more);
        }
        return TestSlapd.id(number);
    }

    static void add(LDAPConnection root, int number, String uid, String... more) throws Exception {
        var request = new AddRequest(TestSlapd.person(uid, number, RIGHT, more).split("\n", -1));
        request.addControl(new Control("1.3.6.1.4.1.4203.666.5.12", true));
        root.add(request);
    }

    @Nullable
    String read(EntryId id, String attribute) throws Exception {
        try (var root = slapd.root()) {
            return root.searchForEntry(
                            TestSlapd.BASE,
                            SearchScope.SUB,
                            Filter.createEqualityFilter("entryUUID", id.text()),
                            attribute)
                    .getAttributeValue(attribute);
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
