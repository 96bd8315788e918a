#include <string>

#include "answers.h"
#include "operation_table.h"
#include "phaen/app/dictionaries.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;

void add_dictionary_operations(Table& table, const Services& services) {
    app::Dictionaries& dictionaries = services.dictionaries;
    table
        .add(kSignedIn, Method::get, "/datasets", "list_datasets",
             {"พจนานุกรมข้อมูลทั้งหมด: ที่มากับโปรแกรม และที่หน่วยงานของผู้ใช้กำหนดเอง",
              "All dictionaries: those that come with the program, and what one's agencies have of "
              "their own"},
             "year",
             [&dictionaries](const Request& request, const Caller& caller) {
                 return answer(dictionaries.all(*caller.actor, caller.today), request);
             })
        .answers = {{200, "Datasets", {}, {}}};
    const std::string path = "/agencies/{agency:id}/datasets";
    table
        .add("agency.read", Method::get, path, "list_agency_datasets",
             {"พจนานุกรมข้อมูลที่หน่วยงานใช้อยู่",
              "The dictionaries that the agency's records are made by: its own and those of the "
              "program"},
             "year",
             [&dictionaries](const Request& request, const Caller& caller) {
                 return answer(dictionaries.list(std::string(caller.agency)), request);
             })
        .answers = {{200, "Datasets", {}, {}}};
    table
        .add("agency.read", Method::get, path + "/{dataset:id}", "read_agency_dataset",
             {"พจนานุกรมข้อมูลหนึ่งชุดกับทุกรุ่น", "A dictionary as a file, with all its versions"}, "year",
             [&dictionaries](const Request& request, const Caller& caller) {
                 return answer(
                     dictionaries.read(std::string(caller.agency), request.parameter("dataset")),
                     request);
             })
        .answers = {{200, "DatasetVersions", {}, {}}};
    Operation& put = table.add(
        "dictionary.set", Method::put, path + "/{dataset:id}", "put_agency_dataset",
        {"กำหนดพจนานุกรมข้อมูลของหน่วยงาน",
         "Makes a dictionary's file the next version of the agency's own; the same again changes "
         "nothing"},
        "year", [&dictionaries](const Request& request, const Caller& caller) {
            return with_body(request, [&](const Value& body) {
                return answer(
                    dictionaries.set(std::string(caller.agency), request.parameter("dataset"), body,
                                     {*caller.actor, caller.today, {}}),
                    request);
            });
        });
    json_body(put, "DatasetText");
    put.answers = {{200, "DatasetVersions", {}, {}}};
    put.problems.push_back(409);
}

}  // namespace phaen::api
