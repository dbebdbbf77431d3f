package org.regain.admin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Columns of parts that stand on each other, as they are drawn: a picture beside a table that says the same. It is stretched
/// to the width of the page, so it holds no words.
///
/// @param columns from left to right, each [#STEP] wide
/// @param most    what a column of the full height stands for
record Chart(List<Column> columns, int most) {

    static final int HEIGHT = 100;
    static final int STEP = 10;
    private static final int WIDE = 8;

    /// @param bars from below
    record Column(LocalDate day, List<Bar> bars) {}

    /// @param kind names its colour, and its words
    record Bar(String kind, int many, int x, double y, int width, double height) {}

    /// So many of one kind.
    record Part(String kind, int many) {}

    /// One column before it is drawn.
    record Stack(LocalDate day, List<Part> parts) {

        int many() {
            return parts.stream().mapToInt(Part::many).sum();
        }
    }

    static Chart of(List<Stack> stacks) {
        var most = Math.max(1, stacks.stream().mapToInt(Stack::many).max().orElse(0));
        var columns = new ArrayList<Column>();
        for (var stack : stacks) {
            columns.add(new Column(stack.day(), bars(stack, columns.size() * STEP + (STEP - WIDE) / 2, most)));
        }
        return new Chart(List.copyOf(columns), most);
    }

    private static List<Bar> bars(Stack stack, int x, int most) {
        var bars = new ArrayList<Bar>();
        var below = 0;
        for (var part : stack.parts()) {
            var height = (double) HEIGHT * part.many() / most;
            below += part.many();
            bars.add(new Bar(part.kind(), part.many(), x, HEIGHT - (double) HEIGHT * below / most, WIDE, height));
        }
        return bars;
    }

    public String viewBox() {
        return "0 0 " + Math.max(1, columns.size()) * STEP + " " + HEIGHT;
    }

    /// The kinds in the order in which they stand, for what explains the colours.
    public List<String> kinds() {
        return columns.stream()
                .flatMap(column -> column.bars().stream())
                .map(Bar::kind)
                .distinct()
                .toList();
    }
}
