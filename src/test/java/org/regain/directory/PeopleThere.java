package org.regain.directory;

import org.regain.settings.RegainSettings;

/// A real directory, and what is done in it past Regain: by whoever runs it, and by people at their desks.
public interface PeopleThere extends AutoCloseable {

    RegainSettings.Directory settings();

    /// Somebody new, whose password was set a while ago. Their address is their name at `contoso.example`.
    EntryId add(String userName, String password) throws Exception;

    /// Nobody is there any more: another test begins.
    void empty() throws Exception;

    /// Signs in at a desk.
    boolean binds(EntryId id, String password) throws Exception;

    /// Mistypes there until it lets them in no more.
    void lock(EntryId id, String password) throws Exception;

    void disable(EntryId id) throws Exception;

    /// In the attribute `preferredLanguage`.
    void speaks(EntryId id, String language) throws Exception;

    /// They are told to choose another one before anything else.
    void mustChange(EntryId id) throws Exception;

    /// By whoever runs it, past Regain and past every rule.
    void setPasswordBeneath(EntryId id, String password) throws Exception;

    /// One that it does not take from somebody who has this one.
    String refused(String present);

    /// What the page says of that.
    String refusal();

    @Override
    void close();
}
