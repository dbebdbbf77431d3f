package org.regain.watch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Prometheus reads, and what can be asked of it.
record Scrape(String text) {

    private static final Pattern LINE = Pattern.compile("^([a-zA-Z_:]\\w*)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    /// A name in a query, with the labels that are asked of it.
    private static final Pattern ASKED = Pattern.compile("\\b([a-z]\\w*_\\w+)(?:\\{([^}]*)})?");

    private static final Pattern ASKED_LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPED = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");

    /// Prometheus's own: its functions, and what it puts beside each line that it reads.
    private static final Set<String> PROMETHEUS =
            Set.of("histogram_quantile", "label_values", "clamp_min", "max_over_time");

    private static final Set<String> ADDED = Set.of("job", "instance");

    private Stream<Matcher> lines() {
        return LINE.matcher(text).results().map(found -> {
            Matcher line = LINE.matcher(found.group());
            line.find();
            return line;
        });
    }

    Set<String> values(String name, String label) {
        Pattern value = Pattern.compile("\\b" + label + "=\"([^\"]*)\"");
        return lines().filter(it -> it.group(1).equals(name))
                .flatMap(it -> value.matcher(Optional.ofNullable(it.group(2)).orElse(""))
                        .results())
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    double number(String line) {
        return numbers(Pattern.quote(line)).values().stream().findFirst().orElse(0.0);
    }

    /// Of all lines like this.
    double sum(String lines) {
        return numbers(lines).values().stream().mapToDouble(it -> it).sum();
    }

    /// What has risen since, by line.
    Map<String, Double> since(Scrape before, String lines) {
        Map<String, Double> then = before.numbers(lines);
        Map<String, Double> risen = new TreeMap<>();
        numbers(lines).forEach((line, number) -> {
            double by = number - then.getOrDefault(line, 0.0);
            if (by != 0) {
                risen.put(line, by);
            }
        });
        return risen;
    }

    private Map<String, Double> numbers(String lines) {
        return text.lines()
                .filter(it -> !it.startsWith("#"))
                .map(it -> it.split(" (?=\\S+$)", 2))
                .filter(it -> it[0].matches(lines))
                .collect(Collectors.toMap(it -> it[0], it -> Double.parseDouble(it[1])));
    }

    /// The names and labels in a query of Prometheus that are not here; at least one name has to be.
    Set<String> lacks(String query) {
        Map<String, Set<String>> here = lines().collect(Collectors.toMap(
                it -> it.group(1),
                it -> LABEL.matcher(Optional.ofNullable(it.group(2)).orElse(""))
                        .results()
                        .map(label -> label.group(1))
                        .collect(Collectors.toSet()),
                (one, other) -> {
                    one.addAll(other);
                    return one;
                }));
        Set<String> lacking = new TreeSet<>();
        Set<String> labels = new TreeSet<>(ADDED);
        // What Prometheus says of each node by itself.
        boolean any = query.startsWith("up{");
        String asked = GROUPED.matcher(query).replaceAll(" ");
        for (var name : ASKED.matcher(asked).results().toList()) {
            if (PROMETHEUS.contains(name.group(1))) {
                continue;
            }
            Set<String> its = here.get(name.group(1));
            if (its == null) {
                lacking.add(name.group(1));
                continue;
            }
            any = true;
            labels.addAll(its);
            ASKED_LABEL
                    .matcher(Optional.ofNullable(name.group(2)).orElse(""))
                    .results()
                    .map(it -> it.group(1))
                    .filter(it -> !its.contains(it) && !ADDED.contains(it))
                    .forEach(it -> lacking.add(name.group(1) + "{" + it + "}"));
        }
        GROUPED.matcher(query)
                .results()
                .flatMap(it -> Stream.of(it.group(1).split("\\s*,\\s*", -1)))
                .map(String::strip)
                .filter(it -> !labels.contains(it))
                .forEach(it -> lacking.add("by (" + it + ")"));
        if (!any && lacking.isEmpty()) {
            lacking.add("any name");
        }
        return lacking;
    }
}
