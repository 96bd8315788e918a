#include "phaen/app/oidc.h"

#include <gtest/gtest.h>

namespace phaen::app {
namespace {

using base::Value;

// Claims of both tokens: iss https://id.example.org, aud phaen, iat 1000, exp 2000, nonce n.
// Made with Node's crypto of new keys; the private ones were thrown away.
const std::string kRsaToken =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6InIifQ.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwiY"
    "XVkIjoicGhhZW4iLCJzdWIiOiJzLTEiLCJleHAiOjIwMDAsImlhdCI6MTAwMCwibm9uY2UiOiJuIiwic"
    "HJlZmVycmVkX3VzZXJuYW1lIjoic29teWluZyJ9.v_pYSYJ9J4Ir_pvt2PzZEmy4v-LdU8W3qJhaZ5df"
    "VVaEKEdFVbNNbpf94qHxFO99BZw2yYn0Wm194kH81OgXkInem7rHs-6Uxq-l54vlUDKanw5REae-kh2X"
    "zKnZ7BPqoaXZU5N_mzLk-5AwL4Ewflfh6OwHhP9COanamB3d6Ogq7MPP-dAIAZDmUPl3qoRsRnZ5xgAC"
    "8yNpT0BKCNslh-HwPbiE9AsIN6UUcjivEniCm2CK9zU_5SIrWjB6z5WUn6rkL3XAYUyfbQcg_-F2ImsU"
    "tTbXffQ2bkPEjRtCImrVSNw9-HEmfuwIe81hqqUcbrx7UpsHGF99QWEl1ikUrQ";
const std::string kEcToken =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImUifQ.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUub3JnIiwiY"
    "XVkIjoicGhhZW4iLCJzdWIiOiJzLTEiLCJleHAiOjIwMDAsImlhdCI6MTAwMCwibm9uY2UiOiJuIiwic"
    "HJlZmVycmVkX3VzZXJuYW1lIjoic29teWluZyJ9.zSTMk86l66lPEUCY3BeA5YqVq6GhhFiRKMobgxQc"
    "_uT7SiAKu9MTHC8WLdjW1hGnB9yAF49-KB0nfaw0K6yTWQ";
const std::string kKeys =
    R"({"keys":[{"kty":"RSA","n":"xEvS9Y7e2AW2ggzdvXLQcYMTKzunQw_G8MrGBNmMClwobmGqj1LY9FKjYswR5ttX0SfkmJ-AWD1VIewmd7Gl5TjeH9kMU4gGvx6r9cLFPKBIYi6DyBrgCoMAHY8m9fY60oy1YzdZ79PnMfeJN-W1CMqvjtqYD_rgq5g2cdqmg_SWKRay8cABnVRcCCsUy1jZ6sOSD-XZLDSGkHAqN29zQK24_b1GJRB8ZfvhZXZGs27fwRgywQ9LmjLgP1GzvYLyk1FlsyCkitdfEau64R8jb7Rz0X7OummIV-lw9F-IV-XdzPlLJWbkzoWXWuRL8htvJwSKhdDnutIAcaLonG-vpw","e":"AQAB","kid":"r","use":"sig"},
{"kty":"EC","x":"XKfz-tvEfCG82LCxomLPf_9F9pUlJ9YP_elzK93VjvM","y":"bhu73eZX4VNCKPb727QSBiahtkek85MCez7xzD9fG3g","crv":"P-256","kid":"e","use":"sig"}]})";

IdTokenRules rules_at(std::int64_t seconds) {
    return {"https://id.example.org", "phaen", "n", seconds * 1'000'000};
}

std::string problem(const std::string& token, const IdTokenRules& rules) {
    const auto claims = check_id_token(token, *base::parse_json(kKeys), rules);
    return claims ? "" : claims.error();
}

TEST(IdToken, is_taken_when_all_is_right) {
    for (const std::string& token : {kRsaToken, kEcToken}) {
        const auto claims = check_id_token(token, *base::parse_json(kKeys), rules_at(1500));
        ASSERT_TRUE(claims);
        EXPECT_EQ(*claims->find("preferred_username")->as_string(), "somying");
    }
}

TEST(IdToken, ends_and_begins_with_a_minute_of_grace) {
    EXPECT_EQ(problem(kRsaToken, rules_at(940)), "");
    EXPECT_EQ(problem(kRsaToken, rules_at(939)), "the ID token is of the future");
    EXPECT_EQ(problem(kRsaToken, rules_at(2059)), "");
    EXPECT_EQ(problem(kRsaToken, rules_at(2060)), "the ID token has expired");
}

TEST(IdToken, is_ours_alone) {
    IdTokenRules rules = rules_at(1500);
    rules.client_id = "another";
    EXPECT_EQ(problem(kEcToken, rules), "the ID token is for somebody else");
    rules = rules_at(1500);
    rules.issuer = "https://id.example.org/";
    EXPECT_EQ(problem(kEcToken, rules), "the ID token is another issuer's");
    rules = rules_at(1500);
    rules.nonce = "m";
    EXPECT_EQ(problem(kEcToken, rules), "the ID token answers another request");
    rules.nonce = "";
    EXPECT_EQ(problem(kEcToken, rules), "the ID token answers another request");
}

TEST(IdToken, is_signed_by_the_providers_key_and_no_other_way) {
    for (std::string token : {kRsaToken, kEcToken}) {
        const std::size_t last = token.size() - 5;
        token[last] = token[last] == 'A' ? 'B' : 'A';
        EXPECT_EQ(problem(token, rules_at(1500)), "the ID token's signature is wrong");
    }
    const std::string rest = kRsaToken.substr(kRsaToken.find('.'));
    // {"alg":"none"} and {"alg":"HS256"}
    for (const char* header : {"eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiJ9"})
        EXPECT_EQ(problem(header + rest, rules_at(1500)), "the ID token is signed in another way");
    const std::string unsigned_token = "eyJhbGciOiJub25lIn0" + rest.substr(0, rest.rfind('.') + 1);
    EXPECT_EQ(problem(unsigned_token, rules_at(1500)), "the ID token is signed in another way");
    const auto none =
        check_id_token(kRsaToken, *base::parse_json(R"({"keys":[]})"), rules_at(1500));
    EXPECT_EQ(none.error(), "the ID token's signature is wrong");
    for (const char* token : {"", ".", "..", "a.b", "a.b.c.d", "!.!.!"})
        EXPECT_NE(problem(token, rules_at(1500)), "") << token;
}

TEST(SafeTarget, leads_nowhere_else) {
    EXPECT_EQ(safe_target("/steps?as_of=2022-03-31"), "/steps?as_of=2022-03-31");
    for (const char* target : {"", "//evil.example", "/\\evil.example", "https://evil.example",
                               "steps", "/a\r\nX: y", "/ a", "\\\\evil.example", "/a\\b"})
        EXPECT_EQ(safe_target(target), "/") << target;
}

}  // namespace
}  // namespace phaen::app
