package org.regain.account;

import java.util.UUID;

/// Names one organisation. Everybody belongs to exactly one.
public record OrganisationId(UUID value) {}
