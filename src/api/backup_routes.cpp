// Backups of everything, for who looks after the accounts of all agencies.
#include "answers.h"
#include "operation_table.h"
#include "phaen/app/backups.h"

namespace phaen::api {

using base::Value;
using http::Method;
using http::Request;
using http::Response;

namespace {

constexpr std::string_view kManage = "backup.manage";

/// 202, with where the work is asked for.
Response begun(const base::Result<Value, app::Refusal>& run, const Request& request) {
    if (!run) return refuse(run.error(), request);
    Response response = Response::json(202, *run);
    response.set_header("Location", "/api/v1/backup-runs/" + *run->find("id")->as_string());
    return response;
}

}  // namespace

void add_backup_operations(Table& table, const Services& services) {
    app::Backups& backups = services.backups;
    table
        .add(kManage, Method::get, "/backups", "list_backups",
             {"ชุดสำรองที่เก็บไว้", "The backups that are kept, newest first"}, "backups",
             [&backups](const Request& request) { return answer(backups.list(), request); })
        .answers = {{200, "Backups", {}, {}}};
    Operation& make = table.add(kManage, Method::post, "/backups", "make_backup",
                                {"สำรองข้อมูลทั้งระบบเดี๋ยวนี้", "Backs everything up now"}, "backups",
                                [&backups](const Request& request, const Caller& caller) {
                                    return begun(backups.make(caller.actor->account), request);
                                });
    make.answers = {{202, "BackupRun", {}, "Location"}};
    make.problems.push_back(409);
    Operation& verify = table.add(
        kManage, Method::post, "/backups/{backup:id}/verification", "verify_backup",
        {"ตรวจชุดสำรอง", "Checks everything in a backup"}, "backups",
        [&backups](const Request& request, const Caller& caller) {
            return begun(backups.verify(caller.actor->account, request.parameter("backup")),
                         request);
        });
    verify.answers = {{202, "BackupRun", {}, "Location"}};
    verify.problems.push_back(409);
    table
        .add(kManage, Method::get, "/backups/{backup:id}/file", "download_backup",
             {"ดาวน์โหลดชุดสำรอง มีการบันทึกทุกครั้ง",
              "A backup as a tar archive to keep elsewhere; each time is told in the chains"},
             "backups",
             [&backups](const Request& request, const Caller& caller) {
                 auto file = backups.open(caller.actor->account, request.parameter("backup"));
                 if (!file) return refuse(file.error(), request);
                 Response response =
                     Response::view(200, "application/x-tar", file->bytes, file->owner);
                 response.set_attachment(file->name);
                 response.set_header("Cache-Control", "no-store");
                 return response;
             })
        .answers = {{200, {}, "application/x-tar", {}}};
    table
        .add(kManage, Method::get, "/backup-runs/{run:id}", "read_backup_run",
             {"ความคืบหน้าของการสำรองหรือตรวจ", "How far making or checking a backup is"}, "backups",
             [&backups](const Request& request) {
                 return answer(backups.run(request.parameter("run")), request);
             })
        .answers = {{200, "BackupRun", {}, {}}};
    table
        .add(kManage, Method::delete_, "/backup-runs/{run:id}", "stop_backup_run",
             {"หยุดการสำรองหรือตรวจ", "Stops making or checking a backup"}, "backups",
             [&backups](const Request& request) {
                 return answer(backups.stop(request.parameter("run")), request);
             })
        .answers = {{204, {}, {}, {}}};
}

}  // namespace phaen::api
