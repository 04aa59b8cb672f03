#include "modules/ledger/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "core/embedded.h"
#include "modules/ledger/ledger_rules.h"

namespace zhenan::ledger {

namespace {

struct Counted {
    std::string name, sum, approximate, dimension;
    std::vector<std::pair<std::string, std::string>> where;
};

std::string plain(const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    if (value.is_bool()) return value.as_bool() ? "true" : "false";
    return json::serialize(value);
}

bool holds(const Counted& counted, const json::object& record) {
    for (auto& [field, value] : counted.where) {
        auto* is = record.if_contains(field);
        if (!is || plain(*is) != value) return false;
    }
    return true;
}

std::pair<std::string, std::string> pair_of(const json::object& object, const char* name) {
    auto* pair = object.if_contains(name);
    if (!pair) return {};
    return {text_of(pair->as_object(), "zh"), text_of(pair->as_object(), "en")};
}

Declared read(const json::object& d) {
    Declared out;
    auto& k = out.kind;
    k.name = text_of(d, "kind");
    k.table = "entry";
    k.zh = text_of(d, "zh");
    k.en = text_of(d, "en");
    k.group = text_of(d, "group");
    std::tie(k.about_zh, k.about_en) = pair_of(d, "about");
    k.title = text_of(d, "title");
    k.day = text_of(d, "day");
    k.sort = text_of(d, "sort");
    k.write = texts_of(d, "write");
    k.upward = boolean_of(d, "upward");
    for (auto& f : d.at("fields").as_array()) {
        auto field = field_from_json(f.as_object());
        if (field.retired) {
            field.readonly = true;
            field.required = field.list = field.filter = field.sort = field.search = field.unique = false;
        }
        k.fields.push_back(std::move(field));
    }
    if (!find_field(k.fields, "areaId"))
        k.fields.push_back({.name = "areaId",
                            .type = Field::area,
                            .zh = "区域",
                            .en = "Area",
                            .required = true,
                            .list = true,
                            .filter = true});
    if (!find_field(k.fields, k.title)) throw std::runtime_error("title names no field");
    for (auto& field : k.fields)
        if (field.type == Field::ref && field.to == "enterprises" && !field.many) k.owner_column = "owner_id";

    std::vector<Counted> counted;
    if (auto* measures = d.if_contains("measures"))
        for (auto& value : measures->as_array()) {
            auto& m = value.as_object();
            Counted c{text_of(m, "name"), text_of(m, "sum"), text_of(m, "approximate"), text_of(m, "by"), {}};
            if (auto* where = m.if_contains("where"))
                for (auto& member : where->as_object()) {
                    if (!find_field(k.fields, member.key()))
                        throw std::runtime_error("measure " + c.name + ": where names no field");
                    c.where.emplace_back(std::string(member.key()), plain(member.value()));
                }
            for (auto& name : {c.sum, c.approximate, c.dimension})
                if (!name.empty() && !find_field(k.fields, name))
                    throw std::runtime_error("measure " + c.name + " names no field " + name);
            measure::Definition def;
            def.name = c.name;
            def.zh = text_of(m, "zh");
            def.en = text_of(m, "en");
            std::tie(def.unit_zh, def.unit_en) = pair_of(m, "unit");
            std::tie(def.about_zh, def.about_en) = pair_of(m, "about");
            def.dimension = c.dimension;
            if (text_of(m, "form") == "stock") def.form = measure::Definition::stock;
            if (auto* by = c.dimension.empty() ? nullptr : find_field(k.fields, c.dimension)) {
                def.options = by->options;
                def.by_zh = by->zh;
                def.by_en = by->en;
            }
            out.measures.push_back(std::move(def));
            counted.push_back(std::move(c));
        }
    if (!counted.empty() && !find_field(k.fields, k.day)) throw std::runtime_error("measures need a day field");
    out.contributions = [counted, day = k.day](const json::object& record) {
        std::vector<measure::Contribution> list;
        auto on = text_of(record, day);
        if (on.empty()) return list;
        for (auto& c : counted) {
            if (!holds(c, record)) continue;
            auto n = c.sum.empty() ? 1 : integer_of(record, c.sum);
            if (n == 0) continue;
            list.push_back({c.name, text_of(record, "areaId"), on,
                            c.dimension.empty() ? "" : text_of(record, c.dimension), n,
                            !c.approximate.empty() && boolean_of(record, c.approximate)});
        }
        return list;
    };
    k.after_write = [](record::Change& change) {
        measure::follow(change.call.db, change.kind.name, change.id, change.withdrawn ? nullptr : &change.record,
                        !change.before);
    };
    return out;
}

const std::vector<Declared>& shipped() {
    static const auto all = [] {
        std::vector<Declared> list;
        for (auto& file : embedded::ending("/ledger.json")) list.push_back(declare(file.name, file.bytes));
        for (auto& declared : list) measure::add_source(declared.kind.name, declared.contributions);
        return list;
    }();
    return all;
}

const record::Kinds kinds([] {
    std::vector<record::Kind> list;
    for (auto& declared : shipped()) list.push_back(declared.kind);
    return list;
});
const measure::Definitions definitions([] {
    std::vector<measure::Definition> list;
    for (auto& declared : shipped())
        for (auto& m : declared.measures) list.push_back(m);
    return list;
});

}  // namespace

Declared declare(const json::object& declaration) {
    return read(declaration);
}

const json::object* carried(std::string_view kind) {
    static const auto all = [] {
        std::map<std::string, json::object, std::less<>> declarations;
        for (auto& file : embedded::ending("/ledger.json")) {
            auto declaration = json::parse(file.bytes).as_object();
            declarations[text_of(declaration, "kind")] = declaration;
        }
        return declarations;
    }();
    auto found = all.find(kind);
    return found == all.end() ? nullptr : &found->second;
}

json::object merged(const json::object& carried, const json::object& own) {
    auto whole = carried;
    for (auto name : {"fields", "measures"}) {
        json::array list;
        if (auto* theirs = carried.if_contains(name))
            for (auto& one : theirs->as_array()) {
                list.push_back(one);
                list.back().as_object()["carried"] = true;
            }
        if (auto* ours = own.if_contains(name))
            for (auto& one : ours->as_array()) {
                auto same = [&](auto& other) {
                    return text_of(other.as_object(), "name") == text_of(one.as_object(), "name");
                };
                // A later version of the program may have taken the name: its own wins.
                if (std::none_of(list.begin(), list.end(), same)) list.push_back(one);
            }
        whole[name] = list;
    }
    return whole;
}

Declared declare(std::string_view name, std::string_view text) {
    try {
        auto declared = read(json::parse(text).as_object());
        if (auto found = collisions(declared.kind.fields); !found.empty())
            throw std::runtime_error(found.front().field + ": " + found.front().en);
        return declared;
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("{}: {}", std::string(name), error.what()));
    }
}

}  // namespace zhenan::ledger
