#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "phaen/book/printed.h"
#include "phaen/book/recognise.h"
#include "phaen/document/read.h"
#include "phaen/plan/io.h"
#include "random_plan.h"

// What of a plan a book prints, as TOML, for the tests from outside; or a random plan.
// usage: printed_plan FILE.toml|FILE.txt|FILE.docx
//        printed_plan --random SEED
int main(int count, char** arguments) {
    using namespace phaen;
    if (count == 3 && std::string_view(arguments[1]) == "--random") {
        std::cout << plan::to_toml(
            tests::random_plan(static_cast<unsigned>(std::stoul(arguments[2]))));
        return 0;
    }
    if (count != 2) return 2;
    const std::string path = arguments[1];
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    plan::Plan plan;
    if (std::string_view(path).ends_with(".toml")) {
        auto read = plan::parse_plan_toml(bytes);
        if (!read) return 1;
        plan = std::move(*read);
    } else {
        const auto document = document::read(bytes, {});
        if (!document) return 1;
        plan = book::recognise(*document, {}).plan;
    }
    std::cout << plan::to_toml(book::printed(plan));
    return 0;
}
