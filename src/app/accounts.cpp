#include "phaen/app/accounts.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "account_parts.h"
#include "parts.h"
#include "phaen/base/check.h"
#include "phaen/base/instant.h"
#include "phaen/base/sha256.h"
#include "phaen/base/thai_text.h"
#include "refusals.h"
#include "second_factor.h"

namespace phaen::app {

using base::Done;
using base::Result;
using base::Unexpected;

namespace {

/// Sessions are written to at most this often, microseconds.
constexpr std::int64_t kSeenEvery = 5 * 60 * 1'000'000LL;
constexpr std::size_t kCached = 20'000;

// What is known by a session's token is not known by an API token of the same text.
constexpr char kSession = 's';
constexpr char kBearer = 'b';

Refusal refused(RefusalKind kind, std::string type, BothTexts title, BothTexts detail) {
    return {kind, std::move(type), std::move(title), std::move(detail)};
}

Refusal wrong_credentials() {
    return refused(RefusalKind::unauthenticated, "wrong_credentials",
                   {"เข้าสู่ระบบไม่ได้", "You are not signed in"},
                   {"ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ตรวจตัวพิมพ์แล้วลองอีกครั้ง",
                    "The user name or the password is wrong. Check both and try again."});
}

Refusal code_needed(bool was_wrong) {
    return refused(
        RefusalKind::unauthenticated, was_wrong ? "wrong_code" : "second_factor_needed",
        {"ต้องใช้รหัสจากโทรศัพท์", "A code is needed"},
        was_wrong
            ? BothTexts{"รหัสหกหลักไม่ถูกต้องหรือใช้ไปแล้ว รอรหัสถัดไปแล้วลองอีกครั้ง",
                        "The six digits are wrong or were used already: wait for the next ones."}
            : BothTexts{"กรอกรหัสหกหลักจากแอปยืนยันตัวตน",
                        "Enter the six digits of your authenticator."});
}

}  // namespace

Refusal locked(std::int64_t seconds) {
    Refusal refusal = refused(
        RefusalKind::too_many, "too_many_attempts", {"ลองผิดหลายครั้งเกินไป", "Too many attempts"},
        {"รอ " + std::to_string((seconds + 59) / 60) + " นาทีแล้วลองอีกครั้ง หรือติดต่อผู้ดูแลระบบ",
         "Wait " + std::to_string((seconds + 59) / 60) +
             " minutes and try again, or ask your administrator."});
    refusal.members.emplace_back("retry_after", base::Value(seconds));
    return refusal;
}

Hasher::Hasher(unsigned long long operations, std::size_t memory, int at_once)
    : operations_(operations), memory_(memory), free_(at_once) {
    PHAEN_CHECK(sodium_init() >= 0, "libsodium works");
    dummy_ = *hash("a password that nobody has");
}

std::optional<std::string> Hasher::hash(const std::string& password) {
    if (!enter()) return std::nullopt;
    std::string text(crypto_pwhash_STRBYTES, '\0');
    const int done =
        crypto_pwhash_str(text.data(), password.data(), password.size(), operations_, memory_);
    leave();
    PHAEN_CHECK(done == 0, "there is memory for a password's hash");
    text.resize(text.find('\0'));
    return text;
}

std::optional<bool> Hasher::is_right(const std::string& hash, const std::string& password) {
    if (!enter()) return std::nullopt;
    const std::string& against = hash.empty() ? dummy_ : hash;
    const bool right =
        crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    leave();
    return right && !hash.empty();
}

bool Hasher::enter() {
    const std::lock_guard lock(mutex_);
    if (free_ == 0) return false;
    --free_;
    return true;
}

void Hasher::leave() {
    const std::lock_guard lock(mutex_);
    ++free_;
}

std::string unlock_key_of(std::string_view login) {
    return base::sha256_hex("unlocked " + std::string(login));
}

std::string new_secret() {
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string text(sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.resize(text.find('\0'));
    return text;
}

std::int64_t day_of(store::Instant instant) {
    const auto at = base::Instant::from_microseconds(instant);
    PHAEN_CHECK(at.has_value(), "the clock is right");
    return std::chrono::sys_days(at->day()).time_since_epoch().count();
}

std::shared_ptr<const Actor> Accounts::Parts::actor_of(
    const store::Account& account, const std::vector<store::Assignment>& assignments) {
    auto actor = std::make_shared<Actor>();
    actor->account = account.id;
    actor->name = account.name;
    for (const store::Assignment& given : assignments) {
        const auto role = role_from(given.role);
        if (!role) continue;  // of a newer program: it gives nothing here
        actor->duties.push_back({*role, given.agency, given.unit, given.fiscal_year, given.part,
                                 given.in_place, given.first_day, given.last_day});
    }
    return actor;
}

Result<Known, Refusal> Accounts::Parts::load(const std::string& account_id) {
    const auto account = store.account(account_id);
    if (!account) {
        if (account.error().kind == store::ErrorKind::not_found) return Known{};
        return Unexpected{from_store(account.error(), {"บัญชี", "account"})};
    }
    if (account->is_disabled) return Known{};
    const auto assignments = store.assignments_of(account_id);
    if (!assignments) return Unexpected{from_store(assignments.error(), {"บัญชี", "account"})};
    return Known{actor_of(*account, *assignments), {}};
}

Result<std::int64_t, Refusal> Accounts::Parts::changes() {
    std::int64_t others = 0;
    if (!store.has_one_server()) {
        const auto counted = store.changes();
        if (!counted) return Unexpected{from_store(counted.error(), {"บัญชี", "account"})};
        others = *counted;
    }
    const std::shared_lock lock(mutex);
    // Both only grow, so that the sum is another one when either is.
    return others + own_changes;
}

std::optional<Known> Accounts::Parts::cached(char kind, const std::string& hash, store::Instant now,
                                             std::int64_t changes) {
    const std::shared_lock lock(mutex);
    const auto found = known.find(kind + hash);
    if (found == known.end() || now >= found->second.believed_until ||
        found->second.changes != changes)
        return std::nullopt;
    return found->second.known;
}

std::optional<Known> Accounts::believed(std::string_view token, bool is_bearer) const {
    Parts& parts = *parts_;
    if (!parts.store.has_one_server()) return std::nullopt;
    const store::Instant now = parts.options.now();
    const std::string hash = base::sha256_hex(token);
    const std::shared_lock lock(parts.mutex, std::try_to_lock);
    if (!lock) return std::nullopt;
    const auto found = parts.known.find((is_bearer ? kBearer : kSession) + hash);
    if (found == parts.known.end() || now >= found->second.believed_until) return std::nullopt;
    return found->second.known;
}

void Accounts::Parts::keep(char kind, const std::string& hash, const Known& what,
                           store::Instant until, std::int64_t changes) {
    const std::unique_lock lock(mutex);
    if (known.size() >= kCached) known.clear();
    known[kind + hash] = {what, until, changes};
}

void Accounts::Parts::forget_all() {
    const std::unique_lock lock(mutex);
    known.clear();
    ++own_changes;
}

Accounts::Accounts(store::Database& database, AccountOptions options)
    : parts_(std::make_unique<Parts>(database, std::move(options))) {}
Accounts::~Accounts() = default;

std::int64_t Accounts::today() const { return day_of(parts_->options.now()); }

Result<bool, Refusal> Accounts::Parts::use_code(const store::Account& account,
                                                std::string_view code, store::Instant now) {
    auto factor = second_factor_of(account);
    if (!factor) return false;
    bool is_kept_anew = false;
    if (const auto period = period_of(factor->secret, code, now)) {
        const auto is_new = store.use_code(account.id, *period);
        if (!is_new) return Unexpected{from_store(is_new.error(), {"บัญชี", "account"})};
        if (!*is_new) return false;
    } else {
        is_kept_anew = use_recovery_code(*factor, code);
        if (!is_kept_anew) return false;
    }
    // Kept from before there was a key, or by another form of it.
    const bool is_sealed_late = !options.second_factor_key.empty() &&
                                text_of(*second_factor_of(account)) == account.second_factor;
    if (!is_kept_anew && !is_sealed_late) return true;
    store::Account changed = account;
    set_second_factor(changed, *factor);
    const auto kept = store.change(command(store::kSystemChain, kProgram), changed, account);
    if (kept) return true;
    if (kept.error().kind != store::ErrorKind::conflict)
        return Unexpected{from_store(kept.error(), {"บัญชี", "account"})};
    // Somebody changes it at this moment: it is sealed the next time, but a recovery code that
    // could not be taken away, perhaps because it was used twice at once, opens nothing.
    return !is_kept_anew;
}

Result<SignedIn, Refusal> Accounts::sign_in(const Credentials& credentials) {
    Parts& parts = *parts_;
    const SignInLimits& limits = parts.options.limits;
    const store::Instant now = parts.options.now();
    const std::string login = base::comparison_key(credentials.login);
    // What was typed is personal, also when nobody has that name: hashes are kept.
    const std::string login_key = base::sha256_hex("login " + login);
    const std::string pair_key = base::sha256_hex("pair " + login + "\n" + credentials.address);
    const auto unlocked = parts.store.failures(unlock_key_of(login));
    if (!unlocked) return Unexpected{from_store(unlocked.error(), {"บัญชี", "account"})};
    // What was before counts no more.
    const store::Instant since = std::max(now - limits.window, unlocked->last + 1);
    for (const auto& [key, most] : {std::pair(pair_key, limits.failures_of_pair),
                                    std::pair(login_key, limits.failures_of_login)}) {
        const auto failures = parts.store.failures(key);
        if (!failures) return Unexpected{from_store(failures.error(), {"บัญชี", "account"})};
        const std::int64_t left = failures->last + limits.window - now;
        if (failures->count >= most && left > 0 && failures->last >= since)
            return Unexpected{locked(left / 1'000'000 + 1)};
    }
    const auto account = parts.store.account_by_login(login);
    if (!account && account.error().kind != store::ErrorKind::not_found)
        return Unexpected{from_store(account.error(), {"บัญชี", "account"})};
    const auto right = credentials.password.size() > limits.password_most * 4
                           ? std::optional(false)
                           : parts.hasher.is_right(account ? account->password : std::string(),
                                                   credentials.password);
    if (!right) return Unexpected{too_busy()};
    const auto failed = [&](Refusal refusal) -> Result<SignedIn, Refusal> {
        for (const std::string& key : {pair_key, login_key}) {
            const auto noted = parts.store.note_failure(key, now, since);
            if (!noted) return Unexpected{from_store(noted.error(), {"บัญชี", "account"})};
        }
        return Unexpected{std::move(refusal)};
    };
    if (!*right || account->is_disabled) return failed(wrong_credentials());
    if (!account->second_factor.empty()) {
        if (credentials.code.empty()) return Unexpected{code_needed(false)};
        const auto is_right = parts.use_code(*account, credentials.code, now);
        if (!is_right) return Unexpected{is_right.error()};
        if (!*is_right) return failed(code_needed(true));
    }
    for (const std::string& key : {pair_key, login_key}) {
        if (const auto done = parts.store.forget_failures(key); !done)
            return Unexpected{from_store(done.error(), {"บัญชี", "account"})};
    }
    return parts.open_session(*account, now);
}

Result<SignedIn, Refusal> Accounts::sign_in_known(std::string_view login, std::string_view name,
                                                  bool makes) {
    Parts& parts = *parts_;
    const store::Instant now = parts.options.now();
    const std::string key = base::comparison_key(login);
    auto account = parts.store.account_by_login(key);
    if (!account && account.error().kind == store::ErrorKind::not_found && makes) {
        store::Account made;
        made.id = parts.options.new_id();
        made.login = key;
        made.name = name.empty() ? std::string(login) : std::string(name.substr(0, 400));
        made.at = now;
        const auto added = parts.store.add(parts.command(store::kSystemChain, kProgram), made);
        if (!added && added.error().kind != store::ErrorKind::conflict)
            return Unexpected{from_store(added.error(), {"บัญชี", "account"})};
        account = parts.store.account_by_login(key);
    }
    if (!account && account.error().kind != store::ErrorKind::not_found)
        return Unexpected{from_store(account.error(), {"บัญชี", "account"})};
    if (!account || account->is_disabled) {
        return Unexpected{Refusal{RefusalKind::unauthenticated,
                                  "no_account",
                                  {"ยังไม่มีบัญชีในระบบนี้", "There is no account for you here"},
                                  {"ขอให้ผู้ดูแลระบบเพิ่มบัญชีของท่าน", "Ask your administrator for one."}}};
    }
    return parts.open_session(*account, now);
}

Result<SignedIn, Refusal> Accounts::Parts::open_session(const store::Account& account,
                                                        store::Instant now) {
    const auto loaded = load(account.id);
    if (!loaded) return Unexpected{loaded.error()};
    SignedIn signed_in{new_secret(), new_secret(), loaded->actor};
    store::Session session;
    session.hash = base::sha256_hex(signed_in.token);
    session.account = account.id;
    session.csrf = signed_in.csrf;
    session.at = session.seen_at = now;
    session.ends_at = now + options.limits.session_idle;
    const auto added = store.add_session(session);
    if (!added) return Unexpected{from_store(added.error(), {"บัญชี", "account"})};
    // Now and then what has ended is thrown away; a failure of that harms nobody.
    (void)store.drop_ended_sessions(now);
    return signed_in;
}

Result<Done, Refusal> Accounts::sign_out(std::string_view token) {
    const auto done = parts_->store.end_session(base::sha256_hex(token));
    parts_->forget_all();
    if (!done) return Unexpected{from_store(done.error(), {"บัญชี", "account"})};
    return Done{};
}

Result<Known, Refusal> Accounts::by_session(std::string_view token) {
    Parts& parts = *parts_;
    const SignInLimits& limits = parts.options.limits;
    const store::Instant now = parts.options.now();
    const std::string hash = base::sha256_hex(token);
    const auto changes = parts.changes();
    if (!changes) return Unexpected{changes.error()};
    if (auto cached = parts.cached(kSession, hash, now, *changes)) return std::move(*cached);
    const auto session = parts.store.session(hash);
    if (!session) {
        if (session.error().kind == store::ErrorKind::not_found) return Known{};
        return Unexpected{from_store(session.error(), {"บัญชี", "account"})};
    }
    const store::Instant last = session->at + limits.session_most;
    if (now >= session->ends_at || now >= last) return Known{};
    auto loaded = parts.load(session->account);
    if (!loaded || loaded->actor == nullptr) return loaded;
    store::Instant ends = session->ends_at;
    if (now - session->seen_at >= kSeenEvery) {
        ends = std::min(now + limits.session_idle, last);
        const auto seen = parts.store.see_session(hash, now, ends);
        if (!seen) return Unexpected{from_store(seen.error(), {"บัญชี", "account"})};
    }
    loaded->csrf = session->csrf;
    parts.keep(kSession, hash, *loaded, std::min(now + limits.believed, ends), *changes);
    return loaded;
}

Result<Known, Refusal> Accounts::by_account(std::string_view account) {
    return parts_->load(std::string(account));
}

Result<Known, Refusal> Accounts::by_bearer(std::string_view token) {
    Parts& parts = *parts_;
    const store::Instant now = parts.options.now();
    const std::string hash = base::sha256_hex(token);
    const auto changes = parts.changes();
    if (!changes) return Unexpected{changes.error()};
    if (auto cached = parts.cached(kBearer, hash, now, *changes)) return std::move(*cached);
    const auto found = parts.store.token_by_hash(hash);
    if (!found) {
        if (found.error().kind == store::ErrorKind::not_found) return Known{};
        return Unexpected{from_store(found.error(), {"บัญชี", "account"})};
    }
    if (found->ends_at != 0 && now >= found->ends_at) return Known{};
    const auto loaded = parts.load(found->account);
    if (!loaded || loaded->actor == nullptr) return loaded;
    auto actor = std::make_shared<Actor>(*loaded->actor);
    actor->is_token = true;
    actor->token_scopes = words_of(found->scopes);
    Known known{std::move(actor), {}};
    parts.keep(kBearer, hash, known, now + parts.options.limits.believed, *changes);
    return known;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace phaen::app
