package org.regain.web;

/// A button without a field. In this and in the other forms, `at` is how far the page thought the flow had come.
public record StepForm(int at) {}
