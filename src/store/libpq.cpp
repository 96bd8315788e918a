#include "libpq.h"

#include <dlfcn.h>

namespace phaen::store {

namespace {

template <class Function>
bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    return function != nullptr;
}

struct Loaded {
    Libpq functions;
    bool whole = false;
};

Loaded load() {
    Loaded loaded;
    Libpq& made = loaded.functions;
    // The file's name is part of the library's binary interface. It stays until the program ends.
    void* library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    loaded.whole =
        library != nullptr && find(library, "PQbackendPID", made.backendPID) &&
        find(library, "PQclear", made.clear) && find(library, "PQcmdTuples", made.cmdTuples) &&
        find(library, "PQconnectdb", made.connectdb) &&
        find(library, "PQconsumeInput", made.consumeInput) &&
        find(library, "PQescapeIdentifier", made.escapeIdentifier) &&
        find(library, "PQexecParams", made.execParams) &&
        find(library, "PQnotifies", made.notifies) && find(library, "PQsocket", made.socket) &&
        find(library, "PQconninfoFree", made.conninfoFree) &&
        find(library, "PQconninfoParse", made.conninfoParse) &&
        find(library, "PQerrorMessage", made.errorMessage) && find(library, "PQexec", made.exec) &&
        find(library, "PQfinish", made.finish) && find(library, "PQfreemem", made.freemem) &&
        find(library, "PQftype", made.ftype) && find(library, "PQgetResult", made.getResult) &&
        find(library, "PQgetisnull", made.getisnull) &&
        find(library, "PQgetlength", made.getlength) &&
        find(library, "PQgetvalue", made.getvalue) && find(library, "PQnfields", made.nfields) &&
        find(library, "PQpass", made.pass) && find(library, "PQprepare", made.prepare) &&
        find(library, "PQputCopyData", made.putCopyData) &&
        find(library, "PQputCopyEnd", made.putCopyEnd) &&
        find(library, "PQresultErrorField", made.resultErrorField) &&
        find(library, "PQresultStatus", made.resultStatus) &&
        find(library, "PQsendQueryParams", made.sendQueryParams) &&
        find(library, "PQsendQueryPrepared", made.sendQueryPrepared) &&
        find(library, "PQsetNoticeReceiver", made.setNoticeReceiver) &&
        find(library, "PQsetSingleRowMode", made.setSingleRowMode) &&
        find(library, "PQstatus", made.status) &&
        find(library, "PQtransactionStatus", made.transactionStatus);
    return loaded;
}

const Loaded& loaded() {
    static const Loaded kLoaded = load();
    return kLoaded;
}

}  // namespace

bool load_libpq() { return loaded().whole; }

const Libpq& libpq() { return loaded().functions; }

}  // namespace phaen::store
