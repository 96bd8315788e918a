#pragma once

#include <string>
#include <vector>

/// The `phaen` command: reads the command line, opens and writes files, calls the modules below,
/// prints. Wiring only.
namespace phaen::cli {

/// What the program ends with (contracts.md section 2).
enum class ExitStatus {
    done = 0,         ///< done
    differences = 1,  ///< done, and there is something to look at: `diff` found differences,
                      ///< `check` found errors
    could_not =
        2,    ///< bad usage, unreadable or hostile input, no such file; one line on standard error
    bug = 3,  ///< our bug, with an incident id
};

/// Runs one command line, without the program's name. Prints to standard output and standard error,
/// throws nothing.
[[nodiscard]] ExitStatus run(const std::vector<std::string>& arguments);

}  // namespace phaen::cli
