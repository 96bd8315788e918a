#include "users.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files.h"
#include "identity.h"
#include "phaen/app/accounts.h"
#include "phaen/app/privacy.h"
#include "phaen/base/calendar.h"
#include "phaen/base/id.h"
#include "phaen/base/thai_text.h"
#include "phaen/store/plan_store.h"
#include "store_place.h"

namespace phaen::cli {

using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr const char* kBy = "command-line";

Refusal as_told(const app::Refusal& refusal, Language language) {
    const bool thai = language == Language::thai;
    std::string text = thai ? refusal.title.th : refusal.title.en;
    const std::string& detail = thai ? refusal.detail.th : refusal.detail.en;
    if (!detail.empty()) text += ": " + detail;
    return {Message::as_told, {text}};
}

/// A member that is a text; empty when there is none.
std::string text_of(const Value& object, std::string_view name) {
    const Value* member = object.find(name);
    const std::string* text = member != nullptr ? member->as_string() : nullptr;
    return text != nullptr ? *text : std::string();
}

/// What commas or spaces part.
std::vector<std::string> words(const std::string& list) {
    std::vector<std::string> found;
    std::string word;
    for (const char c : list + ",") {
        if (c != ',' && c != ' ') {
            word += c;
        } else if (!word.empty()) {
            found.push_back(std::move(word));
            word.clear();
        }
    }
    return found;
}

Result<base::Done, Refusal> has_all(const Invocation& invocation,
                                    std::initializer_list<const char*> options) {
    for (const char* name : options) {
        if (!invocation.has(name))
            return Unexpected{
                Refusal{Message::missing_argument, {fmt::format("--{}", name), "user "}}};
    }
    return base::Done{};
}

/// A whole number of an option; null when it is not given.
Result<std::optional<std::int64_t>, Refusal> number_of(const Invocation& invocation,
                                                       const char* option) {
    if (!invocation.has(option)) return std::optional<std::int64_t>();
    const std::string text = invocation.option(option);
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stopped != end)
        return Unexpected{Refusal{Message::not_a_number, {fmt::format("--{}", option), text}}};
    return std::optional(number);
}

/// Hides what is typed while it lives.
class Hidden {
  public:
    Hidden() {
        is_terminal_ = tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!is_terminal_) return;
        termios hidden = before_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    }
    Hidden(const Hidden&) = delete;
    Hidden& operator=(const Hidden&) = delete;
    ~Hidden() {
        if (is_terminal_) tcsetattr(STDIN_FILENO, TCSANOW, &before_);
    }
    [[nodiscard]] bool is_terminal() const { return is_terminal_; }

  private:
    termios before_{};
    bool is_terminal_ = false;
};

/// The next line of the input, at most 1,000 bytes of it.
std::string read_line() {
    constexpr std::size_t kMost = 1000;
    std::string line;
    char c = 0;
    while (line.size() < kMost && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n') line += c;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

Result<std::string, Refusal> read_password(Language language) {
    const Hidden hidden;
    if (hidden.is_terminal()) complain(language == Language::thai ? "รหัสผ่าน: " : "Password: ");
    std::string line = read_line();
    if (hidden.is_terminal()) complain("\n");
    if (line.empty()) return Unexpected{Refusal{Message::no_password, {}}};
    return line;
}

/// Whether the person types the word again that names what would go.
Result<base::Done, Refusal> confirm(const Invocation& invocation, const std::string& word,
                                    Language language) {
    if (invocation.has("yes")) return base::Done{};
    if (isatty(STDIN_FILENO) != 0) {
        const Both question{"ลบแล้วย้อนกลับไม่ได้ พิมพ์ “{}” เพื่อยืนยัน: ",
                            "This cannot be undone. Type “{}” to confirm: "};
        complain(fmt::format(fmt::runtime(question.in(language)), word));
    }
    if (read_line() == word) return base::Done{};
    return Unexpected{Refusal{Message::not_confirmed, {word}}};
}

class Users {
  public:
    Users(store::Database& database, Language language)
        : database_(database),
          accounts_(database, options()),
          privacy_(database, present, random_id),
          language_(language) {}

    /// The account with its roles.
    Result<Value, Refusal> entry_of(const std::string& login) {
        const auto list = accounts_.accounts();
        if (!list) return Unexpected{as_told(list.error(), language_)};
        const std::string key = base::comparison_key(login);
        for (const Value& account : *list->find("items")->as_array()) {
            if (text_of(account, "login") == key) return account;
        }
        return Unexpected{Refusal{Message::login_unknown, {login}}};
    }

    Result<std::string, Refusal> id_of(const std::string& login) {
        const auto account = entry_of(login);
        if (!account) return Unexpected{account.error()};
        return text_of(*account, "id");
    }

    Result<std::string, Refusal> add(const Invocation& invocation, const std::string& login) {
        const auto password = read_password(language_);
        if (!password) return Unexpected{password.error()};
        const std::string name = invocation.has("name") ? invocation.option("name") : login;
        const auto added = accounts_.add(kBy, Value(Object{{"login", Value(login)},
                                                           {"name", Value(name)},
                                                           {"password", Value(*password)}}));
        if (!added) return Unexpected{as_told(added.error(), language_)};
        if (!invocation.has("role")) return std::string();
        return assign(invocation, *added->find("id")->as_string());
    }

    Result<std::string, Refusal> assign(const Invocation& invocation, const std::string& account) {
        const auto needed = has_all(invocation, {"role", "agency"});
        if (!needed) return Unexpected{needed.error()};
        const std::string agency = invocation.option("agency");
        const auto agencies = store::PlanStore::on(database_)->agencies();
        if (!agencies) return Unexpected{refusal_of(agencies.error(), database_.url().shown())};
        // Before the first start there is none: the server makes the first.
        if (!agencies->empty() && std::none_of(agencies->begin(), agencies->end(),
                                               [&](const auto& one) { return one.id == agency; }))
            return Unexpected{Refusal{Message::agency_unknown, {agency}}};
        Object body{{"account", Value(account)}, {"role", Value(invocation.option("role"))}};
        for (const auto& [option, member] :
             {std::pair("unit", "unit"), std::pair("part", "part"),
              std::pair("first-day", "first_day"), std::pair("last-day", "last_day")}) {
            if (invocation.has(option)) body.emplace_back(member, Value(invocation.option(option)));
        }
        if (invocation.has("in-place")) {
            auto whose = id_of(invocation.option("in-place"));
            if (!whose) return Unexpected{whose.error()};
            body.emplace_back("in_place", Value(std::move(*whose)));
        }
        const auto year = number_of(invocation, "fiscal-year");
        if (!year) return Unexpected{year.error()};
        if (*year) body.emplace_back("fiscal_year", Value(**year));
        const auto assigned = accounts_.assign(kBy, agency, Value(std::move(body)));
        if (!assigned) return Unexpected{as_told(assigned.error(), language_)};
        return std::string();
    }

    /// All of that role in that agency that have not ended: today is the first day without.
    Result<std::string, Refusal> end_role(const Invocation& invocation, const std::string& login) {
        const auto needed = has_all(invocation, {"role", "agency"});
        if (!needed) return Unexpected{needed.error()};
        const auto account = entry_of(login);
        if (!account) return Unexpected{account.error()};
        const std::string role = invocation.option("role");
        const std::string agency = invocation.option("agency");
        bool found = false;
        for (const Value& duty : *account->find("assignments")->as_array()) {
            if (text_of(duty, "role") != role || text_of(duty, "agency") != agency ||
                has_ended(duty))
                continue;
            found = true;
            const auto ended = accounts_.end_assignment(kBy, agency, text_of(duty, "id"));
            if (!ended) return Unexpected{as_told(ended.error(), language_)};
        }
        if (!found) return Unexpected{Refusal{Message::role_unknown, {login, role, agency}}};
        return std::string();
    }

    Result<std::string, Refusal> change(const std::string& account, Object body) {
        const auto changed = accounts_.change(kBy, account, Value(std::move(body)));
        if (!changed) return Unexpected{as_told(changed.error(), language_)};
        return std::string();
    }

    /// Who guessed wrong too often need not wait.
    Result<std::string, Refusal> unlock(const std::string& account) {
        const auto unlocked = accounts_.unlock(kBy, account);
        if (!unlocked) return Unexpected{as_told(unlocked.error(), language_)};
        return std::string();
    }

    Result<std::string, Refusal> token(const Invocation& invocation, const std::string& account) {
        const auto needed = has_all(invocation, {"token"});
        if (!needed) return Unexpected{needed.error()};
        Object body{{"name", Value(invocation.option("token"))}};
        if (invocation.has("scopes")) {
            base::Array scopes;
            for (std::string& word : words(invocation.option("scopes")))
                scopes.emplace_back(std::move(word));
            body.emplace_back("scopes", Value(std::move(scopes)));
        }
        const auto days = number_of(invocation, "days");
        if (!days) return Unexpected{days.error()};
        if (*days) body.emplace_back("days", Value(**days));
        const auto made = accounts_.add_token(as(account), Value(std::move(body)));
        if (!made) return Unexpected{as_told(made.error(), language_)};
        return text_of(*made, "token") + "\n";
    }

    /// Name, until when, and what for; never the token itself.
    Result<std::string, Refusal> tokens(const std::string& account) {
        const auto list = accounts_.tokens(as(account));
        if (!list) return Unexpected{as_told(list.error(), language_)};
        std::string text;
        for (const Value& token : *list->find("items")->as_array()) {
            text += text_of(token, "name") + "\t" + text_of(token, "ends_at");
            for (const Value& scope : *token.find("scopes")->as_array())
                text += "\t" + *scope.as_string();
            text += "\n";
        }
        return text;
    }

    /// All tokens of that name.
    Result<std::string, Refusal> revoke(const Invocation& invocation, const std::string& account,
                                        const std::string& login) {
        const auto needed = has_all(invocation, {"token"});
        if (!needed) return Unexpected{needed.error()};
        const auto list = accounts_.tokens(as(account));
        if (!list) return Unexpected{as_told(list.error(), language_)};
        bool found = false;
        for (const Value& token : *list->find("items")->as_array()) {
            if (text_of(token, "name") != invocation.option("token")) continue;
            found = true;
            const auto removed = accounts_.remove_token(as(account), text_of(token, "id"));
            if (!removed) return Unexpected{as_told(removed.error(), language_)};
        }
        if (!found)
            return Unexpected{Refusal{Message::token_unknown, {login, invocation.option("token")}}};
        return std::string();
    }

    /// A line an account: login, name, what there is to say of it, and each role as
    /// ROLE@AGENCY FIRST..LAST with what narrows it.
    Result<std::string, Refusal> list() {
        const auto list = accounts_.accounts();
        if (!list) return Unexpected{as_told(list.error(), language_)};
        std::string text;
        for (const Value& account : *list->find("items")->as_array()) {
            text += text_of(account, "login") + "\t" + text_of(account, "name");
            const bool thai = language_ == Language::thai;
            if (*account.find("disabled")->as_bool()) text += thai ? "\tปิดอยู่" : "\tclosed";
            if (*account.find("has_second_factor")->as_bool())
                text += thai ? "\tใช้รหัสจากโทรศัพท์" : "\tsecond factor";
            for (const Value& duty : *account.find("assignments")->as_array())
                text += "\t" + line_of(duty);
            text += "\n";
        }
        return text;
    }

    /// All that is kept about an account, or about people in records, as JSON. It is a reading, and
    /// told as one.
    Result<std::string, Refusal> hand_out(const Invocation& invocation, const std::string& login) {
        Result<Value, app::Refusal> found = Value();
        if (invocation.has("person")) {
            found = privacy_.find(invocation.option("agency"), invocation.option("person"), by());
        } else {
            const auto account = id_of(login);
            if (!account) return Unexpected{account.error()};
            found = privacy_.of_account(*account, by());
        }
        if (!found) return Unexpected{as_told(found.error(), language_)};
        return base::to_pretty_json(*found);
    }

    Result<std::string, Refusal> erase(const Invocation& invocation, const std::string& login) {
        const bool is_person = invocation.has("person");
        const std::string word = is_person ? invocation.option("person") : login;
        const auto account = is_person ? Result<std::string, Refusal>(word) : id_of(login);
        if (!account) return Unexpected{account.error()};
        if (const auto meant = confirm(invocation, word, language_); !meant)
            return Unexpected{meant.error()};
        const auto erased = is_person ? privacy_.erase(invocation.option("agency"), word, by())
                                      : accounts_.erase(kBy, *account);
        if (!erased) return Unexpected{as_told(erased.error(), language_)};
        return fmt::format(fmt::runtime(Both{"ลบแล้ว: {}\n", "erased: {}\n"}.in(language_)), word);
    }

    Result<std::string, Refusal> run(const Invocation& invocation, const std::string& verb,
                                     const std::string& login) {
        const bool is_about_people = verb == "export" || verb == "erase";
        if (invocation.has("person")) {
            // Both name somebody: it must be plain who is meant.
            if (!is_about_people || !login.empty())
                return Unexpected{Refusal{Message::option_needs, {"--person", "export, erase"}}};
            if (!invocation.has("agency"))
                return Unexpected{Refusal{Message::missing_argument, {"--agency", "user "}}};
        }
        if (verb == "list") return list();
        if (is_about_people && invocation.has("person"))
            return verb == "erase" ? erase(invocation, login) : hand_out(invocation, login);
        if (login.empty())
            return Unexpected{Refusal{Message::missing_argument, {"LOGIN", "user "}}};
        if (verb == "add") return add(invocation, login);
        if (verb == "end-role") return end_role(invocation, login);
        const auto account = id_of(login);
        if (!account) return Unexpected{account.error()};
        if (verb == "role") return assign(invocation, *account);
        if (verb == "close" || verb == "open")
            return change(*account, {{"disabled", Value(verb == "close")}});
        if (verb == "name") {
            const auto needed = has_all(invocation, {"name"});
            if (!needed) return Unexpected{needed.error()};
            return change(*account, {{"name", Value(invocation.option("name"))}});
        }
        if (verb == "unlock") return unlock(*account);
        if (verb == "second-factor-off")
            return change(*account, {{"has_second_factor", Value(false)}});
        if (verb == "token") return token(invocation, *account);
        if (verb == "tokens") return tokens(*account);
        if (verb == "revoke") return revoke(invocation, *account, login);
        if (verb == "export") return hand_out(invocation, login);
        if (verb == "erase") return erase(invocation, login);
        const auto password = read_password(language_);
        if (!password) return Unexpected{password.error()};
        return change(*account, {{"password", Value(*password)}});
    }

  private:
    static app::AccountOptions options() {
        app::AccountOptions options;
        options.now = present;
        options.new_id = random_id;
        return options;
    }
    static app::Actor as(const std::string& account) {
        app::Actor actor;
        actor.account = account;
        return actor;
    }
    [[nodiscard]] bool has_ended(const Value& duty) const {
        const auto last = base::parse_iso(text_of(duty, "last_day"));
        return last && std::chrono::sys_days(*last).time_since_epoch().count() < accounts_.today();
    }
    static std::string line_of(const Value& duty) {
        std::string line = text_of(duty, "role") + "@" + text_of(duty, "agency") + " " +
                           text_of(duty, "first_day") + ".." + text_of(duty, "last_day");
        for (const char* name : {"unit", "part"}) {
            if (const std::string of = text_of(duty, name); !of.empty()) line += " " + of;
        }
        if (const Value* year = duty.find("fiscal_year"))
            line += " " + std::to_string(*year->as_integer());
        return line;
    }
    [[nodiscard]] app::By by() const { return {actor_, accounts_.today(), {}}; }

    store::Database& database_;
    const app::Actor actor_{.account = kBy, .name = kBy, .duties = {}, .token_scopes = {}};
    app::Accounts accounts_;
    app::Privacy privacy_;
    Language language_;
};

template <std::size_t N>
Result<base::Done, Refusal> is_among(const std::array<std::string_view, N>& verbs,
                                     const std::string& command, const std::string& verb) {
    std::string list;
    for (const std::string_view known : verbs) {
        if (known == verb) return base::Done{};
        list += (list.empty() ? "" : ", ") + std::string(known);
    }
    return Unexpected{Refusal{Message::value_not_among, {command, verb, list}}};
}

/// Makes the database when something is to be added; otherwise it must be there: a path with a slip
/// of the pen would be an empty database.
Result<std::unique_ptr<store::Database>, Refusal> open(const Place& place, bool makes) {
    if (makes && !place.url.path.empty() && !place.url.path.parent_path().empty()) {
        std::error_code error;
        std::filesystem::create_directories(place.url.path.parent_path(), error);
    }
    auto database =
        store::Database::open(place.url, makes ? store::Opening::migrate : store::Opening::current);
    if (!database) return Unexpected{refusal_of(database.error(), place.url.shown())};
    return std::move(*database);
}

Result<ExitStatus, Refusal> tell(const std::string& text) {
    const auto told = print(text);
    if (!told) return Unexpected{told.error()};
    return ExitStatus::done;
}

std::string operand(const Invocation& invocation, std::size_t index) {
    return invocation.operands.size() > index ? invocation.operands[index] : std::string();
}

}  // namespace

Result<ExitStatus, Refusal> run_user(const Invocation& invocation, Language language) {
    constexpr std::array<std::string_view, 15> kVerbs = {
        "add",    "list",   "name",   "password", "second-factor-off",
        "unlock", "close",  "open",   "role",     "end-role",
        "token",  "tokens", "revoke", "export",   "erase"};
    const std::string verb = operand(invocation, 0);
    const auto among = is_among(kVerbs, "user", verb);
    if (!among) return Unexpected{among.error()};
    const auto place = place_of(invocation);
    if (!place) return Unexpected{place.error()};
    const auto database = open(*place, verb == "add");
    if (!database) return Unexpected{database.error()};
    Users users(**database, language);
    const auto text = users.run(invocation, verb, operand(invocation, 1));
    if (!text) return Unexpected{text.error()};
    return tell(*text);
}

Result<ExitStatus, Refusal> run_agency(const Invocation& invocation, Language) {
    constexpr std::array<std::string_view, 2> kVerbs = {"add", "list"};
    const std::string verb = operand(invocation, 0);
    const auto among = is_among(kVerbs, "agency", verb);
    if (!among) return Unexpected{among.error()};
    const auto place = place_of(invocation);
    if (!place) return Unexpected{place.error()};
    const auto database = open(*place, verb == "add");
    if (!database) return Unexpected{database.error()};
    const auto plans = store::PlanStore::on(**database);
    if (verb == "list") {
        const auto agencies = plans->agencies();
        if (!agencies) return Unexpected{refusal_of(agencies.error(), place->url.shown())};
        std::string text;
        for (const store::Agency& agency : *agencies)
            text += agency.id + "\t" + agency.name_th + "\t" + agency.name_en + "\n";
        return tell(text);
    }
    const std::string id = operand(invocation, 1);
    if (id.empty()) return Unexpected{Refusal{Message::missing_argument, {"ID", "agency "}}};
    if (!base::is_valid_id(id)) return Unexpected{Refusal{Message::id_unusable, {id}}};
    const std::string thai = invocation.has("name-th") ? invocation.option("name-th") : id;
    const std::string english = invocation.has("name-en") ? invocation.option("name-en") : thai;
    const auto put = plans->put_agency({id, kBy, present()}, {id, thai, english});
    if (!put) return Unexpected{refusal_of(put.error(), place->url.shown())};
    return tell({});
}

}  // namespace phaen::cli
