// What may change under records that exist, and what a change will do, in words.
#include <fmt/format.h>

#include <algorithm>

#include "modules/ledger/ledger_rules.h"

namespace zhenan::ledger {

namespace {

const json::array& list_of(const json::object& object, const char* name) {
    static const json::array none;
    auto* value = object.if_contains(name);
    return value && value->is_array() ? value->as_array() : none;
}

const json::object* named(const json::array& list, std::string_view name) {
    for (auto& one : list)
        if (text_of(one.as_object(), "name") == name) return &one.as_object();
    return nullptr;
}

std::int64_t count(const std::map<std::string, std::int64_t>& counts, const std::string& name) {
    auto found = counts.find(name);
    return found == counts.end() ? 0 : found->second;
}

json::object pair_of(const json::object& from, const char* name) {
    auto* pair = from.if_contains(name);
    if (!pair || pair->is_null()) return {};
    if (!pair->is_object()) throw Fault(kInvalid, name);
    return {{"zh", text_of(pair->as_object(), "zh")}, {"en", text_of(pair->as_object(), "en")}};
}

void list_must_be(const json::object& from, const char* name) {
    auto* list = from.if_contains(name);
    if (!list || list->is_null()) return;
    if (!list->is_array() || list->as_array().size() > 200) throw Fault(kInvalid, name);
    for (auto& one : list->as_array())
        if (!one.is_object()) throw Fault(kInvalid, name);
}

json::object regular_field(const json::object& given, const std::string& at) {
    if (auto* options = given.if_contains("options")) {
        if (!options->is_array()) throw Fault(kInvalid, at + ".options");
        for (auto& option : options->as_array())
            if (!option.is_object()) throw Fault(kInvalid, at + ".options");
    }
    static const std::set<std::string> known = {"text",   "longtext", "integer", "decimal",     "day",     "boolean",
                                                "choice", "ref",      "area",    "attachments", "location"};
    if (!known.count(text_of(given, "type")))
        throw Fault(kInvalid, {{at + ".type", "ledger.type", "不认识的栏目类型", "There is no such type of field"}});
    auto field = field_from_json(given);
    field.fields.clear();
    if (field.en.empty()) field.en = field.zh;
    for (auto& option : field.options)
        if (option.en.empty()) option.en = option.zh;
    if (field.unit_en.empty()) field.unit_en = field.unit_zh;
    if (field.help_en.empty()) field.help_en = field.help_zh;
    if (field.type != Field::choice) field.options.clear();
    field.readonly = false;
    return field_to_json(field);
}

json::object regular_measure(const json::object& given, const std::string& at) {
    json::object measure;
    for (auto name : {"name", "zh", "en", "sum", "by", "approximate", "form"})
        if (auto text = text_of(given, name); !text.empty()) measure[name] = text;
    if (text_of(measure, "en").empty()) measure["en"] = text_of(measure, "zh");
    for (auto name : {"unit", "about"}) {
        auto pair = pair_of(given, name);
        if (text_of(pair, "zh").empty()) continue;
        if (text_of(pair, "en").empty()) pair["en"] = text_of(pair, "zh");
        measure[name] = pair;
    }
    if (auto* where = given.if_contains("where"); where && !where->is_null()) {
        if (!where->is_object()) throw Fault(kInvalid, at + ".where");
        if (!where->as_object().empty()) measure["where"] = *where;
    }
    return measure;
}

std::string zh_of(const json::object& one) {
    return "“" + text_of(one, "zh") + "”";
}
std::string en_of(const json::object& one) {
    return "\"" + text_of(one, "en") + "\"";
}

}  // namespace

json::object regular(const json::object& given) {
    list_must_be(given, "fields");
    list_must_be(given, "measures");
    json::object d;
    for (auto name : {"kind", "zh", "en", "group", "title", "day", "sort"}) d[name] = text_of(given, name);
    if (text_of(d, "en").empty()) d["en"] = d["zh"];
    auto about = pair_of(given, "about");
    if (text_of(about, "en").empty()) about["en"] = text_of(about, "zh");
    d["about"] = about;
    json::array write, fields, measures;
    for (auto& role : texts_of(given, "write")) write.emplace_back(role);
    for (std::size_t i = 0; auto& one : list_of(given, "fields"))
        fields.push_back(regular_field(one.as_object(), fmt::format("fields[{}]", i++)));
    for (std::size_t i = 0; auto& one : list_of(given, "measures"))
        measures.push_back(regular_measure(one.as_object(), fmt::format("measures[{}]", i++)));
    d["write"] = write;
    d["fields"] = fields;
    d["measures"] = measures;
    if (text_of(d, "sort").empty()) d["sort"] = text_of(d, "day").empty() ? "-updatedAt" : "-" + text_of(d, "day");
    return d;
}

std::vector<FieldError> faults_of_change(const json::object& before, const json::object& after, const Usage& usage) {
    std::vector<FieldError> errors;
    auto fail = [&](const std::string& at, const char* code, std::string zh, std::string en) {
        errors.push_back({at, code, std::move(zh), std::move(en)});
    };
    auto& fields = list_of(after, "fields");
    for (auto& value : list_of(before, "fields")) {
        auto& old = value.as_object();
        auto name = text_of(old, "name");
        auto filled = count(usage.filled, name);
        auto* now = named(fields, name);
        if (!now) {
            if (filled)
                fail("fields", "ledger.field_in_use",
                     fmt::format("栏目{}已有 {} 条记录填过，不能删除；可以停用，填过的内容会保留", zh_of(old), filled),
                     fmt::format(
                         "Field {} is filled in {} records and cannot be removed; retire it, what was written is kept",
                         en_of(old), filled));
            continue;
        }
        auto at = fmt::format("fields[{}]",
                              std::distance(fields.begin(), std::find_if(fields.begin(), fields.end(), [&](auto& one) {
                                                return &one.as_object() == now;
                                            })));
        if (filled && (text_of(old, "type") != text_of(*now, "type") || text_of(old, "to") != text_of(*now, "to") ||
                       boolean_of(old, "many") != boolean_of(*now, "many")))
            fail(at + ".type", "ledger.field_in_use",
                 fmt::format("栏目{}已有 {} 条记录填过，不能改类型；请停用它，另加一个新栏目", zh_of(old), filled),
                 fmt::format("Field {} is filled in {} records, so its type stays; retire it and add a new one",
                             en_of(old), filled));
        if (usage.records && boolean_of(*now, "unique") && !boolean_of(old, "unique"))
            fail(at + ".unique", "ledger.field_in_use",
                 fmt::format("已有 {} 条记录，栏目{}不能再改成不许重复", usage.records, zh_of(old)),
                 fmt::format("There are {} records, so field {} cannot become unique", usage.records, en_of(old)));
        auto chosen = usage.chosen.find(name);
        if (text_of(old, "type") != "choice" || chosen == usage.chosen.end() || text_of(*now, "type") != "choice")
            continue;
        for (auto& option : list_of(old, "options")) {
            auto value = text_of(option.as_object(), "value");
            auto used = count(chosen->second, value);
            auto& left = list_of(*now, "options");
            bool kept = std::any_of(left.begin(), left.end(),
                                    [&](auto& one) { return text_of(one.as_object(), "value") == value; });
            if (used && !kept)
                fail(at + ".options", "ledger.choice_in_use",
                     fmt::format("选项{}已有 {} 条记录选过，不能删除；可以改它的名称", zh_of(option.as_object()), used),
                     fmt::format("The choice {} is used in {} records and cannot be removed; it may be renamed",
                                 en_of(option.as_object()), used));
        }
    }
    if (usage.records)
        for (auto [name, zh, en] : {std::tuple{"title", "记录名称用哪个栏目", "Which field names the records"},
                                    std::tuple{"day", "业务日期用哪个栏目", "Which field is the business day"}})
            if (text_of(before, name) != text_of(after, name))
                fail(name, "ledger.field_in_use", fmt::format("已有 {} 条记录，{}不能再改", usage.records, zh),
                     fmt::format("There are {} records: {} cannot be changed", usage.records, en));
    return errors;
}

bool counts_differ(const json::object& before, const json::object& after) {
    if (list_of(before, "measures") != list_of(after, "measures")) return true;
    auto searched = [](const json::object& d) {
        std::set<std::string> names;
        for (auto& one : list_of(d, "fields"))
            if (boolean_of(one.as_object(), "search") && !boolean_of(one.as_object(), "retired"))
                names.insert(text_of(one.as_object(), "name"));
        return names;
    };
    return searched(before) != searched(after);
}

std::vector<Sentence> effects_of(const json::object* before, const json::object& after, const Usage& usage) {
    std::vector<Sentence> said;
    auto& fields = list_of(after, "fields");
    auto& measures = list_of(after, "measures");
    if (!before) {
        said.push_back(
            {fmt::format("新建台账{}，有 {} 个栏目；保存后马上出现在菜单里，可以登记、查找、导入和导出。", zh_of(after),
                         fields.size()),
             fmt::format("The new ledger {} has {} fields; once saved it stands in the menu, with entry, search, "
                         "import and export.",
                         en_of(after), fields.size())});
        for (auto& one : measures)
            said.push_back(
                {fmt::format("新指标{}会出现在“指标”页，点开能看到它由哪些记录得出。", zh_of(one.as_object())),
                 fmt::format("The new measure {} appears among the measures and opens into its records.",
                             en_of(one.as_object()))});
        return said;
    }
    auto& old_fields = list_of(*before, "fields");
    for (auto& value : fields) {
        auto& one = value.as_object();
        auto* old = named(old_fields, text_of(one, "name"));
        auto filled = count(usage.filled, text_of(one, "name"));
        if (!old) {
            said.push_back(
                {fmt::format("加上栏目{}；已有的 {} 条记录里它是空的，可以以后补填。", zh_of(one), usage.records),
                 fmt::format("Adds field {}; it is empty in the {} records that exist and may be filled in later.",
                             en_of(one), usage.records)});
            continue;
        }
        bool was = boolean_of(*old, "retired"), is = boolean_of(one, "retired");
        if (is && !was)
            said.push_back(
                {fmt::format("停用栏目{}：表单里不再出现，{} 条记录里填过的内容保留，仍能看到。", zh_of(one), filled),
                 fmt::format("Retires field {}: it leaves the form; what {} records hold is kept and still shown.",
                             en_of(one), filled)});
        if (was && !is)
            said.push_back(
                {fmt::format("重新启用栏目{}。", zh_of(one)), fmt::format("Field {} is in use again.", en_of(one))});
        if (text_of(*old, "zh") != text_of(one, "zh"))
            said.push_back({fmt::format("栏目{}改名为{}。", zh_of(*old), zh_of(one)),
                            fmt::format("Field {} is renamed {}.", en_of(*old), en_of(one))});
        if (boolean_of(one, "required") && !boolean_of(*old, "required") && usage.records > filled)
            said.push_back({fmt::format("栏目{}改为必填：{} 条旧记录里它还空着，下次修改时要补。", zh_of(one),
                                        usage.records - filled),
                            fmt::format("Field {} becomes required: {} older records lack it.", en_of(one),
                                        usage.records - filled)});
        auto added = static_cast<std::int64_t>(list_of(one, "options").size()) -
                     static_cast<std::int64_t>(list_of(*old, "options").size());
        if (added > 0)
            said.push_back({fmt::format("栏目{}多了 {} 个选项。", zh_of(one), added),
                            fmt::format("Field {} has {} more choices.", en_of(one), added)});
    }
    for (auto& value : old_fields)
        if (!named(fields, text_of(value.as_object(), "name")))
            said.push_back({fmt::format("删除栏目{}；没有记录填过它。", zh_of(value.as_object())),
                            fmt::format("Removes field {}; no record holds it.", en_of(value.as_object()))});
    auto& old_measures = list_of(*before, "measures");
    for (auto& value : measures) {
        auto& one = value.as_object();
        auto* old = named(old_measures, text_of(one, "name"));
        if (!old || *old != one)
            said.push_back({fmt::format("{}指标{}；已有的 {} 条记录会马上算进去。", old ? "改动" : "加上", zh_of(one),
                                        usage.records),
                            fmt::format("{} measure {}; the {} records that exist are counted at once.",
                                        old ? "Changes" : "Adds", en_of(one), usage.records)});
    }
    for (auto& value : old_measures)
        if (!named(measures, text_of(value.as_object(), "name")))
            said.push_back(
                {fmt::format("去掉指标{}，以后的表里不再有这个数字。", zh_of(value.as_object())),
                 fmt::format("Removes measure {}; the figure is gone from now on.", en_of(value.as_object()))});
    if (said.empty())
        said.push_back({"只改了名称、说明或显示方式，记录和数字都不变。",
                        "Only names, help or layout change; records and figures stay."});
    return said;
}

}  // namespace zhenan::ledger
