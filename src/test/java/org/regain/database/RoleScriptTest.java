package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleScriptTest {

    @Test
    void aStatementEndsWhereItsLineDoes() {
        assertThat(RoleScript.statements("""
            -- said; to nobody;
            do $$ begin create role a; exception when duplicate_object then null; end $$;

            select 'create database b'
                where true \\gexec
            \\connect b
            create schema c;
            """))
                .isEqualTo(List.of(
                        "do $$ begin create role a; exception when duplicate_object then null; end $$;",
                        "select 'create database b'\n    where true \\gexec",
                        "\\connect b",
                        "create schema c;"));
    }
}
