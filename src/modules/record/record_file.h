// Records in and out of office files.
#pragma once

#include "core/table/table.h"
#include "modules/record/record.h"

namespace zhenan::record {

/// Exactly what the list would show, in its order, as a file.
http::Response export_file(http::Call& call, const Kind& kind, table::Format format);
/// Reads the request's body; `check=1` writes nothing, `partial=1` keeps what is good; otherwise all or nothing.
http::Response import_file(http::Call& call, const Kind& kind);
http::Response template_file(const Kind& kind, table::Format format);
Schema import_schema();

}  // namespace zhenan::record
