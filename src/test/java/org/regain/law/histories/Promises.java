package org.regain.law.histories;

/// What is promised whatever the rules are.
final class Promises {

    record Told(World before, World after, Step step, String answer) {}

    void keep(Told told) {}

    Promises copy() {
        return this;
    }
}
