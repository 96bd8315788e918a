#include <string>
#include <vector>

#include "phaen/cli/run.h"

int main(int count, char** values) {
    return static_cast<int>(
        phaen::cli::run(std::vector<std::string>(values + (count > 0 ? 1 : 0), values + count)));
}
