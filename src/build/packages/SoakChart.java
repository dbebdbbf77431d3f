import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// The chart of a soak: memory over time, one line each. An SVG that follows what it is shown on, by day and by night.
final class SoakChart {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 180;
    private static final int EDGE = 30;
    private static final int STEPS = 5;

    private SoakChart() {}

    static String of(List<Held> held) {
        long most = held.stream()
                .mapToLong(it -> Math.max(Math.max(it.java(), it.postgres()), it.live()))
                .max()
                .orElseThrow();
        int step = (int) Math.ceil(most / 1_024.0 / STEPS / 50) * 50;
        long last = held.getLast().at().toSeconds();
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="system-ui, sans-serif" font-size="13">
                <title>Memory in MB over %d minutes</title>
                <style>
                svg { color: #1f2328; background: #fff } line { stroke: currentColor; opacity: .15 } text { fill: currentColor }
                polyline { fill: none; stroke-width: 2 } .java { stroke: #0b5fb0 } .live { stroke: #0b5fb0; stroke-dasharray: 4 4 } .postgres { stroke: #6b6f76 }
                @media (prefers-color-scheme: dark) { svg { color: #e6e6e6; background: #17191c } .java, .live { stroke: #7db8f5 } .postgres { stroke: #a0a6ad } }
                </style>
                """.formatted(WIDTH, HEIGHT, Math.round(last / 60.0)));
        for (int i = 0; i <= STEPS; i++) {
            double y = y(i * step, step);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d MB</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y,
                    LEFT - 8,
                    y + 4,
                    i * step));
        }
        svg.append("<text x=\"%d\" y=\"%d\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d min</text>%n"
                .formatted(LEFT, HEIGHT - 8, WIDTH - RIGHT, HEIGHT - 8, Math.round(last / 60.0)));
        line(svg, held, "java", "Java, resident", Held::java, step, last);
        line(svg, held, "live", "on Java's heap, alive", Held::live, step, last);
        line(svg, held, "postgres", "PostgreSQL", Held::postgres, step, last);
        return svg.append("</svg>\n").toString();
    }

    private static void line(
            StringBuilder svg,
            List<Held> held,
            String kind,
            String name,
            ToLongFunction<Held> number,
            int step,
            long last) {
        String points = held.stream()
                .map(it -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        LEFT + (WIDTH - LEFT - RIGHT) * it.at().toSeconds() / (double) last,
                        y(number.applyAsLong(it) / 1_024.0, step)))
                .collect(Collectors.joining(" "));
        svg.append("<polyline class=\"%s\" points=\"%s\"/>%n".formatted(kind, points));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%.1f\">%s</text>%n",
                WIDTH - RIGHT + 8,
                y(number.applyAsLong(held.getLast()) / 1_024.0, step) + 4,
                name));
    }

    private static double y(double megabytes, int step) {
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * megabytes / (STEPS * step);
    }
}
