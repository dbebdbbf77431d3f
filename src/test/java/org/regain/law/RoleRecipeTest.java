package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.account.Role;

/// "Adding a role" in `CONTRIBUTING.md` names every place where a role has to be named.
class RoleRecipeTest {

    private final Court court = Court.inSession();

    RoleRecipeTest() throws SQLException {}

    @Test
    void aRoleIsNamedWhereTheRecipeSaysAndNowhereElse() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main"))) {
            for (var file : files.filter(it -> it.toString().matches(".*\\.(java|sql|html|js|properties|yaml)"))
                    .toList()) {
                var name = file.getFileName().toString();
                // The demo's people are no list of roles.
                if (!name.startsWith("Demo") && Files.readString(file).contains(Role.HELPDESK_AGENT.name())) {
                    found.add(name);
                }
            }
        }
        assertThat(found)
                .containsExactly(
                        "Role.java",
                        "V1__tables.sql",
                        "messages.properties",
                        "messages_es.properties",
                        "messages_zh_CN.properties");
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseTakesEachRole(Role role) {
        var who = court.account("ACTIVE", role.name());
        assertThat(court.ask("select has_role(?, array [?])", who, role.name())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void eachRoleHasItsWords(Role role) throws IOException {
        for (var bundle : new String[] {"messages", "messages_es", "messages_zh_CN"}) {
            assertThat(Files.readString(Path.of("src/main/resources/" + bundle + ".properties")))
                    .contains("\nrole." + role + "=");
        }
    }
}
