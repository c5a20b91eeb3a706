// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingcha::portal {

struct DecisionListView;
struct DecisionView;
struct HomeView;
struct ItemListView;
struct ItemView;
struct ListHistoryView;
struct ListIndexView;
struct ListView;
struct LogView;
struct MessageView;
struct PunctualityView;
struct RecordFieldsView;
struct ReviewCatalogueView;
struct SiteView;
struct TombstoneView;

/// To be sent with every page. No inline script or style, nothing from another host.
inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// Each makes a whole page, UTF-8, without looking at anything but its arguments.

/// GET /
[[nodiscard]] std::string home_page(const SiteView& site, const HomeView& view);
/// GET /decisions?q=&year=&unit=&page=
[[nodiscard]] std::string decision_list_page(const SiteView& site, const DecisionListView& view);
/// GET /decisions/{id}
[[nodiscard]] std::string decision_page(const SiteView& site, const DecisionView& view);
/// GET /decisions/{id} after withdrawal or the end of publicity; send with status 410.
[[nodiscard]] std::string tombstone_page(const SiteView& site, const TombstoneView& view);
/// GET /punctuality
[[nodiscard]] std::string punctuality_page(const SiteView& site, const PunctualityView& view);
/// GET /items?q=
[[nodiscard]] std::string item_list_page(const SiteView& site, const ItemListView& view);
/// GET /items/{id}
[[nodiscard]] std::string item_page(const SiteView& site, const ItemView& view);
/// GET /review-catalogue
[[nodiscard]] std::string review_catalogue_page(const SiteView& site,
                                                const ReviewCatalogueView& view);
/// GET /lists
[[nodiscard]] std::string list_index_page(const SiteView& site, const ListIndexView& view);
/// GET /lists/{list}?q=&on=&page=
[[nodiscard]] std::string list_page(const SiteView& site, const ListView& view);
/// GET /lists/{list}/history?page=
[[nodiscard]] std::string list_history_page(const SiteView& site, const ListHistoryView& view);
/// GET /log
[[nodiscard]] std::string log_page(const SiteView& site, const LogView& view);
/// GET /v. The same for everybody: what is to be verified stands after "#" and never gets here.
[[nodiscard]] std::string verify_page(const SiteView& site);
/// Send with 404, 400, 429 or 500.
[[nodiscard]] std::string message_page(const SiteView& site, const MessageView& view);

/// GET /log/fields.json: {"decision.made":[{"name":"…","kind":"text","label":"…","label_en":"…"}]},
/// which values of a paper the verifier asks for. All fields of the record must be there.
[[nodiscard]] std::string fields_json(const std::vector<RecordFieldsView>& records);

}  // namespace mingcha::portal
