// usage: phaen_check_dictionary < WORD_LIST > TABLE
// Writes the table of the Thai spelling dictionary that is made into the program.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "dictionary.h"

int main() {
    std::string words;
    std::array<char, 65536> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), stdin)) {
        words.append(buffer.data(), got);
    }
    const std::vector<std::uint64_t> table = phaen::check::dictionary_table(words);
    const std::size_t written =
        std::fwrite(table.data(), sizeof(std::uint64_t), table.size(), stdout);
    return !words.empty() && written == table.size() && std::fflush(stdout) == 0 ? 0 : 1;
}
