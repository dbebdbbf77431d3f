package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.regain.verification.Challenge;
import org.regain.verification.Verdict;

/// `docs/flow.md` draws the type: its states, and the steps each of them permits, no more and no less.
class FlowDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/flow.md");
    private static final Pattern ARROW = Pattern.compile("^\\s*(\\w+) --> (\\w+) : (.+)$", Pattern.MULTILINE);

    @Test
    void theDiagramHasTheStatesOfTheType() throws IOException {
        var drawn = diagram()
                .flatMap(arrow -> Stream.of(arrow.from(), arrow.to()))
                .collect(Collectors.toCollection(TreeSet::new));
        var permitted = Arrays.stream(RecoveryFlow.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(drawn).isEqualTo(permitted);
        assertThat(permitted).containsExactly("Applying", "Challenged", "Completed", "Ended", "Opened", "Verified");
    }

    @Test
    void eachStateIsExplained() throws IOException {
        var text = Files.readString(DOCUMENT);
        for (var state : RecoveryFlow.class.getPermittedSubclasses()) {
            assertThat(text).contains("### " + state.getSimpleName() + "\n");
        }
    }

    @Test
    void theDiagramHasTheStepsOfTheType() throws Exception {
        Set<String> drawn = diagram().map(Arrow::toString).collect(Collectors.toCollection(TreeSet::new));
        assertThat(drawn).isEqualTo(steps());
    }

    private static Stream<Arrow> diagram() throws IOException {
        var text = Files.readString(DOCUMENT);
        var diagram = text.substring(text.indexOf("```mermaid"), text.indexOf("```", text.indexOf("```mermaid") + 3));
        return ARROW.matcher(diagram)
                .results()
                .flatMap(found -> Arrays.stream(found.group(3).split(","))
                        .map(step -> new Arrow(found.group(1), found.group(2), step.strip())));
    }

    /// Every public method of every state, called with everything it can be called with.
    private static Set<String> steps() throws ReflectiveOperationException {
        var arrows = new TreeSet<String>();
        for (var state : FlowSamples.states()) {
            for (var method : state.getClass().getDeclaredMethods()) {
                if (isStep(state.getClass(), method)) {
                    method.setAccessible(true);
                    for (var arguments : arguments(List.of(method.getParameters()))) {
                        var after = (RecoveryFlow) method.invoke(state, arguments.toArray());
                        arrows.add(new Arrow(name(state), name(after), method.getName()).toString());
                    }
                }
            }
        }
        return arrows;
    }

    private static boolean isStep(Class<?> state, Method method) {
        var components = Arrays.stream(state.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        return Modifier.isPublic(method.getModifiers())
                && RecoveryFlow.class.isAssignableFrom(method.getReturnType())
                && !components.contains(method.getName());
    }

    private static List<List<Object>> arguments(List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Object>>();
        for (var rest : arguments(parameters.subList(1, parameters.size()))) {
            for (var first : samples(parameters.getFirst().getType())) {
                all.add(Stream.concat(Stream.of(first), rest.stream()).toList());
            }
        }
        return all;
    }

    private static List<?> samples(Class<?> type) {
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        if (type == Verdict.class) {
            return FlowSamples.verdicts();
        }
        if (type == Challenge.class) {
            return List.of(FlowSamples.challenge(org.regain.verification.Method.EMAIL, 5));
        }
        if (type == RecoveryPolicy.class) {
            return List.of(FlowSamples.POLICY);
        }
        if (type == Instant.class) {
            return List.of(FlowSamples.NOW);
        }
        if (type == int.class) {
            return List.of(3);
        }
        throw new AssertionError("A step takes a " + type + ", of which this test has no samples");
    }

    private static String name(RecoveryFlow state) {
        return state.getClass().getSimpleName();
    }

    private record Arrow(String from, String to, String step) {

        @Override
        public String toString() {
            return from + " --> " + to + " : " + step;
        }
    }
}
