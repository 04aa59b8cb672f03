#include "core/paper/typeset.h"

#include <algorithm>
#include <cmath>

#include "core/paper/fonts.h"
#include "core/paper/kinsoku.h"
#include "core/paper/measure.h"

namespace zhenan::paper {

namespace {

constexpr double kTolerance = 0.5;       // points that a line may be too long by, from rounding
constexpr double kWidestStretch = 0.25;  // of a character: beyond it, a line stays ragged
constexpr double kAscent = 0.88;         // of the em box, for all Chinese fonts here

struct Cluster {
    int start = 0, end = 0;  // bytes
    double width = 0;
    char32_t character = 0;
    size_t item = 0, run = 0;
    bool break_before = false;
};

using Ends = std::vector<std::pair<size_t, size_t>>;  // (byte where it ends, index of the run)

std::shared_ptr<PangoGlyphItem> owned(PangoGlyphItem* item) {
    return {item, pango_glyph_item_free};
}

std::shared_ptr<PangoGlyphItem> slice(PangoGlyphItem* whole, const char* text, int start, int end) {
    PangoGlyphItem* rest = pango_glyph_item_copy(whole);
    if (start > rest->item->offset) {
        pango_glyph_item_free(pango_glyph_item_split(rest, text, start - rest->item->offset));
    }
    if (end >= rest->item->offset + rest->item->length) return owned(rest);
    PangoGlyphItem* part = pango_glyph_item_split(rest, text, end - rest->item->offset);
    pango_glyph_item_free(rest);
    return owned(part);
}

template <class Visit>
void each_cluster(PangoGlyphItem* item, const char* text, Visit visit) {
    PangoGlyphItemIter at;
    for (gboolean more = pango_glyph_item_iter_init_start(&at, item, text); more;
         more = pango_glyph_item_iter_next_cluster(&at)) {
        visit(at);
    }
}

/// Makes each character of a piece wider, by changing the advance of its last glyph.
void spread(PangoGlyphItem* item, const char* text, double extra) {
    if (extra == 0) return;
    each_cluster(item, text, [&](const PangoGlyphItemIter& at) {
        bool forward = at.start_glyph < at.end_glyph;
        int last = forward ? at.end_glyph - 1 : at.start_glyph;
        item->glyphs->glyphs[last].geometry.width += static_cast<int>(extra * PANGO_SCALE);
    });
}

void set_attribute(PangoAttrList* list, PangoAttribute* attribute, size_t start, size_t end) {
    attribute->start_index = static_cast<guint>(start);
    attribute->end_index = static_cast<guint>(end);
    pango_attr_list_insert(list, attribute);
}

PangoAttribute* font_attribute(const std::string& families, double size, bool bold) {
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, families.c_str());
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    PangoAttribute* attribute = pango_attr_font_desc_new(font);
    pango_font_description_free(font);
    return attribute;
}

}  // namespace

struct Typesetter::Shaped {
    std::shared_ptr<const std::string> text;
    std::shared_ptr<PangoLayout> layout;
    std::vector<PangoGlyphItem*> items;  // owned by the layout
    std::vector<Cluster> clusters;       // in the order of reading
};

Typesetter::Typesetter() {
    pdf_font(Face::fang);  // fonts must be known before a font map looks for them
    context_ = {pango_font_map_create_context(pango_cairo_font_map_get_default()), g_object_unref};
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    pango_context_set_language(context_.get(), pango_language_from_string("zh-cn"));
    pango_context_set_base_dir(context_.get(), PANGO_DIRECTION_LTR);
}

Typesetter::Shaped Typesetter::shape(const Paragraph& paragraph, std::string text, Ends ends) const {
    Shaped shaped;
    shaped.text = std::make_shared<const std::string>(std::move(text));
    shaped.layout = {pango_layout_new(context_.get()), g_object_unref};
    PangoLayout* layout = shaped.layout.get();
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_text(layout, shaped.text->data(), static_cast<int>(shaped.text->size()));

    PangoAttrList* attributes = pango_attr_list_new();
    size_t start = 0;
    for (const auto& [end, index] : ends) {
        const Run& run = paragraph.runs[index];
        const PdfFont& font = pdf_font(run.face);
        bool bold = font.bold || (run.bold && font.has_bold);
        set_attribute(attributes, font_attribute(font.families, run.size, bold), start, end);
        auto other_font = [&](const std::string& families, size_t from, size_t to) {
            set_attribute(attributes, font_attribute(families, run.size, bold), from, to);
        };
        for (size_t at = start; at < end;) {
            size_t from = at;
            while (at < end && (*shaped.text)[at] > ' ') ++at;
            if (at > from && !font.latin.empty()) other_font(font.latin, from, at);
            bool yuan = !font.yuan.empty() && shaped.text->compare(at, 3, "￥") == 0;
            if (yuan) other_font(font.yuan, at, at + 3);
            at += yuan ? 3 : 1;
        }
        start = end;
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);

    int marks = 0;
    const PangoLogAttr* breaks = pango_layout_get_log_attrs_readonly(layout, &marks);
    const char* bytes = shaped.text->data();
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout, 0);
    for (GSList* node = line ? line->runs : nullptr; node; node = node->next) {
        auto* item = static_cast<PangoGlyphItem*>(node->data);
        shaped.items.push_back(item);
        each_cluster(item, bytes, [&](const PangoGlyphItemIter& at) {
            Cluster cluster{.start = at.start_index, .end = at.end_index};
            for (int k = std::min(at.start_glyph, at.end_glyph + 1); k < std::max(at.end_glyph, at.start_glyph + 1);
                 ++k) {
                cluster.width += item->glyphs->glyphs[k].geometry.width;
            }
            cluster.width /= PANGO_SCALE;
            cluster.character = g_utf8_get_char(bytes + at.start_index);
            cluster.item = shaped.items.size() - 1;
            shaped.clusters.push_back(cluster);
        });
    }
    auto& clusters = shaped.clusters;
    std::sort(clusters.begin(), clusters.end(), [](const Cluster& a, const Cluster& b) { return a.start < b.start; });
    size_t run = 0;
    long character = 0;  // where the marks of Pango's breaks are counted
    for (size_t i = 0; i < clusters.size(); ++i) {
        if (i > 0) {
            character += g_utf8_strlen(bytes + clusters[i - 1].start, clusters[i].start - clusters[i - 1].start);
        }
        bool pango = character < marks && breaks[character].is_line_break;
        while (run + 1 < ends.size() && static_cast<size_t>(clusters[i].start) >= ends[run].first) {
            ++run;
        }
        clusters[i].run = ends[run].second;
        clusters[i].break_before = i > 0 && may_break(clusters[i - 1].character, clusters[i].character, pango);
    }
    return shaped;
}

namespace {

struct Cut {
    size_t end = 0;       // the first cluster of the next line
    size_t measured = 0;  // clusters that count for the line's width: no blanks, nothing that hangs
    double width = 0;
};

/// The next line's clusters from `first`, greedily.
Cut cut_line(const std::vector<Cluster>& clusters, size_t first, double width, const Room& room) {
    auto cut_at = [&](size_t end, bool hanging) {
        Cut cut{.end = end, .measured = hanging ? end - 1 : end};
        while (!hanging && end < clusters.size() && cut.measured > first + 1 &&
               is_blank(clusters[cut.measured - 1].character)) {
            --cut.measured;
        }
        for (size_t i = first; i < cut.measured; ++i) cut.width += clusters[i].width + room.spacing;
        return cut;
    };
    double used = 0;
    size_t last_break = 0;
    for (size_t i = first; i < clusters.size(); ++i) {
        if (i > first && clusters[i].break_before) last_break = i;
        used += clusters[i].width + room.spacing;
        if (used <= width + kTolerance || is_blank(clusters[i].character)) continue;
        bool ends_after = i + 1 == clusters.size() || clusters[i + 1].break_before;
        if (i > first && room.hang && ends_after && may_hang(clusters[i].character)) {
            return cut_at(i + 1, true);
        }
        return cut_at(last_break > first ? last_break : std::max(i, first + 1), false);
    }
    return cut_at(clusters.size(), false);
}

}  // namespace

std::vector<Line> Typesetter::lines(const Paragraph& paragraph, const Room& room) const {
    // Hard line ends part a paragraph into texts of their own.
    std::vector<std::pair<std::string, Ends>> texts(1);
    for (size_t index = 0; index < paragraph.runs.size(); ++index) {
        std::string text = clean_text(paragraph.runs[index].text);
        for (size_t from = 0;;) {
            size_t end = text.find('\n', from);
            texts.back().first += text.substr(from, end - from);
            texts.back().second.emplace_back(texts.back().first.size(), index);
            if (end == std::string::npos) break;
            texts.emplace_back();
            from = end + 1;
        }
    }

    std::vector<Line> lines;
    double left = paragraph.left_indent * room.unit;
    double right = paragraph.right_indent * room.unit;
    for (auto& [text, ends] : texts) {
        if (text.empty()) {
            lines.push_back({});
            continue;
        }
        Shaped shaped = shape(paragraph, std::move(text), std::move(ends));
        const auto& clusters = shaped.clusters;
        for (size_t first = 0; first < clusters.size();) {
            double indent = lines.empty() ? paragraph.first_indent * room.unit : 0;
            double width = std::max(room.width - left - right - indent, room.unit);
            Cut cut = cut_line(clusters, first, width, room);
            Line line{.text = shaped.text, .pieces = {}, .x = left + indent, .size = 0};
            double slack = width - cut.width;
            double extra = room.spacing;
            if (paragraph.align == Align::right) line.x += slack;
            if (paragraph.align == Align::center) line.x += slack / 2;
            if (paragraph.align == Align::justify && cut.end < clusters.size() && cut.measured > first + 1) {
                double each = slack / static_cast<double>(cut.measured - first - 1);
                double size = paragraph.runs[clusters[first].run].size;
                if (each <= kWidestStretch * size) extra += each;
            }
            for (size_t i = first; i < cut.end;) {
                size_t end = i;
                while (end < cut.end && clusters[end].item == clusters[i].item &&
                       clusters[end].run == clusters[i].run) {
                    ++end;
                }
                const Run& run = paragraph.runs[clusters[i].run];
                Piece piece{.size = run.size,
                            .twice = run.bold && !pdf_font(run.face).has_bold,
                            .underline = run.underline,
                            .red = run.red,
                            .grey = run.grey,
                            .missing = run.missing};
                piece.glyphs = slice(shaped.items[clusters[i].item], shaped.text->data(), clusters[i].start,
                                     clusters[end - 1].end);
                spread(piece.glyphs.get(), shaped.text->data(), extra);
                for (; i < end; ++i) piece.width += clusters[i].width + extra;
                line.size = std::max(line.size, piece.size);
                line.pieces.push_back(std::move(piece));
            }
            lines.push_back(std::move(line));
            first = cut.end;
        }
    }
    return lines;
}

void Typesetter::draw(cairo_t* canvas, const Line& line, double x, double top, double pitch) {
    double baseline = top + (pitch - line.size) / 2 + kAscent * line.size;
    double at = x + line.x;
    for (const Piece& piece : line.pieces) {
        if (piece.missing) {
            cairo_set_source_rgb(canvas, 0.85, 0.85, 0.85);
            double above = (kAscent + 0.06) * piece.size;
            cairo_rectangle(canvas, at, baseline - above, piece.width, piece.size * 1.12);
            cairo_fill(canvas);
        }
        double shade = piece.grey && !piece.red ? 0.5 : 0;
        cairo_set_source_rgb(canvas, piece.red ? 1 : shade, shade, shade);
        for (int copy = 0; copy <= (piece.twice ? 1 : 0); ++copy) {
            cairo_move_to(canvas, at + copy * piece.size * 0.025, baseline);
            pango_cairo_show_glyph_item(canvas, line.text->c_str(), piece.glyphs.get());
        }
        if (piece.underline) {
            cairo_set_line_width(canvas, piece.size * 0.045);
            double under = baseline + piece.size * 0.16;
            cairo_move_to(canvas, at, under);
            cairo_line_to(canvas, at + piece.width, under);
            cairo_stroke(canvas);
        }
        at += piece.width;
    }
}

}  // namespace zhenan::paper
