#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands.h"
#include "language.h"

/// What the table of commands looks like to people and shells.
namespace phaen::cli {

/// One sentence on the program.
[[nodiscard]] Both what_it_is();

/// `-o, --output PLAN`.
[[nodiscard]] std::string flags_of(const OptionText& option);

/// The lines of a command's detail, the limits in their place.
[[nodiscard]] std::vector<std::string> detail_lines(const CommandText& command, Language language);

/// `phaen --help`, or that of one command.
[[nodiscard]] std::string help_text(const CommandText* command, Language language);

/// `phaen 0.1.0`.
[[nodiscard]] std::string version_text();

/// The completion script of bash, zsh or fish; empty for another shell.
[[nodiscard]] std::string completion_script(std::string_view shell, Language language);

/// The manual page phaen(1) in English, as roff.
[[nodiscard]] std::string manual_page();

}  // namespace phaen::cli
