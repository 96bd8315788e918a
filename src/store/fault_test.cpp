// Whatever statement of a command fails, the database is as before the command, or as after it.
#include <functional>

#include "conformance_support.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/store/account_store.h"
#include "phaen/store/plan_store.h"
#include "phaen/store/record_store.h"
#include "phaen/store/year_store.h"
#include "store_cases.h"

namespace phaen::store {
namespace {

using base::Object;
using base::Value;
using testing_support::backend_name;
using testing_support::command_at;
using testing_support::dump_of;
using testing_support::fact_of;
using testing_support::fill;
using testing_support::lies_of;
using testing_support::OnBoth;

class Faults : public OnBoth {
  protected:
    /// Makes each statement of the command fail in turn; returns how many it has.
    int fail_each(const std::function<bool()>& command) {
        const std::string before = dump_of(*database);
        for (int n = 1; n < 200; ++n) {
            int left = n;
            database->parts().set_fault([&](std::string_view) -> std::optional<Error> {
                if (--left != 0) return std::nullopt;
                return Error{ErrorKind::unusable, "the n-th operation"};
            });
            const bool is_done = command();
            database->parts().set_fault({});
            if (is_done) {
                EXPECT_NE(dump_of(*database), before);
                EXPECT_EQ(lies_of(*database), "");
                return n - 1;
            }
            const std::string now = dump_of(*database);
            EXPECT_EQ(now, before) << "statement " << n;
            if (now != before) return n;
        }
        ADD_FAILURE() << "the command never ends";
        return 0;
    }
};

NewVersion version_of(const std::string& content) {
    NewVersion version;
    version.version = base::sha256_hex(content);
    version.content = content;
    version.fiscal_year = 2569;
    return version;
}

dataset::Dictionary visits() {
    dataset::Dictionary dictionary;
    dictionary.id = "visits";
    for (const char* name : {"title", "guest"}) {
        dataset::Field field;
        field.name = name;
        field.personal = std::string_view(name) == "guest";
        dictionary.fields.push_back(field);
    }
    return dictionary;
}

facts::Fact visit(const std::string& id, const std::string& corrects = "") {
    facts::Fact fact = fact_of(id, 1, 60, corrects);
    fact.kind = facts::FactKind::record;
    fact.element.clear();
    facts::Record record;
    record.dataset = "visits";
    record.record = "visit-1";
    record.values = Value(Object{{"guest", Value("สมหญิง")}, {"title", Value("งาน " + id)}});
    fact.data = record;
    return fact;
}

TEST_P(Faults, of_any_statement_leave_what_was_or_what_was_asked_for) {
    fill(*database);
    const auto plans = PlanStore::on(*database);
    YearStore year(*database);
    RecordStore records(*database);
    AccountStore accounts(*database);
    Import import;
    import.id = "import-2";
    import.agency = "office";
    import.hints = "[]";
    import.read = import.draft = "{}";
    const std::vector<std::pair<const char*, std::function<bool()>>> commands = {
        {"an agency",
         [&] { return plans->put_agency(command_at(60), {"b", "ข", "B"}).has_value(); }},
        {"a version",
         [&] {
             return plans
                 ->add_version(command_at(60), "plan-1", 1, version_of(R"({"id":"plan-1","n":2})"))
                 .has_value();
         }},
        {"an import", [&] { return plans->add_import(command_at(61), import, "").has_value(); }},
        {"its acceptance",
         [&] {
             return plans
                 ->accept_import(command_at(62), {"import-2", 1, "plan-2", "[]"},
                                 version_of(R"({"id":"plan-2"})"))
                 .has_value();
         }},
        {"a dictionary with its table",
         [&] { return records.put_dictionary(command_at(63), visits()).has_value(); }},
        {"records with what is personal",
         [&] { return year.append(command_at(64), {visit("v1"), visit("v2", "v1")}).has_value(); }},
        {"a setting", [&] { return year.put_setting(command_at(65), "name", "{}").has_value(); }},
        {"an account",
         [&] {
             Account account;
             account.id = "account-1";
             account.login = "somying";
             return accounts.add(command_at(66), account).has_value();
         }},
    };
    for (const auto& [name, command] : commands) {
        SCOPED_TRACE(name);
        EXPECT_GT(fail_each(command), 1);
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(On, Faults, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace phaen::store
