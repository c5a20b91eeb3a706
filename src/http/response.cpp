// SPDX-License-Identifier: Apache-2.0
#include "http/response.h"

namespace mingcha::http {

Response json_response(std::string json, int status) {
  return text_response(std::move(json), status, "application/json");
}

Response text_response(std::string text, int status, std::string content_type) {
  return {status, {{"Content-Type", std::move(content_type)}}, std::move(text)};
}

Response html_response(std::string html, int status) {
  return text_response(std::move(html), status, "text/html; charset=utf-8");
}

Response no_content() { return {204, {}, {}}; }

Response see_other(std::string location) { return {303, {{"Location", std::move(location)}}, {}}; }

Response file_response(std::filesystem::path path, std::string content_type, std::string etag) {
  Response response{200, {{"Content-Type", std::move(content_type)}}, FileBody{std::move(path)}};
  if (!etag.empty()) response.headers.set("ETag", std::move(etag));
  return response;
}

std::size_t text_size(const Response& response) {
  const auto* text = std::get_if<std::string>(&response.body);
  return text == nullptr ? 0 : text->size();
}

const char* reason_phrase(int status) {
  switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 460: return "Checksum Mismatch";  // tus 1.0
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "";
  }
}

}  // namespace mingcha::http
