// What the measure module's own files need of its store.
#pragma once

#include "modules/measure/measure.h"

namespace zhenan::measure {

struct Posted {
    std::string measure, area_id, day, dimension;
    std::int64_t n = 0, approximate = 0;
};

void post(db::Connection& db, const std::string& kind, const std::string& id, const Posted& posted);
std::vector<Posted> posted_of(db::Connection& db, const std::string& id);
std::vector<Cell> folded_cells(const Ask& ask, std::string_view measure, bool stock);
std::vector<RecordLine> folded_records(const Ask& ask, std::string_view measure, bool stock, std::int64_t limit,
                                       std::int64_t offset, std::int64_t& total);
/// Everything that is posted and folded, summed: measure/area/day/dimension.
std::vector<Posted> all_posted(db::Connection& db);
std::vector<Posted> all_folded_with_tail(db::Connection& db);
std::vector<std::string> all_ids(db::Connection& db, const std::string& table, const std::string& kind);

}  // namespace zhenan::measure
