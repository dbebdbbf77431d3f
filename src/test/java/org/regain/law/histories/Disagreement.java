package org.regain.law.histories;

/// The model and the law answer a step differently, or stand differently after it, or a promise is broken.
final class Disagreement extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Disagreement(String message) {
        super(message, null, false, false);
    }
}
