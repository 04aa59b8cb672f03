// What a mark of a template means where it stands: the names that may be used there, and their values; only for this
// folder.
#pragma once

#include "core/paper/template.h"

namespace zhenan::paper {

class TemplateScope {
public:
    /// No values: the template is only checked.
    TemplateScope(const TemplateNames& names, const json::object* values);

    /// Inside an entry of a list its names come first, then those outside.
    void enter(const TemplateNames& names, const json::object* values);
    void leave();

    const TemplateName* name(const std::string& name) const;
    /// The name that may have been meant, or nothing.
    std::string nearest(const std::string& name) const;
    const json::value* value(const std::string& name) const;

    /// Is there something to say?
    static bool holds(const json::value* value);
    static std::string words(const json::value* value);

private:
    std::vector<const TemplateNames*> names_;
    std::vector<const json::object*> values_;  // an entry may be unknown: null
};

}  // namespace zhenan::paper
