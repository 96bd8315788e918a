#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "phaen/app/accounts.h"
#include "phaen/app/refusal.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/database.h"

/// Sign-in by an OpenID Connect provider: discovery, the authorization code with PKCE, state and
/// nonce, and the ID token checked by the provider's keys.
namespace phaen::app {

struct OidcOptions {
    std::function<store::Instant()> now;
    std::string issuer;  ///< empty: off
    std::string client_id;
    std::string client_secret = {};  ///< empty: a public client
    std::string redirect_uri;
    std::string scope = "openid profile email";
    std::string claim = "preferred_username";  ///< whose value is the account's login
    std::string name = {};                     ///< of the provider, for the sign-in page
    bool makes_accounts = false;               ///< for who has none yet, without any role
    /// The body of an answer with status 200. Guarded as everything that goes out.
    std::function<base::Result<std::string, std::string>(const std::string& url)> get = {};
    std::function<base::Result<std::string, std::string>(
        const std::string& url, const std::string& form, const std::string& authorization)>
        post = {};
};

/// What an ID token says, once it is checked.
struct IdTokenRules {
    std::string issuer;
    std::string client_id;
    std::string nonce;
    store::Instant now = 0;
};

/// The claims of an ID token that is signed (RS256, ES256) by one of the keys, for us, now, with
/// our nonce; or why not, in English for the log.
[[nodiscard]] base::Result<base::Value, std::string> check_id_token(std::string_view token,
                                                                    const base::Value& keys,
                                                                    const IdTokenRules& rules);

/// A path of our own to go to after sign-in; "/" for anything else.
[[nodiscard]] std::string safe_target(std::string_view target);

class Oidc {
  public:
    Oidc(Accounts& accounts, OidcOptions options);
    ~Oidc();
    Oidc(const Oidc&) = delete;
    Oidc& operator=(const Oidc&) = delete;
    template <class T>
    using Answer = base::Result<T, Refusal>;

    [[nodiscard]] bool is_on() const;
    [[nodiscard]] const std::string& name() const;
    struct Begun {
        std::string address;  ///< of the provider, to go to
        std::string cookie;   ///< what this browser keeps meanwhile
    };
    [[nodiscard]] Answer<Begun> begin(std::string_view target);
    struct Finished {
        SignedIn signed_in;
        std::string target;
    };
    /// `cookie` is what the browser kept; `issuer` may be empty (RFC 9207).
    [[nodiscard]] Answer<Finished> finish(std::string_view code, std::string_view state,
                                          std::string_view issuer, std::string_view cookie);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace phaen::app
