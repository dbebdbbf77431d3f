package org.regain.flow;

import org.regain.secret.Token;
import org.regain.verification.FlowId;

/// Names a new flow, and opens it again.
///
/// @param key for the browser that asked and nobody else; the row keeps its SHA-256
public record FlowHandle(FlowId id, Token key) {}
