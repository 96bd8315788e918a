#pragma once

#include <map>
#include <string>

/// The rules' pages for people, docs/reference/rules, made from the rules.
namespace phaen::check {

/// By the name of the file: `README.md` with the list of all, and one page for each.
[[nodiscard]] std::map<std::string, std::string> rule_pages();

}  // namespace phaen::check
