package org.regain.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/// The names of Regain's settings, read off [RegainSettings], and the names that somebody gave.
///
/// Spring's own check skips environment variables and system properties, which is where most settings come from.
final class SettingNames {

    private static final String PREFIX = "regain";

    private SettingNames() {}

    /// All settings in their canonical form, such as `regain.base-url`.
    static Set<String> known() {
        return below(PREFIX, RegainSettings.class).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The names given that are no setting, as they were written: `regain.bas-url`, `REGAIN_BAS_URL`.
    static List<String> unknown(ConfigurableEnvironment environment) {
        Set<String> known = known().stream().map(SettingNames::plain).collect(Collectors.toSet());
        return environment.getPropertySources().stream()
                .flatMap(source -> source instanceof EnumerablePropertySource<?> names
                        ? Arrays.stream(names.getPropertyNames())
                        : Stream.empty())
                .filter(name -> name.startsWith("regain.") || name.startsWith("REGAIN_"))
                .filter(name -> !known.contains(plain(name)))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> below(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + "." + kebab(component);
            return component.getType().isRecord() ? below(name, component.getType()) : Stream.of(name);
        });
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    // regain.base-url, regain.baseUrl and REGAIN_BASE_URL are one name.
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
