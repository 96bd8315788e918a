#pragma once

#include <cstddef>
#include <string>

#include "phaen/base/result.h"
#include "phaen/base/value.h"

/// The part of JSON Patch (RFC 6902) that our fixes use: `test` and `replace`.
namespace phaen::base {

/// In the order in which they are looked for.
enum class PatchRefusal {
    not_an_operation,  ///< no object with `op`, `path` and `value`, or an `op` that is not ours
    bad_pointer,       ///< `path` is no JSON Pointer (RFC 6901)
    no_such_place,     ///< nothing stands where `path` points
    test_failed,       ///< something else stands there
};

struct PatchError {
    PatchRefusal refusal = PatchRefusal::not_an_operation;
    std::size_t operation = 0;  ///< which one of the patch, from 0
    std::string path;
};

/// All of the patch, or an error and nothing.
[[nodiscard]] Result<Value, PatchError> apply_patch(Value document, const Array& patch);

}  // namespace phaen::base
