#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "members.h"
#include "phaen/app/oidc.h"

namespace phaen::app {

using base::Array;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::int64_t kSkew = 60;  ///< seconds that clocks may differ
constexpr std::size_t kTokenBytes = 32u << 10;
constexpr std::size_t kLeastRsaBytes = 256;
constexpr std::size_t kMostRsaBytes = 1024;

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

template <class T, void (*Free)(T*)>
struct Freed {
    void operator()(T* object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM, OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BIGNUM, BN_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG, ECDSA_SIG_free>>;

Number number_from(const std::string& bytes) {
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                            static_cast<int>(bytes.size()), nullptr));
}

Key key_from(const char* type, const Params& params) {
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (context == nullptr || params == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return Key(key);
}

Key rsa_key(const Value& jwk) {
    const auto n = from_base64url(text_of(jwk, "n"));
    const auto e = from_base64url(text_of(jwk, "e"));
    if (!n || !e || n->size() < kLeastRsaBytes || n->size() > kMostRsaBytes || e->empty() ||
        e->size() > 8)
        return nullptr;
    const Number modulus = number_from(*n);
    const Number exponent = number_from(*e);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (builder == nullptr ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
        return nullptr;
    return key_from("RSA", Params(OSSL_PARAM_BLD_to_param(builder.get())));
}

Key ec_key(const Value& jwk) {
    const auto x = from_base64url(text_of(jwk, "x"));
    const auto y = from_base64url(text_of(jwk, "y"));
    if (text_of(jwk, "crv") != "P-256" || !x || !y || x->size() != 32 || y->size() != 32)
        return nullptr;
    const std::string point = "\x04" + *x + *y;
    const Builder builder(OSSL_PARAM_BLD_new());
    if (builder == nullptr ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1",
                                        0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1)
        return nullptr;
    return key_from("EC", Params(OSSL_PARAM_BLD_to_param(builder.get())));
}

/// The signature of JWS is r and s side by side; OpenSSL wants DER.
std::optional<std::string> der_of(const std::string& raw) {
    if (raw.size() != 64) return std::nullopt;
    const Signature signature(ECDSA_SIG_new());
    Number r = number_from(raw.substr(0, 32));
    Number s = number_from(raw.substr(32));
    if (signature == nullptr || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return std::nullopt;
    (void)r.release();  // the signature's now
    (void)s.release();
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &bytes);
    if (size <= 0) return std::nullopt;
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

bool is_signed(EVP_PKEY* key, std::string_view text, const std::string& signature) {
    const Digest digest(EVP_MD_CTX_new());
    return digest != nullptr &&
           EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
           EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                            signature.size(), reinterpret_cast<const unsigned char*>(text.data()),
                            text.size()) == 1;
}

/// Whether one of the keys that the header may mean signed the text.
bool is_signed_by_one(const Value& header, const Value& keys, std::string_view text,
                      const std::string& signature) {
    const std::string algorithm = text_of(header, "alg");
    const bool is_rsa = algorithm == "RS256";
    const auto proof = is_rsa ? std::optional(signature) : der_of(signature);
    if (!proof) return false;
    const Value* list = keys.find("keys");
    if (list == nullptr || list->as_array() == nullptr) return false;
    const std::string kid = text_of(header, "kid");
    return std::any_of(list->as_array()->begin(), list->as_array()->end(), [&](const Value& jwk) {
        if (text_of(jwk, "kty") != (is_rsa ? "RSA" : "EC")) return false;
        if (!kid.empty() && text_of(jwk, "kid") != kid) return false;
        if (const std::string use = text_of(jwk, "use"); !use.empty() && use != "sig") return false;
        if (const std::string of = text_of(jwk, "alg"); !of.empty() && of != algorithm)
            return false;
        const Key key = is_rsa ? rsa_key(jwk) : ec_key(jwk);
        return key != nullptr && is_signed(key.get(), text, *proof);
    });
}

bool is_for_us(const Value& claims, const std::string& client) {
    const Value* audience = claims.find("aud");
    if (audience == nullptr) return false;
    if (audience->as_string() != nullptr) return *audience->as_string() == client;
    const Array* list = audience->as_array();
    if (list == nullptr) return false;
    const bool is_there = std::any_of(list->begin(), list->end(), [&](const Value& one) {
        return one.as_string() != nullptr && *one.as_string() == client;
    });
    return is_there && (list->size() == 1 || text_of(claims, "azp") == client);
}

std::optional<std::int64_t> seconds_in(const Value& claims, std::string_view name) {
    const Value* member = claims.find(name);
    if (member == nullptr || member->as_integer() == nullptr) return std::nullopt;
    return *member->as_integer();
}

}  // namespace

Result<Value, std::string> check_id_token(std::string_view token, const Value& keys,
                                          const IdTokenRules& rules) {
    const auto no = [](const char* why) { return Unexpected{std::string(why)}; };
    if (token.size() > kTokenBytes) return no("the ID token is too long");
    const std::size_t first = token.find('.');
    const std::size_t second = first == token.npos ? first : token.find('.', first + 1);
    if (second == token.npos || token.find('.', second + 1) != token.npos)
        return no("the ID token has no three parts");
    const auto head = from_base64url(token.substr(0, first));
    const auto body = from_base64url(token.substr(first + 1, second - first - 1));
    const auto signature = from_base64url(token.substr(second + 1));
    if (!head || !body || !signature) return no("the ID token is no base64url");
    const auto header = base::parse_json(*head);
    auto claims = base::parse_json(*body);
    if (!header || !claims || claims->as_object() == nullptr) return no("the ID token is no JSON");
    const std::string algorithm = text_of(*header, "alg");
    if (algorithm != "RS256" && algorithm != "ES256")
        return no("the ID token is signed in another way");
    if (header->find("crit") != nullptr) return no("the ID token wants what is not known");
    if (!is_signed_by_one(*header, keys, token.substr(0, second), *signature))
        return no("the ID token's signature is wrong");
    if (text_of(*claims, "iss") != rules.issuer) return no("the ID token is another issuer's");
    if (!is_for_us(*claims, rules.client_id)) return no("the ID token is for somebody else");
    const std::int64_t now = rules.now / 1'000'000;
    const auto ends = seconds_in(*claims, "exp");
    if (!ends || now >= *ends + kSkew) return no("the ID token has expired");
    const auto made = seconds_in(*claims, "iat");
    if (!made || *made > now + kSkew) return no("the ID token is of the future");
    if (rules.nonce.empty() || text_of(*claims, "nonce") != rules.nonce)
        return no("the ID token answers another request");
    if (text_of(*claims, "sub").empty()) return no("the ID token names nobody");
    return std::move(*claims);
}

}  // namespace phaen::app
