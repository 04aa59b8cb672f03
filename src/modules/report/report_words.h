// Spans, blocks and annexes as JSON: as they are answered, kept and frozen. And words that somebody sends.
#pragma once

#include "core/field.h"
#include "modules/report/report.h"

namespace zhenan::report {

json::object to_json(const Span& span, const std::string& area_id);
json::array to_json(const Spans& spans, const std::string& area_id);
json::array to_json(const std::vector<Named>& all);
Spans spans_of(const json::array& list);
Spans spans_of(const std::string& text);

json::object to_json(const Block& block, const std::string& area_id);
json::object to_json(const Annex& annex, const std::string& area_id);
Block block_of(const json::object& object);
Annex annex_of(const json::object& object);
Block::Type block_type(std::string_view name);
std::string type_name(Block::Type type);

/// What a person sent: words, figures by their measure, counts by their key, records by kind and id. Figures' texts are
/// never taken from it. Throws where something can't be.
Spans sent_spans(const json::value& sent);

/// Members sorted, no spaces: the same text for the same value, whoever writes it.
std::string canonical(const json::value& value);

}  // namespace zhenan::report
