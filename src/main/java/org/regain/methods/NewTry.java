package org.regain.methods;

import org.regain.secret.Token;
import org.regain.verification.FlowId;

/// What a try of a method is opened with.
///
/// @param key     its handle, for the session alone
/// @param nameMac what stands for the account where other flows have the name that was typed
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one statement.
record NewTry(FlowId flow, Token key, byte[] nameMac) {}
