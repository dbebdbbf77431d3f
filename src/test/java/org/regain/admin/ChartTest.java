package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.admin.Chart.Bar;
import org.regain.admin.Chart.Part;
import org.regain.admin.Chart.Stack;

/// Where the bars of a picture stand.
class ChartTest {

    @Test
    void partsStandOnEachOtherAndTheHighestColumnFillsTheHeight() {
        var chart = Chart.of(List.of(column(1, 3, 1), column(2, 1, 1), column(3, 0, 0)));
        assertThat(chart.most()).isEqualTo(4);
        assertThat(chart.viewBox()).isEqualTo("0 0 30 100");
        assertThat(chart.columns().get(0).bars())
                .containsExactly(new Bar("SENT", 3, 1, 25, 8, 75), new Bar("FAILED", 1, 1, 0, 8, 25));
        assertThat(chart.columns().get(1).bars())
                .containsExactly(new Bar("SENT", 1, 11, 75, 8, 25), new Bar("FAILED", 1, 11, 50, 8, 25));
        assertThat(chart.columns().get(2).bars()).allMatch(bar -> bar.height() == 0);
        assertThat(chart.kinds()).containsExactly("SENT", "FAILED");
    }

    @Test
    void nothingIsDrawnOfNothing() {
        assertThat(Chart.of(List.of()).viewBox()).isEqualTo("0 0 10 100");
        assertThat(Chart.of(List.of(column(1, 0, 0))).most()).isEqualTo(1);
    }

    private static Stack column(int day, int sent, int failed) {
        return new Stack(LocalDate.of(2026, 11, day), List.of(new Part("SENT", sent), new Part("FAILED", failed)));
    }
}
