// SPDX-License-Identifier: Apache-2.0
#include "render/press.h"

#include "base/result.h"
#include "render/compose.h"
#include "render/fonts.h"
#include "render/sheet.h"

namespace mingcha::render {

Press::Press(PressOptions options) : options_{std::move(options)} {
  if (!options_.seal_png.empty() && !read_png(options_.seal_png)) {
    throw Fault("the seal is no PNG of at most 4096 × 4096");
  }
}

Press::~Press() = default;

const Fonts& Press::fonts() const {
  std::call_once(looked_, [this] { fonts_ = std::make_unique<Fonts>(options_.fonts); });
  return *fonts_;
}

std::string Press::print(const Paper& paper) const {
  const auto lent = fonts().borrow();
  SealSource seal;
  if (paper.stage == Stage::issued) seal = {read_png(options_.seal_png), options_.for_show};
  const auto sheets = compose(lent, paper, seal);
  return to_pdf(sheets, {}, paper.title, paper.made);
}

}  // namespace mingcha::render
