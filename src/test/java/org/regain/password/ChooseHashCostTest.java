package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.regain.settings.RegainSettings;
import org.regain.start.StartRefused;
import org.regain.support.TestPostgres;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ChooseHashCostTest {

    private final TestPostgres database = TestPostgres.fresh();
    private final JdbcClient app =
            JdbcClient.create(new DriverManagerDataSource(database.url(), "regain_app", database.appPassword()));
    private final HashCosts costs = new HashCosts(app);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstStartMeasuresAndAllNodesKeepIt() {
        assertThat(costs.chosen()).isEmpty();
        HashCost chosen = choice(null, null).now();
        assertThat(costs.equal()).hasSize(5).contains(chosen);
        assertThat(costs.chosen()).contains(chosen);
        for (HashCost other : costs.equal()) {
            assertThat(costs.choose(other)).as("a node that measured otherwise").isEqualTo(chosen);
        }
        assertThat(choice(null, null).now()).isEqualTo(chosen);
    }

    @Test
    void whatTheOperatorSaysHoldsAndIsNotKept() {
        assertThat(choice(65536, 3).now()).isEqualTo(new HashCost(65536, 3));
        assertThat(choice(19456, 2).now()).isEqualTo(new HashCost(19456, 2));
        assertThat(costs.chosen()).isEmpty();
    }

    @Test
    void noNodeStartsWithAHashThatIsTooWeak() {
        for (int[] weak : new int[][] {{7167, 5}, {7168, 4}, {19455, 2}, {19456, 1}, {47103, 1}, {7167, 10}}) {
            assertThatThrownBy(() -> choice(weak[0], weak[1]).now())
                    .isInstanceOf(StartRefused.class)
                    .hasMessage("regain.hash.memory-kib and regain.hash.passes are weaker than OWASP asks for: at least"
                            + " 47104 and 1, or 19456 and 2, or 12288 and 3, or 9216 and 4, or 7168 and 5.");
        }
    }

    @Test
    void theDatabaseKeepsNoneThatIsTooWeak() {
        for (int[] weak : new int[][] {{7167, 5}, {7168, 4}, {47103, 1}}) {
            assertThatThrownBy(() -> costs.choose(new HashCost(weak[0], weak[1])))
                    .hasMessageContaining("violates check constraint");
        }
        assertThat(costs.choose(new HashCost(7168, 5))).isEqualTo(new HashCost(7168, 5));
    }

    private ChooseHashCost choice(@Nullable Integer memoryKib, @Nullable Integer passes) {
        var names = new MapConfigurationPropertySource();
        names.put("regain.data-dir", Path.of("target").toString());
        if (memoryKib != null && passes != null) {
            names.put("regain.hash.memory-kib", memoryKib);
            names.put("regain.hash.passes", passes);
        }
        return new ChooseHashCost(
                costs, new Binder(names).bind("regain", RegainSettings.class).get());
    }
}
