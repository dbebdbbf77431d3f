package org.regain.channel;

/// A way messages leave, named as in the table.
public enum Channel {
    EMAIL,
    SMS
}
