#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language.h"
#include "message.h"
#include "phaen/base/result.h"

/// The one table of commands and options: the parser, the help, the completions and the manual page
/// come from it.
namespace phaen::cli {

struct OptionText {
    char short_name = '\0';      ///< 'o' for -o, or none
    std::string_view long_name;  ///< without the dashes
    std::string_view argument;   ///< what follows it, or empty for a switch
    std::string_view choices;    ///< the values it takes, parted by spaces; empty when free
    Both text;
    bool value_optional = false;  ///< may stand without what follows it; then its value is empty
};

struct ExampleText {
    std::string_view line;
    Both text;
};

struct CommandText {
    std::string_view name;
    std::string_view operands;  ///< as the usage line shows them
    int operands_at_least = 0;
    int operands_at_most = 0;  ///< 0: any number
    Both summary;
    Both detail;  ///< paragraphs parted by line ends; `{limits}` becomes the list of limits
    std::span<const OptionText> options;
    std::span<const ExampleText> examples;
};

[[nodiscard]] std::span<const CommandText> commands();
[[nodiscard]] std::span<const OptionText> common_options();
/// Null when there is none of that name.
[[nodiscard]] const CommandText* find_command(std::string_view name);
/// Names that are promised for a later version, so that asking for one is answered kindly.
[[nodiscard]] bool is_planned(std::string_view command);

/// A command line that was understood.
struct Invocation {
    const CommandText* command = nullptr;  ///< null: help or version was asked for
    bool help = false;
    bool version = false;
    std::map<std::string, std::string, std::less<>> options;  ///< by long name; a switch has "true"
    std::vector<std::string> operands;

    [[nodiscard]] bool has(std::string_view long_name) const {
        return options.find(long_name) != options.end();
    }
    /// The option's value, or empty.
    [[nodiscard]] std::string option(std::string_view long_name) const;
};

[[nodiscard]] base::Result<Invocation, Refusal> parse(const std::vector<std::string>& arguments);

}  // namespace phaen::cli
