#include <string>
#include <string_view>

#include "help.h"

namespace phaen::cli {

namespace {

/// Text for roff: backslashes and hyphens escaped, no line beginning with a control character.
std::string roff(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\') {
            result += "\\e";
        } else if (c == '-') {
            result += "\\-";
        } else {
            result += c;
        }
    }
    return result.starts_with('.') || result.starts_with('\'') ? "\\&" + result : result;
}

std::string roff_options(std::span<const OptionText> options) {
    std::string text;
    for (const OptionText& option : options) {
        text += ".TP\n.B " + roff(flags_of(option)) + "\n" + roff(option.text.en) + "\n";
    }
    return text;
}

std::string roff_command(const CommandText& command) {
    std::string text =
        ".SS phaen " + std::string(command.name) + " " + roff(command.operands) + "\n";
    text += roff(command.summary.en) + ".\n";
    bool verbatim = false;
    for (const std::string& line : detail_lines(command, Language::english)) {
        const bool indented = line.starts_with("  ");
        if (indented != verbatim) text += indented ? ".PP\n.nf\n" : ".fi\n";
        verbatim = indented;
        text += indented ? "" : ".PP\n";
        text += roff(line) + "\n";
    }
    if (verbatim) text += ".fi\n";
    text += roff_options(command.options);
    for (const ExampleText& example : command.examples) {
        text +=
            ".PP\n" + roff(example.text.en) + ":\n.PP\n.nf\n    " + roff(example.line) + "\n.fi\n";
    }
    return text;
}

}  // namespace

std::string manual_page() {
    std::string text =
        ".\\\" Written by `phaen manual`; a test keeps it in step.\n.TH PHAEN 1 \"2026-11-25\" "
        "\"phaen " +
        std::string(PHAEN_VERSION) + "\" \"User Commands\"\n";
    text += ".SH NAME\nphaen \\- read and check an agency's annual action plan\n";
    text += ".SH SYNOPSIS\n";
    for (const CommandText& command : commands()) {
        if (&command != &commands().front()) text += ".br\n";
        text += ".B phaen " + std::string(command.name) + "\n";
        if (!command.operands.empty()) {
            text += (command.options.empty() ? "" : "[OPTIONS] ") + roff(command.operands) + "\n";
        }
    }
    text += ".SH DESCRIPTION\n" + roff(what_it_is().en) + "\n.SH OPTIONS\n" +
            roff_options(common_options());
    text += ".SH COMMANDS\n";
    for (const CommandText& command : commands()) text += roff_command(command);
    text +=
        ".SH EXIT STATUS\n"
        ".TP\n.B 0\ndone\n"
        ".TP\n.B 1\ndone, and\n.B check\nfound errors, or\n.B diff\nfound differences\n"
        ".TP\n.B 2\ncould not be done; one line on standard error says what, where and what to do\n"
        ".TP\n.B 3\na bug of ours, with an incident id\n"
        ".SH ENVIRONMENT\n.TP\n.B LC_ALL, LC_MESSAGES, LANG\n"
        "The first that is set chooses the language: English when it begins with \"en\", otherwise "
        "Thai.\n"
        ".SH NOTES\nFiles are written whole or not at all, and an input is never overwritten.\n"
        "Progress goes to standard error when that is a terminal and the work takes more than a "
        "second.\n";
    return text;
}

}  // namespace phaen::cli
