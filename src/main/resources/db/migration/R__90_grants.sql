-- What each role may do, in one place. Whatever is not named here is refused by PostgreSQL itself.

revoke all on all tables in schema regain from public;
revoke all on all functions in schema regain from public;
revoke all on schema regain from public;
grant usage on schema regain to regain_app, regain_mailer;

-- The web. It reads what it shows; no column that holds a MAC of a code, no link and no message, sealed or not.
grant select on organisation, account, account_name, account_role, contact, authenticator, totp, passkey, shortfall, flow, proof, password, known_device, spring_session, spring_session_attributes, audit_event to regain_app;
grant select (id, flow_id, kind, contact_id, contact_version, nonce, attempts, max_attempts, created_at, expires_at, consumed_at,
              superseded_at) on challenge to regain_app;
grant select (id, account_id, created_at, serves_from, used_at, retired_at, set_aside_at) on saved_code to regain_app;
grant select (memory_kib, passes) on hash_cost to regain_app;
grant update (language) on account to regain_app;
grant insert (id, name) on organisation to regain_app;
grant insert (id, purpose, key_hash, account_id, name_mac, device_hash, language, source, browser, expires_at) on flow to regain_app;
grant update (aim, step, ended_at, ended_because) on flow to regain_app;
grant insert (id, flow_id, kind, contact_id, contact_version, mac, nonce, expires_at) on challenge to regain_app;
grant update (superseded_at) on challenge to regain_app;
grant insert (token_hash, account_id) on known_device to regain_app;
grant insert (token_hash, account_id, kind, contact_id, expires_at) on repudiation_link to regain_app;
grant insert (mac, account_id, contact_id, expires_at) on permit to regain_app;
grant insert (id, created_at, expires_at, channel, sealed, not_before, flow_id) on outbox to regain_app;
grant insert (id, kind, account_id, organisation_id, flow_id, source, browser, detail) on audit_event to regain_app;
grant insert, update, delete on spring_session, spring_session_attributes to regain_app;
grant execute on function regain.now(), numbers(), challenge_life(), flow_life(), claim_life(), try_life(), long_unused(), factor_memory(), console_roles(),
    take_place(text, bytea, integer, interval), next_place(text, bytea, integer, interval),
    take_place_of_all(text, integer, integer, integer, interval), take_place_of_many(text, bytea, integer, interval), tell_password_known(uuid),
    note_full(uuid, text, bytea, integer, interval), note_number_full(text, text, bytea, integer, interval),
    put_challenge(uuid, uuid, text, uuid, integer, bytea, bytea), answer_challenge(uuid, bytea, bytea[], bytea),
    use_permit(uuid, bytea, bytea[]),
    app_drift(uuid), begin_answer(uuid, bytea), finish_answer(uuid, bytea, uuid, uuid, bigint, boolean, bytea), answer_was_wrong(uuid, bytea, uuid),
    methods_of(uuid), class_of(text), method_of(text), is_sent(text),
    valid_proofs(uuid), required_classes(uuid), available_classes(uuid), two_asked(uuid), has_second_factor(uuid),
    what_happened(uuid), proves_from(timestamptz, timestamptz), delivery_status(uuid), session_standing(uuid, bytea),
    end_session(uuid, text), end_other_sessions(uuid, text),
    finish_reset(uuid, bytea, text, boolean, bytea[]), count_password_try(uuid, bytea),
    give_password_try_back(uuid, bytea), password_try_was_wrong(uuid, bytea), finish_unlock(uuid, bytea, integer, bytea, bytea[]),
    use_claim_link(bytea, uuid), finish_claim(uuid, bytea, text, boolean, bytea[]),
    current_password_not_wrong(uuid),
    change_password(uuid, bytea, uuid, bytea, bytea, integer, bytea, text, boolean, text, text, text),
    equal_costs(), choose_hash_cost(integer, integer), rehash_password(uuid, integer, bytea, text), repudiate(bytea), taken_by_link(bytea), set_aside_of(uuid),
    keep_method(uuid, bytea, uuid), drop_method(uuid, bytea, uuid),
    create_account(uuid, uuid, text, text[], text, text, uuid, text, text, text), put_claim_link(uuid, bytea),
    begin_sign_in(text, bytea, bytea),
    sign_in_right(uuid, integer, bytea, integer, bytea, bytea, uuid, bytea, text, text, text), finish_sign_in(uuid, bytea, bytea[]),
    note_wrong_factor(uuid),
    sign_in_by_passkey(bytea, timestamptz, uuid, bigint, boolean, bytea, bytea, uuid, bytea, text, text),
    sign_in_wrong(uuid, bytea, bytea, bytea), sign_in_not_judged(uuid, bytea, bytea, boolean),
    add_contact(uuid, bytea, uuid, text, text), finish_register(uuid, bytea, uuid, bytea, text, text),
    add_totp(uuid, bytea, uuid, text, bytea), confirm_totp(uuid, bytea, uuid, text, bigint, text, text),
    add_passkey(uuid, bytea, uuid, text, bytea, bytea, bigint, boolean, boolean, text[], text, text),
    renew_saved_codes(uuid, bytea, bytea[], text, text), rename_method(uuid, bytea, uuid, text, text, text),
    remove_method(uuid, bytea, uuid, text, text),
    put_off_check(uuid), tidy() to regain_app;

-- The dispatcher reads what is to be sent and settles it; nothing else.
grant select (id, created_at, expires_at, channel, sealed, state, attempts, not_before, leased_until, settled_at, failure),
    update (state, sealed, attempts, not_before, leased_until, settled_at, failure) on outbox to regain_mailer;
grant execute on function regain.now() to regain_mailer;
grant usage on schema regain to regain_admin;
grant select (id, organisation_id, state, language, suspended_at, deleted_at, created_at, claimed_at) on account to regain_admin;
grant select (key, account_id, kind, shown, retired_at) on account_name to regain_admin;
grant select on account_role, readiness, audit_event to regain_admin;
grant select (id, name, newcomer_language) on organisation to regain_admin;
grant select (id, account_id, kind, created_at) on announcement to regain_admin;
grant execute on function regain.now(), console(uuid, bytea), console_opens_at(uuid, bytea), change_standing(uuid, bytea, uuid, text, text, text),
    change_roles(uuid, bytea, uuid, text[], text, text), invite_again(uuid, bytea, uuid, text, text),
    why_not(uuid, uuid), kinds_of_methods(uuid, uuid), proposal_life(), reminding_pause() to regain_admin;
grant select (suspended_at, deleted_at) on account to regain_app;
grant select (granted_at) on account_role to regain_app;
grant select on announcement to regain_app;
grant execute on function take_announcements(integer) to regain_app;
grant select, insert, update, delete on readiness to regain_app;
grant select on readiness_day, delivery_day to regain_admin;
grant execute on function remind_at_risk(uuid, bytea, text, text), recovery_numbers(uuid, date, date),
    recovery_days(uuid, date, date), recovery_times(uuid, date, date), recovery_methods(uuid, date, date), outbox_waiting(), portals_told(uuid) to regain_admin;
grant execute on function count_delivery(text, text, text) to regain_mailer;
revoke insert, update, delete on readiness from regain_app;
grant update (state, computed_at, due_at) on readiness to regain_app;
grant select, insert, update on readiness_day to regain_app;
grant execute on function begin_sign_in(text, bytea, bytea),
    open_first_sign_in(uuid, integer, bytea, uuid, bytea, text, text, text), claim_begun_by(uuid),
    hash_to_refuse(uuid, bytea) to regain_app;
grant select on policy_setting, policy_change to regain_admin;
grant execute on function policy(uuid, text), change_policy(uuid, bytea, text, integer, text, text),
    approve_policy(uuid, bytea, uuid, text, text), withdraw_policy(uuid, bytea, uuid, text, text) to regain_admin;
grant execute on function policy(uuid, text), policy_of(uuid, text), two_anyway(uuid), repudiation_life() to regain_app;
grant execute on function tidy() to regain_app;
grant execute on function invite(uuid, bytea, jsonb, text, text), keep_invitations(uuid, bytea, jsonb),
    look_at_invitations(uuid, bytea, uuid), use_invitations(uuid, bytea, uuid, text, text), lists_under_way(uuid, bytea),
    stop_invitations(uuid, bytea, uuid, text, text) to regain_admin;
grant execute on function continue_invitations() to regain_app;
grant select on organisation_look to regain_app, regain_admin;

-- A CHECK is judged as whoever writes the row.
grant execute on function is_plain(text, integer, boolean) to regain_app;
grant execute on function rename_organisation(uuid, bytea, text, text, text),
    change_accent(uuid, bytea, text, text, text, text), change_logo(uuid, bytea, bytea, text, text),
    change_help(uuid, bytea, text, text, text, text, text) to regain_admin;
grant execute on function write_to_newcomers(uuid, bytea, text, text, text) to regain_admin;
grant execute on function needed_classes(uuid), open_waiting(uuid), ask_to_wait(uuid, bytea), object_to_waiting(uuid, bytea),
    take_waitings(integer) to regain_app;
grant execute on function waiting_until(uuid, uuid) to regain_admin;
grant execute on function may_make_keys(), missing_keys(bytea[]), present_keys(text[], bytea[], boolean[]) to regain_app;
grant execute on function signing_keys(), next_signing(text), add_signing_key(text, text, bytea),
    replace_signing_key(text, text, bytea, boolean) to regain_app;
grant execute on function first_portal(uuid, text, text, text, text, text, text, bytea), find_portal(uuid, text),
    portal_secret_right(uuid, bytea), keep_errand(bytea, uuid, jsonb), find_errand(bytea), end_errand(bytea),
    push_request(bytea, uuid, jsonb), take_pushed(bytea, uuid), portal_sub(uuid, uuid), portal_standing(uuid, bytea),
    open_portal(uuid, uuid, bytea, text, text[], text, text, text, bytea, text), find_portal_access(text, bytea),
    issue_tokens(uuid, text, bytea, bytea, text[], bytea, text), revoke_portal_access(uuid, boolean), portal_claims(uuid, text),
    take_assertion(uuid, bytea, timestamptz), take_key_proof(bytea, bigint), portals_of(uuid), is_portal_origin(text), leave_portal(uuid, uuid, text, text),
    end_lapsed_session(uuid, text, text, text, text),
    portal_consent_asked(uuid, uuid, text[]), answer_errand(uuid, bytea, bytea, uuid, text, text[], boolean, text, text), consents_of(uuid),
    take_back_consent(uuid, uuid, text, text), claim_logouts(integer), settle_logout(uuid, integer, text, boolean) to regain_app;
grant execute on function is_portal_address(text, text), add_portal(uuid, bytea, jsonb, bytea, text, text),
    narrow_portal(uuid, bytea, uuid, text, text, text, text), close_portal(uuid, bytea, uuid, text, text),
    propose_portal_change(uuid, bytea, uuid, text, text, text, text), approve_portal_change(uuid, bytea, uuid, text, text),
    withdraw_portal_change(uuid, bytea, uuid, text, text), console_portals(uuid, uuid), console_secrets(uuid, uuid),
    console_portal_changes(uuid, uuid) to regain_admin;
grant execute on function entry_of(uuid),
    add_directory_person(uuid, uuid, text, text, text, uuid, text, text, text, text, timestamptz),
    begin_directory_write(uuid, bytea, integer, timestamptz),
    begin_directory_change(uuid, bytea, uuid, bytea, bytea, integer, bytea, timestamptz, text, text),
    directory_written(uuid, text, bytea[], text, timestamptz),
    directory_refused(uuid), directory_write_is_open(uuid), open_directory_writes(), directory_found(uuid, timestamptz, timestamptz),
    directory_standing(uuid, boolean), directory_called(uuid, text, text, text), directory_reached(uuid, text, text), directory_people(), begin_directory_reading(interval), go_on_reading_directory(timestamptz),
    end_directory_reading(timestamptz, text[], text[], text[]) to regain_app;
grant execute on function kept_in_directory(uuid, uuid) to regain_admin;
grant select on directory_refused_entry, directory_reading to regain_admin;
grant execute on function offer_move_in(uuid, uuid, text), offer_move_out(uuid, uuid), cancel_moves(uuid, text), void_move_in(text),
    offered_move(uuid), entries_set_aside(), people_to_move(uuid), in_directory(uuid),
    move_in(uuid, bytea, uuid, bytea, bytea, integer, bytea, text, text, timestamptz, text, text, text) to regain_app;
grant execute on function moves_counted(uuid) to regain_admin;

-- By the nodes of 0.1.0 (`R__84_earlier_calls.sql`).
grant execute on function answer_challenge(uuid, bytea, bytea, bytea), use_permit(uuid, bytea, bytea),
    open_portal(uuid, uuid, bytea, text, text[], text, text, text, bytea), issue_tokens(uuid, text, bytea, bytea, text[], bytea),
    portal_claims(uuid) to regain_app;
grant execute on function recovery_numbers(uuid, timestamptz, timestamptz), recovery_days(uuid, timestamptz, timestamptz),
    recovery_times(uuid, timestamptz, timestamptz), recovery_methods(uuid, timestamptz, timestamptz) to regain_admin;
