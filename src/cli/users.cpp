#include "users.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "files.h"
#include "identity.h"
#include "phaen/app/accounts.h"
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

Result<std::string, Refusal> read_password(Language language) {
    constexpr std::size_t kMost = 1000;
    const Hidden hidden;
    if (hidden.is_terminal()) complain(language == Language::thai ? "รหัสผ่าน: " : "Password: ");
    std::string line;
    char c = 0;
    while (line.size() < kMost && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n') line += c;
    if (hidden.is_terminal()) complain("\n");
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) return Unexpected{Refusal{Message::no_password, {}}};
    return line;
}

class Users {
  public:
    Users(store::Database& database, Language language)
        : accounts_(database, options()), language_(language) {}

    Result<std::string, Refusal> id_of(const std::string& login) {
        const auto list = accounts_.accounts();
        if (!list) return Unexpected{as_told(list.error(), language_)};
        const std::string key = base::comparison_key(login);
        for (const Value& account : *list->find("items")->as_array()) {
            if (*account.find("login")->as_string() == key) return *account.find("id")->as_string();
        }
        return Unexpected{Refusal{Message::login_unknown, {login}}};
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
        for (const char* name : {"role", "agency"}) {
            if (!invocation.has(name))
                return Unexpected{
                    Refusal{Message::missing_argument, {fmt::format("--{}", name), "user "}}};
        }
        Object body{{"account", Value(account)}, {"role", Value(invocation.option("role"))}};
        for (const auto& [option, member] :
             {std::pair("unit", "unit"), std::pair("part", "part"),
              std::pair("first-day", "first_day"), std::pair("last-day", "last_day")}) {
            if (invocation.has(option)) body.emplace_back(member, Value(invocation.option(option)));
        }
        const auto assigned =
            accounts_.assign(kBy, invocation.option("agency"), Value(std::move(body)));
        if (!assigned) return Unexpected{as_told(assigned.error(), language_)};
        return std::string();
    }

    Result<std::string, Refusal> change(const std::string& account, Object body) {
        const auto changed = accounts_.change(kBy, account, Value(std::move(body)));
        if (!changed) return Unexpected{as_told(changed.error(), language_)};
        return std::string();
    }

    Result<std::string, Refusal> token(const Invocation& invocation, const std::string& account) {
        if (!invocation.has("token"))
            return Unexpected{Refusal{Message::missing_argument, {"--token", "user "}}};
        app::Actor actor;
        actor.account = account;
        const auto made =
            accounts_.add_token(actor, Value(Object{{"name", Value(invocation.option("token"))}}));
        if (!made) return Unexpected{as_told(made.error(), language_)};
        return *made->find("token")->as_string() + "\n";
    }

    Result<std::string, Refusal> list() {
        const auto list = accounts_.accounts();
        if (!list) return Unexpected{as_told(list.error(), language_)};
        std::string text;
        for (const Value& account : *list->find("items")->as_array()) {
            text += *account.find("login")->as_string() + "\t" + *account.find("name")->as_string();
            if (*account.find("disabled")->as_bool())
                text += language_ == Language::thai ? "\tปิดอยู่" : "\tclosed";
            for (const Value& duty : *account.find("assignments")->as_array()) {
                text += "\t" + *duty.find("role")->as_string() + "@" +
                        *duty.find("agency")->as_string();
            }
            text += "\n";
        }
        return text;
    }

    Result<std::string, Refusal> run(const Invocation& invocation, const std::string& verb,
                                     const std::string& login) {
        if (verb == "list") return list();
        if (login.empty())
            return Unexpected{Refusal{Message::missing_argument, {"LOGIN", "user "}}};
        if (verb == "add") return add(invocation, login);
        const auto account = id_of(login);
        if (!account) return Unexpected{account.error()};
        if (verb == "role") return assign(invocation, *account);
        if (verb == "close" || verb == "open")
            return change(*account, {{"disabled", Value(verb == "close")}});
        if (verb == "token") return token(invocation, *account);
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
    app::Accounts accounts_;
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

Result<std::unique_ptr<store::Database>, Refusal> open(const Place& place) {
    std::error_code error;
    if (!place.url.path.parent_path().empty())
        std::filesystem::create_directories(place.url.path.parent_path(), error);
    auto database = store::Database::open(place.url);
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
    constexpr std::array<std::string_view, 7> kVerbs = {"add",   "list", "role", "password",
                                                        "close", "open", "token"};
    const std::string verb = operand(invocation, 0);
    const auto among = is_among(kVerbs, "user", verb);
    if (!among) return Unexpected{among.error()};
    const auto place = place_of(invocation);
    if (!place) return Unexpected{place.error()};
    const auto database = open(*place);
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
    const auto database = open(*place);
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
    if (!base::is_valid_id(id))
        return Unexpected{Refusal{Message::missing_argument, {"ID", "agency "}}};
    const std::string thai = invocation.has("name-th") ? invocation.option("name-th") : id;
    const std::string english = invocation.has("name-en") ? invocation.option("name-en") : thai;
    const auto put = plans->put_agency({id, kBy, present()}, {id, thai, english});
    if (!put) return Unexpected{refusal_of(put.error(), place->url.shown())};
    return tell({});
}

}  // namespace phaen::cli
