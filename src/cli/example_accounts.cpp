#include "example_accounts.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <random>
#include <utility>

#include "files.h"

namespace phaen::cli {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::string_view kBy = "example";

/// 16 characters that are easily told apart: 80 bits.
std::string random_password() {
    constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    std::random_device device;
    std::string password;
    while (password.size() < 19) {
        if (password.size() % 5 == 4) password += '-';
        password += kLetters[device() & 31u];
    }
    return password;
}

Refusal unusable(const app::Refusal& refusal) {
    return {Message::store_unusable, {"--db", refusal.title.en + ": " + refusal.detail.en}};
}

/// What the role is for in the example's plan.
Object duty_of(app::Role role, const plan::Plan& plan) {
    Object duty{{"role", Value(app::to_string(role))}};
    const plan::Project* project = plan.projects.empty() ? nullptr : &plan.projects.front();
    if (role == app::Role::section_head && project != nullptr && !project->lead.empty())
        duty.emplace_back("unit", Value(project->lead.front().id));
    if (role == app::Role::project_owner && project != nullptr)
        duty.emplace_back("part", Value(project->id));
    if (role == app::Role::evaluator)
        duty.emplace_back("fiscal_year", Value(static_cast<std::int64_t>(plan.fiscal_year)));
    return duty;
}

/// The id of the account of that name, if there is one.
Result<std::string, Refusal> known(const app::Accounts& accounts, const std::string& login) {
    const auto list = accounts.accounts();
    if (!list) return Unexpected{unusable(list.error())};
    for (const Value& account : *list->find("items")->as_array()) {
        if (*account.find("login")->as_string() == login) return *account.find("id")->as_string();
    }
    return std::string();
}

/// Makes the account of a role, or gives the one that is there a new password.
Result<Value, Refusal> make(app::Accounts& accounts, const std::string& agency,
                            const plan::Plan& plan, app::Role role) {
    const std::string word(app::to_string(role));
    const std::string password = random_password();
    app::Actor actor;
    auto id = known(accounts, word);
    if (!id) return Unexpected{id.error()};
    actor.account = std::move(*id);
    if (actor.account.empty()) {
        const auto account = accounts.add(kBy, Value(Object{{"login", Value(word)},
                                                            {"name", Value(app::name_th(role))},
                                                            {"password", Value(password)}}));
        if (!account) return Unexpected{unusable(account.error())};
        actor.account = *account->find("id")->as_string();
        Object duty = duty_of(role, plan);
        duty.emplace_back("account", Value(actor.account));
        const auto assigned = accounts.assign(kBy, agency, Value(std::move(duty)));
        if (!assigned) return Unexpected{unusable(assigned.error())};
    } else {
        const auto changed =
            accounts.change(kBy, actor.account, Value(Object{{"password", Value(password)}}));
        if (!changed) return Unexpected{unusable(changed.error())};
    }
    const auto token = accounts.add_token(actor, Value(Object{{"name", Value("example")}}));
    if (!token) return Unexpected{unusable(token.error())};
    return Value(Object{{"role", Value(word)},
                        {"user", Value(word)},
                        {"password", Value(password)},
                        {"token", *token->find("token")}});
}

Result<base::Done, Refusal> write_private(const std::filesystem::path& file,
                                          const std::string& text) {
    const Refusal refusal{Message::cannot_write, {file.string(), ""}};
    const int number = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (number < 0) return Unexpected{refusal};
    const bool written =
        ::write(number, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (::close(number) != 0 || !written) return Unexpected{refusal};
    return base::Done{};
}

/// What the page shows: programs read the tokens from the file.
Value shown(const Value& list) {
    Array items;
    const Array* entries = list.as_array();
    for (const Value& entry : entries != nullptr ? *entries : Array{}) {
        Object item;
        for (const char* name : {"role", "user", "password"}) {
            const Value* member = entry.find(name);
            if (member != nullptr && member->as_string() != nullptr)
                item.emplace_back(name, *member);
        }
        if (item.size() == 3) items.emplace_back(std::move(item));
    }
    return items.empty() ? Value() : Value(std::move(items));
}

}  // namespace

Result<Value, Refusal> example_accounts(app::Accounts& accounts, const std::string& agency,
                                        const plan::Plan& plan, const std::filesystem::path& file) {
    const auto is_empty = accounts.is_empty();
    if (!is_empty) return Unexpected{unusable(is_empty.error())};
    constexpr std::size_t kMost = 1u << 20;
    if (!*is_empty && std::filesystem::exists(file)) {
        const auto bytes = read_file(file.string(), kMost);
        const auto list = bytes ? base::parse_json(*bytes) : base::parse_json("null");
        return list ? shown(*list) : Value();
    }
    Array list;
    for (int i = 0; i < app::kRoleCount; ++i) {
        const auto role = static_cast<app::Role>(i);
        if (role == app::Role::public_) continue;
        auto made = make(accounts, agency, plan, role);
        if (!made) return Unexpected{made.error()};
        list.push_back(std::move(*made));
    }
    const Value value(std::move(list));
    const auto written = write_private(file, base::to_pretty_json(value));
    if (!written) return Unexpected{written.error()};
    return shown(value);
}

}  // namespace phaen::cli
