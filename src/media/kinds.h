// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mingcha::media {

/// The containers that recorders and telephones write, by libav's names. None of them opens another
/// file or an address.
inline constexpr const char* kContainers =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,asf,flv,h264,hevc,mp3,wav,aac,"
    "ogg,amr";

/// Their decoders.
inline constexpr const char* kCodecs =
    "h264,hevc,mpeg4,mjpeg,mpeg1video,mpeg2video,h263,flv,vp8,vp9,libdav1d,av1,aac,aac_latm,"
    "mp3float,mp3,mp2float,mp2,ac3,opus,vorbis,flac,amrnb,amrwb,pcm_s16le,pcm_s16be,pcm_s24le,"
    "pcm_s32le,pcm_u8,pcm_alaw,pcm_mulaw,pcm_f32le,adpcm_ima_wav,adpcm_ms,g726,g726le";

}  // namespace mingcha::media
