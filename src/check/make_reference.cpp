#include <cstdio>
#include <string>
#include <string_view>

#include "phaen/check/findings_json.h"
#include "rule_pages.h"

namespace {

bool print(const std::string& text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
           std::fflush(stdout) == 0;
}

}  // namespace

/// phaen_check_reference findings: prints the JSON Schema of findings.
/// phaen_check_reference pages: prints the names of the rules' pages.
/// phaen_check_reference page NAME: prints one of them.
int main(int argc, char** argv) {
    const std::string_view which = argc > 1 ? argv[1] : "";
    if (which == "findings" && argc == 2) {
        return print(phaen::base::to_pretty_json(phaen::check::findings_json_schema())) ? 0 : 2;
    }
    const auto pages = phaen::check::rule_pages();
    if (which == "pages" && argc == 2) {
        std::string names;
        for (const auto& [name, text] : pages) names += name + "\n";
        return print(names) ? 0 : 2;
    }
    if (which == "page" && argc == 3 && pages.contains(argv[2])) {
        return print(pages.at(argv[2])) ? 0 : 2;
    }
    std::fputs("usage: phaen_check_reference findings | pages | page NAME\n", stderr);
    return 2;
}
