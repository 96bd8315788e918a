// The tables of each released format, as they were released; never changed, only followed by
// others.
#pragma once

#include <array>
#include <span>

namespace phaen::store::testing_support {

inline constexpr std::array kFormat1 = {
    "CREATE TABLE agency (id {text} PRIMARY KEY, name_th {text} NOT NULL, name_en {text} NOT NULL, "
    "hints {text} NOT NULL DEFAULT '') {strict}",
    "CREATE TABLE plan (id {text} PRIMARY KEY, agency {text} NOT NULL REFERENCES agency (id), "
    "title_th {text} NOT NULL, title_en {text} NOT NULL, fiscal_year {i64} NOT NULL, head {i64} "
    "NOT NULL) {strict}",
    "CREATE INDEX plan_by_agency ON plan (agency, fiscal_year, id)",
    "CREATE TABLE plan_version (plan {text} NOT NULL REFERENCES plan (id), number {i64} NOT NULL, "
    "version {text} NOT NULL, parent {i64} NOT NULL, restores {i64} NOT NULL, at {ts} NOT "
    "NULL, made_by {text} NOT NULL, reason {text} NOT NULL, changes {text} NOT NULL, content "
    "{blob} NOT NULL, PRIMARY KEY (plan, number)) {strict}",
    "CREATE INDEX plan_version_by_parent ON plan_version (plan, parent)",
    "CREATE TABLE import (id {text} PRIMARY KEY, agency {text} NOT NULL REFERENCES agency (id), "
    "file_name {text} NOT NULL, sha256 {text} NOT NULL, bytes {i64} NOT NULL, at {ts} NOT NULL, "
    "status {text} NOT NULL CHECK (status IN ('review', 'accepted', 'discarded')), revision {i64} "
    "NOT NULL, hints {text} NOT NULL, plan {text} NOT NULL, read {blob} NOT NULL, draft {blob} NOT "
    "NULL) {strict}",
    "CREATE INDEX import_by_agency ON import (agency, at)",
};

inline constexpr std::array kFormat2 = {
    "CREATE TABLE audit_head (agency {text} PRIMARY KEY, seq {i64} NOT NULL, hash {text} NOT NULL, "
    "fact_seq {i64} NOT NULL) {strict}",
    "CREATE TABLE audit (agency {text} NOT NULL, seq {i64} NOT NULL, at {ts} NOT NULL, actor "
    "{text} NOT NULL, command {text} NOT NULL, body {json} NOT NULL, previous {text} NOT NULL, "
    "hash {text} NOT NULL, PRIMARY KEY (agency, seq)) {strict}",
    "CREATE TABLE audit_signature (agency {text} NOT NULL, day {text} NOT NULL, seq {i64} NOT "
    "NULL, hash {text} NOT NULL, public_key {text} NOT NULL, signature {text} NOT NULL, PRIMARY "
    "KEY (agency, day)) {strict}",
    "CREATE TABLE fact (agency {text} NOT NULL, seq {i64} NOT NULL, id {text} NOT NULL, kind "
    "{text} NOT NULL, plan {text} NOT NULL, element {text} NOT NULL, from_day {i64}, day {i64} NOT "
    "NULL, recorded_at {ts} NOT NULL, made_by {text} NOT NULL, corrects {text} NOT NULL, chain "
    "{i64} NOT NULL, withdraws {i64} NOT NULL, line {json} NOT NULL, PRIMARY KEY (agency, seq)) "
    "{strict}",
    "CREATE UNIQUE INDEX fact_by_id ON fact (agency, id)",
    "CREATE INDEX fact_by_element ON fact (agency, plan, element, day)",
    "CREATE INDEX fact_by_chain ON fact (agency, chain, seq)",
    "CREATE TABLE person (agency {text} NOT NULL, id {text} NOT NULL, salt {blob} NOT NULL, data "
    "{json} NOT NULL, PRIMARY KEY (agency, id)) {strict}",
    "CREATE TABLE command_key (agency {text} NOT NULL, key {text} NOT NULL, at {ts} NOT NULL, "
    "fingerprint {text} NOT NULL, answer {text} NOT NULL, PRIMARY KEY (agency, key)) {strict}",
    "CREATE TABLE draft (agency {text} NOT NULL, id {text} NOT NULL, owner {text} NOT NULL, kind "
    "{text} NOT NULL, at {ts} NOT NULL, revision {i64} NOT NULL, body {json} NOT NULL, PRIMARY KEY "
    "(agency, id)) {strict}",
    "CREATE INDEX draft_by_owner ON draft (agency, owner, id)",
    "CREATE TABLE workflow (agency {text} NOT NULL, kind {text} NOT NULL, subject {text} NOT NULL, "
    "state {text} NOT NULL, at {ts} NOT NULL, made_by {text} NOT NULL, assigned {text} NOT NULL, "
    "revision {i64} NOT NULL, PRIMARY KEY (agency, kind, subject)) {strict}",
    "CREATE TABLE outbox (agency {text} NOT NULL, id {text} NOT NULL, at {ts} NOT NULL, kind "
    "{text} NOT NULL, body {json} NOT NULL, sent_at {ts} NOT NULL DEFAULT 0, PRIMARY KEY (agency, "
    "id)) {strict}",
    "CREATE INDEX outbox_waiting ON outbox (at, agency, id) WHERE sent_at = 0",
    "CREATE TABLE search (agency {text} NOT NULL, trigram {text} NOT NULL, kind {text} NOT NULL, "
    "id {text} NOT NULL, PRIMARY KEY (agency, trigram, kind, id)) {strict}",
    "CREATE TABLE search_text (agency {text} NOT NULL, kind {text} NOT NULL, id {text} NOT NULL, "
    "folded {text} NOT NULL, PRIMARY KEY (agency, kind, id)) {strict}",
};

inline constexpr std::array kFormat3 = {
    "ALTER TABLE plan_version ADD COLUMN action {text} NOT NULL DEFAULT ''",
    "ALTER TABLE plan_version ADD COLUMN subject {text} NOT NULL DEFAULT ''",
    "CREATE TABLE import_job (id {text} PRIMARY KEY, agency {text} NOT NULL REFERENCES agency "
    "(id), made_by {text} NOT NULL, file_name {text} NOT NULL, sha256 {text} NOT NULL, at {ts} NOT "
    "NULL, status {text} NOT NULL CHECK (status IN ('waiting', 'done', 'failed', 'stopped')), "
    "tries {i64} NOT NULL, import {text} NOT NULL, problem {text} NOT NULL) {strict}",
    "CREATE INDEX import_job_waiting ON import_job (at, id) WHERE status = 'waiting'",
};

inline constexpr std::array kFormat4 = {
    "CREATE TABLE account (id {text} PRIMARY KEY, login {text} NOT NULL UNIQUE, name {text} NOT "
    "NULL, password {text} NOT NULL, second_factor {text} NOT NULL, disabled {i64} NOT NULL, at "
    "{ts} NOT NULL) {strict}",
    "CREATE TABLE assignment (id {text} PRIMARY KEY, account {text} NOT NULL, agency {text} NOT "
    "NULL, role {text} NOT NULL, unit {text} NOT NULL, fiscal_year {i64} NOT NULL, part {text} NOT "
    "NULL, in_place {text} NOT NULL, first_day {i64} NOT NULL, last_day {i64} NOT NULL) {strict}",
    "CREATE INDEX assignment_by_account ON assignment (account)",
    "CREATE INDEX assignment_by_agency ON assignment (agency)",
    "CREATE TABLE session (hash {text} PRIMARY KEY, account {text} NOT NULL, csrf {text} NOT NULL, "
    "at {ts} NOT NULL, seen_at {ts} NOT NULL, ends_at {ts} NOT NULL) {strict}",
    "CREATE INDEX session_by_account ON session (account)",
    "CREATE TABLE api_token (id {text} PRIMARY KEY, account {text} NOT NULL, name {text} NOT NULL, "
    "hash {text} NOT NULL UNIQUE, scopes {text} NOT NULL, at {ts} NOT NULL, ends_at {ts} NOT NULL) "
    "{strict}",
    "CREATE INDEX api_token_by_account ON api_token (account)",
    "CREATE TABLE sign_in_failure (key {text} PRIMARY KEY, count {i64} NOT NULL, last {ts} NOT "
    "NULL) {strict}",
};

inline constexpr std::array kFormat5 = {
    "CREATE TABLE workflow_move (agency {text} NOT NULL, kind {text} NOT NULL, subject {text} NOT "
    "NULL, revision {i64} NOT NULL, action {text} NOT NULL, from_state {text} NOT NULL, to_state "
    "{text} NOT NULL, at {ts} NOT NULL, made_by {text} NOT NULL, note {json} NOT NULL, PRIMARY KEY "
    "(agency, kind, subject, revision)) {strict}",
    "CREATE TABLE setting (agency {text} NOT NULL, name {text} NOT NULL, at {ts} NOT NULL, value "
    "{json} NOT NULL, PRIMARY KEY (agency, name)) {strict}",
};

inline constexpr std::array kFormat6 = {
    "CREATE TABLE notice (agency {text} NOT NULL, id {text} NOT NULL, account {text} NOT NULL, "
    "cause {text} NOT NULL, kind {text} NOT NULL, plan {text} NOT NULL, about {text} NOT NULL, day "
    "{i64} NOT NULL, at {ts} NOT NULL, read_at {ts} NOT NULL DEFAULT 0, data {json} NOT NULL, "
    "PRIMARY KEY (agency, id)) {strict}",
    "CREATE UNIQUE INDEX notice_by_cause ON notice (account, agency, cause)",
    "CREATE INDEX notice_by_account ON notice (account, at, id)",
    "CREATE TABLE notice_setting (account {text} PRIMARY KEY, at {ts} NOT NULL, channel {text} NOT "
    "NULL, mail {text} NOT NULL, language {text} NOT NULL) {strict}",
    "ALTER TABLE outbox ADD COLUMN tries {i64} NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN next_at {ts} NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN dead_at {ts} NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN problem {text} NOT NULL DEFAULT ''",
    "CREATE INDEX outbox_due ON outbox (next_at, agency, id) WHERE sent_at = 0 AND dead_at = 0",
    "CREATE TABLE mail_link (id {text} PRIMARY KEY, agency {text} NOT NULL, account {text} NOT "
    "NULL, purpose {text} NOT NULL, about {json} NOT NULL, at {ts} NOT NULL, ends_at {ts} NOT "
    "NULL, used_at {ts} NOT NULL DEFAULT 0) {strict}",
    "CREATE INDEX mail_link_by_account ON mail_link (account)",
    "CREATE TABLE calendar_feed (account {text} PRIMARY KEY, hash {text} NOT NULL UNIQUE, at {ts} "
    "NOT NULL) {strict}",
};

inline constexpr std::array kFormat7 = {
    "CREATE TABLE dictionary (agency {text} NOT NULL, dataset {text} NOT NULL, version {i64} NOT "
    "NULL, at {ts} NOT NULL, content {json} NOT NULL, PRIMARY KEY (agency, dataset, version)) "
    "{strict}",
    "ALTER TABLE fact ADD COLUMN dataset {text} NOT NULL DEFAULT ''",
    "ALTER TABLE fact ADD COLUMN record {text} NOT NULL DEFAULT ''",
    "CREATE INDEX fact_by_record ON fact (agency, dataset, record, seq) WHERE dataset <> ''",
};

inline constexpr std::array kFormat8 = {
    "DROP INDEX fact_by_chain",
    "CREATE INDEX fact_by_correction ON fact (agency, chain, seq) WHERE corrects <> ''",
    "DROP INDEX fact_by_element",
    "CREATE INDEX fact_by_element ON fact (agency, plan, element, day) WHERE element <> ''",
};

inline constexpr std::array kFormat9 = {
    "CREATE TABLE external_reference (agency {text} NOT NULL, id {text} NOT NULL, plan {text} NOT "
    "NULL, kind {text} NOT NULL, subject {text} NOT NULL, system {text} NOT NULL, number {text} "
    "NOT NULL, day {i64} NOT NULL, state {text} NOT NULL, note {text} NOT NULL, at {ts} NOT NULL, "
    "made_by {text} NOT NULL, revision {i64} NOT NULL, PRIMARY KEY (agency, id)) {strict}",
    "CREATE INDEX external_reference_by_plan ON external_reference (agency, plan, day)",
    "CREATE TABLE traffic (id {text} PRIMARY KEY, at {ts} NOT NULL, account {text} NOT NULL, "
    "address {text} NOT NULL, kind {text} NOT NULL) {strict}",
    "CREATE INDEX traffic_by_time ON traffic (at)",
};

/// What each format added to the one before.
inline constexpr std::array<std::span<const char* const>, 9> kFormats = {
    kFormat1, kFormat2, kFormat3, kFormat4, kFormat5, kFormat6, kFormat7, kFormat8, kFormat9};

}  // namespace phaen::store::testing_support
