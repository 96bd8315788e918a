#include "phaen/app/accounts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "phaen/store/year_store.h"
#include "second_factor.h"

namespace phaen::app {
namespace {

using base::Object;
using base::Value;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
/// 2022-03-31T03:00:00Z, ten in the morning in Bangkok.
constexpr std::int64_t kMorning = 1'648'695'600 * kSecond;
constexpr const char* kPassword = "ฝนตกที่หน้าต่างบานเก่า";

class AccountsTest : public testing::Test {
  protected:
    void SetUp() override {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-accounts-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder);
        auto opened = store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string()));
        ASSERT_TRUE(opened);
        database = std::move(*opened);
        AccountOptions options;
        options.now = [this] { return now; };
        options.new_id = [] {
            static int next = 0;
            return "id-" + std::to_string(++next);
        };
        options.hash_operations = 1;
        options.hash_memory = 8192;
        accounts = std::make_unique<Accounts>(*database, std::move(options));
    }
    void TearDown() override {
        accounts.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    std::string add(const std::string& login) {
        const auto added = accounts->add("setup", Value(Object{{"login", Value(login)},
                                                               {"name", Value("คุณ " + login)},
                                                               {"password", Value(kPassword)}}));
        EXPECT_TRUE(added) << added.error().detail.en;
        return *added->find("id")->as_string();
    }
    void assign(const std::string& account, Object more) {
        more.emplace_back("account", Value(account));
        EXPECT_TRUE(accounts->assign("setup", "office", Value(std::move(more))));
    }
    std::string why_not(const std::string& login, const std::string& password,
                        const std::string& code = "", const std::string& address = "10.0.0.1") {
        const auto signed_in = accounts->sign_in({login, password, code, address});
        return signed_in ? "" : signed_in.error().type;
    }

    static inline int count = 0;
    std::filesystem::path folder;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Accounts> accounts;
    std::int64_t now = kMorning;
};

TEST_F(AccountsTest, a_session_lasts_until_it_is_ended) {
    ASSERT_TRUE(*accounts->is_empty());
    const std::string id = add("Malee");
    ASSERT_FALSE(*accounts->is_empty());
    // Letters' case and Thai digits are the same to us, in user names as elsewhere.
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", "10.0.0.1"});
    ASSERT_TRUE(signed_in);
    EXPECT_EQ(signed_in->actor->account, id);
    const auto known = accounts->by_session(signed_in->token);
    ASSERT_TRUE(known);
    ASSERT_NE(known->actor, nullptr);
    EXPECT_EQ(known->actor->name, "คุณ Malee");
    EXPECT_EQ(known->csrf, signed_in->csrf);
    EXPECT_EQ(accounts->by_session("guessed")->actor, nullptr);
    // A second sign-in is a session of its own.
    const auto second = accounts->sign_in({"malee", kPassword, "", "10.0.0.1"});
    EXPECT_NE(second->token, signed_in->token);
    ASSERT_TRUE(accounts->sign_out(signed_in->token));
    EXPECT_EQ(accounts->by_session(signed_in->token)->actor, nullptr);
    EXPECT_NE(accounts->by_session(second->token)->actor, nullptr);
}

TEST_F(AccountsTest, a_session_is_no_token_and_a_token_no_session) {
    add("malee");
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    const auto token =
        accounts->add_token(*signed_in->actor, Value(Object{{"name", Value("script")}}));
    const std::string secret = *token->find("token")->as_string();
    // Also while what was asked a moment ago is believed.
    ASSERT_NE(accounts->by_session(signed_in->token)->actor, nullptr);
    ASSERT_NE(accounts->by_bearer(secret)->actor, nullptr);
    EXPECT_EQ(accounts->by_bearer(signed_in->token)->actor, nullptr);
    EXPECT_EQ(accounts->by_session(secret)->actor, nullptr);
    EXPECT_TRUE(accounts->believed(signed_in->token, false));
    EXPECT_FALSE(accounts->believed(signed_in->token, true));
    EXPECT_TRUE(accounts->believed(secret, true));
    EXPECT_FALSE(accounts->believed(secret, false));
}

TEST_F(AccountsTest, a_session_ends_by_itself) {
    add("malee");
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    for (int i = 1; i <= 13; ++i) {
        now += 11 * kHour;
        EXPECT_NE(accounts->by_session(signed_in->token)->actor, nullptr) << i;
    }
    now += 12 * kHour;
    EXPECT_EQ(accounts->by_session(signed_in->token)->actor, nullptr) << "nobody was there";
    const auto other = accounts->sign_in({"malee", kPassword, "", ""});
    const std::int64_t first = now;
    while (now < first + 7 * 24 * kHour - 11 * kHour) {
        now += 11 * kHour;
        EXPECT_NE(accounts->by_session(other->token)->actor, nullptr);
    }
    now = first + 7 * 24 * kHour;
    EXPECT_EQ(accounts->by_session(other->token)->actor, nullptr) << "a week is the most";
}

TEST_F(AccountsTest, wrong_ones_are_one_refusal_and_are_locked_out) {
    const std::string id = add("malee");
    EXPECT_EQ(why_not("nobody", kPassword), "wrong_credentials");
    EXPECT_EQ(why_not("malee", ""), "wrong_credentials");
    EXPECT_EQ(why_not("malee", std::string(1000, 'x')), "wrong_credentials");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(why_not("malee", "wrong"), "wrong_credentials");
    // Five from this address: now the right one waits too, but not from elsewhere.
    EXPECT_EQ(why_not("malee", kPassword), "too_many_attempts");
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.0.2"), "");
    now += 15 * kMinute;
    EXPECT_EQ(why_not("malee", kPassword), "");
    // Twenty from everywhere.
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(why_not("malee", "wrong", "", "10.1.0." + std::to_string(i)),
                  "wrong_credentials");
    EXPECT_EQ(why_not("malee", kPassword, "", "10.2.0.1"), "too_many_attempts");
    now += 15 * kMinute;
    ASSERT_TRUE(accounts->change("setup", id, Value(Object{{"disabled", Value(true)}})));
    EXPECT_EQ(why_not("malee", kPassword), "wrong_credentials");
}

TEST_F(AccountsTest, who_is_unlocked_need_not_wait) {
    const std::string id = add("malee");
    const auto guess = [&](int times, const std::string& address) {
        for (int i = 0; i < times; ++i)
            EXPECT_EQ(why_not("malee", "wrong", "", address), "wrong_credentials");
    };
    // Five from each of two addresses.
    guess(5, "10.0.0.1");
    guess(5, "10.0.0.2");
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.0.1"), "too_many_attempts");
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.0.2"), "too_many_attempts");
    ASSERT_TRUE(accounts->unlock("setup", id));
    // Counted anew: four are not too many, the fifth is.
    now += kSecond;
    guess(4, "10.0.0.1");
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.0.1"), "");
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.0.2"), "");
    guess(5, "10.0.0.1");
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.0.1"), "too_many_attempts");
    // What was guessed in the same instant as it was unlocked was before.
    ASSERT_TRUE(accounts->unlock("setup", id));
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.0.1"), "");
    // Of all addresses together, too: four from each of five.
    now += kSecond;
    for (int i = 0; i < 5; ++i) guess(4, "10.0.1." + std::to_string(i));
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.2.1"), "too_many_attempts");
    now += kSecond;
    ASSERT_TRUE(accounts->unlock("setup", id));
    EXPECT_EQ(why_not("malee", kPassword, "", "10.0.2.1"), "");
    EXPECT_EQ(accounts->unlock("setup", "nobody").error().kind, RefusalKind::not_found);
}

TEST_F(AccountsTest, a_closed_account_is_out_at_once) {
    const std::string id = add("malee");
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    ASSERT_NE(accounts->by_session(signed_in->token)->actor, nullptr);
    ASSERT_TRUE(accounts->change("setup", id, Value(Object{{"disabled", Value(true)}})));
    EXPECT_EQ(accounts->by_session(signed_in->token)->actor, nullptr);
}

TEST_F(AccountsTest, passwords_have_a_length_and_change) {
    const auto refuse = [&](const std::string& password) {
        const auto added = accounts->add("setup", Value(Object{{"login", Value("a-long-user-name")},
                                                               {"name", Value("x")},
                                                               {"password", Value(password)}}));
        return added ? "" : added.error().type;
    };
    EXPECT_EQ(refuse("eleven-char"), "weak_password");
    EXPECT_EQ(refuse("aaaaaaaaaaaaaaaa"), "weak_password");
    EXPECT_EQ(refuse("A-Long-User-Name"), "weak_password");
    EXPECT_EQ(refuse("สิบสองตัวอักษร"), "");
    EXPECT_EQ(refuse("สิบสองตัวอักษร"), "login_taken");
    const auto signed_in = accounts->sign_in({"a-long-user-name", "สิบสองตัวอักษร", "", ""});
    const auto other = accounts->sign_in({"a-long-user-name", "สิบสองตัวอักษร", "", ""});
    const auto change = [&](const std::string& current) {
        const auto done = accounts->change_password(
            *signed_in->actor,
            Value(Object{{"current", Value(current)}, {"new", Value(kPassword)}}),
            signed_in->token);
        return done ? "" : done.error().type;
    };
    EXPECT_EQ(change("wrong"), "wrong_password");
    EXPECT_EQ(change("สิบสองตัวอักษร"), "");
    EXPECT_EQ(why_not("a-long-user-name", "สิบสองตัวอักษร"), "wrong_credentials");
    EXPECT_NE(accounts->by_session(signed_in->token)->actor, nullptr);
    EXPECT_EQ(accounts->by_session(other->token)->actor, nullptr) << "other sessions end";
}

TEST_F(AccountsTest, tokens_carry_less_than_their_account) {
    const std::string id = add("malee");
    assign(id, {{"role", Value("planning_officer")}});
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    const auto unknown = accounts->add_token(
        *signed_in->actor,
        Value(Object{{"name", Value("x")}, {"scopes", Value(base::Array{Value("plan.destroy")})}}));
    EXPECT_EQ(unknown.error().type, "unknown_permission");
    const auto token = accounts->add_token(
        *signed_in->actor, Value(Object{{"name", Value("script")},
                                        {"scopes", Value(base::Array{Value("plan.read")})},
                                        {"days", Value(2)}}));
    ASSERT_TRUE(token);
    const std::string secret = *token->find("token")->as_string();
    const auto known = accounts->by_bearer(secret);
    ASSERT_NE(known->actor, nullptr);
    const std::int64_t day = accounts->today();
    EXPECT_EQ(widest_scope(*known->actor, "plan.read", "office", day), Scope::agency);
    EXPECT_EQ(widest_scope(*known->actor, "plan.edit", "office", day), Scope::none);
    EXPECT_EQ(widest_scope(*signed_in->actor, "plan.edit", "office", day), Scope::agency);
    EXPECT_EQ(accounts->tokens(*signed_in->actor)->find("items")->as_array()->front().find("token"),
              nullptr);
    now += 2 * 24 * kHour;
    EXPECT_EQ(accounts->by_bearer(secret)->actor, nullptr) << "two days are over";
}

TEST_F(AccountsTest, roles_hold_from_day_to_day) {
    const std::string id = add("malee");
    assign(id, {{"role", Value("section_head")},
                {"unit", Value("unit-1")},
                {"first_day", Value("2022-04-01")},
                {"last_day", Value("2022-04-30")}});
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    const auto scope = [&] {
        now += 3 * kSecond;
        return widest_scope(*accounts->by_session(signed_in->token)->actor, "progress.confirm",
                            "office", accounts->today());
    };
    EXPECT_EQ(scope(), Scope::none) << "it is the thirty-first of March";
    now = kMorning + 11 * kHour;
    EXPECT_EQ(scope(), Scope::none) << "nine in the evening";
    now = kMorning + 14 * kHour;  // 17:00 UTC, and the first of April in Bangkok
    EXPECT_EQ(scope(), Scope::lead);
    now = kMorning + 31 * 24 * kHour;  // the first of May
    const auto later = accounts->sign_in({"malee", kPassword, "", ""});
    EXPECT_EQ(widest_scope(*later->actor, "progress.confirm", "office", accounts->today()),
              Scope::none);
}

TEST(SecondFactor, has_the_codes_of_rfc_6238) {
    // Appendix B, SHA-1, secret "12345678901234567890"; the last six of its eight digits.
    const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    EXPECT_EQ(code_at(secret, 59 / 30), "287082");
    EXPECT_EQ(code_at(secret, 1111111109 / 30), "081804");
    EXPECT_EQ(code_at(secret, 1111111111 / 30), "050471");
    EXPECT_EQ(code_at(secret, 1234567890 / 30), "005924");
    EXPECT_EQ(code_at(secret, 20000000000 / 30), "353130");
    EXPECT_EQ(period_of(secret, "287082", 59 * kSecond), 1);
    EXPECT_EQ(period_of(secret, "287082", 89 * kSecond), 1) << "the one before";
    EXPECT_EQ(period_of(secret, "287082", 90 * kSecond), std::nullopt);
    EXPECT_EQ(period_of(secret, "28708", 59 * kSecond), std::nullopt);
    EXPECT_EQ(code_at("not base 32!", 1), std::nullopt);
    EXPECT_NE(new_second_factor(), new_second_factor());
    EXPECT_EQ(new_second_factor().size(), 32u);
    EXPECT_EQ(second_factor_uri("ABC", "a b@c"),
              "otpauth://totp/Phaen:a%20b%40c?secret=ABC&issuer=Phaen");
}

TEST_F(AccountsTest, a_second_factor_is_asked_for_and_used_once) {
    const std::string id = add("malee");
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    const auto begun = accounts->begin_second_factor(*signed_in->actor);
    const std::string secret = *begun->find("secret")->as_string();
    const auto code = [&] { return *code_at(secret, now / (30 * kSecond)); };
    const auto confirm = [&](const std::string& with) {
        return accounts
            ->confirm_second_factor(*signed_in->actor,
                                    Value(Object{{"secret", Value(secret)}, {"code", Value(with)}}))
            .has_value();
    };
    EXPECT_FALSE(confirm("000000") && confirm("111111"));
    ASSERT_TRUE(confirm(code()));
    EXPECT_EQ(why_not("malee", kPassword), "second_factor_needed");
    EXPECT_EQ(why_not("malee", "wrong"), "wrong_credentials") << "nothing is told before";
    EXPECT_EQ(why_not("malee", kPassword, "12345"), "wrong_code");
    EXPECT_EQ(why_not("malee", kPassword, code()), "");
    EXPECT_EQ(why_not("malee", kPassword, code()), "wrong_code") << "it was used";
    // Nor does another server on the same database take it, or one from before.
    AccountOptions options;
    options.now = [this] { return now; };
    options.new_id = [] { return std::string("id-of-other"); };
    options.hash_operations = 1;
    options.hash_memory = 8192;
    Accounts other(*database, std::move(options));
    const auto again = other.sign_in({"malee", kPassword, code(), ""});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().type, "wrong_code");
    EXPECT_FALSE(
        other.sign_in({"malee", kPassword, *code_at(secret, now / (30 * kSecond) - 1), ""}));
    now += 31 * kSecond;
    EXPECT_EQ(why_not("malee", kPassword, code()), "");
    // Nobody puts another telephone in its place without the password.
    const std::string thief = new_second_factor();
    const auto replaced = accounts->confirm_second_factor(
        *signed_in->actor, Value(Object{{"secret", Value(thief)},
                                        {"code", Value(*code_at(thief, now / (30 * kSecond)))}}));
    ASSERT_FALSE(replaced);
    EXPECT_EQ(replaced.error().type, "second_factor_there");
    EXPECT_FALSE(accounts->remove_second_factor(*signed_in->actor,
                                                Value(Object{{"password", Value("wrong")}})));
    ASSERT_TRUE(accounts->remove_second_factor(*signed_in->actor,
                                               Value(Object{{"password", Value(kPassword)}})));
    EXPECT_EQ(why_not("malee", kPassword), "");
    // The telephone was lost: an administrator turns it off, and cannot turn it on.
    ASSERT_TRUE(confirm(code()));
    EXPECT_EQ(why_not("malee", kPassword), "second_factor_needed");
    EXPECT_FALSE(accounts->change("admin", id, Value(Object{{"has_second_factor", Value(true)}})));
    EXPECT_EQ(why_not("malee", kPassword), "second_factor_needed");
    ASSERT_TRUE(accounts->change("admin", id, Value(Object{{"has_second_factor", Value(false)}})));
    EXPECT_EQ(why_not("malee", kPassword), "");
}

// A session that somebody left open does not tell the password by trying.
TEST_F(AccountsTest, the_own_password_is_not_guessed_from_within) {
    add("malee");
    add("somchai");
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    const auto change = [&](const std::string& current) {
        const auto done = accounts->change_password(
            *signed_in->actor,
            Value(Object{{"current", Value(current)}, {"new", Value("another long password")}}),
            signed_in->token);
        return done ? std::string() : done.error().type;
    };
    const auto remove = [&](const std::string& password) {
        const auto done = accounts->remove_second_factor(
            *signed_in->actor, Value(Object{{"password", Value(password)}}));
        return done ? std::string() : done.error().type;
    };
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(i % 2 == 0 ? change("guessed") : remove("guessed"), "wrong_password");
    EXPECT_EQ(change(kPassword), "too_many_attempts") << "five were wrong";
    EXPECT_EQ(remove(kPassword), "too_many_attempts");
    EXPECT_EQ(why_not("malee", kPassword), "") << "signing in is not shut by it";
    const auto other = accounts->sign_in({"somchai", kPassword, "", ""});
    EXPECT_TRUE(accounts->remove_second_factor(*other->actor,
                                               Value(Object{{"password", Value(kPassword)}})));
    now += kMinute;
    ASSERT_TRUE(accounts->unlock("admin", signed_in->actor->account));
    now += kSecond;
    EXPECT_EQ(change("guessed"), "wrong_password") << "what was before counts no more";
    EXPECT_EQ(change(kPassword), "");
    EXPECT_EQ(why_not("malee", "another long password"), "");
    // Two hundred characters are two hundred in Thai too, three bytes each.
    std::string longest;
    for (int i = 0; i < 100; ++i) longest += "กข";
    EXPECT_TRUE(accounts->change_password(
        *signed_in->actor,
        Value(Object{{"current", Value("another long password")}, {"new", Value(longest)}}),
        signed_in->token));
    EXPECT_EQ(why_not("malee", longest), "");
}

TEST(second_factor, is_opened_by_its_key_only_and_older_ones_as_they_are) {
    const std::string secret = new_second_factor();
    const std::string kept = sealed_second_factor(secret, "key");
    EXPECT_EQ(kept.find(secret), std::string::npos);
    EXPECT_NE(kept, sealed_second_factor(secret, "key")) << "each has a number of its own";
    EXPECT_EQ(opened_second_factor(kept, "key"), secret);
    EXPECT_EQ(opened_second_factor(kept, "other"), std::nullopt);
    EXPECT_EQ(opened_second_factor(kept, ""), std::nullopt);
    std::string changed = kept;
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_EQ(opened_second_factor(changed, "key"), std::nullopt);
    EXPECT_EQ(opened_second_factor("box1:", "key"), std::nullopt);
    EXPECT_EQ(opened_second_factor(secret, "key"), secret);
    EXPECT_EQ(sealed_second_factor(secret, ""), secret);
}

// What was confirmed before there was a key is sealed when it is used.
TEST_F(AccountsTest, a_second_factor_is_sealed_on_its_next_use) {
    add("malee");
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    const auto begun = accounts->begin_second_factor(*signed_in->actor);
    const std::string secret = *begun->find("secret")->as_string();
    const auto code = [&] { return *code_at(secret, now / (30 * kSecond)); };
    ASSERT_TRUE(accounts->confirm_second_factor(
        *signed_in->actor, Value(Object{{"secret", Value(secret)}, {"code", Value(code())}})));
    store::AccountStore store(*database);
    EXPECT_EQ(store.account_by_login("malee")->second_factor.find(secret), 0u);
    AccountOptions options;
    options.now = [this] { return now; };
    options.new_id = [] { return std::string("id-of-sealed"); };
    options.hash_operations = 1;
    options.hash_memory = 8192;
    options.second_factor_key = "key of the server";
    Accounts sealing(*database, std::move(options));
    now += 31 * kSecond;
    ASSERT_TRUE(sealing.sign_in({"malee", kPassword, code(), ""}));
    EXPECT_EQ(store.account_by_login("malee")->second_factor.find(secret), std::string::npos);
    now += 31 * kSecond;
    EXPECT_TRUE(sealing.sign_in({"malee", kPassword, code(), ""}));
    // Without the key nobody gets in by it.
    now += 31 * kSecond;
    EXPECT_EQ(why_not("malee", kPassword, code()), "wrong_code");
}

TEST(second_factor, is_text_as_before_there_were_recovery_codes) {
    EXPECT_EQ(text_of(SecondFactor{"ABC"}), "ABC");
    EXPECT_TRUE(second_factor_from("ABC").recovery.empty());
    const SecondFactor factor = second_factor_from("ABC one two");
    EXPECT_EQ(factor.secret, "ABC");
    EXPECT_EQ(factor.recovery, (std::vector<std::string>{"one", "two"}));
    EXPECT_EQ(text_of(factor), "ABC one two");
}

TEST(second_factor, takes_each_recovery_code_once_however_it_is_typed) {
    SecondFactor factor{new_second_factor()};
    const auto codes = new_recovery_codes();
    ASSERT_EQ(codes.size(), 10u);
    for (const std::string& code : codes) {
        EXPECT_EQ(code.size(), 11u);
        EXPECT_EQ(code.find_first_not_of("abcdefghjkmnpqrstuvwxyz23456789-"), std::string::npos);
        factor.recovery.push_back(recovery_hash(factor.secret, code));
    }
    EXPECT_NE(recovery_hash("other", codes[0]), factor.recovery[0]) << "of this secret only";
    EXPECT_FALSE(use_recovery_code(factor, ""));
    EXPECT_FALSE(use_recovery_code(factor, codes[0].substr(1)));
    EXPECT_TRUE(use_recovery_code(factor, codes[0]));
    EXPECT_FALSE(use_recovery_code(factor, codes[0]));
    std::string typed = codes[1];
    typed.erase(5, 1);
    for (char& c : typed) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    EXPECT_TRUE(use_recovery_code(factor, ' ' + typed));
    EXPECT_EQ(factor.recovery.size(), 8u);
}

TEST_F(AccountsTest, a_recovery_code_opens_once) {
    add("malee");
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    const Actor& malee = *signed_in->actor;
    const auto left = [&] {
        const auto me = accounts->me(malee);
        const auto* number = me->find("recovery_codes_left");
        return number != nullptr ? *number->as_integer() : -1;
    };
    const Value password{Object{{"password", Value(kPassword)}}};
    EXPECT_EQ(left(), -1);
    EXPECT_EQ(accounts->renew_recovery_codes(malee, password).error().type, "no_second_factor");
    const std::string secret = *accounts->begin_second_factor(malee)->find("secret")->as_string();
    const auto code = [&] { return *code_at(secret, now / (30 * kSecond)); };
    const auto confirmed = accounts->confirm_second_factor(
        malee, Value(Object{{"secret", Value(secret)}, {"code", Value(code())}}));
    ASSERT_TRUE(confirmed);
    const auto nth = [](const Value& answer, std::size_t n) {
        return *answer.find("codes")->as_array()->at(n).as_string();
    };
    EXPECT_EQ(left(), 10);
    EXPECT_EQ(why_not("malee", "wrong", nth(*confirmed, 0)), "wrong_credentials");
    EXPECT_EQ(why_not("malee", kPassword, nth(*confirmed, 0)), "");
    EXPECT_EQ(left(), 9);
    EXPECT_EQ(why_not("malee", kPassword, nth(*confirmed, 0)), "wrong_code") << "it was used";
    EXPECT_EQ(why_not("malee", kPassword, code()), "") << "the telephone's are as they were";
    // New ones take the place of the old ones, and need the password.
    EXPECT_FALSE(
        accounts->renew_recovery_codes(malee, Value(Object{{"password", Value("wrong")}})));
    const auto renewed = accounts->renew_recovery_codes(malee, password);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(left(), 10);
    EXPECT_EQ(why_not("malee", kPassword, nth(*confirmed, 1)), "wrong_code");
    EXPECT_EQ(why_not("malee", kPassword, nth(*renewed, 1)), "");
    // They go with the second factor.
    ASSERT_TRUE(accounts->remove_second_factor(malee, password));
    EXPECT_EQ(left(), -1);
}

TEST_F(AccountsTest, no_secret_is_kept_as_it_is) {
    add("malee");
    const auto signed_in = accounts->sign_in({"malee", kPassword, "", ""});
    const auto token =
        accounts->add_token(*signed_in->actor, Value(Object{{"name", Value("script")}}));
    store::AccountStore store(*database);
    const auto account = store.account_by_login("malee");
    EXPECT_TRUE(account->password.starts_with("$argon2id$"));
    EXPECT_FALSE(store.session(signed_in->token)) << "the hash of it is the key";
    EXPECT_FALSE(store.token_by_hash(*token->find("token")->as_string()));
    for (const auto& entry : *store::YearStore(*database).audit(store::kSystemChain, 0, 100)) {
        EXPECT_EQ(entry.body.find("malee"), std::string::npos) << entry.body;
        EXPECT_EQ(entry.body.find("argon2"), std::string::npos);
    }
}

// The table by hand: who is asked for most, and who must not have it.
TEST(Permissions, go_as_far_as_the_table_says) {
    const auto actor = [](Role role) {
        Actor someone;
        someone.account = "me";
        someone.duties = {{role, "office", "unit-1", 0, "", "", 0, 100}};
        return someone;
    };
    Resource led{"office", 2565, {"unit-1"}, {"unit-2"}, {"step-1", "project-1"}, ""};
    Resource supported{"office", 2565, {"unit-2"}, {"unit-1"}, {"step-1", "project-1"}, ""};
    Resource strange{"office", 2565, {"unit-3"}, {}, {"step-9"}, ""};
    const auto can = [&](Role role, const char* what, const Resource& resource) {
        return may(actor(role), what, resource, 50);
    };
    EXPECT_TRUE(can(Role::section_head, "progress.report", led));
    EXPECT_TRUE(can(Role::section_head, "progress.report", supported));
    EXPECT_FALSE(can(Role::section_head, "progress.report", strange));
    // A supporting section may report, not confirm.
    EXPECT_TRUE(can(Role::section_head, "progress.confirm", led));
    EXPECT_FALSE(can(Role::section_head, "progress.confirm", supported));
    EXPECT_TRUE(can(Role::planning_officer, "progress.confirm", strange));
    EXPECT_FALSE(can(Role::administrator, "plan.edit", led));
    EXPECT_FALSE(can(Role::reader, "progress.report", led));
    EXPECT_TRUE(can(Role::reader, "plan.read", led));
    EXPECT_FALSE(can(Role::budget_officer, "progress.report", led));
    EXPECT_TRUE(can(Role::budget_officer, "posting.add", strange));
    EXPECT_FALSE(can(Role::planning_officer, "posting.add", led));
    EXPECT_FALSE(may(actor(Role::planning_officer), "plan.edit", led, 101)) << "its days are over";
    led.agency = "elsewhere";
    EXPECT_FALSE(can(Role::planning_officer, "plan.read", led));
    EXPECT_TRUE(can(Role::administrator, "account.manage", led)) << "accounts are no agency's";
}

TEST(Permissions, of_owners_and_evaluators_are_of_what_they_are_for) {
    Actor owner;
    owner.account = "me";
    owner.duties = {{Role::project_owner, "office", "", 0, "project-1", "", 0, 100}};
    EXPECT_TRUE(
        may(owner, "progress.report", {"office", 2565, {}, {}, {"step-1", "project-1"}, ""}, 1));
    EXPECT_FALSE(
        may(owner, "progress.report", {"office", 2565, {}, {}, {"step-2", "project-2"}, ""}, 1));
    EXPECT_TRUE(may(owner, "fact.withdraw", {"office", 2565, {}, {}, {}, "me"}, 1));
    EXPECT_FALSE(may(owner, "fact.withdraw", {"office", 2565, {}, {}, {}, "other"}, 1));
    EXPECT_FALSE(may(owner, "fact.withdraw", {"office", 2565, {}, {}, {}, ""}, 1));
    Actor evaluator;
    evaluator.duties = {{Role::evaluator, "office", "", 2565, "1", "", 0, 100}};
    EXPECT_TRUE(
        may(evaluator, "assessment.evaluate", {"office", 2565, {}, {}, {"ind-1", "1"}, ""}, 1));
    EXPECT_FALSE(
        may(evaluator, "assessment.evaluate", {"office", 2566, {}, {}, {"ind-1", "1"}, ""}, 1));
    EXPECT_FALSE(
        may(evaluator, "assessment.evaluate", {"office", 2565, {}, {}, {"ind-4", "4"}, ""}, 1));
    EXPECT_FALSE(
        may(evaluator, "assessment.self", {"office", 2565, {}, {}, {"ind-1", "1"}, ""}, 1));
}

TEST(Permissions, are_named_once_and_in_both_languages) {
    std::set<std::string_view> names;
    for (const Permission& permission : permissions()) {
        EXPECT_TRUE(names.insert(permission.name).second) << permission.name;
        EXPECT_FALSE(permission.th.empty());
        EXPECT_FALSE(permission.en.empty());
        EXPECT_EQ(permission.scopes.at(static_cast<std::size_t>(Role::public_)), Scope::none)
            << "what the public sees needs no permission";
    }
    for (int i = 0; i < kRoleCount; ++i)
        EXPECT_EQ(role_from(to_string(static_cast<Role>(i))), static_cast<Role>(i));
    EXPECT_EQ(role_from("king"), std::nullopt);
}

}  // namespace
}  // namespace phaen::app
