#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "account_parts.h"
#include "parts.h"
#include "phaen/base/calendar.h"
#include "phaen/base/id.h"
#include "phaen/base/sha256.h"
#include "phaen/base/thai_text.h"
#include "refusals.h"
#include "second_factor.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kTextBytes = 400;
/// Of 200 characters, however they are written.
constexpr std::size_t kPasswordBytes = 800;
constexpr std::size_t kTokens = 50;
constexpr std::int64_t kDay = 86'400 * 1'000'000LL;
constexpr std::int64_t kLastDay = 376'200;  // 2999-12-31 and a little

BothTexts account_named() { return {"บัญชี", "account"}; }

Refusal bad(std::string_view type, BothTexts detail) {
    return invalid(type, {"ข้อมูลที่ส่งใช้ไม่ได้", "What was sent cannot be used"}, std::move(detail));
}

Refusal missing_member(std::string_view name) {
    return bad("missing_member",
               {fmt::format("ต้องระบุ “{}”", name), fmt::format("“{}” is needed.", name)});
}

/// A text that must be there.
Result<std::string, Refusal> needed(const Value& body, std::string_view name,
                                    std::size_t most = kTextBytes) {
    auto text = text_member(body, name, most);
    if (text && text->empty()) return Unexpected{missing_member(name)};
    return text;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string text_of_day(std::int64_t day) {
    return base::to_iso(std::chrono::year_month_day(
        std::chrono::sys_days(std::chrono::days(static_cast<int>(day)))));
}

/// A day of the body, or `otherwise`.
Result<std::int64_t, Refusal> day_member(const Value& body, std::string_view name,
                                         std::int64_t otherwise) {
    const auto text = text_member(body, name, 10);
    if (!text) return Unexpected{text.error()};
    if (text->empty()) return otherwise;
    const auto day = base::parse_iso(*text);
    if (!day) {
        return Unexpected{
            bad("bad_day", {fmt::format("“{}” ต้องเป็นวันที่ เช่น 2022-03-31", name),
                            fmt::format("“{}” must be a day, as 2022-03-31.", name)})};
    }
    return std::chrono::sys_days(*day).time_since_epoch().count();
}

Value duty_value(const Duty& duty) {
    Object object{
        {"role", Value(to_string(duty.role))},
        {"name", both({std::string(name_th(duty.role)), std::string(name_en(duty.role))})},
        {"agency", Value(duty.agency)},
        {"first_day", Value(text_of_day(duty.first_day))}};
    if (duty.last_day < kLastDay)
        object.emplace_back("last_day", Value(text_of_day(duty.last_day)));
    if (!duty.unit.empty()) object.emplace_back("unit", Value(duty.unit));
    if (duty.fiscal_year != 0)
        object.emplace_back("fiscal_year", Value(static_cast<std::int64_t>(duty.fiscal_year)));
    if (!duty.part.empty()) object.emplace_back("part", Value(duty.part));
    if (!duty.in_place.empty()) object.emplace_back("in_place", Value(duty.in_place));
    return Value(std::move(object));
}

Value assignment_value(const store::Assignment& given) {
    Value value = duty_value({role_from(given.role).value_or(Role::reader), given.agency,
                              given.unit, given.fiscal_year, given.part, given.in_place,
                              given.first_day, given.last_day});
    value.set("role", Value(given.role));
    value.set("id", Value(given.id));
    value.set("account", Value(given.account));
    return value;
}

Value account_value(const store::Account& account) {
    return Value(Object{{"id", Value(account.id)},
                        {"login", Value(account.login)},
                        {"name", Value(account.name)},
                        {"disabled", Value(account.is_disabled)},
                        {"has_second_factor", Value(!account.second_factor.empty())},
                        {"at", Value(to_text(account.at))}});
}

Value token_value(const store::Token& token) {
    Array scopes;
    for (std::string& word : words_of(token.scopes)) scopes.emplace_back(std::move(word));
    Object object{{"id", Value(token.id)},
                  {"name", Value(token.name)},
                  {"scopes", Value(std::move(scopes))},
                  {"at", Value(to_text(token.at))}};
    if (token.ends_at != 0) object.emplace_back("ends_at", Value(to_text(token.ends_at)));
    return Value(std::move(object));
}

/// The permissions of a token's body, or why one is none.
Result<std::string, Refusal> scopes_of(const Value& body) {
    const Value* member = body.find("scopes");
    if (member == nullptr || member->is_null()) return std::string();
    const Array* list = member->as_array();
    std::string scopes;
    for (const Value& item : list != nullptr ? *list : Array{Value()}) {
        const std::string* word = item.as_string();
        if (word == nullptr || find_permission(*word) == nullptr) {
            return Unexpected{
                bad("unknown_permission", {"“scopes” ต้องเป็นรายการสิทธิ์ที่มีอยู่ ดูได้ที่ /api/v1/roles",
                                           "“scopes” must list permissions of /api/v1/roles."})};
        }
        scopes += (scopes.empty() ? "" : " ") + *word;
    }
    return scopes;
}

}  // namespace

Result<std::string, Refusal> Accounts::Parts::new_password(const std::string& password,
                                                           const std::string& login) {
    const std::size_t length = characters(password);
    const SignInLimits& limits = options.limits;
    const bool one_letter = std::all_of(password.begin(), password.end(),
                                        [&](char c) { return c == password.front(); });
    if (length < limits.password_least || length > limits.password_most || one_letter ||
        base::comparison_key(password) == login) {
        return Unexpected{
            bad("weak_password",
                {fmt::format("รหัสผ่านต้องยาว {} ถึง {} ตัวอักษร ไม่เป็นตัวเดียวซ้ำกัน และไม่ตรงกับชื่อผู้ใช้ "
                             "ใช้ประโยคที่จำง่ายได้",
                             limits.password_least, limits.password_most),
                 fmt::format("A password has {} to {} characters, not all the same, and is not the "
                             "user name. A sentence that is easy to remember will do.",
                             limits.password_least, limits.password_most)})};
    }
    auto hash = hasher.hash(password);
    if (!hash) return Unexpected{too_busy()};
    return std::move(*hash);
}

Result<Done, Refusal> Accounts::Parts::demand_password(const store::Account& account,
                                                       const std::string& password, Refusal wrong) {
    const SignInLimits& limits = options.limits;
    const store::Instant now = options.now();
    const std::string key = base::sha256_hex("own password " + account.id);
    const auto unlocked = store.failures(unlock_key_of(account.login));
    if (!unlocked) return Unexpected{from_store(unlocked.error(), account_named())};
    const store::Instant since = std::max(now - limits.window, unlocked->last + 1);
    const auto failures = store.failures(key);
    if (!failures) return Unexpected{from_store(failures.error(), account_named())};
    const std::int64_t left = failures->last + limits.window - now;
    if (failures->count >= limits.failures_of_pair && left > 0 && failures->last >= since)
        return Unexpected{locked(left / 1'000'000 + 1)};
    const auto right = hasher.is_right(account.password, password);
    if (!right) return Unexpected{too_busy()};
    if (!*right) {
        const auto noted = store.note_failure(key, now, since);
        if (!noted) return Unexpected{from_store(noted.error(), account_named())};
        return Unexpected{std::move(wrong)};
    }
    const auto forgotten = store.forget_failures(key);
    if (!forgotten) return Unexpected{from_store(forgotten.error(), account_named())};
    return Done{};
}

Result<store::Account, Refusal> Accounts::Parts::account(std::string_view id) const {
    auto found = store.account(id);
    if (!found) return Unexpected{from_store(found.error(), account_named())};
    return std::move(*found);
}

Result<Done, Refusal> Accounts::Parts::save(std::string_view by, const store::Account& account,
                                            const store::Account& seen) {
    const auto changed = store.change(command(store::kSystemChain, by), account, seen);
    forget_all();
    if (!changed) return Unexpected{from_store(changed.error(), account_named())};
    return Done{};
}

Result<Value, Refusal> Accounts::me(const Actor& actor) const {
    const auto account = parts_->account(actor.account);
    if (!account) return Unexpected{account.error()};
    const std::int64_t day = today();
    Array duties;
    std::vector<std::string> agencies;
    for (const Duty& duty : actor.duties) {
        if (day < duty.first_day || duty.last_day < day) continue;
        duties.push_back(duty_value(duty));
        if (std::find(agencies.begin(), agencies.end(), duty.agency) == agencies.end())
            agencies.push_back(duty.agency);
    }
    Object may;
    for (const std::string& agency : agencies) {
        Object scopes;
        for (const Permission& permission : permissions()) {
            const Scope scope = widest_scope(actor, permission.name, agency, day);
            if (scope != Scope::none) scopes.emplace_back(permission.name, Value(to_string(scope)));
        }
        may.emplace_back(agency, Value(std::move(scopes)));
    }
    Value value = account_value(*account);
    if (!account->second_factor.empty()) {
        const auto left = parts_->second_factor_of(*account);
        const std::size_t count = left ? left->recovery.size() : 0;
        value.set("recovery_codes_left", Value(static_cast<std::int64_t>(count)));
    }
    value.set("duties", Value(std::move(duties)));
    value.set("may", Value(std::move(may)));
    return value;
}

Result<Done, Refusal> Accounts::change_password(const Actor& actor, const Value& body,
                                                std::string_view session) {
    const auto current = needed(body, "current", kPasswordBytes);
    if (!current) return Unexpected{current.error()};
    const auto fresh = needed(body, "new", kPasswordBytes);
    if (!fresh) return Unexpected{fresh.error()};
    auto account = parts_->account(actor.account);
    if (!account) return Unexpected{account.error()};
    const store::Account seen = *account;
    const auto right = parts_->demand_password(
        *account, *current,
        bad("wrong_password", {"รหัสผ่านปัจจุบันไม่ถูกต้อง", "The present password is wrong."}));
    if (!right) return right;
    auto hash = parts_->new_password(*fresh, account->login);
    if (!hash) return Unexpected{hash.error()};
    account->password = std::move(*hash);
    const auto saved = parts_->save(actor.account, *account, seen);
    if (!saved) return saved;
    const auto ended = parts_->store.end_sessions(actor.account, base::sha256_hex(session));
    parts_->forget_all();
    if (!ended) return Unexpected{from_store(ended.error(), account_named())};
    return Done{};
}

Result<Value, Refusal> Accounts::begin_second_factor(const Actor& actor) {
    const auto account = parts_->account(actor.account);
    if (!account) return Unexpected{account.error()};
    const std::string secret = new_second_factor();
    return Value(Object{{"secret", Value(secret)},
                        {"uri", Value(second_factor_uri(secret, account->login))}});
}

std::optional<SecondFactor> Accounts::Parts::second_factor_of(const store::Account& account) const {
    const auto text = opened_second_factor(account.second_factor, options.second_factor_key);
    return text ? std::optional(second_factor_from(*text)) : std::nullopt;
}

void Accounts::Parts::set_second_factor(store::Account& account, const SecondFactor& factor) const {
    account.second_factor = sealed_second_factor(text_of(factor), options.second_factor_key);
}

Result<Value, Refusal> Accounts::Parts::give_recovery_codes(store::Account account,
                                                            const store::Account& seen,
                                                            SecondFactor factor) {
    Array told;
    factor.recovery.clear();
    for (std::string& code : new_recovery_codes()) {
        factor.recovery.push_back(recovery_hash(factor.secret, code));
        told.emplace_back(std::move(code));
    }
    set_second_factor(account, factor);
    const auto saved = save(account.id, account, seen);
    if (!saved) return Unexpected{saved.error()};
    return Value(Object{{"codes", Value(std::move(told))}});
}

Result<Value, Refusal> Accounts::confirm_second_factor(const Actor& actor, const Value& body) {
    const auto secret = needed(body, "secret");
    if (!secret) return Unexpected{secret.error()};
    const auto code = needed(body, "code");
    if (!code) return Unexpected{code.error()};
    const auto account = parts_->account(actor.account);
    if (!account) return Unexpected{account.error()};
    // Taking another telephone's place needs the password, as doing without one does.
    if (!account->second_factor.empty()) {
        return Unexpected{conflict(
            "second_factor_there", {"เปิดยืนยันสองขั้นไว้แล้ว", "There is a second factor already"},
            {"เลิกใช้รหัสจากโทรศัพท์เครื่องเดิมก่อน แล้วยืนยันเครื่องใหม่",
             "Turn off the codes of the telephone that is used now, then confirm the new one."})};
    }
    if (secret->size() != 32 || !period_of(*secret, *code, parts_->options.now())) {
        return Unexpected{bad("wrong_code", {"รหัสหกหลักไม่ถูกต้อง ตรวจเวลาของโทรศัพท์แล้วลองอีกครั้ง",
                                             "The six digits are wrong. Check your telephone's "
                                             "clock and try again."})};
    }
    return parts_->give_recovery_codes(*account, *account, {*secret});
}

Result<Value, Refusal> Accounts::renew_recovery_codes(const Actor& actor, const Value& body) {
    const auto password = needed(body, "password", kPasswordBytes);
    if (!password) return Unexpected{password.error()};
    const auto account = parts_->account(actor.account);
    if (!account) return Unexpected{account.error()};
    const auto right = parts_->demand_password(
        *account, *password, bad("wrong_password", {"รหัสผ่านไม่ถูกต้อง", "The password is wrong."}));
    if (!right) return Unexpected{right.error()};
    auto factor = parts_->second_factor_of(*account);
    if (account->second_factor.empty() || !factor) {
        return Unexpected{
            conflict("no_second_factor", {"ยังไม่ได้เปิดยืนยันสองขั้น", "There is no second factor"},
                     {"เปิดยืนยันสองขั้นก่อน จึงมีรหัสสำรอง",
                      "Turn on the second factor first: it brings the recovery codes."})};
    }
    return parts_->give_recovery_codes(*account, *account, std::move(*factor));
}

Result<Done, Refusal> Accounts::remove_second_factor(const Actor& actor, const Value& body) {
    const auto password = needed(body, "password", kPasswordBytes);
    if (!password) return Unexpected{password.error()};
    auto account = parts_->account(actor.account);
    if (!account) return Unexpected{account.error()};
    const store::Account seen = *account;
    const auto right = parts_->demand_password(
        *account, *password, bad("wrong_password", {"รหัสผ่านไม่ถูกต้อง", "The password is wrong."}));
    if (!right) return right;
    account->second_factor.clear();
    return parts_->save(actor.account, *account, seen);
}

Result<Value, Refusal> Accounts::add_token(const Actor& actor, const Value& body) {
    const auto name = needed(body, "name");
    if (!name) return Unexpected{name.error()};
    const auto scopes = scopes_of(body);
    if (!scopes) return Unexpected{scopes.error()};
    std::int64_t days = 365;
    if (const Value* member = body.find("days"); member != nullptr && !member->is_null()) {
        const std::int64_t* number = member->as_integer();
        if (number == nullptr || *number < 1 || *number > 3650) {
            return Unexpected{
                bad("bad_member", {"“days” ต้องเป็นจำนวนวัน 1 ถึง 3650", "“days” must be 1 to 3650."})};
        }
        days = *number;
    }
    const auto others = parts_->store.tokens_of(actor.account);
    if (!others) return Unexpected{from_store(others.error(), account_named())};
    if (others->size() >= kTokens) {
        return Unexpected{conflict("too_many_tokens", {"มีโทเค็นครบแล้ว", "There are enough tokens"},
                                   {"ยกเลิกโทเค็นที่ไม่ใช้ก่อน", "Remove one that is not used first."})};
    }
    const std::string secret = "phaen_" + new_secret();
    store::Token token;
    token.id = parts_->options.new_id();
    token.account = actor.account;
    token.name = *name;
    token.hash = base::sha256_hex(secret);
    token.scopes = *scopes;
    token.at = parts_->options.now();
    token.ends_at = token.at + days * kDay;
    const auto added =
        parts_->store.add_token(parts_->command(store::kSystemChain, actor.account), token);
    if (!added) return Unexpected{from_store(added.error(), account_named())};
    Value value = token_value(token);
    value.set("token", Value(secret));
    return value;
}

Result<Value, Refusal> Accounts::tokens(const Actor& actor) const {
    const auto tokens = parts_->store.tokens_of(actor.account);
    if (!tokens) return Unexpected{from_store(tokens.error(), account_named())};
    Array items;
    for (const store::Token& token : *tokens) items.push_back(token_value(token));
    return Value(Object{{"items", Value(std::move(items))}});
}

Result<Done, Refusal> Accounts::remove_token(const Actor& actor, std::string_view id) {
    const auto removed = parts_->store.remove_token(
        parts_->command(store::kSystemChain, actor.account), actor.account, id);
    parts_->forget_all();
    if (!removed) return Unexpected{from_store(removed.error(), {"โทเค็น", "token"})};
    return Done{};
}

Result<Value, Refusal> Accounts::accounts() const {
    const auto accounts = parts_->store.accounts();
    if (!accounts) return Unexpected{from_store(accounts.error(), account_named())};
    const auto assignments = parts_->store.assignments_in("");
    if (!assignments) return Unexpected{from_store(assignments.error(), account_named())};
    Array items;
    for (const store::Account& account : *accounts) {
        Array duties;
        for (const store::Assignment& given : *assignments) {
            if (given.account == account.id) duties.push_back(assignment_value(given));
        }
        Value value = account_value(account);
        value.set("assignments", Value(std::move(duties)));
        items.push_back(std::move(value));
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Result<Value, Refusal> Accounts::add(std::string_view by, const Value& body) {
    const auto login = needed(body, "login");
    if (!login) return Unexpected{login.error()};
    const auto name = needed(body, "name");
    if (!name) return Unexpected{name.error()};
    const auto password = needed(body, "password", kPasswordBytes);
    if (!password) return Unexpected{password.error()};
    store::Account account;
    account.login = base::comparison_key(*login);
    auto hash = parts_->new_password(*password, account.login);
    if (!hash) return Unexpected{hash.error()};
    account.id = parts_->options.new_id();
    account.name = *name;
    account.password = std::move(*hash);
    account.at = parts_->options.now();
    const auto added = parts_->store.add(parts_->command(store::kSystemChain, by), account);
    if (added) return account_value(account);
    if (added.error().kind != store::ErrorKind::conflict)
        return Unexpected{from_store(added.error(), account_named())};
    return Unexpected{conflict("login_taken", {"ชื่อผู้ใช้นี้มีแล้ว", "The user name is taken"},
                               {"ใช้ชื่อผู้ใช้อื่น", "Choose another one."})};
}

Result<Value, Refusal> Accounts::change(std::string_view by, std::string_view id,
                                        const Value& body) {
    auto account = parts_->account(id);
    if (!account) return Unexpected{account.error()};
    const store::Account seen = *account;
    for (const auto& [name, place] :
         {std::pair("name", &account->name), std::pair("login", &account->login)}) {
        auto text = text_member(body, name, kTextBytes);
        if (!text) return Unexpected{text.error()};
        if (!text->empty()) *place = std::move(*text);
    }
    account->login = base::comparison_key(account->login);
    const auto password = text_member(body, "password", kPasswordBytes);
    if (!password) return Unexpected{password.error()};
    if (!password->empty()) {
        auto hash = parts_->new_password(*password, account->login);
        if (!hash) return Unexpected{hash.error()};
        account->password = std::move(*hash);
    }
    if (const Value* member = body.find("disabled"); member != nullptr) {
        const bool* disabled = member->as_bool();
        if (disabled == nullptr)
            return Unexpected{bad("bad_member", {"“disabled” ต้องเป็น true หรือ false",
                                                 "“disabled” must be true or false."})};
        account->is_disabled = *disabled;
    }
    if (const Value* member = body.find("has_second_factor"); member != nullptr) {
        const bool* has = member->as_bool();
        if (has == nullptr || *has) {
            return Unexpected{
                bad("bad_member", {"“has_second_factor” เป็นได้เพียง false เจ้าของบัญชีเปิดใช้เอง",
                                   "“has_second_factor” can only be false: its owner "
                                   "turns it on."})};
        }
        account->second_factor.clear();
    }
    const auto saved = parts_->save(by, *account, seen);
    if (!saved) return Unexpected{saved.error()};
    if (account->is_disabled || !password->empty()) {
        const auto ended = parts_->store.end_sessions(id, "");
        if (!ended) return Unexpected{from_store(ended.error(), account_named())};
    }
    return account_value(*account);
}

Result<Done, Refusal> Accounts::erase(std::string_view by, std::string_view id) {
    const auto erased = parts_->store.erase(parts_->command(store::kSystemChain, by), id);
    parts_->forget_all();
    if (!erased) return Unexpected{from_store(erased.error(), account_named())};
    return Done{};
}

Result<Done, Refusal> Accounts::unlock(std::string_view by, std::string_view id) {
    const auto account = parts_->account(id);
    if (!account) return Unexpected{account.error()};
    const auto done = parts_->store.unlock(parts_->command(store::kSystemChain, by), id,
                                           unlock_key_of(account->login));
    if (!done) return Unexpected{from_store(done.error(), account_named())};
    return Done{};
}

Result<Value, Refusal> Accounts::assign(std::string_view by, std::string_view agency,
                                        const Value& body) {
    store::Assignment given;
    given.agency = std::string(agency);
    const auto account = needed(body, "account");
    if (!account) return Unexpected{account.error()};
    if (const auto found = parts_->account(*account); !found) return Unexpected{found.error()};
    given.account = *account;
    const auto role = needed(body, "role");
    if (!role) return Unexpected{role.error()};
    if (!role_from(*role)) {
        return Unexpected{bad("unknown_role",
                              {fmt::format("ไม่มีบทบาท “{}” ดูรายการได้ที่ /api/v1/roles", *role),
                               fmt::format("“{}” is no role: /api/v1/roles lists them.", *role)})};
    }
    given.role = *role;
    for (const auto& [name, place] :
         {std::pair("unit", &given.unit), std::pair("part", &given.part),
          std::pair("in_place", &given.in_place)}) {
        auto text = text_member(body, name, kTextBytes);
        if (!text) return Unexpected{text.error()};
        *place = std::move(*text);
    }
    if (const Value* year = body.find("fiscal_year"); year != nullptr && !year->is_null()) {
        const std::int64_t* number = year->as_integer();
        if (number == nullptr || *number < 2400 || *number > 2700)
            return Unexpected{bad("bad_member", {"“fiscal_year” ต้องเป็นปีงบประมาณ พ.ศ.",
                                                 "“fiscal_year” must be a fiscal year, B.E."})};
        given.fiscal_year = static_cast<int>(*number);
    }
    const auto first = day_member(body, "first_day", today());
    if (!first) return Unexpected{first.error()};
    const auto last = day_member(body, "last_day", kLastDay);
    if (!last) return Unexpected{last.error()};
    if (*last < *first)
        return Unexpected{
            bad("bad_day", {"วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม", "The last day is before the first."})};
    given.first_day = *first;
    given.last_day = *last;
    given.id = parts_->options.new_id();
    const auto done = parts_->store.assign(parts_->command(agency, by), given);
    parts_->forget_all();
    if (!done) return Unexpected{from_store(done.error(), {"บทบาท", "role"})};
    return assignment_value(given);
}

Result<Value, Refusal> Accounts::assignments(
    std::string_view agency, const std::map<std::string, std::string>& unit_names) const {
    const auto assignments = parts_->store.assignments_in(agency);
    if (!assignments) return Unexpected{from_store(assignments.error(), account_named())};
    Array items;
    for (const store::Assignment& given : *assignments) {
        Value value = assignment_value(given);
        const auto account = parts_->account(given.account);
        if (account) value.set("account_name", Value(account->name));
        const auto unit = unit_names.find(given.unit);
        if (unit != unit_names.end()) value.set("unit_name", Value(unit->second));
        items.push_back(std::move(value));
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Result<std::vector<Colleague>, Refusal> Accounts::colleagues(std::string_view agency) const {
    const auto assignments = parts_->store.assignments_in(agency);
    if (!assignments) return Unexpected{from_store(assignments.error(), account_named())};
    std::vector<Colleague> colleagues;
    std::set<std::pair<std::string_view, std::string_view>> known;
    const std::int64_t day = today();
    for (const store::Assignment& given : *assignments) {
        const auto role = role_from(given.role);
        if (!role || day < given.first_day || given.last_day < day) continue;
        if (!known.emplace(given.account, given.role).second) continue;
        // They come by account.
        if (colleagues.empty() || colleagues.back().account != given.account) {
            const auto account = parts_->account(given.account);
            if (!account || account->is_disabled) continue;
            colleagues.push_back({account->id, account->name, {}});
        }
        BothTexts& roles = colleagues.back().roles;
        const std::string_view between = roles.th.empty() ? "" : " · ";
        roles.th += fmt::format("{}{}", between, name_th(*role));
        roles.en += fmt::format("{}{}", between, name_en(*role));
    }
    return colleagues;
}

Result<Done, Refusal> Accounts::end_assignment(std::string_view by, std::string_view agency,
                                               std::string_view id) {
    const auto ended = parts_->store.end_assignment(parts_->command(agency, by), id, today() - 1);
    parts_->forget_all();
    if (!ended) return Unexpected{from_store(ended.error(), {"บทบาท", "role"})};
    return Done{};
}

Result<bool, Refusal> Accounts::is_empty() const {
    const auto accounts = parts_->store.accounts();
    if (!accounts) return Unexpected{from_store(accounts.error(), account_named())};
    return accounts->empty();
}

Value Accounts::table() {
    Array roles;
    for (int i = 0; i < kRoleCount; ++i) {
        const auto role = static_cast<Role>(i);
        roles.emplace_back(
            Object{{"role", Value(to_string(role))},
                   {"name", both({std::string(name_th(role)), std::string(name_en(role))})}});
    }
    Array rows;
    for (const Permission& permission : permissions()) {
        Object scopes;
        for (int i = 0; i < kRoleCount; ++i) {
            const Scope scope = permission.scopes.at(static_cast<std::size_t>(i));
            if (scope != Scope::none)
                scopes.emplace_back(to_string(static_cast<Role>(i)), Value(to_string(scope)));
        }
        rows.emplace_back(
            Object{{"permission", Value(permission.name)},
                   {"name", both({std::string(permission.th), std::string(permission.en)})},
                   {"scopes", Value(std::move(scopes))}});
    }
    return Value(
        Object{{"roles", Value(std::move(roles))}, {"permissions", Value(std::move(rows))}});
}

}  // namespace phaen::app
