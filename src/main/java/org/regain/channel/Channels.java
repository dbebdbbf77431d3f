package org.regain.channel;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Which ways there are to reach people here. It depends on settings alone, so a page may ask before it knows anybody.
@Component
public class Channels {

    private final boolean texts;

    Channels(ObjectProvider<SmsChannel> sms) {
        this.texts = sms.getIfAvailable() != null;
    }

    /// Whether texts are sent. Without them nothing that needs one is offered.
    public boolean texts() {
        return texts;
    }
}
