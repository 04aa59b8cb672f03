// An office file as a zip of XML parts, read as a stream and held to the limits; only for this
// folder.
#pragma once

#include <zip.h>

#include <memory>
#include <string>
#include <string_view>

#include "core/table/table.h"

namespace zhenan::table {

/// The name without its prefix: some writers say <x:row>.
inline std::string_view local_name(std::string_view name) {
    auto colon = name.find(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

class Attributes {
public:
    explicit Attributes(const char** pairs) : pairs_(pairs) {}
    /// Empty when absent.
    std::string_view get(std::string_view local) const;

private:
    const char** pairs_;
};

/// What an XML part says; elements by local names.
class XmlEvents {
public:
    virtual ~XmlEvents() = default;
    virtual void begin(std::string_view name, const Attributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view piece) = 0;
};

class Package {
public:
    /// `bytes` must outlive the package. Throws table.unreadable if it is cut.
    Package(std::string_view bytes, const Limits& limits);
    bool has(const std::string& part) const;
    /// Throws what the events throw, table.unreadable for broken XML or any DOCTYPE,
    /// table.too_large.
    void read(const std::string& part, XmlEvents& events);

private:
    struct Discard {
        void operator()(zip_t* archive) const { zip_discard(archive); }
    };
    void check(const zip_stat_t& entry, std::size_t part_bytes) const;

    const Limits& limits_;
    std::unique_ptr<zip_t, Discard> archive_;
    std::size_t unpacked_ = 0;
};

}  // namespace zhenan::table
