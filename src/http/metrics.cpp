// SPDX-License-Identifier: Apache-2.0
#include "http/metrics.h"

#include <algorithm>

#include <fmt/format.h>

namespace mingcha::http {

Metrics::Metrics(std::span<const Route* const> routes) {
  series_.emplace_back().labels = R"(method="",route="")";
  for (const Route* route : routes) {
    Series& series = series_.emplace_back();
    series.labels = fmt::format(R"(method="{}",route="{}")", to_string(route->verb), route->path);
    by_route_[route] = &series;
  }
}

void Metrics::end(const Route* route, int status, std::chrono::microseconds duration) {
  running_ -= 1;
  const auto found = by_route_.find(route);
  Series& series = found == by_route_.end() ? series_.front() : *found->second;
  series.by_class[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))] += 1;
  const double seconds = std::chrono::duration<double>(duration).count();
  const auto* const bucket =
      std::lower_bound(kBucketSeconds.begin(), kBucketSeconds.end(), seconds);
  series.buckets[static_cast<std::size_t>(bucket - kBucketSeconds.begin())] += 1;
  series.micros += static_cast<std::uint64_t>(std::max<std::int64_t>(0, duration.count()));
}

void Metrics::append_histogram(std::string& text, const Series& series) {
  constexpr const char* kName = "mingcha_http_request_duration_seconds";
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < kBucketSeconds.size(); ++i) {
    total += series.buckets[i];
    text += fmt::format("{}_bucket{{{},le=\"{}\"}} {}\n", kName, series.labels, kBucketSeconds[i],
                        total);
  }
  total += series.buckets.back();
  text += fmt::format("{}_bucket{{{},le=\"+Inf\"}} {}\n", kName, series.labels, total);
  text += fmt::format("{}_sum{{{}}} {}\n", kName, series.labels,
                      static_cast<double>(series.micros.load()) / 1e6);
  text += fmt::format("{}_count{{{}}} {}\n", kName, series.labels, total);
}

std::string Metrics::text() const {
  std::string text =
      "# HELP mingcha_http_requests_running Requests being answered.\n"
      "# TYPE mingcha_http_requests_running gauge\n";
  text += fmt::format("mingcha_http_requests_running {}\n", running_.load());
  text +=
      "# HELP mingcha_http_requests_total Requests answered, by route pattern and status class.\n"
      "# TYPE mingcha_http_requests_total counter\n";
  for (const Series& series : series_) {
    for (std::size_t i = 1; i < series.by_class.size(); ++i) {
      if (series.by_class[i] == 0) continue;
      text += fmt::format("mingcha_http_requests_total{{{},status=\"{}xx\"}} {}\n", series.labels,
                          i, series.by_class[i].load());
    }
  }
  text +=
      "# HELP mingcha_http_request_duration_seconds Time to answer, the body's arrival included.\n"
      "# TYPE mingcha_http_request_duration_seconds histogram\n";
  for (const Series& series : series_) {
    const bool used = std::any_of(series.by_class.begin(), series.by_class.end(),
                                  [](const auto& count) { return count > 0; });
    if (used) append_histogram(text, series);
  }
  return text;
}

}  // namespace mingcha::http
