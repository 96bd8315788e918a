// CLI11 lives in this file only.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "commands.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

/// Where CLI11 puts what it finds for one option.
struct Slot {
    const OptionText* text = nullptr;
    const CLI::Option* option = nullptr;
    std::vector<std::string> values;
};

std::string names_of(const OptionText& option) {
    std::string names = "--" + std::string(option.long_name);
    if (option.short_name != '\0') names = std::string("-") + option.short_name + "," + names;
    return names;
}

std::string dashed(const OptionText& option) { return "--" + std::string(option.long_name); }

/// `import ` for a message that points to `phaen import --help`; empty without a command.
std::string command_words(const CommandText* command) {
    return command == nullptr ? std::string() : std::string(command->name) + " ";
}

std::vector<std::unique_ptr<Slot>> add_options(CLI::App& app, std::span<const OptionText> options) {
    std::vector<std::unique_ptr<Slot>> slots;
    for (const OptionText& option : options) {
        auto slot = std::make_unique<Slot>();
        slot->text = &option;
        if (option.argument.empty()) {
            slot->option = app.add_flag(names_of(option));
        } else {
            // All are taken, so that a second one is our refusal and not the last one's victory.
            slot->option = app.add_option(names_of(option), slot->values)
                               ->expected(option.value_optional ? 0 : 1, 1)
                               ->take_all()
                               ->allow_extra_args(false);
        }
        slots.push_back(std::move(slot));
    }
    return slots;
}

bool is_among(std::string_view choices, std::string_view value) {
    while (!choices.empty()) {
        const std::size_t end = std::min(choices.find(' '), choices.size());
        if (choices.substr(0, end) == value) return true;
        choices.remove_prefix(std::min(end + 1, choices.size()));
    }
    return false;
}

std::string with_commas(std::string_view choices) {
    std::string text;
    for (const char c : choices) text += c == ' ' ? std::string(", ") : std::string(1, c);
    return text;
}

Result<base::Done, Refusal> take_options(const std::vector<std::unique_ptr<Slot>>& slots,
                                         const std::string& words, Invocation& invocation) {
    for (const auto& slot : slots) {
        const std::size_t count = slot->option->count();
        if (count == 0) continue;
        const OptionText& text = *slot->text;
        const std::string value = text.argument.empty()  ? std::string("true")
                                  : slot->values.empty() ? std::string()
                                                         : slot->values.front();
        if (!text.argument.empty() && slot->values.size() > 1) {
            return Unexpected{Refusal{Message::given_twice, {dashed(text)}}};
        }
        if (!text.argument.empty() && !text.value_optional && value.empty()) {
            return Unexpected{Refusal{Message::missing_value, {dashed(text), words}}};
        }
        if (!text.choices.empty() && !is_among(text.choices, value)) {
            return Unexpected{Refusal{Message::value_not_among,
                                      {dashed(text), value, with_commas(text.choices)}}};
        }
        invocation.options[std::string(text.long_name)] = value;
    }
    return base::Done{};
}

/// CLI11's complaint in our words.
Refusal refusal_of(const CLI::ParseError& error, const CLI::App& app, const std::string& words) {
    const auto* extras = dynamic_cast<const CLI::ExtrasError*>(&error);
    if (extras != nullptr) {
        const std::vector<std::string> rest = app.remaining(true);
        return {Message::unexpected_argument,
                {rest.empty() ? std::string(error.what()) : rest.front(), words}};
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        // "--report: 1 required FILE missing": the name stands before the colon.
        const std::string text = error.what();
        return {Message::missing_value, {text.substr(0, text.find(':')), words}};
    }
    return {Message::unexpected_argument, {error.what(), words}};
}

/// The command's name: the first argument that is neither an option nor the value of `--lang`.
const CommandText* named_command(const std::vector<std::string>& arguments, std::size_t& position,
                                 bool& unknown) {
    for (position = 0; position < arguments.size(); ++position) {
        const std::string& argument = arguments[position];
        if (argument == "--lang") {
            ++position;
            continue;
        }
        if (argument.starts_with('-')) continue;
        const CommandText* command = find_command(argument);
        unknown = command == nullptr;
        return command;
    }
    return nullptr;
}

Result<base::Done, Refusal> check_operands(const Invocation& invocation) {
    const CommandText& command = *invocation.command;
    const auto count = static_cast<int>(invocation.operands.size());
    if (count < command.operands_at_least) {
        return Unexpected{Refusal{Message::missing_argument,
                                  {std::string(command.operands), command_words(&command)}}};
    }
    const int most = command.operands_at_most < 0 ? 0 : command.operands_at_most;
    if (command.operands_at_most != 0 && count > most) {
        const std::string& first_too_many = invocation.operands[static_cast<std::size_t>(most)];
        return Unexpected{
            Refusal{Message::unexpected_argument, {first_too_many, command_words(&command)}}};
    }
    for (const std::string& operand : invocation.operands) {
        if (operand.empty()) {
            return Unexpected{Refusal{Message::missing_argument,
                                      {std::string(command.operands), command_words(&command)}}};
        }
    }
    return base::Done{};
}

}  // namespace

Result<Invocation, Refusal> parse(const std::vector<std::string>& given) {
    Invocation invocation;
    std::size_t position = 0;
    bool unknown = false;
    std::vector<std::string> arguments = given;
    invocation.command = named_command(arguments, position, unknown);
    if (unknown && arguments[position] == "help") {
        // `phaen help import` is `phaen import --help`.
        arguments[position] = "--help";
        unknown = false;
        invocation.command = named_command(arguments, position, unknown);
    }
    if (unknown) {
        const bool planned = is_planned(arguments[position]);
        return Unexpected{Refusal{planned ? Message::not_there_yet : Message::no_such_command,
                                  {arguments[position]}}};
    }

    // 1. Tell CLI11 what this command takes.
    CLI::App app;
    app.set_help_flag();
    app.allow_windows_style_options(false);
    auto slots = add_options(app, common_options());
    if (invocation.command != nullptr) {
        for (auto& slot : add_options(app, invocation.command->options))
            slots.push_back(std::move(slot));
        app.add_option("operands", invocation.operands);
    }
    // 2. Parse, without the command's own name; CLI11 wants the arguments in reverse.
    std::vector<std::string> rest = arguments;
    if (invocation.command != nullptr)
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(position));
    std::reverse(rest.begin(), rest.end());
    const std::string words = command_words(invocation.command);
    try {
        app.parse(std::move(rest));
    } catch (const CLI::ParseError& error) {
        return Unexpected{refusal_of(error, app, words)};
    }
    // 3. Take what it found.
    const auto taken = take_options(slots, words, invocation);
    if (!taken) return Unexpected{taken.error()};
    invocation.help = !invocation.option("help").empty();
    invocation.version = !invocation.option("version").empty();
    if (invocation.help || invocation.version) return invocation;
    if (invocation.command == nullptr) {
        if (arguments.empty() || invocation.options.contains("lang")) {
            return Unexpected{Refusal{Message::missing_argument, {"COMMAND", ""}}};
        }
        return Unexpected{Refusal{Message::unexpected_argument, {arguments.front(), ""}}};
    }
    const auto checked = check_operands(invocation);
    if (!checked) return Unexpected{checked.error()};
    return invocation;
}

}  // namespace phaen::cli
