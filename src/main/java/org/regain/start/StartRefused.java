package org.regain.start;

import java.util.List;

/// Regain cannot start, and the operator can put it right. Printed by [StartRefusedAnalyzer] without a stack trace.
public final class StartRefused extends RuntimeException {

    private final List<String> sentences;

    /// @param sentences what is wrong and what to do, one whole sentence each; at least one
    public StartRefused(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    public StartRefused(String sentence) {
        this(List.of(sentence));
    }

    /// @param cause the fault underneath, for the debug log; the sentence must be enough without it
    public StartRefused(String sentence, Throwable cause) {
        this(sentence);
        initCause(cause);
    }

    public List<String> sentences() {
        return sentences;
    }
}
