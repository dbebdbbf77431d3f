package org.regain.admin;

/// A setting as it holds at this moment.
///
/// @param higher a higher value is the stricter one; otherwise a lower one is
record SettingLine(Setting setting, int value, int lowest, int highest, boolean higher) {}
