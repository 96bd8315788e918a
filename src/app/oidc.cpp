#include "phaen/app/oidc.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "account_parts.h"
#include "members.h"
#include "refusals.h"

namespace phaen::app {

using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::int64_t kKept = 3600 * 1'000'000LL;  ///< what the provider says of itself
constexpr std::int64_t kAgain = 60 * 1'000'000LL;   ///< keys are asked for at most this often
constexpr std::size_t kTargetBytes = 500;
constexpr std::size_t kCookieBytes = 2'000;

std::string base64(std::string_view bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    text.resize(text.find('\0'));
    return text;
}

std::string base64url(std::string_view bytes) {
    return base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
                              c == '~';
        if (is_plain)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string form_of(const std::vector<std::pair<std::string_view, std::string_view>>& members) {
    std::string form;
    for (const auto& [name, value] : members) {
        form += form.empty() ? "" : "&";
        form += std::string(name) + "=" + percent_encoded(value);
    }
    return form;
}

std::string challenge_of(const std::string& verifier) {
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                       reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size());
    return base64url(hash);
}

Refusal failed(std::string why) {
    return {RefusalKind::unauthenticated,
            "provider_failed",
            {"เข้าสู่ระบบผ่านผู้ให้บริการไม่สำเร็จ", "The provider did not sign you in"},
            {"ลองอีกครั้ง ถ้ายังไม่ได้ให้แจ้งผู้ดูแลระบบ", "Try again; tell the administrator if it stays so."},
            {},
            std::move(why)};
}

bool is_same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// What the browser keeps between going and coming back.
struct Kept {
    std::string state;
    std::string nonce;
    std::string verifier;
    std::string target;
};

std::string cookie_of(const Kept& kept) {
    return kept.state + "." + kept.nonce + "." + kept.verifier + "." + base64url(kept.target);
}

std::optional<Kept> kept_in(std::string_view cookie) {
    if (cookie.size() > kCookieBytes) return std::nullopt;
    std::array<std::string, 4> parts;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t dot = cookie.find('.');
        if (dot == std::string_view::npos) return std::nullopt;
        parts.at(i) = cookie.substr(0, dot);
        cookie.remove_prefix(dot + 1);
    }
    std::string target(cookie.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(target.data()), target.size(),
                          cookie.data(), cookie.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != cookie.data() + cookie.size())
        return std::nullopt;
    target.resize(size);
    if (parts[0].empty() || parts[1].empty() || parts[2].empty()) return std::nullopt;
    return Kept{parts[0], parts[1], parts[2], std::move(target)};
}

}  // namespace

std::string safe_target(std::string_view target) {
    const bool is_ours =
        !target.empty() && target.size() <= kTargetBytes && target.front() == '/' &&
        (target.size() == 1 || (target[1] != '/' && target[1] != '\\')) &&
        std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7F; }) &&
        target.find('\\') == std::string_view::npos;
    return is_ours ? std::string(target) : std::string("/");
}

struct Oidc::Parts {
    Parts(Accounts& the_accounts, OidcOptions the_options)
        : accounts(the_accounts), options(std::move(the_options)) {}
    Accounts& accounts;
    OidcOptions options;
    std::mutex mutex;
    Value provider;
    store::Instant provider_until = 0;
    Value keys;
    store::Instant keys_at = 0;

    Result<Value, Refusal> json_at(const std::string& url) const {
        const auto body = options.get(url);
        if (!body) return Unexpected{failed(body.error())};
        auto value = base::parse_json(*body);
        if (!value || value->as_object() == nullptr)
            return Unexpected{failed("the provider's answer is no JSON")};
        return std::move(*value);
    }

    /// Its description (OpenID Connect Discovery); it must be that of the issuer itself.
    Result<Value, Refusal> discover() {
        const std::lock_guard lock(mutex);
        if (options.now() < provider_until) return provider;
        std::string base = options.issuer;
        while (base.ends_with('/')) base.pop_back();
        auto found = json_at(base + "/.well-known/openid-configuration");
        if (!found) return found;
        if (text_of(*found, "issuer") != options.issuer)
            return Unexpected{failed("the provider names another issuer")};
        const std::string entry = text_of(*found, "authorization_endpoint");
        if (!entry.starts_with("https://") && !entry.starts_with(base + "/"))
            return Unexpected{failed("the provider's entry has no TLS")};
        provider = *found;
        provider_until = options.now() + kKept;
        return provider;
    }

    Result<Value, Refusal> read_keys(const Value& of, bool fresh) {
        const std::lock_guard lock(mutex);
        const store::Instant now = options.now();
        const bool is_known = !keys.is_null() && now < keys_at + kKept;
        if (is_known && (!fresh || now < keys_at + kAgain)) return keys;
        auto found = json_at(text_of(of, "jwks_uri"));
        if (!found) return found;
        keys = *found;
        keys_at = now;
        return keys;
    }

    Result<Value, Refusal> claims_of(const std::string& token, const Value& of,
                                     const std::string& nonce) {
        const IdTokenRules rules{options.issuer, options.client_id, nonce, options.now()};
        auto known = read_keys(of, false);
        if (!known) return known;
        auto claims = check_id_token(token, *known, rules);
        if (claims) return std::move(*claims);
        // Perhaps with a new key.
        known = read_keys(of, true);
        if (!known) return known;
        claims = check_id_token(token, *known, rules);
        if (!claims) return Unexpected{failed(claims.error())};
        return std::move(*claims);
    }
};

Oidc::Oidc(Accounts& accounts, OidcOptions options)
    : parts_(std::make_unique<Parts>(accounts, std::move(options))) {}
Oidc::~Oidc() = default;

bool Oidc::is_on() const { return !parts_->options.issuer.empty(); }
const std::string& Oidc::name() const { return parts_->options.name; }

Result<Oidc::Begun, Refusal> Oidc::begin(std::string_view target) {
    if (!is_on()) return Unexpected{not_found({"การเข้าสู่ระบบวิธีนี้", "sign-in of that kind"})};
    const OidcOptions& options = parts_->options;
    const auto provider = parts_->discover();
    if (!provider) return Unexpected{provider.error()};
    const Kept kept{new_secret(), new_secret(), new_secret(), safe_target(target)};
    std::string address = text_of(*provider, "authorization_endpoint");
    address += address.find('?') == std::string::npos ? "?" : "&";
    address += form_of({{"response_type", "code"},
                        {"client_id", options.client_id},
                        {"redirect_uri", options.redirect_uri},
                        {"scope", options.scope},
                        {"state", kept.state},
                        {"nonce", kept.nonce},
                        {"code_challenge", challenge_of(kept.verifier)},
                        {"code_challenge_method", "S256"}});
    return Begun{std::move(address), cookie_of(kept)};
}

Result<Oidc::Finished, Refusal> Oidc::finish(std::string_view code, std::string_view state,
                                             std::string_view issuer, std::string_view cookie) {
    if (!is_on()) return Unexpected{not_found({"การเข้าสู่ระบบวิธีนี้", "sign-in of that kind"})};
    const OidcOptions& options = parts_->options;
    const auto kept = kept_in(cookie);
    if (!kept || !is_same(kept->state, state))
        return Unexpected{failed("the answer is to no request of this browser")};
    if (!issuer.empty() && issuer != options.issuer)
        return Unexpected{failed("the answer is another issuer's")};
    if (code.empty()) return Unexpected{failed("the provider refused")};
    const auto provider = parts_->discover();
    if (!provider) return Unexpected{provider.error()};
    std::vector<std::pair<std::string_view, std::string_view>> form = {
        {"grant_type", "authorization_code"},
        {"code", code},
        {"redirect_uri", options.redirect_uri},
        {"code_verifier", kept->verifier}};
    std::string authorization;
    if (options.client_secret.empty()) {
        form.emplace_back("client_id", options.client_id);
    } else {
        authorization = "Basic " + base64(percent_encoded(options.client_id) + ":" +
                                              percent_encoded(options.client_secret),
                                          sodium_base64_VARIANT_ORIGINAL);
    }
    const auto answer =
        options.post(text_of(*provider, "token_endpoint"), form_of(form), authorization);
    if (!answer) return Unexpected{failed(answer.error())};
    const auto tokens = base::parse_json(*answer);
    if (!tokens) return Unexpected{failed("the provider's answer is no JSON")};
    const auto claims = parts_->claims_of(text_of(*tokens, "id_token"), *provider, kept->nonce);
    if (!claims) return Unexpected{claims.error()};
    const std::string login = text_of(*claims, options.claim);
    const Value* verified = claims->find("email_verified");
    const bool is_unproved =
        options.claim == "email" &&
        (verified == nullptr || verified->as_bool() == nullptr || !*verified->as_bool());
    if (login.empty() || is_unproved)
        return Unexpected{failed("the ID token does not tell who it is")};
    auto signed_in =
        parts_->accounts.sign_in_known(login, text_of(*claims, "name"), options.makes_accounts);
    if (!signed_in) return Unexpected{signed_in.error()};
    return Finished{std::move(*signed_in), safe_target(kept->target)};
}

}  // namespace phaen::app
