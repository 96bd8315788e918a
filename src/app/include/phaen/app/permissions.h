#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Who may do what: one table, which the documentation prints and the tests walk.
namespace phaen::app {

/// What a person is in an agency (thai-domain.md part 8 has the Thai names).
enum class Role {
    administrator,
    planning_officer,
    section_head,
    project_owner,
    budget_officer,  ///< across sections
    director,
    executive,
    evaluator,  ///< of a fiscal year, of components or indicators
    data_steward,
    data_owner,
    requester,  ///< of another agency
    reader,
    public_,
};
inline constexpr int kRoleCount = 13;

/// How far a permission goes.
enum class Scope {
    none,
    own,       ///< what the person is responsible for, or made
    assessed,  ///< the year, component and indicators that the assignment names
    lead,      ///< what the section leads
    section,   ///< what the section leads or supports
    agency,
    all,  ///< every agency, and what is no agency's
};

/// A row of the table: `resource.verb`, and how far it goes for each role.
struct Permission {
    std::string_view name;
    std::array<Scope, kRoleCount> scopes;
    std::string_view th;  ///< what it lets one do
    std::string_view en;
};

[[nodiscard]] std::span<const Permission> permissions();
/// Null when there is none of that name.
[[nodiscard]] const Permission* find_permission(std::string_view name);
[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] std::optional<Role> role_from(std::string_view word);
[[nodiscard]] std::string_view name_th(Role role);
[[nodiscard]] std::string_view name_en(Role role);
[[nodiscard]] std::string_view to_string(Scope scope);

/// What somebody is somewhere, on the days on which it holds.
struct Duty {
    Role role = Role::reader;
    std::string agency;
    std::string unit;      ///< id of an organisation; empty: none
    int fiscal_year = 0;   ///< B.E.; 0: any
    std::string part;      ///< of an evaluator: number of a component or id of an indicator; of a
                           ///< project owner: id of a project, indicator or step; empty: any
    std::string in_place;  ///< the account for which this one acts; empty: none
    std::int64_t first_day = 0;  ///< since 1970-01-01
    std::int64_t last_day = 0;
};

/// Who asks: a person who signed in or a program with a token.
struct Actor {
    std::string account;
    std::string name;
    std::vector<Duty> duties;
    /// Of a token: the permissions that it is for; empty: all of the account's.
    std::vector<std::string> token_scopes;
    bool is_token = false;
};

/// What something is done to, as far as permissions look at it.
struct Resource {
    std::string_view agency;
    int fiscal_year = 0;
    std::vector<std::string_view> leads;     ///< organisations
    std::vector<std::string_view> supports;  ///< organisations
    /// Ids that lead to it: itself, its step, schedule, project, indicator, and the number of its
    /// component.
    std::vector<std::string_view> path;
    std::string_view made_by;  ///< account; empty: nobody's
};

/// The widest scope that the actor has for the permission in the agency on the day; `none` when
/// there is none. An unknown permission is a bug.
[[nodiscard]] Scope widest_scope(const Actor& actor, std::string_view permission,
                                 std::string_view agency, std::int64_t day);
/// Whether the actor may do it to the resource on the day.
[[nodiscard]] bool may(const Actor& actor, std::string_view permission, const Resource& resource,
                       std::int64_t day);
/// Whether the actor is anything in the agency on the day.
[[nodiscard]] bool belongs_to(const Actor& actor, std::string_view agency, std::int64_t day);

}  // namespace phaen::app
