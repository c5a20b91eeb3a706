// SPDX-License-Identifier: Apache-2.0
#include "media/encoder.h"

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <iterator>
#include <optional>
#include <unistd.h>

#include <fmt/format.h>

#include "media/child.h"
#include "media/kinds.h"

namespace mingcha::media {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr std::uint64_t kMemoryBytes = 6ULL << 30;
constexpr std::uint64_t kFileBytes = 256ULL << 30;
constexpr std::size_t kOutputMax = 64 << 20;  // What it says of its progress in many hours.
constexpr int kSideMax = 320;
constexpr const char* kEvenSides = "scale=trunc(iw/2)*2:trunc(ih/2)*2";  // H.264 has no others.

std::string seconds(std::int64_t ms) { return fmt::format("{}.{:03}", ms / 1000, ms % 1000); }

/// What is read, opened as the probe opens it: by these demuxers and decoders, from a file and
/// nothing else. "file:" keeps a name from being taken for an address or an option.
void add_source(Words& words, const fs::path& source) {
  words.insert(words.end(),
               {"-protocol_whitelist", "file", "-format_whitelist", kContainers, "-codec_whitelist",
                kCodecs, "-threads", "2", "-i", "file:" + fs::absolute(source).string()});
}

void add(Words& words, std::initializer_list<const char*> more) {
  words.insert(words.end(), more.begin(), more.end());
}

/// Picture and sound in MP4, and nothing else of the source.
void add_mp4(Words& words) {
  add(words, {"-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact",
              "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart",
              "-threads", "2", "-f", "mp4"});
}

/// "-a53cc 0": captions travel with the picture.
void add_h264(Words& words, const char* preset, const char* quality) {
  add(words, {"-c:v", "libx264", "-a53cc", "0", "-preset", preset, "-crf", quality, "-pix_fmt",
              "yuv420p", "-c:a", "aac", "-b:a", "128k"});
}

/// Reads "out_time_us=…" lines as they come.
class Progress {
 public:
  Progress(const Job& job, std::int64_t duration_ms) : job_{job}, duration_ms_{duration_ms} {}

  void hear(std::string_view piece) {
    line_ += piece;
    for (auto end = line_.find('\n'); end != std::string::npos; end = line_.find('\n')) {
      read(std::string_view{line_}.substr(0, end));
      line_.erase(0, end + 1);
    }
  }

 private:
  void read(std::string_view line) {
    constexpr std::string_view kKey = "out_time_us=";
    if (!job_.progress || duration_ms_ <= 0 || !line.starts_with(kKey)) return;
    line.remove_prefix(kKey.size());
    std::int64_t micros = 0;
    if (std::from_chars(line.data(), line.data() + line.size(), micros).ec != std::errc{}) return;
    const auto done = static_cast<double>(micros) / 1000 / static_cast<double>(duration_ms_);
    job_.progress(std::clamp(done, 0.0, 1.0));
  }

  const Job& job_;
  std::int64_t duration_ms_;
  std::string line_;
};

tl::unexpected<Rejection> refuse(std::string code, Refusal kind, Text what) {
  return reject(kind, what, {{std::move(code), what, {}, {}, {}}});
}

Result<void> run_ffmpeg(const fs::path& program, const Words& words, std::int64_t duration_ms,
                        const Job& job) {
  Progress progress{job, duration_ms};
  Errand errand;
  errand.program = program;
  errand.arguments = {"-nostdin", "-v",        "error",  "-nostats",
                      "-y",       "-progress", "pipe:1", "-filter_complex_threads",
                      "2"};
  errand.arguments.insert(errand.arguments.end(), words.begin(), words.end());
  errand.deadline = job.deadline;
  errand.output_bytes_max = kOutputMax;
  errand.memory_bytes = kMemoryBytes;
  errand.file_bytes = kFileBytes;
  errand.heard = [&progress](std::string_view piece) { progress.hear(piece); };
  const auto ended = run(errand, job.stop);
  if (ended.how == Ending::cancelled) {
    return refuse("encode-cancelled", Refusal::conflict, {"已取消", "cancelled"});
  }
  if (ended.how == Ending::at_deadline) {
    return refuse("encode-deadline", Refusal::too_large,
                  {"未能在时限内完成", "it was not done in time"});
  }
  if (ended.how != Ending::by_itself || ended.status != 0) {
    return refuse("encode-failed", Refusal::invalid,
                  {"转码失败：" + ended.complaint, "encoding failed: " + ended.complaint});
  }
  return {};
}

fs::path part_of(const fs::path& target) { return target.string() + ".part"; }

/// Takes away what is half made unless it was moved to its name.
class Part {
 public:
  explicit Part(const fs::path& target) : target_{fs::absolute(target)}, path_{part_of(target_)} {
    fs::remove_all(path_);
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part() {
    std::error_code ignored;  // The next attempt removes it, and says so when it cannot.
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

  /// Crash before the rename: a part, which the next attempt removes. After it: the whole.
  void complete() {
    const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!flushed) throw Fault("media: cannot flush " + path_.string());
    if (fs::is_directory(path_)) fs::remove_all(target_);
    fs::rename(path_, target_);
  }

 private:
  fs::path target_;
  fs::path path_;
};

Result<void> make(const fs::path& program, Words words, std::int64_t duration_ms,
                  const fs::path& target, const Job& job) {
  Part part{target};
  words.push_back("file:" + part.path().string());
  if (auto made = run_ffmpeg(program, words, duration_ms, job); !made) return made;
  part.complete();
  if (job.progress) job.progress(1);
  return {};
}

std::string small() {
  return fmt::format("scale=w={0}:h={0}:force_original_aspect_ratio=decrease", kSideMax);
}

Words poster_words(const fs::path& source, std::int64_t duration_ms, const fs::path& folder) {
  // Not the beginning: there a hand or a pocket is before the lens.
  Words words{"-noaccurate_seek", "-ss", seconds(duration_ms / 10)};
  add_source(words, source);
  words.insert(words.end(),
               {"-an", "-frames:v", "1", "-vf", small(), "-q:v", "4", "-map_metadata", "-1", "-f",
                "image2", "-update", "1", "file:" + (folder / "poster.jpg").string()});
  return words;
}

Words stills_words(const fs::path& source, std::int64_t duration_ms, int count,
                   const fs::path& folder) {
  Words words{"-skip_frame", "nokey"};
  add_source(words, source);
  const auto apart = seconds(duration_ms / count);
  words.insert(
      words.end(),
      {"-an", "-frames:v", std::to_string(count), "-vsync", "vfr", "-vf",
       fmt::format("select='isnan(prev_selected_t)+gte(t-prev_selected_t,{})',{}", apart, small()),
       "-q:v", "4", "-map_metadata", "-1", "-f", "image2",
       "file:" + (folder / "%03d.jpg").string()});
  return words;
}

}  // namespace

Encoder::Encoder(fs::path program) : program_{std::move(program)} {
  if (!fs::is_regular_file(program_)) throw Fault("media: no such program: " + program_.string());
}

Result<std::vector<fs::path>> Encoder::thumbnails(const fs::path& source, std::int64_t duration_ms,
                                                  int count, const fs::path& folder,
                                                  const Job& job) const {
  Part part{folder};
  fs::create_directories(part.path());
  const Job quietly{job.deadline, {}, job.stop};
  const auto poster = poster_words(source, duration_ms, part.path());
  if (auto made = run_ffmpeg(program_, poster, 0, quietly); !made) {
    return tl::unexpected(made.error());
  }
  if (count > 0) {
    const auto stills = stills_words(source, duration_ms, count, part.path());
    if (auto made = run_ffmpeg(program_, stills, duration_ms, job); !made) {
      return tl::unexpected(made.error());
    }
  }
  part.complete();
  if (job.progress) job.progress(1);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator{folder}) files.push_back(entry.path());
  std::ranges::sort(files);
  std::rotate(files.begin(), std::prev(files.end()),
              files.end());  // "poster" sorts after all numbers.
  return files;
}

Result<void> Encoder::proxy(const fs::path& source, std::int64_t duration_ms,
                            const fs::path& target, const Job& job) const {
  Words words;
  add_source(words, source);
  add(words, {"-map", "0:v:0?", "-map", "0:a:0?", "-vf", "scale=w=-2:h='min(540,trunc(ih/2)*2)'",
              "-g", "60", "-ac", "2"});
  add_h264(words, "superfast", "26");
  add_mp4(words);
  return make(program_, std::move(words), duration_ms, target, job);
}

Result<void> Encoder::clip(const fs::path& source, std::int64_t from_ms, std::int64_t to_ms,
                           Cut cut, const fs::path& target, const Job& job) const {
  if (from_ms < 0 || from_ms >= to_ms) {
    return refuse("span-empty", Refusal::invalid, {"起止时间无效", "the span has no length"});
  }
  Words words{"-ss", seconds(from_ms)};
  add_source(words, source);
  words.insert(words.end(), {"-t", seconds(to_ms - from_ms), "-map", "0:v:0?", "-map", "0:a:0?"});
  if (cut == Cut::exact) {
    add(words, {"-vf", kEvenSides});
    add_h264(words, "veryfast", "18");
  } else {
    add(words, {"-c", "copy", "-avoid_negative_ts", "make_zero"});
  }
  add_mp4(words);
  return make(program_, std::move(words), to_ms - from_ms, target, job);
}

Result<void> Encoder::redact(const fs::path& source, std::int64_t duration_ms,
                             const Redaction& redaction, const fs::path& target,
                             const Job& job) const {
  const auto agreed = checked(redaction);
  if (!agreed) return tl::unexpected(agreed.error());
  Words words;
  add_source(words, source);
  if (agreed->boxes.empty()) {
    words.insert(words.end(), {"-map", "0:v:0?", "-vf", kEvenSides});
  } else {
    words.insert(words.end(), {"-filter_complex", picture_filters(*agreed), "-map", "[v]"});
  }
  words.insert(words.end(), {"-map", "0:a:0?", "-af", sound_filters(*agreed)});
  add_h264(words, "veryfast", "20");
  add_mp4(words);
  return make(program_, std::move(words), duration_ms, target, job);
}

}  // namespace mingcha::media
