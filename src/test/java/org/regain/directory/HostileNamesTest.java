package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.secret.Password;
import org.regain.support.Needs;

/// Names that end a DN, a filter or a line for whoever puts them together by hand. keycloak/keycloak PR 3637: a comma was enough.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
class HostileNamesTest {

    private static final List<String> PARTS = List.of(
            ",",
            "+",
            "#",
            "\"",
            "\\",
            "<",
            ">",
            ";",
            "=",
            "*",
            "(",
            ")",
            "&",
            "|",
            "!",
            "/",
            "\u0000",
            "\n",
            " ",
            "'",
            "%",
            "{",
            "\\2c",
            "uid=",
            ")(uid=*",
            "dc=test",
            "\u00f1",
            "\u674e",
            "\ud83d\ude00",
            "e\u0301",
            "\u202e",
            "a",
            "Z",
            "7");

    private static final int NAMES = 300;
    private static final int WRITTEN = 40;

    @Test
    void whoeverIsCalledSoIsFoundAndWrittenAsThemselves(@TempDir Path folder) throws Exception {
        long seed = 20261126;
        var chance = new Random(seed);
        var right = Password.of("correct horse battery").orElseThrow();
        var fresh = Password.of("a new pass phrase").orElseThrow();
        try (var slapd = new TestSlapd(folder.resolve("one"), "");
                var directory = slapd.directory();
                var root = slapd.root()) {
            var names = new HashMap<EntryId, String>();
            for (int i = 0; i < NAMES; i++) {
                var name = new StringBuilder("n" + i);
                for (int part = 0; part < 6; part++) {
                    name.append(PARTS.get(chance.nextInt(PARTS.size())));
                }
                // Matched without blanks at its ends, as the schema says.
                var whole = (i % 2 == 0 ? name.reverse() : name).toString().strip();
                var request = new AddRequest(
                        new DN(new RDN("cn", whole), new DN(TestSlapd.BASE)),
                        new Attribute("objectClass", "inetOrgPerson"),
                        new Attribute("uid", whole),
                        new Attribute("cn", whole),
                        new Attribute("sn", whole),
                        new Attribute("entryUUID", new UUID(i, 77).toString()),
                        new Attribute("userPassword", "correct horse battery"));
                request.addControl(new Control("1.3.6.1.4.1.4203.666.5.12", true));
                root.add(request);
                names.put(new EntryId(new UUID(i, 77).toString()), whole);
            }
            var listed = new HashMap<EntryId, String>();
            directory.people(entry -> listed.put(entry.id(), entry.userName()));
            assertThat(listed).containsExactlyInAnyOrderEntriesOf(names);
            for (EntryId id : names.keySet()) {
                assertThat(directory.find(id).orElseThrow().userName()).isEqualTo(names.get(id));
            }
            for (Map.Entry<EntryId, String> one :
                    names.entrySet().stream().limit(WRITTEN).toList()) {
                var id = one.getKey();
                assertThat(directory.check(id, right)).as(one.getValue()).isEqualTo(new Checked.Right());
                assertThat(directory.reset(id, fresh)).as(one.getValue()).isInstanceOf(Written.Done.class);
                assertThat(directory.check(id, right)).as(one.getValue()).isEqualTo(new Checked.Wrong());
                assertThat(directory.unlock(id)).as(one.getValue()).isEqualTo(Unlocked.DONE);
                assertThat(directory.check(id, fresh)).as(one.getValue()).isEqualTo(new Checked.Right());
            }
        }
    }
}
