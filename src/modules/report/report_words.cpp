#include "modules/report/report_words.h"

#include <algorithm>

#include "core/json_text.h"
#include "core/text/text.h"
#include "modules/measure/measure.h"

namespace zhenan::report {

namespace {

const FaultCode kBadSpans{Kind::rejected, "report.words",
                          "这段文字的写法不对：每一块要么是文字，要么是指标、计数、记录或空缺",
                          "These words are not well formed: each piece is text, a measure, a count, a record or a gap"};
const FaultCode kNoMeasure{Kind::rejected, "report.measure", "没有这个指标，请从列表里选一个",
                           "There is no such measure; choose one of the list"};
const FaultCode kTooLong{Kind::rejected, "report.long", "一段最多 5000 字，请分成几段",
                         "A block has at most 5000 characters; make two of it"};

json::value figure(double value) {
    bool whole = value == static_cast<double>(static_cast<std::int64_t>(value));
    return whole ? json::value(static_cast<std::int64_t>(value)) : json::value(value);
}

json::object named_json(const Named& one) {
    return {{"kind", one.kind}, {"id", one.id}, {"title", one.title}};
}

void write(std::string& out, const json::value& value) {
    if (auto* object = value.if_object()) {
        std::vector<std::string_view> names;
        for (auto& member : *object) names.push_back(member.key());
        std::sort(names.begin(), names.end());
        out += '{';
        for (auto& name : names) {
            if (&name != &names.front()) out += ',';
            append_json(out, name);
            out += ':';
            write(out, object->at(name));
        }
        out += '}';
    } else if (auto* list = value.if_array()) {
        out += '[';
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (i) out += ',';
            write(out, (*list)[i]);
        }
        out += ']';
    } else if (auto* text = value.if_string()) {
        append_json(out, *text);
    } else if (value.is_double()) {
        out += number(value.as_double());
    } else {
        out += json::serialize(value);
    }
}

json::array texts(const std::vector<std::string>& all) {
    json::array list;
    for (auto& one : all) list.push_back(json::string(one));
    return list;
}

/// Lines become spaces: a block is one paragraph.
std::string one_line(std::string text) {
    for (auto& c : text)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    return text;
}

}  // namespace

std::string canonical(const json::value& value) {
    std::string out;
    write(out, value);
    return out;
}

json::array to_json(const std::vector<Named>& all) {
    json::array list;
    for (auto& one : all) list.push_back(named_json(one));
    return list;
}

json::object to_json(const Span& span, const std::string& report_area) {
    json::object item{{"text", span.text}};
    if (span.number) item["number"] = true;
    if (span.missing) item["missing"] = true;
    if (span.gone) item["gone"] = true;
    if (!span.key.empty()) item["key"] = span.key;
    if (!span.id.empty()) item["kind"] = span.kind, item["id"] = span.id;
    if (span.value) {
        item["value"] = figure(*span.value);
        item["approximate"] = span.approximate;
    }
    if (span.measure.empty()) {
        if (span.value || !span.items.empty()) item["items"] = to_json(span.items);
        return item;
    }
    auto& area_id = span.area_id.empty() ? report_area : span.area_id;
    item["measure"] = span.measure;
    item["areaId"] = area_id;
    if (!span.unit.empty()) item["unit"] = span.unit;
    if (!span.at.empty()) item["at"] = span.at;
    if (span.change) item["change"] = true;
    if (!span.member.empty()) item["member"] = span.member;
    if (span.from.empty()) return item;
    item["from"] = span.from;
    item["to"] = span.to;
    auto url =
        "/api/v1/measures/" + span.measure + "/records?area=" + area_id + "&from=" + span.from + "&to=" + span.to;
    if (!span.member.empty()) url += "&member=" + span.member;
    item["records"] = url;
    return item;
}

json::array to_json(const Spans& spans, const std::string& area_id) {
    json::array list;
    for (auto& span : spans) list.push_back(to_json(span, area_id));
    return list;
}

Spans spans_of(const json::array& list) {
    Spans spans;
    for (auto& value : list) {
        auto& item = value.as_object();
        Span span{.text = text_of(item, "text"),
                  .measure = text_of(item, "measure"),
                  .member = text_of(item, "member"),
                  .unit = text_of(item, "unit"),
                  .at = text_of(item, "at"),
                  .change = boolean_of(item, "change"),
                  .area_id = text_of(item, "areaId"),
                  .from = text_of(item, "from"),
                  .to = text_of(item, "to"),
                  .approximate = boolean_of(item, "approximate"),
                  .key = text_of(item, "key"),
                  .kind = text_of(item, "kind"),
                  .id = text_of(item, "id"),
                  .missing = boolean_of(item, "missing"),
                  .number = boolean_of(item, "number"),
                  .gone = boolean_of(item, "gone")};
        if (auto* number = item.if_contains("value"); number && number->is_number())
            span.value = number->to_number<double>();
        if (auto* items = item.if_contains("items"); items && items->is_array())
            for (auto& one : items->as_array()) {
                auto& named = one.as_object();
                span.items.push_back({text_of(named, "kind"), text_of(named, "id"), text_of(named, "title")});
            }
        spans.push_back(std::move(span));
    }
    return spans;
}

Spans spans_of(const std::string& text) {
    return spans_of(json::parse(text).as_array());
}

std::string type_name(Block::Type type) {
    return type == Block::title ? "title" : type == Block::heading ? "heading" : "paragraph";
}

Block::Type block_type(std::string_view name) {
    return name == "title" ? Block::title : name == "heading" ? Block::heading : Block::paragraph;
}

json::object to_json(const Block& block, const std::string& area_id) {
    json::object item{{"type", type_name(block.type)}, {"id", block.id}, {"spans", to_json(block.spans, area_id)}};
    if (block.level) item["level"] = block.level;
    return item;
}

Block block_of(const json::object& object) {
    return {.type = block_type(text_of(object, "type")),
            .level = static_cast<int>(integer_of(object, "level")),
            .spans = spans_of(object.at("spans").as_array()),
            .id = text_of(object, "id")};
}

json::object to_json(const Annex& annex, const std::string& area_id) {
    json::array rows, widths;
    for (auto& row : annex.rows) rows.push_back(to_json(row, area_id));
    for (auto width : annex.widths) widths.push_back(figure(width));
    return {{"key", annex.key},
            {"title", annex.title},
            {"titleEn", annex.title_en},
            {"columns", texts(annex.columns)},
            {"columnsEn", texts(annex.columns_en)},
            {"widths", widths},
            {"rows", rows},
            {"withSum", annex.with_sum}};
}

Annex annex_of(const json::object& object) {
    Annex annex{.key = text_of(object, "key"),
                .title = text_of(object, "title"),
                .title_en = text_of(object, "titleEn"),
                .columns = texts_of(object, "columns"),
                .columns_en = texts_of(object, "columnsEn"),
                .widths = {},
                .rows = {},
                .with_sum = boolean_of(object, "withSum")};
    for (auto& width : object.at("widths").as_array()) annex.widths.push_back(width.to_number<double>());
    for (auto& row : object.at("rows").as_array()) annex.rows.push_back(spans_of(row.as_array()));
    return annex;
}

Spans sent_spans(const json::value& sent) {
    if (!sent.is_array()) throw Fault(kBadSpans, "spans");
    if (sent.as_array().size() > 400) throw Fault(kTooLong, "spans");
    Spans spans;
    std::size_t length = 0;
    for (auto& value : sent.as_array()) {
        if (!value.is_object()) throw Fault(kBadSpans, "spans");
        auto& item = value.as_object();
        for (auto name : {"text", "measure", "member", "unit", "at", "key", "kind", "id"})
            if (auto* part = item.if_contains(name); part && !part->is_string()) throw Fault(kBadSpans, "spans");
        for (auto name : {"change", "missing", "number"})
            if (auto* part = item.if_contains(name); part && !part->is_bool()) throw Fault(kBadSpans, "spans");
        if (boolean_of(item, "number")) continue;  // numbers are given anew
        Span span{.text = one_line(text_of(item, "text")),
                  .measure = text_of(item, "measure"),
                  .member = text_of(item, "member"),
                  .unit = text_of(item, "unit"),
                  .at = text_of(item, "at"),
                  .change = boolean_of(item, "change"),
                  .key = text_of(item, "key"),
                  .kind = text_of(item, "kind"),
                  .id = text_of(item, "id"),
                  .missing = boolean_of(item, "missing")};
        length += text::decode(span.text).size();
        if (!span.measure.empty() && !measure::find(span.measure)) throw Fault(kNoMeasure, "spans");
        if (!span.at.empty() && span.at != "previous" && span.at != "last_year" && span.at != "year")
            throw Fault(kBadSpans, "spans");
        if (span.kind.empty() != span.id.empty()) throw Fault(kBadSpans, "spans");
        bool empty = span.text.empty() && span.measure.empty() && span.key.empty() && span.id.empty();
        if (empty) continue;
        if (span.plain() && !spans.empty() && spans.back().plain())
            spans.back().text += span.text;
        else
            spans.push_back(std::move(span));
    }
    if (length > 5000) throw Fault(kTooLong, "spans");
    return spans;
}

}  // namespace zhenan::report
