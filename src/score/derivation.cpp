#include "phaen/score/derivation.h"

#include "derivation_fields.h"

namespace phaen::score {

base::Value to_value(const Derivation& derivation) { return base::write_form(derivation); }

base::Value derivation_json_schema() {
    base::FormSchema schema;
    return schema.of<Derivation>("A derivation of scores, " + std::string(kDerivationSchema));
}

std::string_view to_string(Outcome outcome) { return base::word_of(outcome); }

}  // namespace phaen::score
